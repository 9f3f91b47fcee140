import {
  InferenceService,
  KubeflowApp,
  LlmService,
  ModelRoute,
  PlatformStack,
  type PlatformStackProps,
  TeamStack,
} from '../../../src';
import { Manifests } from '../../../src/testing';

const model = { format: 'sklearn', uri: 's3://models/iris', name: 'iris' } as const;

function team(props: Partial<PlatformStackProps>) {
  const app = new KubeflowApp();
  const platform = new PlatformStack(app, 'platform', { domain: 'ml.acme.io', ...props });
  return { app, vision: new TeamStack(app, 'vision', { owner: 'ada@acme.io', platform }) };
}

function addresses(props: Partial<PlatformStackProps>) {
  const { vision } = team(props);
  const iris = new InferenceService(vision, 'iris', { model });
  const plain = new InferenceService(vision, 'plain', { mode: 'standard', model });
  const route = new ModelRoute(vision, 'both', { to: iris });
  const llm = new LlmService(vision, 'chat', { model: 'hf://acme/chat', gpu: 1 });
  return [
    iris.url,
    iris.externalUrl,
    iris.pathUrl,
    plain.externalUrl,
    route.externalUrl,
    route.pathUrl,
    llm.externalOpenAiUrl,
  ];
}

test.each<[string, Partial<PlatformStackProps>, string]>([
  ['plain HTTP', {}, 'http'],
  ['a certificate at the gateway', { tlsSecret: 'ml-tls' }, 'https'],
  ['TLS that ends before the gateway', { tlsSecret: false }, 'https'],
])('addresses outside say how the platform is reached: %s', (_title, props, scheme) => {
  expect(addresses(props)).toEqual([
    // Inside the mesh sidecars encrypt what is asked by HTTP.
    'http://iris.vision.svc.cluster.local',
    `${scheme}://iris.vision.ml.acme.io`,
    `${scheme}://ml.acme.io/serving/vision/iris`,
    `${scheme}://plain-vision.ml.acme.io`,
    `${scheme}://both.vision.ml.acme.io`,
    `${scheme}://ml.acme.io/serving/vision/both`,
    `${scheme}://chat.vision.ml.acme.io/openai/v1`,
  ]);
});

test.each<[string, PlatformStackProps['knative']]>([
  ['one', { domain: 'models.acme.dev' }],
  ['the one without a selector', { domain: { 'models.acme.dev': {}, 'other.acme.dev': { team: 'other' } } }],
])("models on Knative are below Knative's domain: %s", (_title, knative) => {
  const { app, vision } = team({ knative, tlsSecret: 'ml-tls' });
  const iris = new InferenceService(vision, 'iris', { model });
  expect(iris.externalUrl).toBe('https://iris.vision.models.acme.dev');
  expect(iris.pathUrl).toBe('https://ml.acme.io/serving/vision/iris');
  const hosts = Object.keys(typeof knative?.domain === 'string' ? { [knative.domain]: {} } : (knative?.domain ?? {}));
  Manifests.of(app).hasResource('Gateway', {
    metadata: { name: 'kubeflow-gateway' },
    spec: { servers: [{ hosts: ['ml.acme.io', '*.ml.acme.io', ...hosts.map((host) => `*.${host}`)] }, {}] },
  });
});
