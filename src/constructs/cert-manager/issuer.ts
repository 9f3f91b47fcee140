import type { Construct } from 'constructs';
import { at, KubeflowError } from '../../core/errors';
import { exact } from '../../core/exact';
import { type Known, listOf, propertyProblems } from '../../core/properties';
import { Resource, type ResourceProps, type SpecOf } from '../../core/resource';
import { isRecord, shown } from '../../core/values';

type Spec = SpecOf<'cert-manager.io/v1/ClusterIssuer'>;
type Ways = Required<Spec>;
type Others<W extends keyof Ways> = { readonly [K in Exclude<keyof Ways, W>]?: never };

/** Exactly one way to sign: an ACME authority such as Let's Encrypt, a CA in a secret, self-signed, Vault or Venafi. */
export type IssuerProps = { [W in keyof Ways]: { readonly [K in W]: Ways[W] } & Others<W> }[keyof Ways] & ResourceProps;

/** An issuer as certificates name it. */
export interface IssuerReference {
  readonly name: string;
  readonly kind: 'Issuer' | 'ClusterIssuer' | (string & {});
  /** @default 'cert-manager.io' */
  readonly group?: string;
}

/** Signs certificates of its namespace. */
export class Issuer extends Resource<'cert-manager.io/v1/Issuer'> implements IssuerReference {
  constructor(scope: Construct, id: string, props: IssuerProps) {
    const { metadata, ...spec } = exact(scope, id, props);
    super(scope, id, 'cert-manager.io/v1/Issuer', { spec }, metadata);
  }
}

/** Signs certificates of every namespace. Its own secrets are read from the namespace cert-manager. */
export class ClusterIssuer extends Resource<'cert-manager.io/v1/ClusterIssuer'> implements IssuerReference {
  constructor(scope: Construct, id: string, props: IssuerProps) {
    const { metadata, ...spec } = exact(scope, id, props);
    super(scope, id, 'cert-manager.io/v1/ClusterIssuer', { spec }, metadata);
  }
}

type Acme = Ways['acme'];
export type AcmeSolver = NonNullable<Acme['solvers']>[number];

export interface LetsEncryptOptions {
  /** Told before a certificate runs out. */
  readonly email: string;
  /** Certificates that no browser trusts, with limits that tests do not reach. @default false */
  readonly staging?: boolean;
  /** How the domain is proven. @default over HTTP, through Istio's ingress */
  readonly solvers?: AcmeSolver[];
  /** Secret of the account's key. @default 'letsencrypt', or 'letsencrypt-staging' */
  readonly accountSecret?: string;
}

const optionShapes: Known<LetsEncryptOptions> = {
  email: 'text',
  staging: 'flag',
  solvers: listOf('object'),
  accountSecret: 'text',
};

/** Let's Encrypt as the way of an issuer: `new ClusterIssuer(chart, 'letsencrypt', letsEncrypt({ email }))`. */
export function letsEncrypt(options: LetsEncryptOptions): { readonly acme: Acme } {
  const { sentences } = isRecord(options)
    ? propertyProblems(options, optionShapes, ['email'])
    : { sentences: [`needs properties, it is given ${shown(options)}`] };
  if (sentences.length > 0) throw new KubeflowError(sentences.map((sentence) => at('letsEncrypt', sentence)));
  const { email, staging = false, solvers, accountSecret } = options;
  return {
    acme: {
      server: `https://acme-${staging ? 'staging-' : ''}v02.api.letsencrypt.org/directory`,
      email,
      privateKeySecretRef: { name: accountSecret ?? (staging ? 'letsencrypt-staging' : 'letsencrypt') },
      solvers: solvers ?? [{ http01: { ingress: { ingressClassName: 'istio' } } }],
    },
  };
}
