import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readYaml } from '../../../src/validation';
import { shared } from './corpus';

type Json = Record<string, unknown>;
/** Objects of which the last is asked about. */
export type ObjectSet = readonly Json[];

export function shippedRuntimes(): Json[] {
  const folder = join(shared, 'releases/26.03');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file === 'applications__trainer__overlays.yaml')
    .flatMap((file) => readYaml(readFileSync(join(folder, file), 'utf8')).map(({ value }) => value as Json))
    .filter((object) => /TrainingRuntime$/.test(String(object?.kind)));
}

/** Other counts, steps and containers in every job of runtimes. */
export function changedRuntimes(): Json[] {
  type Job = { replicas?: number; template: { metadata?: Json; spec: { template: { spec: { containers: Json[] } } } } };
  const changes: ((job: Job) => unknown)[] = [
    ...[0, 1, 2, undefined].map((replicas) => (job: Job) => Object.assign(job, { replicas })),
    ...['trainer', 'model-initializer', 'dataset-initializer', 'launcher', ''].map((step) => (job: Job) => {
      job.template.metadata = { labels: { [STEP]: step } };
    }),
    ...['node', 'model-initializer', 'dataset-initializer', 'x'].map((name) => (job: Job) => {
      job.template.spec.template.spec.containers[0]!.name = name;
    }),
    (job) => delete job.template.metadata,
    (job) => job.template.spec.template.spec.containers.push({ name: 'node', image: 'i' }),
  ];
  const runtimes = [...shippedRuntimes(), ...ownRuntimes()];
  return runtimes.flatMap((runtime) => {
    const { length } = jobsOf(runtime);
    return Array.from({ length }, (_, i) => i).flatMap((i) =>
      changes.flatMap((change, a) =>
        changes.slice(a).map((other) => {
          const copy = JSON.parse(JSON.stringify(runtime)) as Json;
          change(jobsOf(copy)[i] as Job);
          other(jobsOf(copy)[i] as Job);
          return copy;
        }),
      ),
    );
  });
}

function jobsOf(runtime: Json): unknown[] {
  return (runtime as { spec: { template: { spec: { replicatedJobs: unknown[] } } } }).spec.template.spec.replicatedJobs;
}

const job = (name: string, containers: Json[], labels?: Json): Json => ({
  name,
  template: { ...(labels && { metadata: { labels } }), spec: { template: { spec: { containers } } } },
});
const STEP = 'trainer.kubeflow.org/trainjob-ancestor-step';
const node = (resources?: Json) =>
  job(
    'node',
    [
      { name: 'node', image: 'i', ...(resources && { resources }) },
      { name: 'side', image: 'i' },
    ],
    {
      [STEP]: 'trainer',
    },
  );

export function ownRuntimes(): Json[] {
  const runtime = (name: string, mlPolicy: Json, replicatedJobs: Json[], more: Json = {}): Json => ({
    apiVersion: 'trainer.kubeflow.org/v1alpha1',
    kind: 'TrainingRuntime',
    metadata: { name, namespace: 'team' },
    spec: {
      mlPolicy,
      template: { spec: { replicatedJobs }, ...(more.metadata ? { metadata: more.metadata } : {}) },
      ...(more.spec as Json),
    },
  });
  const torch = { numNodes: 1, torch: { numProcPerNode: 'auto' } };
  const volcano = { spec: { podGroupPolicy: { volcano: {} } } };
  const data = job('dataset-initializer', [{ name: 'dataset-initializer', image: 'i' }]);
  return [
    runtime('plain', {}, [node(), job('work', [{ name: 'main', image: 'i' }])]),
    runtime('torch', torch, [node(), data, job('model-initializer', [{ name: 'other', image: 'i' }])]),
    runtime('torchtune-llama3.2-1b', torch, [node()]),
    runtime('torchtune-llama3.2-3b', torch, [node({ requests: { 'nvidia.com/gpu': 1 } })]),
    runtime('torchtune-qwen2.5-1.5b', torch, [node({ limits: { 'nvidia.com/gpu': '4' } })]),
    runtime('torchtune-llama3.3-70b', torch, [node({ limits: { cpu: 1 } })]),
    runtime('mpi', { mpi: { runLauncherAsNode: true } }, [node()]),
    runtime('mpi-both', { mpi: { runLauncherAsNode: true } }, [
      job('launcher', [{ name: 'node', image: 'i' }]),
      node(),
    ]),
    runtime('mpi-apart', { mpi: { runLauncherAsNode: false } }, [job('launcher', [{ name: 'l', image: 'i' }]), node()]),
    runtime('volcano', torch, [node()], volcano),
    runtime('volcano-queue', torch, [node()], {
      ...volcano,
      metadata: { annotations: { 'scheduling.volcano.sh/queue-name': '' } },
    }),
  ];
}

