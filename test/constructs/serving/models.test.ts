import {
  graph,
  InferenceGraph,
  InferenceService,
  type InferenceServiceProps,
  KubeflowApp,
  type KubeflowRelease,
  LLMInferenceService,
  LlmService,
  type LlmServiceProps,
  ModelRoute,
  type ModelRouteProps,
  ModelStorage,
  type ModelStorageProps,
  PlatformStack,
  promote,
  rollback,
  TeamStack,
} from '../../../src';
import { absent, Manifests } from '../../../src/testing';

const model = { format: 'sklearn', uri: 's3://models/iris' } as const;

function team(release: KubeflowRelease = '26.03', domain?: string) {
  const app = new KubeflowApp({ release });
  const platform = domain === undefined ? undefined : new PlatformStack(app, 'platform', { domain });
  return {
    app,
    vision: new TeamStack(app, 'vision', { platform, owner: 'ada@acme.io' }),
    manifests: () => Manifests.of(app),
  };
}

function serve(props: object, release?: KubeflowRelease) {
  const { vision, manifests } = team(release);
  new InferenceService(vision, 'chat', { model, ...props } as InferenceServiceProps);
  const [service] = manifests().find('InferenceService');
  return service as unknown as {
    metadata: { annotations?: object; labels?: object };
    spec: Record<string, Record<string, unknown>>;
  };
}

describe('scaling', () => {
  const predictor = (props: object, release?: KubeflowRelease) => serve(props, release).spec.predictor!;
  const standard = (scale: object) => ({ mode: 'standard', scale });

  test('on CPU and memory together', () => {
    expect(predictor(standard({ max: 4, target: [{ cpuPercent: 70 }, { memory: '2Gi' }] }))).toMatchObject({
      maxReplicas: 4,
      autoScaling: {
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
          { type: 'Resource', resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '2Gi' } } },
        ],
      },
    });
  });

  test('by KEDA, whose class the service is annotated with', () => {
    const service = serve(
      standard({
        min: 0,
        max: 5,
        keda: [
          {
            prometheus: { server: 'http://prometheus:9090', query: 'sum(q)' },
            threshold: 4,
            auth: { name: 'prom', modes: 'bearer' },
          },
          { openTelemetry: { query: 'vllm:num_requests_running', over: 'avg' }, threshold: 3 },
        ],
      }),
    );
    expect(service.metadata.annotations).toMatchObject({ 'serving.kserve.io/autoscalerClass': 'keda' });
    expect(service.spec.predictor).toMatchObject({ minReplicas: 0, maxReplicas: 5 });
    expect(service.spec.predictor!.autoScaling).toMatchObject({
      metrics: [{ type: 'External', external: { target: { type: 'Value', value: '4' } } }, { type: 'PodMetric' }],
    });
  });

  test('not at all, as each release has it', () => {
    const fixed = serve(standard({ replicas: 3 }));
    expect(fixed.metadata.annotations).toMatchObject({ 'serving.kserve.io/autoscalerClass': 'none' });
    expect(fixed.spec.predictor).toMatchObject({ minReplicas: 3 });
    expect(predictor(standard({ replicas: 3 }), '1.10')).toMatchObject({ minReplicas: 3, maxReplicas: 3 });
  });

  test('Knative’s fine settings are annotations of the revision', () => {
    expect(predictor({ scale: { initial: 0, window: '30s', utilization: 80, burstCapacity: -1 } }).annotations).toEqual(
      {
        'autoscaling.knative.dev/initial-scale': '0',
        'autoscaling.knative.dev/window': '30s',
        'autoscaling.knative.dev/target-utilization-percentage': '80',
        'autoscaling.knative.dev/target-burst-capacity': '-1',
      },
    );
  });

  test('to zero takes the transformer along, unless it has a minimum', () => {
    const zero = serve({ scaleToZero: '5m', transformer: { image: 'acme/t:1' } });
    expect(zero.spec.transformer).toMatchObject({ minReplicas: 0 });
    const stays = serve({ scaleToZero: '5m', transformer: { image: 'acme/t:1', scale: { min: 1 } } });
    expect(stays.spec.transformer).toEqual({
      minReplicas: 1,
      containers: [{ name: 'kserve-container', image: 'acme/t:1' }],
    });
  });

  test.each([
    [{ scaleToZero: '2h' }, "scaleToZero '2h' is not between 0s and 1h"],
    [{ scale: { window: '5s' } }, "scale.window '5s' is not between 6s and 1h"],
    [{ scale: { target: { cpuPercent: 101 } } }, 'scale.target.cpuPercent 101 is more than 100'],
    [{ scale: { min: 0, target: { cpuPercent: 80 } } }, 'cannot scale to zero'],
    [standard({ keda: [] }), 'scale.keda is empty'],
    [standard({ min: 0, keda: [{ cpuPercent: 80 }] }), 'scale.min 0 needs a metric beside CPU and memory'],
    [
      { ...standard({ keda: [{ cpuPercent: 80 }] }), transformer: { image: 'acme/t:1' } },
      'one autoscaler for the whole service',
    ],
  ])('refuses %j', (props, message) => expect(() => serve(props)).toThrow(message));
});

