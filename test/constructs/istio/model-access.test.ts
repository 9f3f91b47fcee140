import { IstioBase, ModelAccess, type ModelAccessProps } from '../../../src/constructs/istio';
import { absent, Manifests } from '../../../src/testing';
import { type AccessRequest, access, type PolicyManifest } from '../../../src/validation/access';
import { inNamespace } from './program';

const model = { name: 'scorer', namespace: 'vision' };
const at = (namespace: string, account: string) => `cluster.local/ns/${namespace}/sa/${account}`;
const ingressGateway = at('istio-system', 'istio-ingressgateway-service-account');
const localGateway = at('istio-system', 'cluster-local-gateway-service-account');
const activator = at('knative-serving', 'activator');

function policies(props: Partial<ModelAccessProps> = {}): PolicyManifest[] {
  const { app, chart } = inNamespace('vision', { existing: [{ kind: 'Namespace', name: 'knative-serving' }] });
  new IstioBase(chart, 'istio');
  new ModelAccess(chart, 'scorer-access', { model, ...props });
  // What Kubeflow's Knative has: its activator takes calls of everybody.
  const open = {
    metadata: { name: 'activator-service', namespace: 'knative-serving' },
    spec: { selector: { matchLabels: { app: 'activator' } }, rules: [{}] },
  };
  return [...(Manifests.of(app).find('AuthorizationPolicy') as PolicyManifest[]), open];
}

const places = {
  ingress: { namespace: 'istio-system', labels: { app: 'istio-ingressgateway', istio: 'ingressgateway' } },
  local: { namespace: 'istio-system', labels: { app: 'cluster-local-gateway', istio: 'cluster-local-gateway' } },
  activator: { namespace: 'knative-serving', labels: { app: 'activator' } },
  pod: { namespace: 'vision', labels: { 'serving.kserve.io/inferenceservice': 'scorer' } },
};
type Hop = readonly [keyof typeof places, Partial<AccessRequest>?];

/** Whether a call gets through every place it passes, and where it ends otherwise. */
function travels(given: readonly PolicyManifest[], request: Partial<AccessRequest>, hops: readonly Hop[]): string {
  const base: AccessRequest = {
    principal: null,
    ip: '10.4.1.7',
    host: 'scorer.vision.svc.cluster.local',
    path: '/v1/models/scorer:predict',
    method: 'POST',
    port: 8012,
  };
  for (const [place, changed] of hops) {
    const { decision } = access({
      policies: given,
      workload: places[place],
      request: { ...base, ...request, ...changed },
    });
    if (decision === 'deny') return `refused at ${place}`;
  }
  return 'served';
}

const revision = {
  headers: { 'Knative-Serving-Namespace': 'vision', 'Knative-Serving-Revision': 'scorer-predictor-00001' },
};
const inside: Hop[] = [['local'], ['pod', { principal: localGateway }]];
const fromZero: Hop[] = [
  ['local'],
  ['activator', { principal: localGateway, ...revision }],
  ['pod', { principal: activator }],
];
const straight: Hop[] = [['pod']];
const throughActivator: Hop[] = [
  ['activator', revision],
  ['pod', { principal: activator }],
];

describe('a model behind Knative, of its team alone', () => {
  const given = policies();
  test.each<[string, Partial<AccessRequest>, readonly Hop[], string]>([
    ['own team', { principal: at('vision', 'default-editor') }, inside, 'served'],
    ['own team, the model at zero', { principal: at('vision', 'default-editor') }, fromZero, 'served'],
    ['own team, straight to the pod', { principal: at('vision', 'default-editor') }, straight, 'served'],
    ['other team', { principal: at('speech', 'default-editor') }, inside, 'refused at local'],
    [
      'other team, by the predictor’s host',
      { principal: at('speech', 'x'), host: 'scorer-predictor.vision.svc.cluster.local' },
      inside,
      'refused at local',
    ],
    [
      'other team, by a short host with a port',
      { principal: at('speech', 'x'), host: 'scorer.vision:80' },
      inside,
      'refused at local',
    ],
    [
      'other team, by a host in other case',
      { principal: at('speech', 'x'), host: 'SCORER.Vision.svc' },
      inside,
      'refused at local',
    ],
    [
      'other team, by a tag',
      { principal: at('speech', 'x'), host: 'latest-scorer-predictor.vision.svc.cluster.local:8080' },
      inside,
      'refused at local',
    ],
    ['other team, straight to the pod', { principal: at('speech', 'default-editor') }, straight, 'refused at pod'],
    [
      'other team, straight to the activator',
      { principal: at('speech', 'default-editor') },
      throughActivator,
      'refused at activator',
    ],
    ['plaintext', {}, inside, 'refused at local'],
    ['plaintext, straight to the pod', {}, straight, 'refused at pod'],
    ['plaintext, straight to the activator', {}, throughActivator, 'refused at activator'],
    [
      'a user of the dashboard',
      { headers: { 'kubeflow-userid': 'ada@acme.io' }, host: 'scorer-vision.acme.io' },
      [['ingress'], ['pod', { principal: ingressGateway }]],
      'refused at ingress',
    ],
    [
      'a user, path-based',
      {
        headers: { 'kubeflow-userid': 'ada@acme.io' },
        host: 'ml.acme.io',
        path: '/serving/vision/scorer/v1/models/scorer:predict',
      },
      [['ingress']],
      'refused at ingress',
    ],
    ['Knative asks whether the gateway serves the host', { path: '/healthz' }, [['local']], 'served'],
    [
      'the autoscaler’s metrics',
      { principal: at('knative-serving', 'controller'), path: '/metrics', method: 'GET', port: 9090 },
      straight,
      'served',
    ],
    [
      'somebody else’s look at the metrics',
      { principal: at('speech', 'x'), path: '/metrics', method: 'GET', port: 9090 },
      straight,
      'refused at pod',
    ],
    ['the kubelet before a pod ends', { path: '/wait-for-drain', method: 'GET', port: 8022 }, straight, 'served'],
    [
      'a model of the same name elsewhere',
      { principal: at('speech', 'x'), host: 'scorer.speech.svc.cluster.local' },
      [['local']],
      'served',
    ],
    [
      'a model whose name only begins so',
      { principal: at('vision', 'x'), host: 'scorer-2.vision.svc.cluster.local' },
      [['local']],
      'served',
    ],
  ])('%s', (_title, request, hops, expected) => {
    expect(travels(given, request, hops)).toBe(expected);
  });
});

