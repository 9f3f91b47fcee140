import { check, type Table } from './cases';

function job(kind: string, field: string, container: string, types: readonly string[]): string {
  const replica = (type: string) =>
    `    ${type}: { replicas: 1, template: { spec: { containers: [{ name: ${container}, image: i }] } } }`;
  return `
apiVersion: kubeflow.org/v1
kind: ${kind}
metadata: { name: sft, namespace: team }
spec:
  runPolicy: {}
  ${field}:
${types.map(replica).join('\n')}
`;
}

function common(
  kind: string,
  field: string,
  container: string,
  types: readonly string[],
  more: Partial<Table> = {},
): Table {
  const path = `spec.${field}.${types[0]}`;
  const containers = `${path}.template.spec.containers`;
  const typed =
    kind === 'TFJob'
      ? []
      : [
          {
            rule: 'training/replica-type',
            change: {
              [`spec.${field}.Parameter`]: { template: { spec: { containers: [{ name: container, image: 'i' }] } } },
            },
            path: `spec.${field}.Parameter`,
          },
        ];
  const named =
    kind === 'MPIJob'
      ? []
      : [
          { rule: 'training/name', change: { 'metadata.name': '1sft' }, path: 'metadata.name' },
          { rule: 'training/containers', change: { [`${containers}[0].name`]: 'main' }, path: containers },
        ];
  return {
    kind,
    base: job(kind, field, container, types),
    ...more,
    refused: [
      ...named,
      ...typed,
      { rule: 'training/containers', change: { [containers]: [] }, path: containers },
      { rule: 'training/image', change: { [`${containers}[0].image`]: undefined }, path: `${containers}[0].image` },
      ...(more.refused ?? []),
    ],
  };
}

const MANAGED = {
  rule: 'training/managed-by',
  change: { 'spec.runPolicy.managedBy': 'me' },
  path: 'spec.runPolicy.managedBy',
};
const RUNTIME = 'trainer.kubeflow.org/trainjob-ancestor-step';
/** A model that TorchTune trains on one node. */
const TUNE = {
  'spec.runtimeRef.name': 'torchtune-llama3.2-1b',
  'spec.trainer.command': ['tune', 'run'],
  'spec.trainer.numNodes': 1,
};
const OVERRIDES = 'spec.podTemplateOverrides';