/** The same numbers each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 48271) >>> 0) % 0x7fffffff;
    return state % below;
  };
}

/** Job sets with a few odd values each. */
export function jobSets(): Json[] {
  const random = numbers(23);
  const one = <T>(...from: readonly T[]): T => from[random(from.length)]!;
  const made: Json[] = [];
  for (let i = 0; i < 4000; i++) {
    const odd = (share: number) => random(share) === 0;
    const names = ['a', 'worker', 'b-2', 'w'.repeat(50)].slice(0, 1 + random(3));
    if (odd(8)) names[0] = one('1a', 'A', 'a.b', 'w'.repeat(58), '-a');
    const replicatedJobs = names.map((name, k) => ({
      name,
      ...(odd(3) && { replicas: one(1, 2, 10, 100000, 2147483647) }),
      ...(odd(6) && { groupName: one('default', 'g', '1g', 'g'.repeat(63), 'g'.repeat(64), 'G') }),
      ...(odd(4) && { dependsOn: [{ name: one('a', 'worker', 'b-2', 'none', names[k]!), status: 'Ready' }] }),
      template: {
        spec: {
          ...(odd(2) && { completions: one(1, 2, 1000) }),
          ...(odd(3) && { parallelism: one(1, 2, 30000) }),
          ...(odd(4) && { completionMode: one('Indexed', 'NonIndexed') }),
          template: { spec: { containers: [{ name: 'c', image: 'i' }] } },
        },
      },
    }));
    const target = () => one('a', 'worker', 'none', '');
    const rule = () => ({
      action: one('FailJobSet', 'RestartJobSet'),
      name: one('rule', 'rule', '1rule', 'rule:', 'a_b', 'a,b:c', 'r'.repeat(128), 'r'.repeat(129), 'Rule-1'),
      ...(odd(3) && { targetReplicatedJobs: [target()] }),
      ...(odd(3) && { onJobFailureReasons: [one('BackoffLimitExceeded', 'FailedIndexes', 'Odd', '')] }),
    });
    const subdomains = ['sub', 'sub.domain', 'Sub', '1sub', '', 's'.repeat(63), 's'.repeat(64), 's-'];
    const managers = [
      'a.b/c',
      'jobset.sigs.k8s.io/jobset-controller',
      'me',
      'a/',
      '/b',
      'A.b/c',
      `a/${'b'.repeat(62)}`,
      '',
    ];
    made.push({
      apiVersion: 'jobset.x-k8s.io/v1alpha2',
      kind: 'JobSet',
      metadata: { name: one('set', 'my-set', 's'.repeat(40), '1set', 'set.x'), namespace: 'team' },
      spec: {
        replicatedJobs,
        ...(odd(4) && { network: { subdomain: one(...subdomains) } }),
        ...(odd(5) && { managedBy: one(...managers, `a/${'b'.repeat(61)}`) }),
        ...(odd(4) && { successPolicy: { operator: 'All', targetReplicatedJobs: [target()] } }),
        ...(odd(4) && { failurePolicy: { rules: Array.from({ length: 1 + random(2) }, rule) } }),
        ...(odd(4) && {
          coordinator: { replicatedJob: target(), jobIndex: one(0, 1, 5), podIndex: one(0, 1, 5) },
        }),
      },
    });
  }
  return made;
}

