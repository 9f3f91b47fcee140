import { InferenceService, KubeflowApp, ModelStorage, PlatformStack, TeamStack } from 'kubeflow-cdk';

const app = new KubeflowApp();
const platform = new PlatformStack(app, 'platform', { domain: 'ml.acme.io', tlsSecret: 'ml-acme-io' });
const vision = new TeamStack(app, 'vision', { platform, owner: 'ada@acme.io', members: { 'bob@acme.io': 'view' } });

const models = new ModelStorage(vision, 'models', {
  s3: {
    endpoint: 'minio.storage:9000',
    https: false,
    accessKeyId: '${MODELS_KEY_ID}',
    secretAccessKey: '${MODELS_SECRET}',
  },
});
const iris = new InferenceService(vision, 'iris', {
  model: { format: 'sklearn', uri: 's3://models/iris/1', protocol: 'v2' },
  storage: models,
  cpu: { request: '100m', limit: 1 },
  memory: '512Mi',
  scale: { max: 4, target: { concurrency: 20 } },
  scaleToZero: '15m',
  logger: { mode: 'request', url: 'http://broker-ingress.knative-eventing.svc.cluster.local/vision/default' },
});
iris.allowFrom({ namespace: 'shop' }, { user: 'eve@acme.io', methods: ['POST'] });
app.synth();
console.log(iris.predictUrl); // http://iris.vision.svc.cluster.local/v2/models/iris/infer
