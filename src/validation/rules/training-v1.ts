import { label1035 } from '../names';
import { at, given, number, record, records, text, word } from './read';
import { ruleSet, type Subject } from './rule';

const rules = {
  'training/name': 'The name of a job is a host label: its pods are found by it.',
  'training/managed-by': 'A job is managed by the training operator or by MultiKueue.',
  'training/replica-type': 'The kinds of replicas are those of the framework.',
  'training/containers': 'Every replica has a container with the name that its operator requires.',
  'training/image': 'Every container has an image.',
  'training/master-replicas': 'There is exactly one master or launcher.',
  'training/worker-replicas': 'There is at least one worker.',
  'training/chief': 'There is at most one chief or master.',
  'training/elastic-policy': 'An elastic job has workers, and says its processes per node once.',
} as const;

type Ids = keyof typeof rules;

interface Framework {
  readonly field: string;
  readonly container?: string;
  /** Replica types that are allowed; TensorFlow's webhook lets any pass. */
  readonly types?: readonly string[];
}

const FRAMEWORKS: Record<string, Framework> = {
  PyTorchJob: { field: 'pytorchReplicaSpecs', container: 'pytorch', types: ['Master', 'Worker'] },
  TFJob: { field: 'tfReplicaSpecs', container: 'tensorflow' },
  XGBoostJob: { field: 'xgbReplicaSpecs', container: 'xgboost', types: ['Master', 'Worker'] },
  PaddleJob: { field: 'paddleReplicaSpecs', container: 'paddle', types: ['Master', 'Worker'] },
  JAXJob: { field: 'jaxReplicaSpecs', container: 'jax', types: ['Worker'] },
  MPIJob: { field: 'mpiReplicaSpecs', types: ['Launcher', 'Worker'] },
};

/** What training-operator's webhooks, and for MPI its controller, demand of jobs. */
export const trainingV1 = ruleSet<Ids>({
  sources: [
    'https://github.com/kubeflow/trainer/blob/v1.9.2/pkg/webhooks/pytorch/pytorchjob_webhook.go',
    'https://github.com/kubeflow/trainer/blob/v1.9.2/pkg/webhooks/tensorflow/tfjob_webhook.go',
    'https://github.com/kubeflow/trainer/blob/v1.9.2/pkg/webhooks/xgboost/xgboostjob_webhook.go',
    'https://github.com/kubeflow/trainer/blob/v1.9.2/pkg/webhooks/paddlepaddle/paddlepaddle_webhook.go',
    'https://github.com/kubeflow/trainer/blob/v1.9.2/pkg/webhooks/jax/jaxjob_webhook.go',
    'https://github.com/kubeflow/trainer/blob/v1.9.2/pkg/apis/kubeflow.org/v1/mpi_validation.go',
    'https://github.com/kubeflow/trainer/blob/v1.9.2/pkg/common/util/webhooks.go',
  ],
  kinds: Object.keys(FRAMEWORKS).map((kind) => `kubeflow.org/v1/${kind}`),
  rules,
  check: (subject) => {
    const { object, report } = subject;
    const kind = text(object.kind);
    const { field, container, types } = FRAMEWORKS[kind]!;
    const spec = record(object.spec);
    const name = text(at(object, 'metadata', 'name'));
    const wrong = name === '' || kind === 'MPIJob' ? undefined : label1035(name);
    if (wrong !== undefined) report('training/name', 'metadata.name', wrong);
    const manager = at(spec, 'runPolicy', 'managedBy');
    const managers = ['kubeflow.org/training-operator', 'kueue.x-k8s.io/multikueue'];
    if (kind !== 'JAXJob' && kind !== 'MPIJob' && given(manager) && !managers.includes(word(manager))) {
      report('training/managed-by', 'spec.runPolicy.managedBy', `'${word(manager)}' is none of ${managers.join(', ')}`);
    }
    if (!given(spec[field])) {
      report('training/containers', `spec.${field}`, 'is required');
      if (kind === 'XGBoostJob') report('training/master-replicas', `spec.${field}.Master`, 'is required');
      return;
    }
    const replicas = record(spec[field]);
    for (const [type, value] of Object.entries(replicas)) {
      checkReplica(subject, `spec.${field}.${type}`, type, record(value), container, types);
    }
    const workers = number(record(replicas.Worker).replicas);
    // The server itself refuses it, for the scale subresource.
    if (kind !== 'PyTorchJob' && workers !== undefined && workers < 0) {
      report('training/worker-replicas', `spec.${field}.Worker.replicas`, `${workers} is less than 0`);
    }
    checkCounts(subject, kind, `spec.${field}`, replicas);
  },
});

