import { InferenceService, KubeflowApp, PlatformStack, TeamStack } from 'kubeflow-cdk';

const app = new KubeflowApp();
const platform = new PlatformStack(app, 'platform', { domain: 'ml.acme.io', tlsSecret: 'ml-acme-io' });
const shop = new TeamStack(app, 'shop', { platform, owner: 'ada@acme.io' });

new InferenceService(shop, 'ranking', {
  model: { format: 'xgboost', uri: 's3://models/ranking/8' },
  // 10 % of the requests for the model above, the rest for the one before. Then promote(), or rollback().
  canaryPercent: 10,
  tagRouting: true,
  scale: { min: 2, max: 20, target: { rps: 150 } },
});
app.synth();
