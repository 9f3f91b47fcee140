import { InferenceService, KubeflowApp, TeamStack } from 'kubeflow-cdk';

const app = new KubeflowApp();
const team = new TeamStack(app, 'ml-team-a', { owner: 'ada@acme.io' });

new InferenceService(team, 'resnet50', {
  model: { format: 'pytorch', uri: 's3://my-bucket/models/resnet50/v1/' },
  gpu: 1,
  scale: { min: 0, max: 10 },
});
app.synth();
