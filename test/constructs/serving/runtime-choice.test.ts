import { InferenceService, type InferenceServiceProps, KubeflowApp, ServingRuntime, TeamStack } from '../../../src';

function warnings(props: object, body: (team: TeamStack) => void = () => {}) {
  const app = new KubeflowApp();
  const team = new TeamStack(app, 'vision', { owner: 'ada@acme.io' });
  body(team);
  new InferenceService(team, 'chat', props as InferenceServiceProps);
  const { problems } = app.manifests.attempt();
  expect(problems).toEqual([]);
  return app.manifests.warnings.filter((warning) => warning.includes('kserve/no-runtime'));
}

const uri = 's3://models/a';

test.each([
  [
    { format: 'lightgbm2', uri },
    "spec.predictor.model.modelFormat.name 'lightgbm2' is served by no runtime of Kubeflow 26.03 or of these objects, did you mean 'lightgbm'?: bring a ServingRuntime",
  ],
  [
    { format: 'sklearn', uri, protocol: 'grpc-v1' },
    "spec.predictor.model.protocolVersion 'grpc-v1' is spoken by no runtime of Kubeflow 26.03 or of these objects for sklearn, they speak v1, v2",
  ],
  [
    { format: 'xgboost', uri, formatVersion: '9' },
    "spec.predictor.model.modelFormat.version '9' of xgboost is served by no runtime of Kubeflow 26.03 or of these objects, they have 1, 2",
  ],
])('%j finds no runtime', (model, sentence) => {
  expect(warnings({ model })).toEqual([expect.stringContaining(`vision/chat: ${sentence}`)]);
});

test.each([
  [{ format: 'sklearn', uri }],
  [{ format: 'sklearn', uri, protocol: 'v2' }],
  [{ format: 'pytorch', uri, protocol: 'grpc-v2', formatVersion: '1' }],
  [{ format: 'mine', uri, runtime: 'of-the-cluster' }],
])('%j finds one', (model) => {
  expect(warnings({ model }).filter((warning) => !warning.includes('of-the-cluster'))).toEqual([]);
});

test("a runtime of the program's own is found in its namespace, where it lets itself be chosen", () => {
  const runtime = (autoSelect: boolean) => (team: TeamStack) =>
    void new ServingRuntime(team, 'mine', {
      supportedModelFormats: [{ name: 'mine', version: '1', autoSelect }],
      containers: [{ name: 'kserve-container', image: 'acme/s:1' }],
    });
  const model = { format: 'mine', uri };
  expect(warnings({ model }, runtime(true))).toEqual([]);
  expect(warnings({ model }, runtime(false))).toHaveLength(1);
});

test('a model over several nodes needs a runtime that is', () => {
  const serve = (format: string) => ({ mode: 'standard', model: { format, uri: 'pvc://a/b' }, gpu: 1, workers: {} });
  expect(warnings(serve('huggingface'))).toEqual([]);
  expect(warnings(serve('sklearn'))).toEqual([
    expect.stringContaining('spec.predictor.workerSpec needs a runtime over several nodes'),
  ]);
});
