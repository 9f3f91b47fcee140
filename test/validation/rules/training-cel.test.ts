import { check, type Table } from './cases';

const JOB = '{ spec: { template: { spec: { containers: [{ name: node, image: i }] } } }';

const jobSet = (path: string) => ({
  [`${path}.startupPolicy`]: { startupPolicyOrder: 'InOrder' },
  [`${path}.replicatedJobs[1].dependsOn`]: [{ name: 'node', status: 'Ready' }],
});

function runtime(kind: string, id: string): Table {
  const jobs = 'spec.template.spec';
  return {
    kind,
    base: `
apiVersion: trainer.kubeflow.org/v1alpha1
kind: ${kind}
metadata: { name: torch${kind === 'TrainingRuntime' ? ', namespace: team' : ''} }
spec:
  mlPolicy: { numNodes: 2, torch: { numProcPerNode: auto } }
  template: { spec: { replicatedJobs: [{ name: node, template: ${JOB} } }, { name: check, template: ${JOB} } }] } }
`,
    accepted: [
      { 'spec.mlPolicy.torch.numProcPerNode': 8 },
      { 'spec.mlPolicy.torch.numProcPerNode': 'gpu' },
      { 'spec.mlPolicy.numNodes': undefined, 'spec.mlPolicy.torch.elasticPolicy': { minNodes: 1, maxNodes: 2 } },
      { 'spec.mlPolicy.torch': undefined, 'spec.mlPolicy.mpi': { numProcPerNode: 1 } },
      { [`${jobs}.startupPolicy`]: { startupPolicyOrder: 'InOrder' } },
      { [`${jobs}.replicatedJobs[1].dependsOn`]: [{ name: 'node', status: 'Ready' }] },
    ],
    refused: [
      {
        rule: `cel/${id}/numnodes-should-not-be-set-if-torch-elasticpolicy-is-configu`,
        change: { 'spec.mlPolicy.torch.elasticPolicy': { minNodes: 1, maxNodes: 2 } },
        path: 'spec.mlPolicy',
      },
      {
        rule: `cel/${id}/only-one-of-the-policy-can-be-configured`,
        change: { 'spec.mlPolicy.mpi': { numProcPerNode: 1 } },
        path: 'spec.mlPolicy',
      },
      ...['tpu', '8', 0, -1].map((processes) => ({
        rule: `cel/${id}/numprocpernode-must-be-equal-to-auto-cpu-gpu-or-int-value`,
        change: { 'spec.mlPolicy.torch.numProcPerNode': processes },
        path: 'spec.mlPolicy.torch.numProcPerNode',
      })),
      { rule: `cel/${id}/startuppolicy-and-dependson-apis-are-mutually-exclusive`, change: jobSet(jobs), path: jobs },
    ],
  };
}

check([
  runtime('ClusterTrainingRuntime', 'clustertrainingruntime'),
  runtime('TrainingRuntime', 'trainingruntime'),
  {
    kind: 'TrainJob',
    base: `
apiVersion: trainer.kubeflow.org/v1alpha1
kind: TrainJob
metadata: { name: sft, namespace: team }
spec: { runtimeRef: { name: torch-distributed } }
`,
    accepted: [
      { 'metadata.name': 'a'.repeat(63) },
      { 'spec.managedBy': 'trainer.kubeflow.org/trainjob-controller' },
      { 'spec.managedBy': 'kueue.x-k8s.io/multikueue' },
    ],
    refused: [
      {
        rule: 'cel/trainjob/metadata-name-must-match-rfc-1035-dns-label-format',
        change: { 'metadata.name': '1-sft' },
        path: '',
      },
      {
        rule: 'cel/trainjob/metadata-name-must-match-rfc-1035-dns-label-format',
        change: { 'metadata.name': 'sft.1' },
        path: '',
      },
      {
        rule: 'cel/trainjob/metadata-name-must-be-no-more-than-63-characters',
        change: { 'metadata.name': 'a'.repeat(64) },
        path: '',
      },
      {
        rule: 'cel/trainjob/managedby-must-be-trainer-kubeflow-org-trainjob-controller-o',
        change: { 'spec.managedBy': 'me' },
        path: 'spec.managedBy',
      },
    ],
  },
  {
    kind: 'JobSet',
    base: `
apiVersion: jobset.x-k8s.io/v1alpha2
kind: JobSet
metadata: { name: set, namespace: team }
spec: { replicatedJobs: [{ name: node, template: ${JOB} } }, { name: check, template: ${JOB} } }] }
`,
    accepted: [
      { 'spec.startupPolicy': { startupPolicyOrder: 'InOrder' } },
      { 'spec.replicatedJobs[1].dependsOn': [{ name: 'node', status: 'Complete' }] },
      { ...jobSet('spec'), 'spec.startupPolicy': { startupPolicyOrder: 'AnyOrder' } },
    ],
    refused: [
      {
        rule: 'cel/jobset/startuppolicy-and-dependson-apis-are-mutually-exclusive',
        change: jobSet('spec'),
        path: 'spec',
      },
    ],
  },
]);
