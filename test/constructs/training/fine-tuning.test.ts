import { FineTuning, type FineTuningProps } from '../../../src';
import { team, v1 } from './program';

const props: FineTuningProps = {
  model: 'hf://meta-llama/Llama-3.2-1B-Instruct',
  dataset: 'hf://tatsu-lab/alpaca/data',
  gpu: 1,
};

function tune(given: Partial<FineTuningProps> = {}, platform = {}) {
  const { scope, objects } = team(platform);
  const tuning = new FineTuning(scope, 'bot', { ...props, ...given });
  return {
    tuning,
    job: () => objects('TrainJob')[0]!.spec as never as { trainer: { args: string[] } },
    claims: () => objects('PersistentVolumeClaim'),
  };
}

test('a model and data become a job of the runtime for that model, with a volume for all of it', () => {
  const { job, claims } = tune({ token: { secret: 'hf', key: 'token' } });
  const env = [{ name: 'ACCESS_TOKEN', valueFrom: { secretKeyRef: { name: 'hf', key: 'token' } } }];
  expect(job()).toMatchObject({
    runtimeRef: { name: 'torchtune-llama3.2-1b' },
    initializer: {
      model: { storageUri: props.model, env },
      dataset: { storageUri: 'hf://tatsu-lab/alpaca/data', env },
    },
    trainer: {
      command: ['tune', 'run'],
      numNodes: 1,
      args: [
        'dtype=bf16',
        'epochs=1',
        'dataset=torchtune.datasets.instruct_dataset',
        'dataset.source=parquet',
        'dataset.data_dir=/workspace/dataset/data',
      ],
    },
  });
  expect(claims()[0]).toMatchObject({
    metadata: { name: 'bot' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '100Gi' } } },
  });
  expect(JSON.stringify(job())).toContain('"persistentVolumeClaim":{"claimName":"bot"}');
});

test('adapters are torchtune settings', () => {
  expect(tune({ lora: true }).job().trainer.args).toEqual(
    expect.arrayContaining([
      'model.lora_attn_modules=[q_proj,v_proj,output_proj]',
      'model.lora_rank=8',
      'model.lora_alpha=16',
    ]),
  );
  expect(tune({ lora: { rank: 4, quantizeBase: true, applyToMlp: false } }).job().trainer.args).toEqual(
    expect.arrayContaining(['model.lora_rank=4', 'model.quantize_base=True', 'model.apply_lora_to_mlp=False']),
  );
});

test('data is what its URI and its columns say', () => {
  expect(
    tune({
      dataset: {
        uri: 's3://acme/train.json',
        format: 'json',
        split: 'train[:10]',
        columns: { input: 'q', output: 'a' },
        trainOnInput: true,
      },
    }).job().trainer.args,
  ).toEqual(
    expect.arrayContaining([
      'dataset.source=json',
      'dataset.data_dir=/workspace/dataset',
      'dataset.split=train[:10]',
      'dataset.column_map.input=q',
      'dataset.train_on_input=True',
    ]),
  );
});

test('a claim that is there is used', () => {
  const { tuning, claims } = tune({ workspace: { pvc: 'models' } });
  expect(tuning.claim).toBe('models');
  expect(claims()).toEqual([]);
});

test.each([
  [
    { model: 'hf://mistralai/Mistral-7B' },
    "model 'hf://mistralai/Mistral-7B' has no torchtune runtime in Kubeflow 26.03, which has llama3.2-1b, llama3.2-3b, qwen2.5-1.5b",
  ],
  [
    { model: 'hf://Qwen/Qwen2.5-1.5B-Instruct', lora: { quantizeBase: true } },
    'lora.quantizeBase is not for Qwen2.5-1.5B',
  ],
  [{ gpu: 2, lora: { quantizeBase: true } }, 'lora.quantizeBase trains on one GPU'],
  [{ lora: { rank: 0 } }, 'lora.rank 0 is less than 1'],
  [{ epochs: 0 }, 'epochs 0 is less than 1'],
  [{ workspace: { size: '10GB' } }, "workspace.size '10GB' is not a Kubernetes quantity"],
] as [object, string][])('%j is refused', (given, sentence) => {
  expect(() => tune(given)).toThrow(`vision/bot: ${sentence}`);
});

test('a release without Trainer v2 has no fine-tuning', () => {
  expect(() => tune({}, v1)).toThrow('in Kubeflow 1.10, which installs no Trainer v2');
});
