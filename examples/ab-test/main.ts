import {
  graph,
  InferenceGraph,
  InferenceService,
  KubeflowApp,
  ModelRoute,
  PlatformStack,
  TeamStack,
} from 'kubeflow-cdk';

const app = new KubeflowApp();
const platform = new PlatformStack(app, 'platform', { domain: 'ml.acme.io', tlsSecret: 'ml-acme-io' });
const shop = new TeamStack(app, 'shop', { platform, owner: 'ada@acme.io' });

const model = (version: string) =>
  ({ format: 'lightgbm', uri: `s3://models/ranking/${version}`, name: 'ranking' }) as const;
const a = new InferenceService(shop, 'ranking-a', { model: model('7') });
const b = new InferenceService(shop, 'ranking-b', { model: model('8') });
const next = new InferenceService(shop, 'ranking-next', { mode: 'standard', model: model('9') });

// By Istio: testers see b, of everybody else a fifth; the next model answers to nobody yet.
new ModelRoute(shop, 'ranking', {
  when: [{ headers: { 'x-group': 'testers' }, to: b }],
  to: [
    { service: a, weight: 80 },
    { service: b, weight: 20 },
  ],
  shadow: { service: next, percent: 50 },
});
// The same split by KServe alone, without a mesh.
new InferenceGraph(shop, 'ranking-split', {
  nodes: graph.splitter({ service: a, weight: 80 }, { service: b, weight: 20 }),
});
app.synth();
