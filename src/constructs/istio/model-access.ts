import { Construct } from 'constructs';
import { idInChart } from '../../core/chart';
import { Problems } from '../../core/errors';
import { namespaceOf } from '../../core/names';
import { checkProperties, type Known, listOf, oneOf } from '../../core/properties';
import { platformOf } from '../../core/release';
import { shown } from '../../core/values';
import { type CallerNamespace, type TokenClaims, tokenShape } from './allow';
import { AuthorizationPolicy, type Condition, type Rule } from './authorization-policy';

/** An InferenceService by its construct, or by name. */
export interface ModelReference {
  readonly name: string;
  /** @default the namespace it is created in */
  readonly namespace?: string;
  readonly metadata?: { readonly namespace?: string };
  readonly mode?: string;
}

export interface ModelAccessProps {
  readonly model: ModelReference;
  /** `knative` is reached through gateways and the activator, `standard` directly. @default the model's */
  readonly mode?: 'knative' | 'standard';
  /** Namespaces whose pods may call, beside the model's own. */
  readonly namespaces?: readonly CallerNamespace[];
  /** Single accounts elsewhere, `ops/backup`. */
  readonly serviceAccounts?: readonly `${string}/${string}`[];
  /** Users by e-mail who may call from outside, as the login says them. @default nobody */
  readonly users?: readonly string[];
  /** Tokens with which one may call from outside; they need a RequestAuthentication on the ingress gateway. @default none */
  readonly token?: TokenClaims;
  /** Header in which the gateway names the user. @default 'kubeflow-userid' */
  readonly userIdHeader?: string;
}

const accessProperties: Known<ModelAccessProps> = {
  model: 'object',
  mode: oneOf('knative', 'standard'),
  namespaces: listOf(namespaceOf),
  serviceAccounts: listOf('text'),
  users: listOf('text'),
  token: tokenShape,
  userIdHeader: 'text',
};

const principal = (namespace: string, account: string) => `cluster.local/ns/${namespace}/sa/${account}`;
const INGRESS = principal('istio-system', 'istio-ingressgateway-service-account');
const LOCAL = principal('istio-system', 'cluster-local-gateway-service-account');
const ACTIVATOR = principal('knative-serving', 'activator');
const AUTOSCALER = principal('knative-serving', 'controller');
/** Where the activator takes requests for others: HTTP/1, HTTP/2 and TLS. Source: knative/serving pkg/networking/constants.go. */
const ACTIVATOR_PORTS = ['8012', '8013', '8112'];
/** Knative asks gateways for it to learn whether a host is served. */
const PROBE = '/healthz';

/**
 * Who may call a model, enforced wherever a call passes. A pod behind Knative sees only the last hop, so gateways and
 * activator refuse strangers, and the pod takes calls from them alone.
 */
