import { InferenceService, KubeflowApp, TeamStack } from 'kubeflow-cdk';

const app = new KubeflowApp();
const team = new TeamStack(app, 'ml-team-a', { owner: 'ada@acme.io' });

// The revision before keeps the other 80 %.
new InferenceService(team, 'model-canary', {
  model: { format: 'tensorflow', uri: 's3://models/production/v2' },
  canaryPercent: 20,
});
app.synth();
