import { namespaceOf } from '../../core/names';
import { listOf, propertyProblems } from '../../core/properties';
import { InvalidValue, isRecord, shown } from '../../core/values';
import type { AuthorizationPolicySpec } from '../../generated/security.istio.io';

export type PolicyRule = NonNullable<AuthorizationPolicySpec['rules']>[number];

/** A namespace by name, or anything that has one: a team, a profile. */
export type CallerTeam = string | { readonly namespace?: string };

interface Asking {
  /** Paths that may be asked for, `*` at one end. @default all */
  readonly paths?: readonly string[];
  /** @default all */
  readonly methods?: readonly string[];
}
/** Who may reach an endpoint beside its own team. */
export type ModelCaller =
  /** Every workload of a namespace. */
  | ({
      readonly namespace: CallerTeam;
      readonly serviceAccount?: undefined;
      readonly user?: undefined;
      readonly path?: undefined;
    } & Asking)
  /** Workloads that run as one service account. */
  | ({
      readonly serviceAccount: string;
      readonly namespace: CallerTeam;
      readonly user?: undefined;
      readonly path?: undefined;
    } & Asking)
  /** A person, by the gateway, after login. */
  | ({
      readonly user: string;
      readonly namespace?: undefined;
      readonly serviceAccount?: undefined;
      readonly path?: undefined;
    } & Asking)
  /** Anybody with or without a name, for one path; `*` at one end. */
  | {
      readonly path: string;
      readonly methods?: readonly string[];
      readonly namespace?: undefined;
      readonly serviceAccount?: undefined;
      readonly user?: undefined;
      readonly paths?: undefined;
    };

/** Callers as a program names them, sorted by how a proxy knows them. */
export interface Callers {
  readonly namespaces: ReadonlyMap<string, Asking>;
  /** By principal. */
  readonly accounts: ReadonlyMap<string, Asking>;
  readonly users: ReadonlyMap<string, Asking>;
  readonly open: readonly { readonly path: string; readonly methods?: readonly string[] }[];
}

/** Identities in the mesh of every Kubeflow release; cluster.local stands for the mesh's own trust domain. */
export const INGRESS = 'cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account';
export const LOCAL_GATEWAY = 'cluster.local/ns/istio-system/sa/cluster-local-gateway-service-account';
export const ACTIVATOR = 'cluster.local/ns/knative-serving/sa/activator';
export const USER_HEADER = 'request.headers[kubeflow-userid]';

/**
 * What Knative's activator and autoscaler, its gateway probes, Prometheus and a pod's own shutdown ask for.
 * Source: knative/docs serving/istio-authorization; the profile controller opens the same.
 */
export const PROBES = ['/healthz', '/metrics', '/wait-for-drain'];

/** Throws InvalidValue. */
export function sortedCallers(callers: readonly ModelCaller[]): Callers {
  const namespaces = new Map<string, Asking>();
  const accounts = new Map<string, Asking>();
  const users = new Map<string, Asking>();
  const open: { path: string; methods?: readonly string[] }[] = [];
  const put = (map: Map<string, Asking>, name: string, asking: Asking) => {
    if (map.has(name))
      throw new InvalidValue(`${shown(name)} is named twice: put all its paths and methods into one caller`);
    map.set(name, asking);
  };
  for (const given of callers) {
    checkCaller(given);
    const { namespace, serviceAccount, user, path, methods, paths } = given as Asking & {
      namespace?: CallerTeam;
      serviceAccount?: string;
      user?: string;
      path?: string;
    };
    const asking = { ...(paths && { paths: paths.map(pathPattern) }), ...(methods && { methods }) };
    if (path !== undefined) open.push({ path: pathPattern(path), methods });
    else if (serviceAccount !== undefined)
      put(accounts, `cluster.local/ns/${namespaceOf(namespace!)}/sa/${serviceAccount}`, asking);
    else if (namespace !== undefined) put(namespaces, namespaceOf(namespace), asking);
    else if (user !== undefined) put(users, user, asking);
    else
      throw new InvalidValue(
        `${JSON.stringify(given)} is no caller: name a namespace, a serviceAccount, a user or a path`,
      );
  }
  return { namespaces, accounts, users, open };
}

const callerProperties = {
  namespace: namespaceOf,
  serviceAccount: 'text',
  user: 'text',
  path: pathPattern,
  paths: listOf(pathPattern),
  methods: listOf('text'),
} as const;

function checkCaller(given: unknown): void {
  if (!isRecord(given))
    throw new InvalidValue(`${shown(given)} is no caller: name a namespace, a serviceAccount, a user or a path`);
  const { sentences } = propertyProblems(
    given,
    callerProperties,
    given.serviceAccount === undefined ? [] : ['namespace'],
  );
  if (sentences.length > 0) throw new InvalidValue(`caller ${shown(given)}: ${sentences.join(', ')}`);
  const ways = ['serviceAccount', 'user', 'path'].filter((way) => given[way] !== undefined);
  if (ways.length > 1 || (ways[0] !== 'serviceAccount' && ways.length === 1 && given.namespace !== undefined))
    throw new InvalidValue(`caller ${shown(given)} is several at once: write one caller for each`);
}

export interface Operations {
  to?: PolicyRule['to'];
}

/** What the caller may ask, as the operations of a rule; `{}` for everything. */
export function operations({ paths, methods }: Asking): Operations {
  if (paths === undefined && methods === undefined) return {};
  return { to: [{ operation: { ...(paths && { paths: [...paths] }), ...(methods && { methods: [...methods] }) } }] };
}

/** Everything that the caller may not ask. */
export function otherOperations({ paths, methods }: Asking): NonNullable<PolicyRule['to']> {
  return [
    ...(paths ? [{ operation: { notPaths: [...paths, ...PROBES] } }] : []),
    ...(methods ? [{ operation: { notMethods: [...methods], notPaths: PROBES } }] : []),
  ];
}

function pathPattern(path: string): string {
  if (typeof path !== 'string' || !/^(\*|\/)/.test(path) || /.\*./.test(path))
    throw new InvalidValue(`${shown(path)} is no path: it starts with / or *, and * stands only at one end`);
  return path;
}
