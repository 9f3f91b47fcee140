import { ApiObject, Chart, Lazy } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { declareExisting } from '../../core/declared';
import { Problems } from '../../core/errors';
import { Resource } from '../../core/resource';
import { isRecord } from '../../core/values';
import {
  ACTIVATOR,
  type Callers,
  INGRESS,
  LOCAL_GATEWAY,
  type ModelCaller,
  type Operations,
  operations,
  otherOperations,
  type PolicyRule,
  PROBES,
  sortedCallers,
  USER_HEADER,
} from './callers';

const POLICY = 'security.istio.io/v1/AuthorizationPolicy';

/** The endpoint that is opened. */
export interface GuardedEndpoint {
  readonly name: string;
  readonly namespace: string;
  /** Labels of its pods. */
  readonly selector: Readonly<Record<string, string>>;
  /** Names of its revisions, where Knative's activator may stand between caller and pod. */
  readonly revisions?: readonly string[];
  /** Whether the mesh has Knative's gateway inside the cluster. */
  readonly localGateway: boolean;
  readonly clusterDomain: string;
}

interface Team {
  /** Names that people log in with. */
  people(): string[];
}

/**
 * Who reaches an endpoint: its own team, what Knative needs, and whom `add` names. One policy stands at the pods. On
 * Knative the activator hides who asked, so a second one stands there and refuses strangers before it hides them.
 */
export class EndpointAccess extends Construct {
  readonly #callers: ModelCaller[] = [];

