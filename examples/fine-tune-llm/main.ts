import { declareExisting, FineTuning, KubeflowApp, onPremPool, TeamStack } from 'kubeflow-cdk';

const app = new KubeflowApp();
const dgx = onPremPool('dgx', { accelerator: 'a100-80gb', gpus: 8, labels: { 'acme.io/rack': 'dgx' } });
const team = new TeamStack(app, 'chat', { owner: 'ada@acme.io' });
declareExisting(team, { kind: 'Secret', name: 'huggingface', namespace: 'chat' });

new FineTuning(team, 'support-bot', {
  model: 'hf://meta-llama/Llama-3.2-1B-Instruct',
  dataset: { uri: 'hf://tatsu-lab/alpaca/data', split: 'train[:10000]' },
  token: { secret: 'huggingface', key: 'token' },
  lora: { rank: 16, alpha: 32 },
  epochs: 3,
  gpu: dgx.gpus(1),
  memory: '96Gi',
  workspace: { size: '200Gi' },
});
app.synth();