describe('who else is let in', () => {
  const token = { issuer: 'https://accounts.example', claims: { groups: ['lab'] } };
  const given = policies({ namespaces: ['speech'], serviceAccounts: ['ops/backup'], users: ['ada@acme.io'], token });
  const outside: Hop[] = [['ingress'], ['pod', { principal: ingressGateway }]];
  const host = 'scorer-vision.acme.io';
  test.each<[string, Partial<AccessRequest>, readonly Hop[], string]>([
    ['a team', { principal: at('speech', 'default-editor') }, fromZero, 'served'],
    ['an account', { principal: at('ops', 'backup') }, fromZero, 'served'],
    ['another account of that namespace', { principal: at('ops', 'other') }, fromZero, 'refused at local'],
    ['a user', { host, headers: { 'kubeflow-userid': 'ada@acme.io' } }, outside, 'served'],
    ['another user', { host, headers: { 'kubeflow-userid': 'eve@acme.io' } }, outside, 'refused at ingress'],
    ['a token', { host, jwt: { iss: 'https://accounts.example', sub: 'robot', groups: ['lab'] } }, outside, 'served'],
    [
      'a token of another group',
      { host, jwt: { iss: 'https://accounts.example', sub: 'robot', groups: ['guests'] } },
      outside,
      'refused at ingress',
    ],
    [
      'a token of another issuer',
      { host, jwt: { iss: 'https://evil.example', sub: 'robot', groups: ['lab'] } },
      outside,
      'refused at ingress',
    ],
    ['nobody', { host }, outside, 'refused at ingress'],
  ])('%s', (_title, request, hops, expected) => {
    expect(travels(given, request, hops)).toBe(expected);
  });
});

test('a model in standard mode is reached directly, so one policy and the ingress’s do', () => {
  const given = policies({ mode: 'standard', users: ['ada@acme.io'] });
  expect(given.map(({ metadata }) => metadata!.name)).not.toContain('vision-scorer-activator');
  expect(travels(given, { principal: at('vision', 'x') }, straight)).toBe('served');
  expect(travels(given, { principal: localGateway }, straight)).toBe('refused at pod');
  expect(travels(given, { principal: ingressGateway, headers: { 'kubeflow-userid': 'ada@acme.io' } }, straight)).toBe(
    'served',
  );
  expect(travels(given, { principal: ingressGateway, headers: { 'kubeflow-userid': 'eve@acme.io' } }, straight)).toBe(
    'refused at pod',
  );
});

test('the policies, where they stand', () => {
  const { chart, manifests } = inNamespace('vision', {
    existing: ['istio-system', 'knative-serving'].map((name) => ({ kind: 'Namespace', name })),
  });
  new ModelAccess(chart, 'scorer-access', { model });
  manifests()
    .hasResource('AuthorizationPolicy', {
      metadata: { name: 'scorer-access', namespace: 'vision' },
      spec: { action: absent },
    })
    .hasResource('AuthorizationPolicy', {
      metadata: { name: 'vision-scorer-ingress', namespace: 'istio-system' },
      spec: { action: 'DENY' },
    })
    .hasResource('AuthorizationPolicy', {
      metadata: { name: 'vision-scorer-local', namespace: 'istio-system' },
      spec: { action: 'DENY' },
    })
    .hasResource('AuthorizationPolicy', {
      metadata: { name: 'vision-scorer-activator', namespace: 'knative-serving' },
      spec: { action: 'DENY' },
    })
    .resourceCount('AuthorizationPolicy', 4);
  expect(() => new ModelAccess(chart, 'x', { model: { name: 'm' } })).toThrow(
    "vision/x: model 'm' has no namespace: say it",
  );
});