  constructor(
    scope: Construct,
    private readonly endpoint: GuardedEndpoint,
    private readonly team: Team | undefined,
  ) {
    super(scope, 'access');
    const { name, namespace, selector, revisions, localGateway } = endpoint;
    const later = (produce: () => PolicyRule[]) => Lazy.any({ produce }) as unknown as PolicyRule[];
    new Resource(
      this,
      'callers',
      POLICY,
      {
        spec: {
          selector: { matchLabels: { ...selector } },
          rules: later(() => this.#atPods()),
        },
      },
      { name: `${name}-callers`, namespace },
    );
    if (localGateway) guardLocalGateway(Chart.of(this));
    if (revisions === undefined) return;
    declareExisting(this, ...['knative-serving', 'istio-system'].map((one) => ({ kind: 'Namespace', name: one })));
    new Resource(
      this,
      'activator',
      POLICY,
      {
        spec: {
          action: 'DENY',
          selector: { matchLabels: { app: 'activator' } },
          rules: later(() => this.#atActivator()),
        },
      },
      { name: `${namespace}-${name}`, namespace: 'knative-serving' },
    );
  }

  /** Throws KubeflowError for what is no caller. */
  add(callers: readonly ModelCaller[]): void {
    const problems = new Problems(this.node.scope as Construct);
    problems.try(() => sortedCallers([...this.#callers, ...callers]));
    problems.throw();
    this.#callers.push(...callers);
  }

  get #all(): Callers {
    const callers = sortedCallers(this.#callers);
    const people = (this.team?.people() ?? []).map((name) => [name, {}] as const);
    // A service account's token at a gateway says its name as a user's.
    const tokens = [
      [tokenUser(this.endpoint.namespace), {}] as const,
      ...[...callers.namespaces].map(([name, asking]) => [tokenUser(name), asking] as const),
      ...[...callers.accounts].map(([name, asking]) => {
        const [, , namespace, , account] = name.split('/');
        return [tokenUser(namespace!, account), asking] as const;
      }),
    ];
    return { ...callers, users: new Map([...callers.users, ...people, ...tokens]) };
  }

  #atPods(): PolicyRule[] {
    const { namespaces, accounts, users, open } = this.#all;
    const { namespace, revisions, localGateway } = this.endpoint;
    const gateways = localGateway ? [INGRESS, LOCAL_GATEWAY] : [INGRESS];
    return [
      { from: [{ source: { namespaces: [namespace] } }] },
      ...grouped(namespaces, (names, to) => ({ from: [{ source: { namespaces: names } }], ...to })),
      ...grouped(accounts, (names, to) => ({ from: [{ source: { principals: names } }], ...to })),
      ...grouped(users, (names, to) => ({
        from: [{ source: { principals: gateways } }],
        ...to,
        when: [{ key: USER_HEADER, values: names }],
      })),
      ...(revisions !== undefined ? [{ from: [{ source: { principals: [ACTIVATOR] } }] }] : []),
      { to: [{ operation: { paths: PROBES } }] },
      ...open.map(({ path, methods }) => operations({ paths: [path], methods })),
    ];
  }

  /** Source of the headers: knative/serving pkg/activator/activator.go; without them the activator reads the host. */
  #atActivator(): PolicyRule[] {
    const { namespaces, accounts, users, open } = this.#all;
    const { namespace, revisions, clusterDomain } = this.endpoint;
    const target = [
      { key: 'request.headers[Knative-Serving-Namespace]', values: [namespace] },
      { key: 'request.headers[Knative-Serving-Revision]', values: [...revisions!] },
    ];
    const free = [...PROBES, ...open.map(({ path }) => path)];
    const to = [
      { operation: { notPaths: free } },
      ...open.flatMap(({ path, methods }) =>
        methods === undefined ? [] : [{ operation: { paths: [path], notMethods: [...methods] } }],
      ),
    ];
    const gateways = [INGRESS, LOCAL_GATEWAY];
    const people = [...users.keys()];
    return [
      {
        from: [
          {
            source: {
              notNamespaces: [namespace, ...namespaces.keys()],
              notPrincipals: [...gateways, ...accounts.keys()],
            },
          },
        ],
        to,
        when: target,
      },
      {
        from: [{ source: { principals: gateways } }],
        to,
        when: people.length === 0 ? target : [...target, { key: USER_HEADER, notValues: people }],
      },
      ...restricted(namespaces, (names) => ({ namespaces: names }), target),
      ...restricted(accounts, (names) => ({ principals: names }), target),
      ...[...users].flatMap(([user, asking]) =>
        otherOperations(asking).length === 0
          ? []
          : [
              {
                from: [{ source: { principals: gateways } }],
                to: otherOperations(asking),
                when: [...target, { key: USER_HEADER, values: [user] }],
              },
            ],
      ),
      {
        from: [{ source: { notNamespaces: [namespace] } }],
        to: [
          {
            operation: {
              hosts: [`*.${namespace}`, `*.${namespace}.svc`, `*.${namespace}.svc.${clusterDomain}`].flatMap((host) => [
                host,
                `${host}:80`,
              ]),
              notPaths: free,
            },
          },
        ],
        when: [{ key: 'request.headers[Knative-Serving-Revision]', notValues: ['*'] }],
      },
    ];
  }
}

function tokenUser(namespace: string, account = '*'): string {
  return `system:serviceaccount:${namespace}:${account}`;
}

/** Roots whose local gateway is seen to. */
const gateways = new WeakSet<IConstruct>();

/**
 * The gateway inside the cluster believes no `kubeflow-userid` but that of a token, which the login's is: it writes the
 * header itself and takes away what a caller wrote. Once for all models of a program; the platform has it where there is one.
 */
export function guardLocalGateway(scope: Construct): void {
  const { root } = scope.node;
  if (gateways.has(root)) return;
  gateways.add(root);
  new Resource(
    scope,
    'model-users',
    'security.istio.io/v1/RequestAuthentication',
    {
      spec: {
        selector: { matchLabels: { istio: 'cluster-local-gateway' } },
        jwtRules: [
          {
            issuer: 'http://dex.auth.svc.cluster.local:5556/dex',
            forwardOriginalToken: true,
            fromHeaders: [{ name: 'Authorization', prefix: 'Bearer ' }],
            outputClaimToHeaders: [{ claim: 'email', header: 'kubeflow-userid' }],
          },
        ],
      },
    },
    { name: 'model-users', namespace: 'istio-system' },
  );
}

/** The team that owns a namespace, where its profile stands in the same chart. */
export function teamOf(scope: IConstruct, namespace: string): Team | undefined {
  const profile = Chart.of(scope).node.children.find(
    (child) => 'owner' in child && 'namespace' in child && child.namespace === namespace,
  );
  if (profile === undefined) return undefined;
  return {
    people: () => {
      const { owner } = profile as unknown as { owner: string };
      // The dashboard marks a member's policy with the member's name.
      const members = profile.node.children
        .filter((child) => ApiObject.isApiObject(child) && child.kind === 'AuthorizationPolicy')
        .map((child) => {
          const { metadata } = (child as ApiObject).toJson() as { metadata: { annotations?: { user?: string } } };
          return isRecord(metadata.annotations) ? metadata.annotations.user : undefined;
        });
      return [...new Set([owner, ...members.filter((user): user is string => typeof user === 'string')])];
    },
  };
}

/** One rule for all callers that may ask the same. */
function grouped(
  callers: ReadonlyMap<string, object>,
  rule: (names: string[], to: Operations) => PolicyRule,
): PolicyRule[] {
  const groups = new Map<string, string[]>();
  for (const [name, asking] of callers) {
    const key = JSON.stringify(asking);
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  return [...groups].map(([key, names]) => rule(names, operations(JSON.parse(key))));
}

function restricted(
  callers: ReadonlyMap<string, object>,
  source: (names: string[]) => object,
  when: NonNullable<PolicyRule['when']>,
): PolicyRule[] {
  return [...callers].flatMap(([name, asking]) => {
    const to = otherOperations(asking);
    return to.length === 0 ? [] : [{ from: [{ source: source([name]) }], to, when }];
  });
}