check([
  common('PyTorchJob', 'pytorchReplicaSpecs', 'pytorch', ['Master', 'Worker'], {
    accepted: [
      { 'spec.runPolicy.managedBy': 'kueue.x-k8s.io/multikueue' },
      { 'spec.pytorchReplicaSpecs.Master': undefined, 'spec.elasticPolicy': { minReplicas: 1 } },
    ],
    refused: [
      MANAGED,
      {
        rule: 'training/master-replicas',
        change: { 'spec.pytorchReplicaSpecs.Master.replicas': 2 },
        path: 'spec.pytorchReplicaSpecs.Master.replicas',
      },
      {
        rule: 'training/master-replicas',
        change: { 'spec.pytorchReplicaSpecs.Master.replicas': undefined },
        path: 'spec.pytorchReplicaSpecs.Master.replicas',
      },
      {
        rule: 'training/worker-replicas',
        change: { 'spec.pytorchReplicaSpecs.Worker.replicas': 0 },
        path: 'spec.pytorchReplicaSpecs.Worker.replicas',
      },
      {
        rule: 'training/elastic-policy',
        change: { 'spec.pytorchReplicaSpecs.Worker': undefined, 'spec.elasticPolicy': {} },
        path: 'spec.pytorchReplicaSpecs.Worker',
      },
      {
        rule: 'training/elastic-policy',
        change: { 'spec.elasticPolicy': { nProcPerNode: 1 }, 'spec.nprocPerNode': '2' },
        path: 'spec.elasticPolicy.nProcPerNode',
      },
    ],
  }),
  common('TFJob', 'tfReplicaSpecs', 'tensorflow', ['Chief', 'Worker'], {
    refused: [
      MANAGED,
      {
        rule: 'training/chief',
        change: {
          'spec.tfReplicaSpecs.Master': { template: { spec: { containers: [{ name: 'tensorflow', image: 'i' }] } } },
        },
        path: 'spec.tfReplicaSpecs',
      },
    ],
  }),
  common('XGBoostJob', 'xgbReplicaSpecs', 'xgboost', ['Master', 'Worker'], {
    refused: [
      MANAGED,
      {
        rule: 'training/master-replicas',
        change: { 'spec.xgbReplicaSpecs.Master': undefined },
        path: 'spec.xgbReplicaSpecs.Master',
      },
    ],
  }),
  common('PaddleJob', 'paddleReplicaSpecs', 'paddle', ['Master', 'Worker'], { refused: [MANAGED] }),
  common('JAXJob', 'jaxReplicaSpecs', 'jax', ['Worker']),
  common('MPIJob', 'mpiReplicaSpecs', 'mpi', ['Launcher', 'Worker'], {
    refused: [
      {
        rule: 'training/master-replicas',
        change: { 'spec.mpiReplicaSpecs.Launcher': undefined },
        path: 'spec.mpiReplicaSpecs.Launcher',
      },
      {
        rule: 'training/master-replicas',
        change: { 'spec.mpiReplicaSpecs.Launcher.replicas': 2 },
        path: 'spec.mpiReplicaSpecs.Launcher.replicas',
      },
    ],
  }),
  {
    kind: 'ClusterTrainingRuntime',
    base: `
apiVersion: trainer.kubeflow.org/v1alpha1
kind: ClusterTrainingRuntime
metadata: { name: torch }
spec:
  mlPolicy: { numNodes: 1, torch: { numProcPerNode: auto } }
  template:
    spec:
      replicatedJobs:
        - name: node
          template:
            metadata: { labels: { ${RUNTIME}: trainer } }
            spec: { template: { spec: { containers: [{ name: node, image: i }] } } }
`,
    refused: [
      {
        rule: 'trainer/step-replicas',
        change: { 'spec.template.spec.replicatedJobs[0].replicas': 2 },
        path: 'spec.template.spec.replicatedJobs[0].replicas',
      },
      {
        rule: 'trainer/step-container',
        change: { 'spec.template.spec.replicatedJobs[0].template.spec.template.spec.containers[0].name': 'main' },
        path: 'spec.template.spec.replicatedJobs[0].template.spec.template.spec.containers',
      },
    ],
  },
  {
    kind: 'TrainJob',
    base: `
apiVersion: trainer.kubeflow.org/v1alpha1
kind: TrainJob
metadata: { name: sft, namespace: team }
spec:
  runtimeRef: { name: torch-distributed }
  trainer: { numNodes: 2, numProcPerNode: 8, image: i, env: [{ name: A, value: b }] }
`,
    accepted: [
      { [OVERRIDES]: [{ targetJobs: [{ name: 'node' }], spec: { serviceAccountName: 'x' } }] },
      {
        'spec.runtimeRef.name': 'torchtune-llama3.2-1b',
        'spec.initializer': { dataset: { storageUri: 'hf://a' } },
        'spec.trainer.numNodes': 1,
      },
      { 'spec.runtimeRef.name': 'deepspeed-distributed' },
      TUNE,
      { ...TUNE, 'spec.trainer.numProcPerNode': 1, 'spec.trainer.args': ['model.quantize_base=True'] },
      { ...TUNE, 'spec.trainer.args': ['model.quantize_base=True', 'model.use_dora=True'] },
    ],
    refused: [
      { rule: 'trainer/runtime-ref', change: { 'spec.runtimeRef.kind': 'Runtime' }, path: 'spec.runtimeRef' },
      {
        rule: 'trainer/processes-per-node',
        change: { 'spec.trainer.numProcPerNode': 'many' },
        path: 'spec.trainer.numProcPerNode',
      },
      {
        rule: 'trainer/processes-per-node',
        change: { 'spec.runtimeRef.name': 'deepspeed-distributed', 'spec.trainer.numProcPerNode': 'auto' },
        path: 'spec.trainer.numProcPerNode',
      },
      { rule: 'trainer/reserved-env', change: { 'spec.trainer.env[0].name': 'PET_NNODES' }, path: 'spec.trainer.env' },
      {
        rule: 'trainer/initializer',
        change: { 'spec.initializer': { model: { storageUri: 'hf://a' } } },
        path: 'spec.runtimeRef',
      },
      {
        rule: 'trainer/overrides',
        change: { [OVERRIDES]: [{ targetJobs: [{ name: 'worker' }], spec: {} }] },
        path: OVERRIDES,
      },
      {
        rule: 'trainer/overrides',
        severity: 'warning',
        change: { [OVERRIDES]: [{ targetJobs: [{ name: 'node' }], spec: { containers: [{ name: 'x' }] } }] },
        path: OVERRIDES,
      },
      {
        rule: 'trainer/overrides',
        change: {
          [OVERRIDES]: [
            {
              targetJobs: [{ name: 'node' }],
              spec: { containers: [{ name: 'node', env: [{ name: 'A', value: 'b' }] }] },
            },
          ],
        },
        path: OVERRIDES,
      },
      {
        rule: 'trainer/torchtune',
        change: { 'spec.runtimeRef.name': 'torchtune-llama3.2-1b', 'spec.trainer.command': ['tune', 'run'] },
        path: 'spec.trainer.numNodes',
      },
      {
        rule: 'trainer/torchtune',
        change: { ...TUNE, 'spec.trainer.numNodes': undefined },
        path: 'spec.trainer.numNodes',
      },
      {
        rule: 'trainer/torchtune',
        change: { ...TUNE, 'spec.runtimeRef.name': 'torch-distributed' },
        path: 'spec.runtimeRef.name',
      },
      {
        rule: 'trainer/torchtune',
        change: { ...TUNE, 'spec.trainer.args': ['model.quantize_base=True'] },
        path: 'spec.trainer.resourcesPerNode',
      },
      {
        rule: 'trainer/torchtune',
        change: {
          ...TUNE,
          'spec.runtimeRef.name': 'torchtune-qwen2.5-1.5b',
          'spec.trainer.numProcPerNode': 1,
          'spec.trainer.args': ['model.quantize_base=True'],
        },
        path: 'spec.runtimeRef.name',
      },
    ],
  },
]);
