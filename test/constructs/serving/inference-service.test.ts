import {
  InferenceService,
  type InferenceServiceProps,
  KubeflowApp,
  type KubeflowRelease,
  onPremPool,
  TeamStack,
} from '../../../src';
import { absent, Manifests } from '../../../src/testing';

const l4 = onPremPool('l4', { accelerator: 'l4', gpus: 2, labels: { rack: 'l4' } });
const model = { format: 'sklearn', uri: 's3://models/iris' } as const;

function serve(props: Partial<InferenceServiceProps> = {}, release: KubeflowRelease = '26.03') {
  const app = new KubeflowApp({ release });
  const team = new TeamStack(app, 'vision', { owner: 'ada@acme.io' });
  const service = new InferenceService(team, 'chat', { model, ...props } as InferenceServiceProps);
  return {
    service,
    manifest: service.toJson() as { metadata: object; spec: { predictor: object } },
    manifests: Manifests.of(app),
  };
}

test('a model by its format and place', () => {
  expect(serve().manifest.spec).toEqual({
    predictor: { model: { modelFormat: { name: 'sklearn' }, storageUri: 's3://models/iris' } },
  });
});

test('is reached below its namespace', () => expect(serve().service.url).toBe('http://chat.vision.svc.cluster.local'));

test('a GPU pool places the model’s pods', () => {
  serve({ gpu: l4.gpus(1) }).manifests.hasResource('InferenceService', {
    spec: { predictor: { nodeSelector: { rack: 'l4' }, model: { resources: { limits: { 'nvidia.com/gpu': 1 } } } } },
  });
});

test('scale to zero keeps the last pod for a while', () => {
  serve({ scaleToZero: '10m', scale: { max: 4, target: { concurrency: 8 } } }).manifests.hasResource(
    'InferenceService',
    {
      spec: {
        predictor: {
          minReplicas: 0,
          maxReplicas: 4,
          scaleMetric: 'concurrency',
          scaleTarget: 8,
          annotations: { 'autoscaling.knative.dev/scale-to-zero-pod-retention-period': '10m' },
        },
      },
    },
  );
});

test('a canary takes its share', () => {
  serve({ canaryPercent: 10 }).manifests.hasResource('InferenceService', {
    spec: { predictor: { canaryTrafficPercent: 10 } },
  });
});

test('the release spells the standard mode', () => {
  const annotations = (name: string) => ({ metadata: { annotations: { 'serving.kserve.io/deploymentMode': name } } });
  serve({ mode: 'standard' }, '26.03').manifests.hasResource('InferenceService', annotations('Standard'));
  serve({ mode: 'standard' }, '1.10').manifests.hasResource('InferenceService', annotations('RawDeployment'));
});

test('a transformer scales by itself', () => {
  serve({ transformer: { image: 'acme/t:1', scale: { min: 2 } } }).manifests.hasResource('InferenceService', {
    spec: {
      transformer: { minReplicas: 2, containers: [{ name: 'kserve-container', image: 'acme/t:1', resources: absent }] },
    },
  });
});

test.each([
  [{ mode: 'standard', canaryPercent: 10 }, 'canaryPercent needs mode knative'],
  [{ mode: 'standard', scaleToZero: '5m' }, 'scaleToZero needs mode knative'],
  [{ mode: 'standard', scale: { min: 0 } }, 'scale.min 0 is less than 1'],
  [{ model: { format: 'onnx', uri: '/models/a' } }, "model.uri '/models/a' has no scheme"],
  [
    { model: { format: 'onnx', uri: 's4://a' } },
    "model.uri 's4://a': KServe does not fetch from s4://, did you mean 's3'?",
  ],
  [{ canaryPercent: 101 }, 'canaryPercent 101 is not a whole percentage'],
  [{ scaleToZero: '5m', scale: { min: 1 } }, 'scaleToZero needs scale.min 0, not 1'],
  [{ scale: { min: 3, max: 2 } }, 'scale.min 3 is more than scale.max 2'],
  [{ timeout: '5' }, "timeout '5' is not a duration"],
  [{ transformer: { image: '' } }, "transformer.image '' is not an image"],
])('refuses %j', (props, message) => {
  expect(() => serve(props as never)).toThrow(`vision/chat: ${message}`);
});

test.each([
  [{ visiblity: 'cluster-local' }, "vision/chat: visiblity is no property here, did you mean 'visibility'?"],
  [{ model: { ...model, formt: 'x' } }, "vision/chat: model.formt is no property here, did you mean 'format'?"],
  [{ model: { uri: 's3://a/b' } }, 'vision/chat: model.format is missing'],
  [{ transformer: { image: 'i', enb: {} } }, "vision/chat: transformer.enb is no property here, did you mean 'env'?"],
  [{ explainer: null }, 'vision/chat: explainer null is no value, leave it out'],
])('%j is refused as misspelt or missing', (props, sentence) => {
  expect(() => serve(props as never)).toThrow(sentence);
});
