import { InferenceService, KubeflowApp, TeamStack } from 'kubeflow-cdk';

const app = new KubeflowApp();
const team = new TeamStack(app, 'ml-team-a', { owner: 'ada@acme.io' });

new InferenceService(team, 'production-model', {
  model: { format: 'tensorflow', uri: 's3://models/production/v1', runtimeVersion: '2.13.0' },
  cpu: { request: 1, limit: 2 },
  memory: { request: '2Gi', limit: '4Gi' },
  gpu: 1,
  scale: { min: 2, max: 10, target: { concurrency: 80 } },
  transformer: {
    name: 'feature-transformer',
    image: 'myregistry/feature-transformer:v1',
    cpu: { request: '500m' },
    memory: { request: '512Mi' },
  },
  metadata: { annotations: { 'sidecar.istio.io/inject': 'true' } },
});
app.synth();
