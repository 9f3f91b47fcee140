import { Construct } from 'constructs';
import { idInChart } from '../../core/chart';
import { envShape, nameOf, type SecretKey, secretKeyShape } from '../../core/environment';
import { Problems } from '../../core/errors';
import { hostLabel } from '../../core/names';
import { checkProperties, fields, type Known, oneOf } from '../../core/properties';
import { releaseOf } from '../../core/release';
import { Resource } from '../../core/resource';
import { type Resources, resourceProperties } from '../../core/resources';
import { type BytesLike, bytes } from '../../core/units';
import { defined, InvalidValue, isRecord, within } from '../../core/values';
import { assetShape, JOB } from './fields';
import type { Asset, AssetUri, JobProps, KnownRuntime } from './props';
import { knownRuntimes, runtimeFacts, shippedRuntimes } from './runtimes';
import { type InstructDataset, type TorchtuneProps, torchtuneArgs, torchtuneProperties } from './torchtune';
import { TrainingJob } from './training-job';

/** Where model, data and result are: a claim made for the job, or one that is there. */
export type Workspace =
  | {
      readonly size: BytesLike;
      readonly storageClass?: string;
      readonly accessMode?: 'ReadWriteOnce' | 'ReadWriteMany';
    }
  | { readonly pvc: string };

export interface FineTuningProps
  extends TorchtuneProps,
    Pick<Resources, 'cpu' | 'memory'>,
    Pick<
      JobProps,
      'queue' | 'priority' | 'suspend' | 'env' | 'tracking' | 'pod' | 'sharedMemory' | 'metadata' | 'gang'
    > {
  /** A model that one of the release's torchtune runtimes trains. */
  readonly model: AssetUri | Asset;
  /** Token for Hugging Face, where model or data need one. */
  readonly token?: SecretKey;
  /** The result is in its folder `output`. @default a claim of 100Gi, called as the job */
  readonly workspace?: Workspace;
  /** @default the one that is for the model */
  readonly runtime?: KnownRuntime;
}

const { queue, priority, suspend, tracking, pod, sharedMemory, metadata, gang } = JOB;
const tuningProperties: Known<FineTuningProps> = {
  ...torchtuneProperties,
  queue,
  priority,
  suspend,
  tracking,
  pod,
  sharedMemory,
  metadata,
  gang,
  env: envShape,
  cpu: resourceProperties.cpu,
  memory: resourceProperties.memory,
  model: assetShape,
  token: secretKeyShape,
  workspace: fields({
    size: bytes,
    storageClass: 'text',
    accessMode: oneOf('ReadWriteOnce', 'ReadWriteMany'),
    pvc: nameOf,
  }),
  runtime: oneOf(...knownRuntimes),
};

/** Models of the shipped runtimes. Source: kubeflow/trainer manifests/base/runtimes/torchtune. */
const MODELS: readonly [RegExp, KnownRuntime][] = [
  [/Llama-3\.2-1B/i, 'torchtune-llama3.2-1b'],
  [/Llama-3\.2-3B/i, 'torchtune-llama3.2-3b'],
  [/Qwen2\.5-1\.5B/i, 'torchtune-qwen2.5-1.5b'],
];

/** Fine-tunes a language model: loads model and data, trains with torchtune, and leaves the result on a volume. */
export class FineTuning extends Construct {
  readonly job: TrainingJob;
  /** Claim with the result in its folder `output`. */
  readonly claim: string;

  constructor(scope: Construct, id: string, props: FineTuningProps) {
    super(scope, idInChart(scope, id));
    const problems = new Problems(this);
    checkProperties(problems, props, tuningProperties, ['model', 'dataset', 'gpu']);
    problems.throw();
    const name = props.metadata?.name ?? id;
    problems.try(() => within('name', () => hostLabel(name)));
    const { workspace = { size: '100Gi' } } = props;
    const { size, pvc } = workspace as { size?: unknown; pvc?: unknown };
    if ((size === undefined) === (pvc === undefined))
      problems.add(
        `workspace has ${size === undefined ? 'neither size nor' : 'both size and'} pvc, a claim is made or is there`,
      );
    const runtime = problems.try(() => props.runtime ?? runtimeFor(props.model, this));
    const args = problems.try(() => torchtuneArgs(props, runtime));
    problems.throw();
    this.claim = 'pvc' in workspace ? workspace.pvc : name;
    if ('size' in workspace) this.#makeClaim(workspace, props);
    const { queue, priority, suspend, env, tracking, pod, sharedMemory, metadata, gang, gpu, cpu, memory } = props;
    this.job = new TrainingJob(this, 'job', {
      runtime: runtime!,
      nodes: 1,
      command: ['tune', 'run'],
      args: args!,
      model: asset(props.model, props.token),
      dataset: asset(props.dataset, props.token),
      volumes: { initializer: { pvc: this.claim } },
      metadata: { ...metadata, name },
      ...defined({ queue, priority, suspend, env, tracking, pod, sharedMemory, gang, gpu, cpu, memory }),
    });
  }

  #makeClaim(
    { size, storageClass, accessMode = 'ReadWriteOnce' }: Extract<Workspace, { size: unknown }>,
    props: FineTuningProps,
  ): void {
    new Resource(
      this,
      'workspace',
      'v1/PersistentVolumeClaim',
      {
        spec: defined({
          accessModes: [accessMode],
          storageClassName: storageClass,
          resources: { requests: { storage: bytes(size) } },
        }),
      },
      { name: this.claim, namespace: props.metadata?.namespace },
    );
  }
}

function runtimeFor(model: AssetUri | Asset, scope: Construct): KnownRuntime {
  const uri = typeof model === 'string' ? model : model.uri;
  const found = MODELS.find(([pattern]) => pattern.test(uri))?.[1];
  const release = releaseOf(scope);
  const shipped = shippedRuntimes(release).filter((runtime) => runtimeFacts(runtime)!.framework === 'torchtune');
  if (found !== undefined && shipped.includes(found)) return found;
  const known = shipped.map((runtime) => runtime.replace('torchtune-', '')).join(', ');
  throw new InvalidValue(
    `model '${uri}' has no torchtune runtime in Kubeflow ${release}, ${known ? `which has ${known}` : 'which installs no Trainer v2'}: write a TrainingJob with a script of your own`,
  );
}

function asset(given: AssetUri | Asset | InstructDataset, token: SecretKey | undefined): Asset {
  const { uri, secret } = typeof given === 'string' ? { uri: given, secret: undefined } : given;
  const own = isRecord(given) && 'env' in given ? (given as Asset).env : undefined;
  const env = token !== undefined && uri.startsWith('hf://') ? { ACCESS_TOKEN: token, ...own } : own;
  return defined({ uri, secret, env });
}