describe('components', () => {
  test('a server of one’s own, its model in its environment', () => {
    expect(
      serve({ model: undefined, image: 'acme/s:1', uri: 's3://m', protocol: 'v2' }).spec.predictor!.containers,
    ).toEqual([
      {
        name: 'kserve-container',
        image: 'acme/s:1',
        env: [
          { name: 'STORAGE_URI', value: 's3://m' },
          { name: 'PROTOCOL', value: 'v2' },
        ],
      },
    ]);
  });

  test('a transformer beside the model', () => {
    const { predictor, transformer } = serve({ transformer: { collocated: true, image: 'acme/t:1' } }).spec;
    expect(predictor).toMatchObject({ model: {}, containers: [{ name: 'transformer-container' }] });
    expect(transformer).toBeUndefined();
  });

  test('an explainer', () => {
    expect(
      serve({ explainer: { art: 'SquareAttack', config: { nb_classes: 10 }, uri: 's3://art' } }).spec.explainer,
    ).toEqual({
      art: { type: 'SquareAttack', config: { nb_classes: '10' }, storageUri: 's3://art' },
    });
  });

  test('batches and logs', () => {
    expect(
      serve({ batcher: { maxBatchSize: 16, maxLatency: '50ms' }, logger: true, timeout: '90s' }).spec.predictor,
    ).toMatchObject({
      batcher: { maxBatchSize: 16, maxLatency: 50 },
      logger: { mode: 'all' },
      timeout: 90,
    });
  });

  test('several nodes, as each release wants them', () => {
    const props = {
      mode: 'standard',
      model: { format: 'huggingface', uri: 'pvc://models/llama' },
      gpu: 4,
      workers: { pipelineParallelSize: 2 },
    };
    const now = serve(props);
    expect(now.spec.predictor!.workerSpec).toEqual({ pipelineParallelSize: 2, tensorParallelSize: 4 });
    expect(now.metadata.annotations).toMatchObject({ 'serving.kserve.io/autoscalerClass': 'none' });
    expect(serve(props, '1.10').metadata.annotations).toMatchObject({
      'serving.kserve.io/autoscalerClass': 'external',
    });
    const fromOci = { ...props, model: { format: 'huggingface', uri: 'oci://acme/llama' } };
    expect(() => serve(fromOci, '1.11')).toThrow('the model must be at pvc:// with Kubeflow 1.11');
  });

  test('models at several places', () => {
    const uris = [
      { uri: 's3://m/base', path: '/mnt/models/base' },
      { uri: 'hf://acme/lora', path: '/mnt/models/lora' },
    ];
    expect(serve({ model: { format: 'huggingface', uris } }).spec.predictor!.storageUris).toEqual([
      { uri: 's3://m/base', mountPath: '/mnt/models/base' },
      { uri: 'hf://acme/lora', mountPath: '/mnt/models/lora' },
    ]);
    const apart = [
      { uri: 's3://m/base', path: '/a/x' },
      { uri: 's3://m/lora', path: '/b/y' },
    ];
    expect(() => serve({ model: { format: 'huggingface', uris: apart } })).toThrow('have no parent folder in common');
  });

  test('a release without the field says so at synth', () => {
    const uris = [{ uri: 's3://m' }];
    expect(() => serve({ model: { format: 'onnx', uris } }, '1.10')).toThrow('storageUris');
  });

  test('a request above the limit that KServe adds is worth a word', () => {
    const { app, vision } = team();
    new InferenceService(vision, 'chat', { model, cpu: { request: 8 } });
    app.manifests.render();
    expect(app.manifests.warnings.join()).toContain('cpu.request 8 is more than the limit of 1 that KServe adds');
  });

  test.each([
    [{ model: { format: 'onnx', uri: 'azure://a/b' } }, 'Azure is https://<account>.blob.core.windows.net'],
    [{ model: { format: 'onnx' } }, 'model.uri is missing'],
    [{ model: { ...model, storage: { path: 'a' } } }, 'exclude each other'],
    [{ image: 'acme/s:1' }, 'model and image exclude each other'],
    [{ model: undefined }, 'model is missing'],
    [{ model: { format: 'huggingface', uri: 'hf://llama' } }, 'is not hf://<organisation>/<model>'],
    [{ model: { format: 'triton', uri: 's3://m', name: 'x' } }, 'the server of triton names models by its own files'],
  ])('refuses %j', (props, message) => expect(() => serve(props)).toThrow(message));

  test('names are as long as hosts and labels allow', () => {
    const named = (props: object, length: number) => serve({ ...props, metadata: { name: 'a'.repeat(length) } });
    expect(() => named({}, 53)).not.toThrow();
    expect(() => named({}, 54)).toThrow('53 are allowed');
    expect(() => named({ tagRouting: true }, 47)).toThrow('46 are allowed');
    expect(() => named({ mode: 'standard' }, 49)).toThrow('48 are allowed');
  });
});

