import type { Construct } from 'constructs';
import { Problems } from '../../core/errors';
import { Resource, type ResourceProps, type SpecOf } from '../../core/resource';
import { parseBlock } from '../../validation/access/address';

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
    const problems = new Problems(scope, id);
    for (const sentence of wrongValues(props.rules ?? [])) problems.add(sentence);
    problems.throw();
    const { metadata, ...spec } = props;
    super(scope, id, 'security.istio.io/v1/AuthorizationPolicy', { spec: spec as Spec }, metadata);
  }
}

/** Values that Istio would refuse, or worse, pass over: a rule with one allows less or denies more than it says. */
function* wrongValues(rules: readonly Rule[]): Generator<string> {
  for (const [i, { from, to, when }] of rules.entries()) {
    for (const [j, { source }] of (from ?? []).entries()) {
      const place = `rules[${i}].from[${j}].source`;
      if (isEmpty(source)) yield `${place} is empty: leave out from to mean everybody`;
      for (const field of ['ipBlocks', 'notIpBlocks', 'remoteIpBlocks', 'notRemoteIpBlocks'] as const) {
        yield* wrong(`${place}.${field}`, source[field], badBlock);
      }
      for (const field of ['serviceAccounts', 'notServiceAccounts'] as const) {
        yield* wrong(`${place}.${field}`, source[field], badAccount);
      }
    }
    for (const [j, { operation }] of (to ?? []).entries()) {
      const place = `rules[${i}].to[${j}].operation`;
      if (isEmpty(operation)) yield `${place} is empty: leave out to to mean everything`;
      yield* wrong(`${place}.ports`, operation.ports, badPort);
      yield* wrong(`${place}.notPorts`, operation.notPorts, badPort);
      yield* wrong(`${place}.paths`, operation.paths, badTemplate);
      yield* wrong(`${place}.notPaths`, operation.notPaths, badTemplate);
    }
    for (const [j, { key, values = [], notValues = [] }] of (when ?? []).entries()) {
      const bad = badByKey[key];
      if (bad) yield* wrong(`rules[${i}].when[${j}] '${key}'`, [...values, ...notValues], bad);
    }
  }
}

type Bad = (value: string) => string | undefined;

function* wrong(place: string, values: readonly string[] | undefined, bad: Bad): Generator<string> {
  for (const value of values ?? []) {
    const why = value === '' ? 'has an empty value' : bad(value);
    if (why !== undefined) yield `${place} ${why}`;
  }
}

const badBlock: Bad = (value) =>
  parseBlock(value) === undefined
    ? `'${value}' is neither an IP address nor a CIDR block such as '10.0.0.0/8'`
    : undefined;

const badPort: Bad = (value) =>
  /^\d{1,5}$/.test(value) && Number(value) <= 65535 ? undefined : `'${value}' is not a port from 0 to 65535`;

const badAccount: Bad = (value) =>
  /^[^/*]+(\/[^/*]+)?$/.test(value) ? undefined : `'${value}' is not 'name' or 'namespace/name' without a star`;

/** A path with `{*}` or `{**}` is a template, in which nothing else may have a star or a brace. */
const badTemplate: Bad = (value) => {
  if (!value.includes('{') && !value.includes('}')) return undefined;
  const segments = value.replace(/^\/|\/$/g, '').split('/');
  const last = segments.indexOf('{**}');
  const fits = segments.every((s) => s === '{*}' || s === '{**}' || /^[a-zA-Z0-9\-._~%!$&'()+,;:@=]+$/.test(s));
  const open = last < 0 || segments.slice(last + 1).every((s) => s !== '{*}' && s !== '{**}');
  if (fits && open) return undefined;
  return `'${value}' is no path template: {*} and {**} each stand for whole segments, and {**} is the last of them`;
};

const badByKey: Readonly<Record<string, Bad | undefined>> = {
  'source.ip': badBlock,
  'remote.ip': badBlock,
  'destination.ip': badBlock,
  'destination.port': badPort,
  'source.serviceAccount': badAccount,
};

function isEmpty(part: object): boolean {
  return Object.values(part).every((value) => value === undefined || (Array.isArray(value) && value.length === 0));
}
