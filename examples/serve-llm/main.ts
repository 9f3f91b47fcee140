import { KubeflowApp, LlmService, onPremPool, PlatformStack, TeamStack } from 'kubeflow-cdk';

const app = new KubeflowApp();
const dgx = onPremPool('dgx', { accelerator: 'a100-80gb', gpus: 8, labels: { 'acme.io/rack': 'dgx' } });
const platform = new PlatformStack(app, 'platform', { domain: 'ml.acme.io', tlsSecret: 'ml-acme-io', pools: [dgx] });
const nlp = new TeamStack(app, 'nlp', { platform, owner: 'eve@acme.io' });

const chat = new LlmService(nlp, 'chat', {
  model: 'hf://Qwen/Qwen2.5-32B-Instruct',
  maxModelLen: 16384,
  gpu: dgx.gpus(2),
  cpu: 8,
  memory: '96Gi',
  scale: { max: 3, target: { concurrency: 32 } },
  scaleToZero: '30m',
  cache: { size: '80Gi', nodeGroups: ['dgx'] },
});
app.synth();
console.log(chat.openAiUrl); // http://chat.nlp.svc.cluster.local/openai/v1