test('addresses', () => {
  const { vision } = team('26.03', 'ml.acme.io');
  const iris = new InferenceService(vision, 'iris', { model, transformer: { image: 'acme/t:1' } });
  expect([iris.url, iris.meshUrl, iris.externalUrl, iris.pathUrl, iris.predictUrl]).toEqual([
    'http://iris.vision.svc.cluster.local',
    'http://iris-transformer.vision.svc.cluster.local',
    'http://iris.vision.ml.acme.io',
    'http://ml.acme.io/serving/vision/iris',
    'http://iris.vision.svc.cluster.local/v1/models/iris:predict',
  ]);
  const raw = new InferenceService(vision, 'raw', { mode: 'standard', model: { format: 'onnx', uri: 's3://m' } });
  expect([raw.url, raw.externalUrl, raw.pathUrl, raw.predictUrl]).toEqual([
    'http://raw-predictor.vision.svc.cluster.local',
    'http://raw-vision.ml.acme.io',
    undefined,
    'http://raw-predictor.vision.svc.cluster.local/v2/models/raw/infer',
  ]);
  expect(new InferenceService(vision, 'inner', { model, visibility: 'cluster-local' }).externalUrl).toBeUndefined();
});

test('promote and rollback are a share of the traffic', () => {
  expect(serve({ canaryPercent: promote(), tagRouting: true })).toMatchObject({
    metadata: { annotations: { 'serving.kserve.io/enable-tag-routing': 'true' } },
    spec: { predictor: { canaryTrafficPercent: 100 } },
  });
  expect(serve({ canaryPercent: rollback() }).spec.predictor).toMatchObject({ canaryTrafficPercent: 0 });
});

test('models are added to a server of several', () => {
  const { vision, manifests } = team();
  const server = new InferenceService(vision, 'mms', { model: { format: 'triton', uri: false } });
  server.addModel('simple', { framework: 'tensorflow', storageUri: 's3://m/simple', memory: '1Gi' });
  manifests().hasResource('TrainedModel', { metadata: { namespace: 'vision' }, spec: { inferenceService: 'mms' } });
});

