import {
  graph,
  InferenceService,
  LlmService,
  ModelRoute,
  ModelStorage,
  promote,
  rollback,
  type TeamStack,
} from '../../src';

declare const team: TeamStack;
const model = { format: 'onnx', uri: 's3://models/a' } as const;

// Every mode, as it is meant.
const knative = new InferenceService(team, 'k', {
  model,
  canaryPercent: 10,
  tagRouting: true,
  scaleToZero: '5m',
  scale: { target: { rps: 5 } },
});
const standard = new InferenceService(team, 's', {
  mode: 'standard',
  model,
  scale: { keda: [{ prometheus: { server: 'http://prometheus', query: 'sum(x)' }, threshold: 2 }], min: 0 },
  deploymentStrategy: { type: 'Recreate' },
});
new InferenceService(team, 'f', { mode: 'standard', model, scale: { replicas: 3 } });
new InferenceService(team, 'w', {
  mode: 'standard',
  model: { format: 'huggingface', uri: 'pvc://models/l' },
  workers: { pipelineParallelSize: 2 },
});
new InferenceService(team, 'm', { mode: 'modelmesh', model });
new InferenceService(team, 'c', { image: 'acme/server:1', uri: 'gs://models/a', protocol: 'v2' });
new InferenceService(team, 'o', { model: { format: 'acme-format', uri: 'acme://x', fetchedBy: 'acme' } });
new InferenceService(team, 'n', { model: { format: 'triton', uri: false } });
new InferenceService(team, 'p', { model, canaryPercent: promote() });
new InferenceService(team, 'r', { model, canaryPercent: rollback() });

// @ts-expect-error Deployments have no canary
new InferenceService(team, 'x', { mode: 'standard', model, canaryPercent: 10 });
// @ts-expect-error Deployments do not scale to zero by requests
new InferenceService(team, 'x', { mode: 'standard', model, scaleToZero: '5m' });
// @ts-expect-error nor do they know revisions
new InferenceService(team, 'x', { mode: 'standard', model, tagRouting: true });
// @ts-expect-error Deployments scale on what pods use, or on KEDA's metrics
new InferenceService(team, 'x', { mode: 'standard', model, scale: { target: { concurrency: 8 } } });
// @ts-expect-error KServe ignores it there
new InferenceService(team, 'x', { mode: 'standard', model, containerConcurrency: 1 });
// @ts-expect-error Knative replaces revisions its own way
new InferenceService(team, 'x', { model, deploymentStrategy: { type: 'Recreate' } });
// @ts-expect-error KEDA scales Deployments
new InferenceService(team, 'x', { model, scale: { keda: [{ cpuPercent: 80 }] } });
// @ts-expect-error a Knative service has pods of one kind
new InferenceService(team, 'x', { model, workers: {} });
// @ts-expect-error several nodes do not scale
new InferenceService(team, 'x', { mode: 'standard', model, workers: {}, scale: { min: 2 } });
// @ts-expect-error one way to scale
new InferenceService(team, 'x', { mode: 'standard', model, scale: { replicas: 2, max: 3 } });
// @ts-expect-error ModelMesh decides about replicas
new InferenceService(team, 'x', { mode: 'modelmesh', model, scale: { max: 2 } });
// @ts-expect-error a transformer follows the service's mode
new InferenceService(team, 'x', { mode: 'standard', model, transformer: { image: 'i', canaryPercent: 5 } });
// @ts-expect-error beside the model there is one scale
new InferenceService(team, 'x', { model, transformer: { image: 'i', collocated: true, scale: { min: 2 } } });
// @ts-expect-error a runtime's server or one's own
new InferenceService(team, 'x', { model, image: 'acme/server:1' });
// @ts-expect-error no scheme
new InferenceService(team, 'x', { model: { format: 'onnx', uri: '/models/a' } });
// @ts-expect-error nobody fetches it
new InferenceService(team, 'x', { model: { format: 'onnx', uri: 'acme://x' } });
// @ts-expect-error where is it?
new InferenceService(team, 'x', { model: { format: 'onnx' } });
// @ts-expect-error one place
new InferenceService(team, 'x', { model: { format: 'onnx', uri: 's3://a', storage: { path: 'a' } } });
// @ts-expect-error not a protocol
new InferenceService(team, 'x', { model: { ...model, protocol: 'v3' } });

new ModelRoute(team, 'a', { to: knative, shadow: standard });
new ModelRoute(team, 'b', {
  to: [
    { service: knative, weight: 90 },
    { service: standard, weight: 10 },
  ],
});
// @ts-expect-error Knative's gateway does not know a copy
new ModelRoute(team, 'x', { to: standard, shadow: knative });
// @ts-expect-error a split needs weights
new ModelRoute(team, 'x', { to: [{ service: knative }] });

graph.splitter({ service: knative, weight: 100 });
// @ts-expect-error a splitter decides by weight
graph.splitter({ service: 'a' });
// @ts-expect-error a switch decides by condition
graph.switch({ service: 'a' });
// @ts-expect-error one target
graph.sequence({ service: 'a', url: 'http://b' });

knative.allowFrom(
  { namespace: team },
  { namespace: 'ops', serviceAccount: 'bot' },
  { user: 'eve@acme.io' },
  { path: '/v2' },
);
// @ts-expect-error a service account is one of a namespace
knative.allowFrom({ serviceAccount: 'bot' });

new ModelStorage(team, 's3', { s3: { accessKeyId: '${ID}', secretAccessKey: '$(KEY)' } });
new ModelStorage(team, 'irsa', {
  identity: { awsRoleArn: 'arn:aws:iam::123456789012:role/models' },
  s3: { region: 'eu-west-1' },
});
// @ts-expect-error a secret in a program ends up in Git
new ModelStorage(team, 'x', { huggingface: { token: 'hf_abc' } });
// @ts-expect-error an existing secret has its own settings
new ModelStorage(team, 'x', { s3: { secret: 'minio', endpoint: 'minio:9000' } });

new LlmService(team, 'l', { model: 'hf://acme/chat', gpu: 2, scaleToZero: '10m' });
new LlmService(team, 'l', { model: 'hf://acme/chat', gpu: 2, api: 'LLMInferenceService', replicas: 2 });
// @ts-expect-error KServe's own kind has no autoscaler
new LlmService(team, 'x', { model: 'hf://acme/chat', api: 'LLMInferenceService', scale: { max: 2 } });
// @ts-expect-error Deployments do not scale to zero by requests
new LlmService(team, 'x', { model: 'hf://acme/chat', mode: 'standard', scaleToZero: '5m' });
