import {
  graph,
  InferenceGraph,
  InferenceService,
  type InferenceServiceProps,
  KubeflowApp,
  type ModelCaller,
  TeamStack,
} from '../../../src';
import { Manifests } from '../../../src/testing';
import { type AccessRequest, access, type PolicyManifest } from '../../../src/validation/access';

const sa = (namespace: string, name = 'default') => `cluster.local/ns/${namespace}/sa/${name}`;
const ingress = sa('istio-system', 'istio-ingressgateway-service-account');
const localGateway = sa('istio-system', 'cluster-local-gateway-service-account');
const activator = sa('knative-serving', 'activator');

/** What every installation has, and the profile controller writes into every team's namespace. */
const installed: PolicyManifest[] = [
  policy('istio-system', 'global-deny-all', {}),
  policy('knative-serving', 'activator-service', { selector: { matchLabels: { app: 'activator' } }, rules: [{}] }),
  policy('vision', 'ns-owner-access-istio', {
    rules: [
      {
        from: [{ source: { principals: [ingress, sa('kubeflow', 'ml-pipeline-ui')] } }],
        when: [{ key: 'request.headers[kubeflow-userid]', values: ['ada@acme.io'] }],
      },
      { when: [{ key: 'source.namespace', values: ['vision'] }] },
      { to: [{ operation: { paths: ['/healthz', '/metrics', '/wait-for-drain'] } }] },
      {
        from: [{ source: { principals: [sa('kubeflow', 'notebook-controller-service-account')] } }],
        to: [{ operation: { methods: ['GET'], paths: ['*/api/kernels'] } }],
      },
    ],
  }),
];