describe('storage', () => {
  const store = (props: ModelStorageProps) => {
    const { vision, manifests } = team();
    const storage = new ModelStorage(vision, 'models', props);
    new InferenceService(vision, 'chat', { model, storage });
    return manifests();
  };
  const keys = { accessKeyId: '${ID}', secretAccessKey: '${KEY}' } as const;

  test('keys and settings of S3', () => {
    const manifests = store({ s3: { ...keys, endpoint: 'minio:9000', https: false, region: 'eu', verifySsl: true } });
    manifests.hasResource('Secret', {
      metadata: {
        name: 'models-s3',
        annotations: {
          'serving.kserve.io/s3-endpoint': 'minio:9000',
          'serving.kserve.io/s3-usehttps': '0',
          'serving.kserve.io/s3-region': 'eu',
          'serving.kserve.io/s3-verifyssl': '1',
        },
      },
      stringData: { AWS_ACCESS_KEY_ID: '${ID}', AWS_SECRET_ACCESS_KEY: '${KEY}' },
    });
    manifests.hasResource('ServiceAccount', { metadata: { name: 'models' }, secrets: [{ name: 'models-s3' }] });
    manifests.hasResource('InferenceService', { spec: { predictor: { serviceAccountName: 'models' } } });
  });

  test('a cloud’s identity needs no secret', () => {
    const manifests = store({
      identity: { awsRoleArn: 'arn:aws:iam::123456789012:role/m' },
      s3: { region: 'eu-west-1' },
    });
    manifests.resourceCount('Secret', 0).hasResource('ServiceAccount', {
      metadata: {
        annotations: {
          'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/m',
          'serving.kserve.io/s3-region': 'eu-west-1',
        },
      },
      secrets: absent,
    } as never);
    store({ identity: { azureClientId: 'c' } }).hasResource('InferenceService', {
      spec: { predictor: { labels: { 'azure.workload.identity/use': 'true' } } },
    });
  });

  test('every other family by the keys KServe looks for', () => {
    const manifests = store({
      gcs: { key: '${GCS}' },
      azure: { storageAccessKey: '${AZ}' },
      https: { host: 'models.acme.io', headers: { Authorization: '${BEARER}' } },
      huggingface: { token: '${HF}' },
      hdfs: { namenode: 'https://nn:9871', kerberos: { principal: 'p', keytab: '${TAB}' } },
    });
    const data = Object.assign({}, ...manifests.find('Secret').map(({ stringData }) => stringData));
    expect(data).toEqual({
      'gcloud-application-credentials.json': '${GCS}',
      AZURE_STORAGE_ACCESS_KEY: '${AZ}',
      'https-host': 'models.acme.io',
      headers: '{"Authorization":"${BEARER}"}',
      HF_TOKEN: '${HF}',
      HDFS_NAMENODE: 'https://nn:9871',
      KERBEROS_PRINCIPAL: 'p',
      KERBEROS_KEYTAB: '${TAB}',
    });
  });

  test('existing secrets are referred to', () => {
    store({ s3: { secret: 'minio' }, huggingface: { secret: 'hf' } })
      .resourceCount('Secret', 0)
      .hasResource('ServiceAccount', { secrets: [{ name: 'minio' }, { name: 'hf' }] } as never);
  });

  test('stores by key, which a model names', () => {
    const { vision, manifests } = team();
    const storage = new ModelStorage(vision, 'models', {
      config: { minio: { type: 's3', bucket: 'm', endpointUrl: 'http://minio:9000', ...keys } },
    });
    new InferenceService(vision, 'chat', {
      model: { format: 'sklearn', storage: { key: 'minio', path: 'iris' } },
      storage,
    });
    const [secret] = manifests().find('Secret', { metadata: { name: 'models-config' } });
    expect(JSON.parse((secret!.stringData as { minio: string }).minio)).toEqual({
      type: 's3',
      bucket: 'm',
      endpoint_url: 'http://minio:9000',
      access_key_id: '${ID}',
      secret_access_key: '${KEY}',
    });
    manifests().hasResource('InferenceService', {
      metadata: { annotations: { 'serving.kserve.io/storageSecretName': 'models-config' } },
    });
  });

  test.each<[object, string]>([
    [{ huggingface: { token: 'hf_secret' } }, 'token is not a placeholder'],
    [{ s3: { ...keys, endpoint: 'http://minio' } }, 'has a scheme'],
    [{ s3: { region: 'eu' } }, 's3 has no keys'],
    [{}, 'holds nothing'],
    [{ identity: { awsRoleArn: 'role' } }, 'is not arn:aws:iam::<account>:role/<name>'],
  ])('refuses %j', (props, message) => expect(() => store(props as ModelStorageProps)).toThrow(message));
});

