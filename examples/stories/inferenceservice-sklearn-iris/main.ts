import { InferenceService, KubeflowApp, TeamStack } from 'kubeflow-cdk';

const app = new KubeflowApp();
const team = new TeamStack(app, 'ml-team-a', { owner: 'ada@acme.io' });

new InferenceService(team, 'sklearn-iris', {
  model: { format: 'sklearn', uri: 'gs://kfserving-examples/models/sklearn/iris' },
  cpu: { request: '100m', limit: '500m' },
  memory: { request: '256Mi', limit: '512Mi' },
});
app.synth();
