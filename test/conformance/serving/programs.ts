import type { Chart } from 'cdk8s';
import { graph, InferenceGraph, InferenceService, TrainedModel } from '../../../src/constructs/serving';

export interface Program {
  readonly example: string;
  readonly write: (chart: Chart) => void;
  /** What differs after all, by its path, and why. */
  readonly explained?: Readonly<Record<string, string>>;
}

const GS = 'gs://kfserving-examples/models' as const;
const small = { cpu: { request: '100m', limit: 1 }, memory: { request: '256Mi', limit: '1Gi' } } as const;

function service(
  file: string,
  name: string,
  props: ConstructorParameters<typeof InferenceService>[2],
  explained?: Program['explained'],
): Program {
  return {
    example: `InferenceService/kserve__${file}.yaml`,
    write: (chart) => new InferenceService(chart, name, props as never),
    explained,
  };
}

const driver = {
  image: 'kserve/driver-transformer:latest',
  name: 'driver-container',
  command: ['python', '-m', 'driver_transformer'],
  args: [
    '--feast_serving_url',
    'feature-server-service.default.svc.cluster.local:6566',
    '--entity_id_name',
    'driver_id',
    '--feature_refs',
    'driver_hourly_stats:conv_rate',
    'driver_hourly_stats:acc_rate',
    'driver_hourly_stats:avg_daily_trips',
  ],
};
const torchserve = ['--disable-token-auth', '--enable-model-api'];
const h2c = [{ name: 'h2c', protocol: 'TCP', containerPort: 9000 }] as const;
const noAlibi = "KServe dropped Alibi's explainer before 0.15: a container of its image takes its place";
const alibi = (type: string, uri: string | undefined, config: readonly string[]) => ({
  image: 'kserve/alibi-explainer:v0.11.0',
  args: [...(uri ? ['--storage_uri', '/mnt/models'] : []), type, ...config],
  ...(uri && { uri: uri as `gs://${string}` }),
});