describe('graphs', () => {
  const make = (nodes: ConstructorParameters<typeof InferenceGraph>[2]['nodes']) => {
    const { vision, manifests } = team();
    new InferenceGraph(vision, 'g', { nodes });
    return (manifests().find('InferenceGraph')[0] as unknown as { spec: { nodes: object } }).spec.nodes;
  };

  test('nodes in nodes are named', () => {
    expect(
      make(
        graph.sequence(
          { service: 'clean', dependency: 'hard' },
          { node: graph.ensemble({ service: 'a', name: 'a' }, { service: 'b' }), name: 'vote', input: 'response' },
        ),
      ),
    ).toEqual({
      root: {
        routerType: 'Sequence',
        steps: [
          { serviceName: 'clean', dependency: 'Hard' },
          { name: 'vote', nodeName: 'root-vote', data: '$response' },
        ],
      },
      'root-vote': { routerType: 'Ensemble', steps: [{ name: 'a', serviceName: 'a' }, { serviceName: 'b' }] },
    });
  });

  test('services of other namespaces go by address', () => {
    const { app, vision, manifests } = team();
    const nlp = new TeamStack(app, 'nlp', { owner: 'eve@acme.io' });
    const far = new InferenceService(nlp, 'far', { model });
    new InferenceGraph(vision, 'g', { nodes: graph.sequence({ service: far }) });
    manifests().hasResource('InferenceGraph', {
      spec: {
        nodes: {
          root: {
            steps: [{ serviceUrl: 'http://far.nlp.svc.cluster.local/v1/models/far:predict', serviceName: absent }],
          },
        },
      },
    });
  });

  test.each<[ConstructorParameters<typeof InferenceGraph>[2]['nodes'], string]>([
    [graph.splitter({ service: 'a', weight: 50 }, { service: 'b', weight: 40 }), 'weights that add up to 90, not 100'],
    [graph.sequence({ node: 'nxt' }), "nodes.root.steps[0].node 'nxt' is no node of this graph"],
    [{ first: graph.sequence({ service: 'a' }) }, 'nodes has no root'],
    [{ root: graph.sequence({ service: 'a' }), lost: graph.sequence({ service: 'b' }) }, 'nodes.lost is never reached'],
    [
      { root: graph.sequence({ node: 'a' }), a: graph.sequence({ node: 'root' }) },
      'go round in circles: root -> a -> root',
    ],
    [graph.sequence({} as never), 'has no target'],
    [graph.switch({ service: 'a', condition: 'instances.#(intval>10' }), 'has a query that does not end'],
    [graph.switch({ service: 'a', condition: 'instances.#(intval>)' }), 'compares with nothing'],
    [graph.switch({ service: 'a', condition: 'instances..x' }), "has nothing at '..'"],
    [graph.switch({ service: 'a', condition: '' }), 'is empty'],
    [graph.switch({ service: 'a', condition: '{a,b' }), "lacks a closing '}'"],
    [graph.sequence({ service: 'a', name: 'x' }, { service: 'b', name: 'x' }), "'x' is there twice"],
  ])('refuses %j', (nodes, message) => expect(() => make(nodes)).toThrow(message));
});