function checkReplica(
  { report }: Subject<Ids>,
  path: string,
  type: string,
  replica: Record<string, unknown>,
  wanted: string | undefined,
  types: readonly string[] | undefined,
): void {
  if (types !== undefined && !types.includes(type))
    report('training/replica-type', path, `'${type}' is none of ${types.join(', ')}`);
  const containers = records(at(replica, 'template', 'spec', 'containers'));
  const below = `${path}.template.spec.containers`;
  for (const [i, container] of containers.entries()) {
    if (text(container.image) === '') report('training/image', `${below}[${i}].image`, 'is required');
    // Where a name is demanded, one of the containers has it; MPI's controller only wants them all named.
    if (wanted === undefined && container.name === '')
      report('training/containers', `${below}[${i}].name`, 'is required');
  }
  if (containers.length === 0)
    report('training/containers', below, wanted === undefined ? 'are required' : `need a container called '${wanted}'`);
  else if (wanted !== undefined && !containers.some(({ name }) => name === wanted)) {
    const names = containers.map(({ name }) => text(name)).join(', ');
    report('training/containers', below, `need a container called '${wanted}', there is ${names}`);
  }
}

function checkCounts(
  { report, object }: Subject<Ids>,
  kind: string,
  path: string,
  replicas: Record<string, unknown>,
): void {
  const has = (type: string) => Object.hasOwn(replicas, type);
  const count = (type: string) => number(record(replicas[type]).replicas);
  switch (kind) {
    case 'PyTorchJob':
      for (const type of Object.keys(replicas)) {
        const replicaCount = count(type);
        if (type === 'Master') masterOnce();
        else if (replicaCount !== undefined && replicaCount < 1)
          report('training/worker-replicas', `${path}.${type}.replicas`, `${replicaCount} is less than 1`);
      }
      checkElastic();
      break;
    case 'XGBoostJob':
      if (has('Master')) masterOnce();
      else report('training/master-replicas', `${path}.Master`, 'is required');
      break;
    case 'TFJob': {
      const leaders = Object.keys(replicas).filter((type) => type === 'Chief' || type === 'Master');
      if (leaders.length > 1) report('training/chief', path, 'has Chief and Master, only one of them is possible');
      break;
    }
    case 'MPIJob': {
      if (!has('Launcher')) report('training/master-replicas', `${path}.Launcher`, 'is required');
      const launchers = count('Launcher');
      if (launchers !== undefined && launchers !== 1)
        report('training/master-replicas', `${path}.Launcher.replicas`, `${launchers} must be 1`);
      break;
    }
  }

  function masterOnce(): void {
    const masters = count('Master');
    if (masters !== 1)
      report(
        'training/master-replicas',
        `${path}.Master.replicas`,
        masters === undefined ? 'is required, as 1' : `${masters} must be 1`,
      );
  }

  function checkElastic(): void {
    const spec = record(object.spec);
    if (!given(spec.elasticPolicy)) return;
    if (!has('Worker')) report('training/elastic-policy', `${path}.Worker`, 'is required for an elastic job');
    if (given(record(spec.elasticPolicy).nProcPerNode) && given(spec.nprocPerNode)) {
      report('training/elastic-policy', 'spec.elasticPolicy.nProcPerNode', 'may not be given beside nprocPerNode');
    }
  }
}