/** Jobs of every combination of a few values, as many as are asked about in a minute. */
export function trainJobs(runtimes: readonly Json[], own: boolean): ObjectSet[] {
  const options: Record<string, readonly unknown[]> = {
    'trainer.numNodes': [undefined, 1, 2],
    'trainer.numProcPerNode': [undefined, 1, 2, 'auto', 'cpu', 'gpu', 'many', '8', ''],
    'trainer.env': [undefined, [{ name: 'A', value: 'b' }], [{ name: 'PET_NNODES', value: '1' }]],
    'trainer.command': [undefined, ['tune', 'run'], ['tune', 'run', 'x'], ['python']],
    'trainer.args': [
      undefined,
      ['model.quantize_base=True'],
      ['model.quantize_base=True', 'model.use_dora=True'],
      ['model.lora_attn_modules=[q]'],
    ],
    'trainer.resourcesPerNode': [
      undefined,
      { limits: { 'nvidia.com/gpu': 1 } },
      { requests: { 'example.com/GPU': '2' } },
      { limits: { 'nvidia.com/gpu': 1 }, requests: { 'nvidia.com/gpu': 2 } },
      {},
    ],
    initializer: [undefined, { dataset: { storageUri: 'hf://a' } }, { model: { storageUri: 'hf://a' } }, {}],
    annotations: [undefined, { 'scheduling.volcano.sh/queue-name': '' }, { 'scheduling.volcano.sh/queue-name': 'q' }],
    podTemplateOverrides: [
      undefined,
      [{ targetJobs: [{ name: 'node' }], spec: { serviceAccountName: 'x' } }],
      [{ targetJobs: [{ name: 'absent' }] }],
      [{ targetJobs: [{ name: 'node' }], spec: { containers: [{ name: 'node', env: [{ name: 'A', value: 'b' }] }] } }],
      [{ targetJobs: [{ name: 'node' }], spec: { containers: [{ name: 'side', env: [{ name: 'A', value: 'b' }] }] } }],
      [
        {
          targetJobs: [{ name: 'node' }, { name: 'launcher' }],
          spec: { initContainers: [{ name: 'node' }, { name: 'none' }] },
        },
      ],
    ],
  };
  const random = numbers(11);
  const sets: ObjectSet[] = [];
  for (let i = 0; i < 4000 && runtimes.length > 0; i++) {
    const runtime = runtimes[i % runtimes.length]!;
    const spec: Json = { runtimeRef: { kind: runtime.kind, name: (runtime.metadata as Json).name } };
    // Few changes at a time, so that one does not hide another.
    for (let changes = random(5); changes >= 0; changes--) {
      const keys = Object.keys(options);
      const key = keys[random(keys.length)]!;
      const value = options[key]![random(options[key]!.length)];
      if (value === undefined) continue;
      const [part, field] = key.split('.') as [string, string?];
      if (field === undefined) spec[part] = value;
      else spec[part] = { ...(spec[part] as Json), [field]: value };
    }
    if (random(3) === 0) {
      // TorchTune's checks need three fields together.
      const pick = (key: string) => options[key]![1 + random(options[key]!.length - 1)];
      spec.trainer = {
        numNodes: pick('trainer.numNodes'),
        numProcPerNode: pick('trainer.numProcPerNode'),
        command: ['tune', 'run'],
        args: pick('trainer.args'),
        ...(spec.trainer as Json),
      };
    }
    const trainJob = {
      apiVersion: 'trainer.kubeflow.org/v1alpha1',
      kind: 'TrainJob',
      metadata: { name: 'sft', namespace: 'team' },
      spec,
    };
    sets.push(own ? [...runtimes, trainJob] : [runtime, trainJob]);
  }
  return sets;
}
