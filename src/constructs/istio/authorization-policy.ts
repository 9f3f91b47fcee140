import type { Construct } from 'constructs';
import { Problems } from '../../core/errors';
import { exact } from '../../core/exact';
import { Resource, type ResourceProps, type SpecOf } from '../../core/resource';
import { policyProblems } from '../../validation/access/policy-problems';

type Spec = SpecOf<'security.istio.io/v1/AuthorizationPolicy'>;
type SpecRule = NonNullable<Spec['rules']>[number];
type SourceFields = NonNullable<NonNullable<SpecRule['from']>[number]['source']>;
type Identity = 'principals' | 'notPrincipals' | 'namespaces' | 'notNamespaces';
type Accounts = 'serviceAccounts' | 'notServiceAccounts';

/** Who asks; all fields said must hold. Service accounts cannot stand beside principals or namespaces. */
export type Source = Omit<SourceFields, Identity | Accounts> &
  (
    | (Pick<SourceFields, Identity> & { [K in Accounts]?: never })
    | (Pick<SourceFields, Accounts> & { [K in Identity]?: never })
  );
/** What is asked; all fields said must hold. */
export type Operation = NonNullable<NonNullable<SpecRule['to']>[number]['operation']>;

/** An attribute that a condition can compare. Source: istio pkg/config/security/security.go. */
export type ConditionKey =
  | 'source.ip'
  | 'remote.ip'
  | 'source.namespace'
  | 'source.serviceAccount'
  | 'source.principal'
  | 'request.auth.principal'
  | 'request.auth.audiences'
  | 'request.auth.presenter'
  | `request.auth.claims[${string}]`
  | `request.headers[${string}]`
  | 'destination.ip'
  | 'destination.port'
  | 'connection.sni'
  | `experimental.envoy.filters.${string}[${string}]`;
/** A condition beyond source and operation; at least one of values and notValues. */
export type Condition = { readonly key: ConditionKey } & (
  | { readonly values: string[]; readonly notValues?: string[] }
  | { readonly values?: string[]; readonly notValues: string[] }
);

/** One way in: some source, some operation, all conditions. `{}` matches everything. */
export interface Rule {
  readonly from?: { readonly source: Source }[];
  readonly to?: { readonly operation: Operation }[];
  readonly when?: Condition[];
}

type Target =
  | { readonly selector?: Spec['selector']; readonly targetRefs?: never }
  | { readonly selector?: never; readonly targetRefs: NonNullable<Spec['targetRefs']> };
type Decision =
  | { readonly action?: 'ALLOW'; readonly rules?: Rule[]; readonly provider?: never }
  | { readonly action: 'DENY' | 'AUDIT'; readonly rules: Rule[]; readonly provider?: never }
  | { readonly action: 'CUSTOM'; readonly rules: Rule[]; readonly provider: { readonly name: string } };

/** ALLOW without rules closes the workloads; every other action needs rules, and CUSTOM the name of its provider. */
export type AuthorizationPolicyProps = Target & Decision & ResourceProps;

/** Who may reach which workloads; in the root namespace it holds for all namespaces. */
export class AuthorizationPolicy extends Resource<'security.istio.io/v1/AuthorizationPolicy'> {
  constructor(scope: Construct, id: string, props: AuthorizationPolicyProps) {
    const { metadata, ...spec } = exact(scope, id, props);
    const problems = new Problems(scope, id);
    for (const { path, message } of policyProblems({ ...props })) problems.add(`${path} ${message}`);
    problems.throw();
    super(scope, id, 'security.istio.io/v1/AuthorizationPolicy', { spec: spec as Spec }, metadata);
  }
}