export const programs: readonly Program[] = [
  service('aix-explainer.2', 'aix-explainer', {
    name: 'predictor',
    image: 'aipipeline/rf-predictor:0.4.1',
    command: ['python', '-m', 'rfserver', '--model_name', 'aix-explainer'],
    imagePullPolicy: 'Always',
    explainer: {
      name: 'explainer',
      image: 'kserve/aix-explainer:v0.10.1',
      args: [
        '--model_name',
        'aix-explainer',
        '--explainer_type',
        'LimeImages',
        '--num_samples',
        '100',
        '--top_labels',
        '10',
        '--min_weight',
        '0.01',
      ],
      imagePullPolicy: 'Always',
      cpu: 1,
      memory: '2Gi',
    },
    metadata: { namespace: 'default' },
  }),
  service('artserver', 'artserver', {
    model: { format: 'sklearn', uri: `${GS}/sklearn/mnist/art` },
    explainer: { art: 'SquareAttack', config: { nb_classes: 10 } },
  }),
  service('bert-v2', 'bert-v2', {
    model: { format: 'triton', runtimeVersion: '23.10-py3', uri: `${GS}/triton/bert`, protocol: 'v2' },
    cpu: 1,
    memory: '8Gi',
    transformer: { image: 'kserve/bert-tokenizer:latest', uri: `${GS}/triton/bert-transformer` },
  }),
  service(
    'cifar10',
    'cifar10',
    {
      model: { format: 'tensorflow', uri: 'gs://seldon-models/tfserving/cifar10/resnet32' },
      cpu: { request: 0.1 },
      memory: { request: '5Gi', limit: '10Gi' },
      explainer: {
        ...alibi('AnchorImages', `${GS}/tensorflow/cifar/explainer-0.9.1`, [
          '--batch_size',
          '40',
          '--stop_on_first',
          'True',
        ]),
        cpu: { request: 0.1 },
        memory: { request: '5Gi', limit: '10Gi' },
      },
    },
    { '/spec/explainer/containers': noAlibi, '/spec/explainer/alibi': noAlibi },
  ),
  service('custom-prebuilt-image', 'custom-prebuilt-image', {
    name: 'custom',
    image: 'codait/max-object-detector',
    ports: [5000],
    metadata: { labels: { 'controller-tools.k8s.io': '1.0' } },
  }),
  service('custom-simple', 'custom-simple', { image: 'codait/max-object-detector', ports: [5000], scale: { min: 1 } }),
  service('custom-transformer-collocation', 'custom-transformer-collocation', {
    image: 'pytorch/torchserve:0.9.0-cpu',
    args: [
      'torchserve',
      '--start',
      '--model-store=/mnt/models/model-store',
      '--ts-config=/mnt/models/config/config.properties',
    ],
    env: { TS_SERVICE_ENVELOPE: 'kserve', STORAGE_URI: `${GS}/torchserve/image_classifier/v1` },
    ...small,
    transformer: {
      collocated: true,
      image: 'kserve/image-transformer:latest',
      args: [
        '--model_name=mnist',
        '--protocol=v1',
        '--http_port=8080',
        '--grpc_port=8081',
        '--predictor_host=localhost:8085',
      ],
      ports: [8080],
      ...small,
    },
  }),
  service(
    'income',
    'income',
    {
      model: { format: 'sklearn', uri: 'gs://seldon-models/sklearn/income/model' },
      cpu: { request: 0.1, limit: 1 },
      memory: '1Gi',
      scale: { min: 1 },
      explainer: {
        ...alibi('AnchorTabular', `${GS}/sklearn/1.3/income/explainer`, []),
        scale: { min: 1 },
        cpu: { request: 0.1, limit: 1 },
        memory: { request: '1Gi', limit: '4Gi' },
      },
    },
    { '/spec/explainer/containers': noAlibi, '/spec/explainer/alibi': noAlibi },
  ),
  service('llama-31-8b-instruct.2', 'llama-31-8b-instruct', {
    model: {
      format: 'huggingface',
      uri: 's3://${bucket}/models/meta-llama--Meta-Llama-3.1-8B-Instruct',
      args: [
        '--gpu-memory-utilization=0.95',
        '--max-model-len=1024',
        '--tensor-parallel-size=1',
        '--enforce-eager',
        '--disable-log-stats',
        '--disable-log-requests',
      ],
    },
    scale: { min: 0 },
    cpu: 24,
    memory: '48Gi',
    gpu: 1,
    pod: {
      serviceAccount: 's3sa',
      nodeSelector: { 'node.kubernetes.io/instance-type': 'g5.8xlarge' },
      annotations: { 'traffic.sidecar.istio.io/excludeOutboundPorts': '443' },
    },
  }),
  service('mnist-s3', 'mnist-s3', {
    model: { format: 'tensorflow', uri: 's3://kfserving-examples/mnist' },
    pod: { serviceAccount: 'sa' },
  }),
  service(
    'moviesentiment',
    'moviesentiment',
    {
      model: { format: 'sklearn', uri: 'gs://seldon-models/v1.16.0/sklearn/moviesentiment' },
      scale: { min: 1 },
      cpu: { request: 0.1, limit: 1 },
      memory: '1Gi',
      explainer: {
        ...alibi('AnchorText', undefined, []),
        scale: { min: 1 },
        cpu: { request: 0.1 },
        memory: '6Gi',
      },
    },
    { '/spec/explainer/containers': noAlibi, '/spec/explainer/alibi': noAlibi },
  ),
  service(
    'multinode-example',
    'multinode-example',
    {
      mode: 'standard',
      image: 'my-ray-model-server:latest',
      env: { RAY_NODE_COUNT: 4, REQUEST_GPU_COUNT: 8 },
      deploymentStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '50%', maxSurge: '25%' } },
      metadata: { namespace: 'default' },
    },
    { '/spec/predictor/model': 'KServe refuses a model beside a container of its name: one of the two' },
  ),
  service('paddle-resnet50', 'paddle-resnet50', { model: { format: 'paddle', uri: `${GS}/paddle/resnet` } }),
  service('pmml-demo', 'pmml-demo', { model: { format: 'pmml', uri: `${GS}/pmml` } }),
  service(
    'rollout-strategy-example',
    'rollout-strategy-example',
    {
      mode: 'standard',
      model: { format: 'sklearn', uri: 's3://my-bucket/model' },
      deploymentStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '0', maxSurge: '50%' } },
      transformer: {
        image: 'my-transformer:latest',
        env: { MODEL_NAME: 'my-model' },
        deploymentStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '0', maxUnavailable: '25%' } },
      },
      metadata: { namespace: 'default' },
    },
    {
      '/spec/transformer/custom': 'A field of v1alpha2, which the server drops: the container stands among containers',
      '/spec/transformer/containers':
        'A field of v1alpha2, which the server drops: the container stands among containers',
    },
  ),
  ...[2, 3].map((n) =>
    service(`single-${n}`, `single-${n}`, {
      name: 'custom',
      image: 'iamlovingit/bgtest:latest',
      env: { target: `single-${n}` },
      scale: { min: 1 },
    }),
  ),
  ...['.3', ''].map((n) =>
    service(`sklearn-driver-transformer${n}`, 'sklearn-driver-transformer', {
      model: { format: 'sklearn', uri: `${GS}/feast/driver` },
      transformer: driver,
    }),
  ),
  service('sklearn-iris.2', 'sklearn-iris', {
    model: { format: 'sklearn', uri: `${GS}/sklearn/1.0/model` },
    metadata: { annotations: { 'sidecar.istio.io/inject': 'false' } },
  }),
  service('sklearn-iris', 'sklearn-iris', { model: { format: 'sklearn', uri: `${GS}/sklearn/1.0/model` } }),
  service('sklearn-irisv2', 'sklearn-irisv2', {
    model: { format: 'sklearn', uri: 'gs://seldon-models/sklearn/iris', protocol: 'v2' },
  }),
  service('tensorflow-gpu', 'tensorflow-gpu', {
    model: { format: 'tensorflow', uri: `${GS}/tensorflow/flowers`, runtimeVersion: '1.11.0-gpu' },
    gpu: 1,
    metadata: { annotations: { 'serving.kserve.io/gke-accelerator': 'nvidia-tesla-t4' } },
  }),
  service('tensorflow-pod-overrides', 'tensorflow-pod-overrides', {
    model: { format: 'tensorflow', uri: `${GS}/tensorflow/flowers` },
    pod: { serviceAccount: 'serving-admin' },
  }),
  service('tfserving-cifar10', 'tfserving-cifar10', {
    model: { format: 'tensorflow', uri: 'gs://seldon-models/tfserving/cifar10/resnet32' },
    logger: { mode: 'all', url: 'http://broker-ingress.knative-eventing.svc.cluster.local/cifar10/default' },
    metadata: { namespace: 'cifar10' },
  }),
  service('torch-transformer.2', 'torch-transformer', {
    model: {
      format: 'triton',
      uri: `${GS}/torchscript`,
      runtimeVersion: '20.10-py3',
      protocol: 'v2',
      args: ['--log-verbose=1'],
    },
    env: { OMP_NUM_THREADS: 1 },
    ports: h2c,
    transformer: {
      image: 'kserve/image-transformer:latest',
      command: ['python', '-m', 'model'],
      args: ['--model_name', 'cifar10', '--protocol', 'grpc-v2'],
    },
  }),
  service('torchscript-cifar.2', 'torchscript-cifar', {
    model: { format: 'triton', uri: `${GS}/torchscript`, runtimeVersion: '20.10-py3', protocol: 'v2' },
    env: { OMP_NUM_THREADS: 1 },
    ports: h2c,
  }),
  service('torchserve-bert-v2.2', 'torchserve-bert-v2', {
    model: { format: 'pytorch', uri: `${GS}/torchserve/bert/v2`, protocol: 'v2' },
    memory: '4Gi',
    gpu: 1,
  }),
  service('torchserve-bert-v2', 'torchserve-bert-v2', {
    model: { format: 'pytorch', uri: `${GS}/torchserve/bert/v2`, protocol: 'v2' },
  }),
  service('torchserve-bert', 'torchserve-bert', { model: { format: 'pytorch', uri: `${GS}/torchserve/huggingface` } }),
  service('torchserve-gpu', 'torchserve-gpu', {
    model: { format: 'pytorch', uri: `${GS}/torchserve/image_classifier/v1`, args: torchserve },
    memory: '4Gi',
    gpu: 1,
  }),
  service('torchserve', 'torchserve', {
    model: { format: 'pytorch', uri: `${GS}/torchserve/image_classifier/v1`, args: torchserve },
  }),
  service('triton-mms', 'triton-mms', {
    model: { format: 'triton', uri: false, protocol: 'v2', args: ['--log-verbose=1'] },
    env: { OMP_NUM_THREADS: 1 },
    cpu: 1,
    memory: '2Gi',
  }),
  service('xgboost-iris', 'xgboost-iris', { model: { format: 'xgboost', uri: `${GS}/xgboost/iris` } }),
  {
    example: 'InferenceGraph/kserve__model-chainer.yaml',
    write: (chart) =>
      new InferenceGraph(chart, 'model-chainer', {
        nodes: graph.sequence({ service: 'sklearn-iris' }, { service: 'xgboost-iris', input: 'request' }),
      }),
  },
  {
    example: 'InferenceGraph/kserve__model-switch.yaml',
    write: (chart) => {
      const url = (n: number) => `http://single-${n}.default.{$your-domain}/switch`;
      new InferenceGraph(chart, 'model-switch', {
        nodes: graph.switch(
          { url: url(1), condition: '[@this].#(source==client)' },
          { url: url(2), condition: 'instances.#(intval>10)' },
          { url: url(3), condition: 'instances.#(strval%*red-server*)' },
        ),
      });
    },
  },
  {
    example: 'InferenceGraph/kserve__splitter-model.yaml',
    write: (chart) =>
      new InferenceGraph(chart, 'splitter-model', {
        nodes: graph.splitter({ service: 'sklearn-iris', weight: 20 }, { service: 'xgboost-iris', weight: 80 }),
      }),
  },
  {
    example: 'TrainedModel/kserve__simple-string.yaml',
    write: (chart) =>
      new TrainedModel(chart, 'simple-string', {
        inferenceService: 'triton-mms',
        model: { framework: 'tensorflow', storageUri: `${GS}/triton/simple_string`, memory: '1Gi' },
      }),
  },
];
