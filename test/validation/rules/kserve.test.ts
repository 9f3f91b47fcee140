import { check } from './cases';

const MODE = "metadata.annotations.'serving.kserve.io/deploymentMode'";
const CLASS = "metadata.annotations.'serving.kserve.io/autoscalerClass'";
const STANDARD = { [MODE]: 'Standard' };
const HPA = { ...STANDARD, [CLASS]: 'hpa' };
const KEDA = { ...STANDARD, [CLASS]: 'keda' };
const P = 'spec.predictor';
const METRICS = `${P}.autoScaling.metrics`;
const MULTI = { ...STANDARD, [CLASS]: 'none', [`${P}.workerSpec`]: {}, [`${P}.model.storageUri`]: 'pvc://claim/llama' };
const CPU = { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } };
const external = (target: object) => [
  { type: 'External', external: { metric: { backend: 'prometheus', serverAddress: 'http://p', query: 'q' }, target } },
];

check([
  {
    kind: 'InferenceService',
    base: `
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: { name: iris, namespace: team, annotations: {} }
spec:
  predictor:
    minReplicas: 1
    maxReplicas: 3
    model: { modelFormat: { name: sklearn }, storageUri: "gs://models/iris" }
`,
    accepted: [
      { [`${P}.scaleMetric`]: 'rps', [`${P}.scaleTarget`]: 10 },
      { [`${P}.canaryTrafficPercent`]: 100 },
      { [`${P}.model.storageUri`]: 'https://acme.blob.core.windows.net/models/iris' },
      { [`${P}.model.storageUri`]: '/mnt/models/iris' },
      { [`${P}.model.modelFormat.name`]: 'mine', [`${P}.model.runtime`]: 'of-the-cluster' },
      { [`${P}.model`]: undefined, [`${P}.sklearn`]: { storageUri: 's3://a' } },
      {
        [`${P}.model`]: undefined,
        [`${P}.containers`]: [{ name: 'any', image: 'i', env: [{ name: 'PROTOCOL', value: 'v2' }] }],
      },
      { [`${P}.containers`]: [{ name: 'transformer-container', image: 'i' }] },
      { 'spec.transformer': { containers: [{ name: 'kserve-container', image: 'i' }] } },
      { ...HPA, [`${P}.scaleMetric`]: 'cpu', [`${P}.scaleTarget`]: 80 },
      { ...KEDA, [METRICS]: [CPU] },
      { ...KEDA, [METRICS]: external({ type: 'Value', value: '100' }) },
      { ...STANDARD, [`${P}.deploymentStrategy`]: { type: 'Recreate' } },
      {
        [`${P}.storageUris`]: [
          { uri: 's3://a', mountPath: '/mnt/a' },
          { uri: 's3://b', mountPath: '/mnt/b' },
        ],
        [`${P}.model.storageUri`]: undefined,
      },
      MULTI,
    ],
    refused: [
      { rule: 'kserve/name', change: { 'metadata.name': '1iris' }, path: 'metadata.name' },
      { rule: 'kserve/one-implementation', change: { [`${P}.sklearn`]: {} }, path: P },
      { rule: 'kserve/one-implementation', change: { [`${P}.model`]: undefined }, path: P },
      {
        rule: 'kserve/one-implementation',
        change: { 'spec.transformer': { minReplicas: 1 } },
        path: 'spec.transformer',
      },
      { rule: 'kserve/one-implementation', change: { 'spec.explainer': { minReplicas: 1 } }, path: 'spec.explainer' },
      { rule: 'kserve/predictor-name', change: { [`${P}.model.name`]: 'm' }, path: `${P}.model.name` },
      {
        rule: 'kserve/autoscaler-class',
        change: { [CLASS]: 'vpa' },
        path: 'metadata.annotations.serving.kserve.io/autoscalerClass',
      },
      { rule: 'kserve/replicas', change: { [`${P}.minReplicas`]: -1 }, path: `${P}.minReplicas` },
      { rule: 'kserve/replicas', change: { [`${P}.maxReplicas`]: -1 }, path: `${P}.maxReplicas` },
      { rule: 'kserve/replicas', change: { [`${P}.minReplicas`]: 4 }, path: `${P}.minReplicas` },
      {
        rule: 'kserve/container-concurrency',
        change: { [`${P}.containerConcurrency`]: -1 },
        path: `${P}.containerConcurrency`,
      },
      { rule: 'kserve/logger', change: { [`${P}.logger`]: { url: 'http://l' } }, path: `${P}.logger.mode` },
      {
        rule: 'kserve/logger',
        change: { [`${P}.logger`]: { mode: 'all', storage: { path: 'logs' } } },
        path: `${P}.logger.storage`,
      },
      { rule: 'kserve/scale-metric', change: { [`${P}.scaleMetric`]: 'cpu' }, path: `${P}.scaleMetric` },
      { rule: 'kserve/scale-metric', change: { ...HPA, [`${P}.scaleMetric`]: 'rps' }, path: `${P}.scaleMetric` },
      { rule: 'kserve/scale-metric', change: { ...KEDA, [`${P}.scaleMetric`]: 'cpu' }, path: `${P}.scaleMetric` },
      {
        rule: 'kserve/scale-metric',
        change: { [MODE]: 'RawDeployment', [CLASS]: 'hpa', [`${P}.scaleMetric`]: 'rps' },
        path: `${P}.scaleMetric`,
        options: { release: '1.11' },
      },
      {
        rule: 'kserve/scale-target',
        change: { [`${P}.scaleMetric`]: 'rps', [`${P}.scaleTarget`]: 0 },
        path: `${P}.scaleTarget`,
      },
      { rule: 'kserve/scale-target', change: { ...HPA, [`${P}.scaleTarget`]: 101 }, path: `${P}.scaleTarget` },
      {
        rule: 'kserve/deployment-strategy',
        change: { [`${P}.deploymentStrategy`]: { type: 'Recreate' } },
        path: `${P}.deploymentStrategy`,
      },
      {
        rule: 'kserve/autoscaling-metrics',
        change: { ...HPA, [METRICS]: external({ type: 'Value', value: '1' }) },
        path: `${METRICS}[0].type`,
      },
      {
        rule: 'kserve/autoscaling-metrics',
        change: { ...HPA, [METRICS]: [{ type: 'Resource' }] },
        path: `${METRICS}[0].resource`,
      },
      {
        rule: 'kserve/autoscaling-metrics',
        change: {
          ...KEDA,
          [METRICS]: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Value', value: '1' } } }],
        },
        path: `${METRICS}[0].resource.target.type`,
      },
      {
        rule: 'kserve/autoscaling-metrics',
        change: {
          ...KEDA,
          [METRICS]: [
            { type: 'Resource', resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '1Ki' } } },
          ],
        },
        path: `${METRICS}[0].resource.target.averageValue`,
      },
      {
        rule: 'kserve/autoscaling-metrics',
        change: {
          ...KEDA,
          [METRICS]: [
            { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 101 } } },
          ],
        },
        path: `${METRICS}[0].resource.target.averageUtilization`,
      },
      {
        rule: 'kserve/autoscaling-metrics',
        change: { ...KEDA, [METRICS]: external({ type: 'Value' }) },
        path: `${METRICS}[0].external.target.value`,
      },
      {
        rule: 'kserve/autoscaling-metrics',
        change: {
          ...KEDA,
          [METRICS]: [
            {
              type: 'External',
              external: { metric: { backend: 'prometheus' }, target: { type: 'Value', value: '1' } },
            },
          ],
        },
        path: `${METRICS}[0].external.metric.query`,
      },
      {
        rule: 'kserve/custom-protocol',
        change: {
          [`${P}.model`]: undefined,
          [`${P}.containers`]: [{ name: 'any', image: 'i', env: [{ name: 'PROTOCOL', value: 'v3' }] }],
        },
        path: `${P}.containers[0].env[0].value`,
      },
      {
        rule: 'kserve/storage-spec',
        change: { 'spec.explainer': { art: { type: 'SquareAttack', storageUri: 'gs://a', storage: {} } } },
        path: 'spec.explainer.art.storageUri',
      },
      {
        rule: 'kserve/storage-uris',
        change: { [`${P}.storageUris`]: [{ uri: 's3://a', mountPath: '/mnt/a' }] },
        path: `${P}.storageUris`,
      },
      {
        rule: 'kserve/storage-uris',
        change: { [`${P}.model.storageUri`]: undefined, [`${P}.storageUris`]: [{ uri: 's3://a', mountPath: 'mnt' }] },
        path: `${P}.storageUris[0].mountPath`,
      },
      {
        rule: 'kserve/storage-uris',
        change: {
          [`${P}.model.storageUri`]: undefined,
          [`${P}.storageUris`]: [
            { uri: 's3://a', mountPath: '/a' },
            { uri: 's3://b', mountPath: '/b' },
          ],
        },
        path: `${P}.storageUris`,
      },
      {
        rule: 'kserve/collocated-transformer',
        change: {
          [`${P}.containers`]: [
            { name: 'transformer-container', image: 'i', env: [{ name: 'STORAGE_URI', value: 's3://a' }] },
          ],
        },
        path: `${P}.containers[0].env[0]`,
      },
      {
        rule: 'kserve/multi-node',
        change: { ...MULTI, [`${P}.model.storageUri`]: 's3://a' },
        path: `${P}.model.storageUri`,
      },
      {
        rule: 'kserve/multi-node',
        change: { ...MULTI, [CLASS]: 'hpa' },
        path: 'metadata.annotations.serving.kserve.io/autoscalerClass',
      },
      {
        rule: 'kserve/multi-node',
        change: { ...MULTI, [`${P}.workerSpec.tensorParallelSize`]: 0 },
        path: `${P}.workerSpec.tensorParallelSize`,
      },
      {
        rule: 'kserve/multi-node',
        change: { ...MULTI, [`${P}.model.env`]: [{ name: 'TENSOR_PARALLEL_SIZE', value: '2' }] },
        path: `${P}.model.env[0]`,
      },
      {
        rule: 'kserve/multi-node',
        change: { ...MULTI, [`${P}.model.resources`]: { limits: { 'example.com/gpu': '1' } } },
        path: `${P}.model.resources`,
      },
      {
        rule: 'kserve/multi-node',
        change: {
          ...MULTI,
          [`${P}.workerSpec.containers`]: [
            { name: 'a', image: 'i' },
            { name: 'b', image: 'i' },
          ],
        },
        path: `${P}.workerSpec.containers`,
      },
      {
        rule: 'kserve/standard-mode-canary',
        change: { ...STANDARD, [`${P}.canaryTrafficPercent`]: 10 },
        path: `${P}.canaryTrafficPercent`,
        severity: 'warning',
      },
      {
        rule: 'kserve/standard-mode-scale-to-zero',
        change: { ...STANDARD, [`${P}.minReplicas`]: 0 },
        path: `${P}.minReplicas`,
        severity: 'warning',
      },
      {
        rule: 'kserve/framework-runtime-version',
        change: {
          [`${P}.model`]: undefined,
          [`${P}.tensorflow`]: { runtimeVersion: '2.6.2-gpu', storageUri: 's3://a' },
        },
        path: `${P}.tensorflow.runtimeVersion`,
        severity: 'warning',
      },
      {
        rule: 'kserve/knative-feature-flag',
        change: { [`${P}.nodeSelector`]: { pool: 'l4' } },
        path: `${P}.nodeSelector`,
        severity: 'warning',
      },
      {
        rule: 'kserve/model-format',
        change: { [`${P}.model.runtime`]: 'kserve-torchserve' },
        path: `${P}.model.modelFormat.name`,
      },
      {
        rule: 'kserve/no-runtime',
        change: { [`${P}.model.modelFormat.name`]: 'skleran' },
        path: `${P}.model.modelFormat.name`,
        severity: 'warning',
      },
      {
        rule: 'kserve/no-runtime',
        change: { [`${P}.model.modelFormat.version`]: '77' },
        path: `${P}.model.modelFormat.version`,
        severity: 'warning',
      },
      {
        rule: 'kserve/no-runtime',
        change: { [`${P}.model.protocolVersion`]: 'grpc-v1' },
        path: `${P}.model.protocolVersion`,
        severity: 'warning',
      },
      {
        rule: 'kserve/storage-scheme',
        change: { [`${P}.model.storageUri`]: 'ftp://models/iris' },
        path: `${P}.model.storageUri`,
      },
      {
        rule: 'kserve/storage-scheme',
        change: { [`${P}.model.storageUri`]: 'abfs://blob.core.windows.net/a' },
        path: `${P}.model.storageUri`,
      },
      {
        rule: 'kserve/canary-percent',
        change: { [`${P}.canaryTrafficPercent`]: 101 },
        path: `${P}.canaryTrafficPercent`,
      },
    ],
  },
  {
    kind: 'InferenceGraph',
    base: `
apiVersion: serving.kserve.io/v1alpha1
kind: InferenceGraph
metadata: { name: graph }
spec:
  nodes:
    root:
      routerType: Splitter
      steps:
        - { name: a, serviceName: one, weight: 40 }
        - { name: b, serviceUrl: "http://two", weight: 60 }
`,
    refused: [
      { rule: 'kserve/graph-name', change: { 'metadata.name': '1graph' }, path: 'metadata.name' },
      {
        rule: 'kserve/graph-root',
        change: { 'spec.nodes': { start: { routerType: 'Sequence' } } },
        path: 'spec.nodes',
      },
      {
        rule: 'kserve/graph-step-name',
        change: { 'spec.nodes.root.steps[1].name': 'a' },
        path: 'spec.nodes.root.steps[1].name',
      },
      {
        rule: 'kserve/graph-target',
        change: { 'spec.nodes.root.steps[0].serviceName': undefined },
        path: 'spec.nodes.root.steps[0]',
      },
      {
        rule: 'kserve/graph-target',
        change: { 'spec.nodes.root.steps[0].nodeName': 'x' },
        path: 'spec.nodes.root.steps[0]',
      },
      {
        rule: 'kserve/graph-weight',
        change: { 'spec.nodes.root.steps[0].weight': undefined },
        path: 'spec.nodes.root.steps[0].weight',
      },
      { rule: 'kserve/graph-weight', change: { 'spec.nodes.root.steps[0].weight': 50 }, path: 'spec.nodes.root.steps' },
    ],
  },
  {
    kind: 'TrainedModel',
    base: `
apiVersion: serving.kserve.io/v1alpha1
kind: TrainedModel
metadata: { name: model }
spec: { inferenceService: iris, model: { framework: sklearn, memory: 1Gi, storageUri: "s3://a" } }
`,
    refused: [
      { rule: 'kserve/trained-model-name', change: { 'metadata.name': 'a.b' }, path: 'metadata.name' },
      {
        rule: 'kserve/trained-model-storage',
        change: { 'spec.model.storageUri': 'pvc://a' },
        path: 'spec.model.storageUri',
      },
    ],
  },
  {
    kind: 'ClusterServingRuntime',
    base: `
apiVersion: serving.kserve.io/v1alpha1
kind: ClusterServingRuntime
metadata: { name: runtime }
spec:
  supportedModelFormats: [{ name: onnx, version: "1", autoSelect: true, priority: 1 }, { name: onnx, version: "2", autoSelect: true, priority: 1 }]
  containers: [{ name: kserve-container, image: i }]
  workerSpec: { containers: [{ name: worker-container, image: i }] }
`,
    refused: [
      {
        rule: 'kserve/runtime-priority',
        change: { 'spec.supportedModelFormats[1].priority': 2 },
        path: 'spec.supportedModelFormats[1].priority',
      },
      {
        rule: 'kserve/runtime-multi-node',
        change: { 'spec.workerSpec.tensorParallelSize': undefined },
        path: 'spec.workerSpec.tensorParallelSize',
        options: { release: '1.10' },
      },
      {
        rule: 'kserve/runtime-multi-node',
        change: { 'spec.workerSpec.pipelineParallelSize': 0 },
        path: 'spec.workerSpec.pipelineParallelSize',
      },
      {
        rule: 'kserve/runtime-multi-node',
        change: { 'spec.workerSpec.containers[1]': { name: 'b', image: 'i' } },
        path: 'spec.workerSpec.containers',
      },
      {
        rule: 'kserve/runtime-multi-node',
        change: { 'spec.containers[0].env': [{ name: 'PIPELINE_PARALLEL_SIZE', value: '2' }] },
        path: 'spec.containers[0].env[0]',
      },
    ],
  },
  {
    kind: 'LLMInferenceService',
    base: `
apiVersion: serving.kserve.io/v1alpha1
kind: LLMInferenceService
metadata: { name: llm }
spec: { model: { uri: "hf://org/model", name: m }, router: { route: {}, gateway: {} }, parallelism: { data: 2, dataLocal: 1 }, worker: { containers: [] } }
`,
    accepted: [{ 'spec.router': undefined }, { 'spec.parallelism': { pipeline: 2 } }],
    refused: [
      {
        rule: 'kserve/llm-router',
        change: { 'spec.router.gateway': { refs: [{ name: 'g', namespace: 'n' }] } },
        path: 'spec.router.gateway.refs',
      },
      {
        rule: 'kserve/llm-router',
        change: { 'spec.router.route': { http: { refs: [{ name: 'r' }] } } },
        path: 'spec.router.route.http.refs',
      },
      { rule: 'kserve/llm-parallelism', change: { 'spec.parallelism': undefined }, path: 'spec.worker' },
      { rule: 'kserve/llm-parallelism', change: { 'spec.parallelism.pipeline': 2 }, path: 'spec.parallelism' },
      {
        rule: 'kserve/llm-parallelism',
        change: { 'spec.parallelism.dataLocal': undefined },
        path: 'spec.parallelism.dataLocal',
      },
    ],
  },
  {
    kind: 'LLMInferenceServiceConfig',
    base: `
apiVersion: serving.kserve.io/v1alpha1
kind: LLMInferenceServiceConfig
metadata: { name: config }
spec: { model: { uri: "hf://org/model" } }
`,
    refused: [
      { rule: 'kserve/llm-config-base', change: { 'spec.baseRefs': [{ name: 'other' }] }, path: 'spec.baseRefs' },
    ],
  },
]);