function policy(namespace: string, name: string, spec: object): PolicyManifest {
  return { apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy', metadata: { namespace, name }, spec };
}

function mesh(callers: readonly ModelCaller[] = [], props: Partial<InferenceServiceProps> = {}) {
  const app = new KubeflowApp();
  const team = new TeamStack(app, 'vision', { owner: 'ada@acme.io', members: { 'bob@acme.io': 'view' } });
  const model = { format: 'sklearn', uri: 's3://models/iris' } as const;
  new InferenceService(team, 'other', { model });
  const chat = new InferenceService(team, 'chat', { model, ...props } as InferenceServiceProps);
  if (callers.length > 0) chat.allowFrom(...callers);
  const policies = [...installed, ...(Manifests.of(app).find('AuthorizationPolicy') as PolicyManifest[])];
  const ask = (workload: { namespace: string; labels: Record<string, string> }, request: Partial<AccessRequest>) =>
    access({
      policies,
      workload,
      request: { ip: '10.4.1.7', path: '/v1/models/chat:predict', method: 'POST', port: 8012, ...request },
    }).decision;
  const labels = { 'serving.kserve.io/inferenceservice': 'chat', component: 'predictor', app: 'chat-predictor-00001' };
  return {
    pod: (request: Partial<AccessRequest>) => ask({ namespace: 'vision', labels }, request),
    activator: (
      request: Partial<AccessRequest>,
      revision: string | null = 'chat-predictor-00001',
      namespace = 'vision',
    ) =>
      ask(
        { namespace: 'knative-serving', labels: { app: 'activator' } },
        {
          host: `chat-predictor.${namespace}.svc.cluster.local`,
          ...request,
          headers: {
            ...(revision && { 'Knative-Serving-Revision': revision, 'Knative-Serving-Namespace': namespace }),
            ...request.headers,
          },
        },
      ),
  };
}

const userid = (user: string) => ({ headers: { 'kubeflow-userid': user } });

describe('at the pods', () => {
  test.each<[string, Partial<AccessRequest>, 'allow' | 'deny']>([
    ['the own team', { principal: sa('vision', 'default-editor') }, 'allow'],
    ['another team', { principal: sa('nlp') }, 'deny'],
    ['another team that calls itself the owner', { principal: sa('nlp'), ...userid('ada@acme.io') }, 'deny'],
    ['the owner at the ingress', { principal: ingress, ...userid('ada@acme.io') }, 'allow'],
    ['a member at the ingress', { principal: ingress, ...userid('bob@acme.io') }, 'allow'],
    ['somebody else at the ingress', { principal: ingress, ...userid('eve@acme.io') }, 'deny'],
    ['nobody at the ingress', { principal: ingress }, 'deny'],
    ['a member by way of the local gateway', { principal: localGateway, ...userid('bob@acme.io') }, 'allow'],
    ['nobody by way of the local gateway', { principal: localGateway }, 'deny'],
    [
      'a token of the team’s at the ingress',
      { principal: ingress, ...userid('system:serviceaccount:vision:bot') },
      'allow',
    ],
    [
      'a token of the team’s at the local gateway',
      { principal: localGateway, ...userid('system:serviceaccount:vision:bot') },
      'allow',
    ],
    ['another team’s token', { principal: localGateway, ...userid('system:serviceaccount:nlp:bot') }, 'deny'],
    ['the activator', { principal: activator }, 'allow'],
    ['another workload of Knative', { principal: sa('knative-serving', 'controller') }, 'deny'],
    ['plaintext', { principal: null }, 'deny'],
    ['plaintext that calls itself the owner', { principal: null, ...userid('ada@acme.io') }, 'deny'],
    ['a probe of the kubelet', { principal: null, path: '/healthz', method: 'GET' }, 'allow'],
    ['the queue-proxy’s metrics', { principal: null, path: '/metrics', method: 'GET', port: 9091 }, 'allow'],
    [
      'the autoscaler’s metrics',
      { principal: sa('knative-serving', 'controller'), path: '/metrics', method: 'GET', port: 9090 },
      'allow',
    ],
    ['the end of a pod', { principal: null, path: '/wait-for-drain', method: 'GET', port: 8022 }, 'allow'],
  ])('%s', (_, request, decision) => expect(mesh().pod(request)).toBe(decision));
});

describe('at the activator, behind which nobody is known', () => {
  test.each<[string, Partial<AccessRequest>, 'allow' | 'deny']>([
    ['the own team', { principal: sa('vision') }, 'allow'],
    ['another team', { principal: sa('nlp') }, 'deny'],
    ['plaintext', { principal: null }, 'deny'],
    ['the owner', { principal: ingress, ...userid('ada@acme.io') }, 'allow'],
    ['a member by way of the local gateway', { principal: localGateway, ...userid('bob@acme.io') }, 'allow'],
    ['nobody by way of the local gateway', { principal: localGateway }, 'deny'],
    ['somebody else', { principal: ingress, ...userid('eve@acme.io') }, 'deny'],
    ['a probe of a gateway', { principal: localGateway, path: '/healthz', method: 'GET' }, 'allow'],
  ])('%s', (_, request, decision) => expect(mesh().activator(request)).toBe(decision));

  test('models of other teams are their own affair', () => {
    expect(mesh().activator({ principal: sa('nlp') }, 'chat-predictor-00001', 'nlp')).toBe('allow');
  });

  test('who leaves out the headers does not get around it', () => {
    expect(mesh().activator({ principal: sa('nlp') }, null)).toBe('deny');
    expect(mesh().activator({ principal: sa('nlp'), host: 'chat-predictor-00001.vision:80' }, null)).toBe('deny');
  });
});

describe('whom the program lets in', () => {
  const both = (callers: ModelCaller[], request: Partial<AccessRequest>) => {
    const { pod, activator } = mesh(callers);
    return [pod(request), activator(request)];
  };
  const yes = ['allow', 'allow'];
  const no = ['deny', 'deny'];

  test('a namespace', () => {
    expect(both([{ namespace: 'nlp' }], { principal: sa('nlp') })).toEqual(yes);
    expect(both([{ namespace: 'nlp' }], { principal: sa('ops') })).toEqual(no);
  });

  test('a service account', () => {
    const callers: ModelCaller[] = [{ namespace: 'nlp', serviceAccount: 'bot' }];
    expect(both(callers, { principal: sa('nlp', 'bot') })).toEqual(yes);
    expect(both(callers, { principal: ingress, ...userid('system:serviceaccount:nlp:bot') })).toEqual(yes);
    expect(both(callers, { principal: ingress, ...userid('system:serviceaccount:nlp:lab') })).toEqual(no);
    expect(both(callers, { principal: sa('nlp') })).toEqual(no);
  });

  test('a user', () => {
    const callers: ModelCaller[] = [{ user: 'eve@acme.io' }];
    expect(both(callers, { principal: ingress, ...userid('eve@acme.io') })).toEqual(yes);
    expect(both(callers, { principal: ingress, ...userid('ada@acme.io') })).toEqual(yes);
    expect(both(callers, { principal: sa('nlp'), ...userid('eve@acme.io') })).toEqual(no);
  });

  test('a path, for everybody', () => {
    const callers: ModelCaller[] = [{ path: '/v1/models/chat', methods: ['GET'] }];
    expect(both(callers, { principal: null, path: '/v1/models/chat', method: 'GET' })).toEqual(yes);
    expect(both(callers, { principal: null, path: '/v1/models/chat', method: 'POST' })).toEqual(no);
    expect(both(callers, { principal: null })).toEqual(no);
  });

  test('a namespace for some paths; the activator holds it to them', () => {
    const { pod, activator } = mesh([{ namespace: 'nlp', paths: ['/v1/models/*'], methods: ['POST'] }]);
    const other = { principal: sa('nlp'), path: '/v2/repository', method: 'POST' };
    expect([pod({ principal: sa('nlp') }), activator({ principal: sa('nlp') })]).toEqual(yes);
    expect([pod(other), activator(other)]).toEqual(no);
    expect(activator({ principal: sa('nlp'), method: 'GET' })).toBe('deny');
    expect(activator({ principal: sa('vision'), path: '/v2/repository', method: 'GET' })).toBe('allow');
  });

  test('one service is not another', () => {
    const { activator } = mesh([{ namespace: 'nlp' }]);
    expect(activator({ principal: sa('nlp') }, 'other-predictor-00001')).toBe('deny');
  });
});

test('as Deployments there is no activator to trust', () => {
  const { pod } = mesh([], { mode: 'standard' });
  expect(pod({ principal: sa('vision') })).toBe('allow');
  expect(pod({ principal: activator })).toBe('deny');
  expect(pod({ principal: localGateway, ...userid('ada@acme.io') })).toBe('allow');
});

test('the local gateway writes the user’s name itself, once for all models', () => {
  const app = new KubeflowApp();
  for (const name of ['vision', 'nlp']) {
    const team = new TeamStack(app, name, { owner: 'ada@acme.io' });
    new InferenceService(team, 'chat', { model: { format: 'onnx', uri: 's3://m' } });
  }
  Manifests.of(app).resourceCount('RequestAuthentication', 1, {
    metadata: { namespace: 'istio-system' },
    spec: { jwtRules: [{ outputClaimToHeaders: [{ claim: 'email', header: 'kubeflow-userid' }] }] },
  });
});

test('a graph is guarded as a model is', () => {
  const app = new KubeflowApp();
  const team = new TeamStack(app, 'vision', { owner: 'ada@acme.io' });
  new InferenceGraph(team, 'pets', { nodes: graph.sequence({ service: 'cats' }) }).allowFrom({ namespace: 'nlp' });
  const ask = (principal: string) =>
    Manifests.of(app).request({
      workload: { namespace: 'vision', labels: { 'serving.kserve.io/inferencegraph': 'pets' } },
      request: { principal, ip: '10.0.0.1', path: '/', method: 'POST', port: 8012 },
    }).decision;
  expect([sa('vision'), sa('nlp'), activator, sa('ops')].map(ask)).toEqual(['allow', 'allow', 'allow', 'deny']);
  Manifests.of(app).hasResource('AuthorizationPolicy', {
    metadata: { name: 'vision-pets', namespace: 'knative-serving' },
  });
});

test('access: false leaves it to others', () => {
  const app = new KubeflowApp();
  const team = new TeamStack(app, 'vision', { owner: 'ada@acme.io' });
  new InferenceService(team, 'chat', { model: { format: 'onnx', uri: 's3://m' }, access: false });
  Manifests.of(app).resourceCount('AuthorizationPolicy', 0);
});

test.each<[ModelCaller, string]>([
  [{ namespace: {} }, 'has no name'],
  [{ path: 'v1' }, "'v1' is no path"],
  [{} as ModelCaller, 'is no caller'],
])('refuses %j', (caller, message) => expect(() => mesh([caller])).toThrow(message));
