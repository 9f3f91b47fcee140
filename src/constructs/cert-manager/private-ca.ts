import { Construct } from 'constructs';
import type { DurationLike } from '../../core/duration';
import { Certificate } from './certificate';
import { ClusterIssuer } from './issuer';

export interface PrivateCaProps {
  readonly commonName: string;
  /** Namespace of the CA's key, which ClusterIssuers read. @default 'cert-manager' */
  readonly namespace?: string;
  /** @default '3650d' */
  readonly duration?: DurationLike;
  /** Secret of the key and the certificate to trust. @default the construct's id */
  readonly secretName?: string;
}

/** An authority of one's own, for clusters without the internet: its key, and the issuer that signs with it. */
export class PrivateCa extends Construct {
  readonly issuer: ClusterIssuer;
  readonly certificate: Certificate;

  constructor(
    scope: Construct,
    id: string,
    { commonName, namespace = 'cert-manager', duration = '3650d', secretName = id }: PrivateCaProps,
  ) {
    super(scope, id);
    const root = new ClusterIssuer(this, `${id}-root`, { selfSigned: {} });
    this.certificate = new Certificate(this, `${id}-ca`, {
      issuer: root,
      isCA: true,
      commonName,
      duration,
      secretName,
      privateKey: { algorithm: 'ECDSA', size: 256 },
      metadata: { namespace },
    });
    this.issuer = new ClusterIssuer(this, id, { ca: { secretName } });
  }
}