export class ModelAccess extends Construct {
  constructor(scope: Construct, id: string, props: ModelAccessProps) {
    super(scope, idInChart(scope, id));
    const problems = new Problems(this);
    checkProperties(problems, props, accessProperties, ['model']);
    problems.throw();
    const { model, users = [], token, serviceAccounts = [] } = props;
    const namespace = model.namespace ?? model.metadata?.namespace;
    if (typeof model.name !== 'string') problems.add(`model ${shown(model)} has no name`);
    if (!namespace) problems.add(`model '${model.name}' has no namespace: say it`);
    for (const account of serviceAccounts) {
      if (!/^[^/*]+\/[^/*]+$/.test(account)) problems.add(`serviceAccounts '${account}' is not 'namespace/name'`);
    }
    problems.throw();

    const own = namespace!;
    const callers = [...new Set([own, ...(props.namespaces ?? []).map(namespaceOf)])];
    const accounts = serviceAccounts.map((account) => principal(...(account.split('/') as [string, string])));
    const header = `request.headers[${props.userIdHeader ?? 'kubeflow-userid'}]` as const;
    const mode = props.mode ?? model.mode ?? (platformOf(this).knative ? 'knative' : 'standard');
    const knative = mode === 'knative';

    const direct: Rule[] = [
      { from: [{ source: { namespaces: callers } }] },
      ...(accounts.length === 0 ? [] : [{ from: [{ source: { principals: accounts } }] }]),
      ...throughIngress({ users, token, header }),
    ];
    const behindKnative: Rule[] = [
      { from: [{ source: { principals: [LOCAL, ACTIVATOR] } }] },
      { from: [{ source: { principals: [AUTOSCALER] } }], to: [{ operation: { ports: ['9090'] } }] },
      // The kubelet asks for these without a certificate: before a pod ends, and whether it is well.
      { to: [{ operation: { paths: ['/wait-for-drain', PROBE] } }] },
    ];
    new AuthorizationPolicy(this, 'pods', {
      selector: { matchLabels: { 'serving.kserve.io/inferenceservice': model.name } },
      rules: [...direct, ...(knative ? behindKnative : [])],
      metadata: { name: `${model.name}-access`, namespace: own },
    });
    this.#gate('ingress', 'ingressgateway', model.name, own, strangersOutside({ users, token, header }));
    if (!knative) return;
    const stranger = { notNamespaces: callers, ...(accounts.length === 0 ? {} : { notPrincipals: accounts }) };
    this.#gate('local', 'cluster-local-gateway', model.name, own, [{ from: [{ source: stranger }] }]);
    const revisions = COMPONENTS.map((component) => `${model.name}-${component}-*`);
    new AuthorizationPolicy(this, 'activator', {
      action: 'DENY',
      selector: { matchLabels: { app: 'activator' } },
      rules: [
        {
          from: [{ source: { notPrincipals: [LOCAL, INGRESS] } }],
          to: [{ operation: { ports: ACTIVATOR_PORTS } }],
          when: [
            { key: 'request.headers[Knative-Serving-Namespace]', values: [own] },
            { key: 'request.headers[Knative-Serving-Revision]', values: revisions },
          ],
        },
      ],
      metadata: { name: `${own}-${model.name}-activator`, namespace: 'knative-serving' },
    });
  }

  /** Refuses strangers at a gateway, by the hosts and paths that lead to the model. */
  #gate(id: string, istio: string, model: string, namespace: string, strangers: readonly Rule[]): void {
    const hosts = { hosts: hostsOf(model, namespace), notPaths: [PROBE] };
    const paths = { paths: [`/serving/${namespace}/${model}`, `/serving/${namespace}/${model}/*`] };
    const to = [{ operation: hosts }, ...(istio === 'ingressgateway' ? [{ operation: paths }] : [])];
    new AuthorizationPolicy(this, id, {
      action: 'DENY',
      selector: { matchLabels: { istio } },
      rules: strangers.map((stranger) => ({ ...stranger, to })),
      metadata: { name: `${namespace}-${model}-${id}`, namespace: 'istio-system' },
    });
  }
}

const COMPONENTS = ['predictor', 'transformer', 'explainer'];

/** Every host of a model, with and without a port: hosts of KServe, of its Knative services, and of their tags. */
function hostsOf(model: string, namespace: string): string[] {
  const services = COMPONENTS.map((component) => `${model}-${component}`);
  const names = [
    model,
    ...services,
    ...['latest', 'prev'].flatMap((tag) => services.map((service) => `${tag}-${service}`)),
  ];
  const inside = names.flatMap((name) => [`${name}.${namespace}`, `${name}.${namespace}:*`, `${name}.${namespace}.*`]);
  return [...inside, ...[model, ...services].map((name) => `${name}-${namespace}.*`)];
}

interface Outside {
  readonly users: readonly string[];
  readonly token: TokenClaims | undefined;
  readonly header: `request.headers[${string}]`;
}

/** What a pod takes of the ingress gateway, which has refused strangers already. */
function throughIngress({ users, token, header }: Outside): Rule[] {
  if (users.length === 0 && token === undefined) return [];
  const when: Condition[] = token === undefined ? [{ key: header, values: [...users] }] : [];
  return [{ from: [{ source: { principals: [INGRESS] } }], ...(when.length === 0 ? {} : { when }) }];
}

/** Who comes from outside and is none of the users, and has not the token: each way in which a token can be another is a rule. */
function strangersOutside({ users, token, header }: Outside): Rule[] {
  const notUser: Condition[] = users.length === 0 ? [] : [{ key: header, notValues: [...users] }];
  const withWhen = (when: Condition[]): Rule => (when.length === 0 ? {} : { when });
  if (token === undefined) return [withWhen(notUser)];
  const { issuer, subject = '*', claims = {}, audiences } = token;
  const others: Condition[] = Object.entries(claims).map(([name, values]) => ({
    key: `request.auth.claims[${name}]`,
    notValues: [...values],
  }));
  if (audiences !== undefined) others.push({ key: 'request.auth.audiences', notValues: [...audiences] });
  return [
    { from: [{ source: { notRequestPrincipals: [`${issuer}/${subject}`] } }], ...withWhen(notUser) },
    ...others.map((other) => withWhen([...notUser, other])),
  ];
}
