import { Construct } from 'constructs';
import { idInChart } from '../../core/chart';
import { type DurationLike, milliseconds } from '../../core/duration';
import { Problems } from '../../core/errors';
import { checkProperties, type Known } from '../../core/properties';
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

const caProperties: Known<PrivateCaProps> = {
  commonName: 'text',
  namespace: 'text',
  duration: milliseconds,
  secretName: 'text',
};

/** An authority of one's own, for clusters without the internet: its key, and the issuer that signs with it. */
export class PrivateCa extends Construct {
  readonly issuer: ClusterIssuer;
  readonly certificate: Certificate;

  constructor(scope: Construct, id: string, props: PrivateCaProps) {
    super(scope, idInChart(scope, id));
    const problems = new Problems(this);
    checkProperties(problems, props, caProperties, ['commonName']);
    problems.throw();
    const { commonName, namespace = 'cert-manager', duration = '3650d', secretName = id } = props;
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