describe('routes', () => {
  const make = (props: (a: InferenceService, b: InferenceService<'standard'>) => ModelRouteProps, shared = true) => {
    const { vision, manifests } = team('26.03', 'ml.acme.io');
    const named = { ...model, ...(shared && { name: 'iris' }) };
    const a = new InferenceService(vision, 'a', { model: named });
    const b = new InferenceService(vision, 'b', { mode: 'standard', model: named });
    const route = new ModelRoute(vision, 'iris', props(a, b));
    return { route, manifests: manifests() };
  };

  test('by weight and header, with a shadow', () => {
    const { route, manifests } = make((a, b) => ({
      when: [{ headers: { 'x-group': { prefix: 'test' } }, to: b }],
      to: [
        { service: a, weight: 90 },
        { service: b, weight: 10 },
      ],
      shadow: { service: b, percent: 25 },
    }));
    const [, all] = (
      manifests.find('VirtualService', { metadata: { name: 'iris' } })[0] as never as { spec: { http: object[] } }
    ).spec.http;
    expect(all).toMatchObject({
      mirror: { host: 'b-predictor.vision.svc.cluster.local' },
      mirrorPercentage: { value: 25 },
      route: [
        {
          destination: { host: 'knative-local-gateway.istio-system.svc.cluster.local' },
          headers: { request: { set: { Host: 'a-predictor.vision.svc.cluster.local' } } },
          weight: 90,
        },
        { destination: { host: 'b-predictor.vision.svc.cluster.local' }, weight: 10 },
      ],
    });
    expect(route.url).toBe('http://iris.vision.svc.cluster.local');
    expect(route.pathUrl).toBe('http://ml.acme.io/serving/vision/iris');
    manifests.hasResource('VirtualService', { metadata: { name: 'iris-path' }, spec: { hosts: ['*'] } });
  });

  test.each<[(a: InferenceService, b: InferenceService<'standard'>) => ModelRouteProps, boolean, string]>([
    [
      (a, b) => ({
        to: [
          { service: a, weight: 90 },
          { service: b, weight: 20 },
        ],
      }),
      true,
      'weights that add up to 110',
    ],
    [
      (a, b) => ({
        to: [
          { service: a, weight: 90 },
          { service: b, weight: 10 },
        ],
      }),
      false,
      'give all models one name',
    ],
    [
      (a) => ({ to: a, when: [{ headers: { 'X-Group': 'b' }, to: a }] }),
      true,
      "headers 'X-Group' must be in lower case: 'x-group'",
    ],
    [(a) => ({ to: a, shadow: a as never }), true, 'only mode standard takes copies'],
    [(a) => ({ to: a, metadata: { name: 'a' } }), true, "'a' is the name of the service it leads to"],
  ])('refuses %#', (props, shared, message) => expect(() => make(props, shared)).toThrow(message));
});

describe('language models', () => {
  const llm = (props: Partial<LlmServiceProps> = {}, release?: KubeflowRelease) => {
    const { vision, manifests } = team(release);
    const service = new LlmService(vision, 'chat', {
      model: 'hf://acme/chat-8b',
      gpu: 2,
      cpu: 4,
      memory: '32Gi',
      ...props,
    } as LlmServiceProps);
    return { service, manifests: manifests() };
  };

  test.each(['1.10', '1.11', '26.03'] as const)('an InferenceService with vLLM on %s', (release) => {
    const { service, manifests } = llm({ maxModelLen: 8192, scaleToZero: '10m' }, release);
    manifests.hasResource('InferenceService', {
      spec: {
        predictor: {
          minReplicas: 0,
          model: {
            modelFormat: { name: 'huggingface' },
            args: ['--model_name=chat', '--tensor-parallel-size=2', '--max-model-len=8192'],
            readinessProbe: { httpGet: { path: '/v2/health/ready' } },
          },
          annotations: { 'serving.knative.dev/progress-deadline': '30m' },
        },
      },
    });
    expect(service.openAiUrl).toBe('http://chat.vision.svc.cluster.local/openai/v1');
  });

  test('KServe’s own kind, with the preset it looks for', () => {
    const { service, manifests } = llm({ api: 'LLMInferenceService', replicas: 2 } as never);
    manifests.resourceCount('LLMInferenceServiceConfig', 1, { metadata: { name: 'kserve-config-llm-template' } });
    manifests.hasResource('LLMInferenceService', {
      spec: {
        replicas: 2,
        model: { uri: 'hf://acme/chat-8b', name: 'chat' },
        template: { containers: [{ name: 'main' }] },
      },
    } as never);
    expect(service.openAiUrl).toBe('http://chat-kserve-workload-svc.vision.svc.cluster.local:8000/v1');
  });

  test('a cache on the nodes', () => {
    llm({ cache: { size: '20Gi', nodeGroups: ['gpu'] } }).manifests.hasResource('LocalModelCache', {
      metadata: { name: 'vision-chat', namespace: absent },
      spec: { sourceModelUri: 'hf://acme/chat-8b', modelSize: '20Gi', nodeGroups: ['gpu'] },
    } as never);
  });

  test('refuses what cannot be', () => {
    expect(() => llm({ tensorParallel: 4 })).toThrow('tensorParallel 4 is more than the 2 GPUs of a pod');
    expect(() => llm({ api: 'LLMInferenceService' } as never, '1.11')).toThrow('needs release 26.03, not 1.11');
    const { vision } = team('1.10');
    expect(() => new LLMInferenceService(vision, 'x', { model: { uri: 'hf://a/b' } })).toThrow(
      'which release 26.03 serves and 1.10 does not',
    );
  });
});
