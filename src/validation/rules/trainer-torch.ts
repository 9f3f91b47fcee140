import { given, list, number, record, records, text, word } from './read';
import type { TrainJob } from './trainer-ids';
import type { TrainerRuntime } from './trainer-runtime';

const RESERVED = ['PET_NNODES', 'PET_NPROC_PER_NODE', 'PET_NODE_RANK', 'PET_MASTER_ADDR', 'PET_MASTER_PORT'];

export function checkTorch({ report }: TrainJob, spec: Record<string, unknown>, runtime: TrainerRuntime): void {
  const trainer = record(spec.trainer);
  const processes = trainer.numProcPerNode;
  // Without it upstream looks at none of the rest.
  if (!given(processes)) return;
  if (typeof processes === 'string' && !['auto', 'cpu', 'gpu'].includes(processes)) {
    report(
      'trainer/processes-per-node',
      'spec.trainer.numProcPerNode',
      `'${processes}' is neither a whole number nor one of auto, cpu, gpu`,
    );
  }
  const reserved = records(trainer.env).flatMap(({ name }) => (RESERVED.includes(text(name)) ? [text(name)] : []));
  if (reserved.length > 0)
    report('trainer/reserved-env', 'spec.trainer.env', `sets ${reserved.join(', ')}, which Trainer itself sets`);
  const command = list(trainer.command);
  if (command.length === 2 && command[0] === 'tune' && command[1] === 'run')
    checkTorchTune(report, trainer, text(record(spec.runtimeRef).name), runtime);
}

const TUNABLE = ['llama3_2/1B', 'llama3_2/3B', 'llama3_3/70B', 'qwen2_5/1.5B'];

function checkTorchTune(
  report: TrainJob['report'],
  trainer: Record<string, unknown>,
  runtimeName: string,
  runtime: TrainerRuntime,
): void {
  const rule = 'trainer/torchtune';
  const model = tunedModel(runtimeName);
  if (!TUNABLE.includes(model)) {
    const models = TUNABLE.join(', ');
    report(rule, 'spec.runtimeRef.name', `'${runtimeName}' is for no model that TorchTune trains here: ${models}`);
  }
  const nodes = number(trainer.numNodes);
  if (nodes === undefined) {
    // The webhook itself breaks without it.
    report(rule, 'spec.trainer.numNodes', 'is required for TorchTune');
    return;
  }
  if (nodes > 1 && model !== 'llama3_3/70B') report(rule, 'spec.trainer.numNodes', `${nodes} must be 1 for ${model}`);
  const args = list(trainer.args).map(word);
  const quantized =
    !args.some((arg) => arg.includes('model.use_dora')) && args.some((arg) => arg.includes('model.quantize_base'));
  if (nodes !== 1 || !quantized) return;
  if (model === 'qwen2_5/1.5B') report(rule, 'spec.runtimeRef.name', `QLoRA is not possible for ${model}`);
  const resources = record(given(trainer.resourcesPerNode) ? trainer.resourcesPerNode : runtime.resources);
  const gpus = gpusOf(resources.requests) || gpusOf(resources.limits);
  if (trainer.numProcPerNode === 1 || gpus === 1) return;
  if (model === 'llama3_2/1B' || model === 'llama3_2/3B') {
    report(rule, 'spec.trainer.numProcPerNode', `must be 1, or one GPU asked, for ${model} with QLoRA`);
    report(rule, 'spec.trainer.resourcesPerNode', `must ask one GPU for ${model} with QLoRA, or one process started`);
  }
}

/** `torchtune-llama3.2-1b` trains `llama3_2/1B`. */
function tunedModel(runtime: string): string {
  const fields = runtime.split('-');
  if (fields.length !== 3) return '';
  return `${fields[1]!.replaceAll('.', '_')}/${fields[2]!.toUpperCase()}`;
}

function gpusOf(amounts: unknown): number {
  for (const [name, amount] of Object.entries(record(amounts)))
    if (name.toLowerCase().includes('gpu')) return Number(amount) || 0;
  return 0;
}
