import type { Construct } from 'constructs';
import { exact } from '../../core/exact';
import { Resource, type ResourceProps, type SpecOf } from '../../core/resource';

type PeerSpec = SpecOf<'security.istio.io/v1/PeerAuthentication'>;
type Mtls = PeerSpec['mtls'];
/** `STRICT` refuses plaintext, `PERMISSIVE` takes both. */
export type MtlsMode = NonNullable<NonNullable<Mtls>['mode']>;

/** Ports can be said only for workloads that a selector names: Istio passes over them elsewhere. */
type PeerScope =
  | { readonly selector: NonNullable<PeerSpec['selector']>; readonly portLevelMtls?: PeerSpec['portLevelMtls'] }
  | { readonly selector?: never; readonly portLevelMtls?: never };
export type PeerAuthenticationProps = { readonly mtls?: Mtls } & PeerScope & ResourceProps;

/** Whether workloads take plaintext; in the root namespace without a selector it holds for the whole mesh. */
export class PeerAuthentication extends Resource<'security.istio.io/v1/PeerAuthentication'> {
  constructor(scope: Construct, id: string, props: PeerAuthenticationProps) {
    const { metadata, ...spec } = exact(scope, id, props);
    super(scope, id, 'security.istio.io/v1/PeerAuthentication', { spec }, metadata);
  }
}

type RequestSpec = SpecOf<'security.istio.io/v1/RequestAuthentication'>;
type JwtFields = NonNullable<RequestSpec['jwtRules']>[number];
/** Whose tokens are accepted. The keys are fetched or inline; with neither, Istio asks the issuer's discovery document. */
export type JwtRule = Omit<JwtFields, 'issuer' | 'jwks' | 'jwksUri' | 'jwks_uri'> & { readonly issuer: string } & (
    | { readonly jwksUri?: string; readonly jwks?: never }
    | { readonly jwksUri?: never; readonly jwks?: string }
  );
type RequestTarget =
  | { readonly selector?: RequestSpec['selector']; readonly targetRefs?: never }
  | { readonly selector?: never; readonly targetRefs?: RequestSpec['targetRefs'] };
export type RequestAuthenticationProps = { readonly jwtRules?: JwtRule[] } & RequestTarget & ResourceProps;

/**
 * Whose tokens workloads read. A wrong token is refused, a missing one is not: say who needs one in an
 * AuthorizationPolicy.
 */
export class RequestAuthentication extends Resource<'security.istio.io/v1/RequestAuthentication'> {
  constructor(scope: Construct, id: string, props: RequestAuthenticationProps) {
    const { metadata, ...spec } = exact(scope, id, props);
    super(scope, id, 'security.istio.io/v1/RequestAuthentication', { spec }, metadata);
  }
}
