import { job, replica, v1 } from './program';

const image = 'acme/train:1';
const gpus = (count: number) => ({ count, resource: 'nvidia.com/gpu', placement: { nodeSelector: { pool: 'h100' } } });

test('torch is a master and workers like it', () => {
  const manifest = job({ framework: 'torch', image, nodes: 4, gpu: gpus(8), procsPerNode: 8 }, v1);
  expect(manifest).toMatchObject({ apiVersion: 'kubeflow.org/v1', kind: 'PyTorchJob', spec: { nprocPerNode: '8' } });
  expect(replica(manifest, 'Master')).toMatchObject({ replicas: 1, container: { name: 'pytorch', image } });
  expect(replica(manifest, 'Worker')).toMatchObject({
    replicas: 3,
    template: { spec: { nodeSelector: { pool: 'h100' } } },
  });
});

test('one node is a master alone, and equal workers need none', () => {
  expect(Object.keys(job({ framework: 'torch', image, nodes: 1 }, v1).spec.pytorchReplicaSpecs as object)).toEqual([
    'Master',
  ]);
  expect(
    Object.keys(job({ framework: 'torch', image, nodes: 2, master: false }, v1).spec.pytorchReplicaSpecs as object),
  ).toEqual(['Worker']);
});

test('a range of nodes is elastic, starting with all of them', () => {
  const manifest = job(
    {
      framework: 'torch',
      image,
      nodes: { min: 2, max: 4 },
      elastic: { rdzvBackend: 'c10d', rdzvConf: { timeout: 900 }, maxRestarts: 10 },
    },
    v1,
  );
  expect(manifest.spec).toMatchObject({
    elasticPolicy: {
      minReplicas: 2,
      maxReplicas: 4,
      rdzvBackend: 'c10d',
      rdzvConf: [{ key: 'timeout', value: '900' }],
      maxRestarts: 10,
    },
  });
  expect(replica(manifest, 'Worker').replicas).toBe(4);
});

test('TensorFlow spells its roles as its operator does; parameter servers take no GPU unless told so', () => {
  const manifest = job(
    {
      framework: 'tensorflow',
      image,
      workers: 8,
      parameterServers: { replicas: 4, cpu: 2 },
      chief: true,
      evaluator: true,
      gpu: gpus(1),
    },
    v1,
  );
  expect(Object.keys(manifest.spec.tfReplicaSpecs as object)).toEqual(['Chief', 'Evaluator', 'PS', 'Worker']);
  expect(replica(manifest, 'PS')).toMatchObject({
    replicas: 4,
    container: { name: 'tensorflow', resources: { limits: { cpu: '2' } } },
  });
  expect(replica(manifest, 'PS').template.spec.nodeSelector).toBeUndefined();
  expect(replica(manifest, 'Chief').container.resources).toEqual({
    limits: { 'nvidia.com/gpu': 1 },
    requests: { 'nvidia.com/gpu': 1 },
  });
});

test('MPI runs the command in the launcher, and as many processes as a worker has GPUs', () => {
  const manifest = job(
    { framework: 'mpi', image, nodes: 4, gpu: gpus(8), command: ['mpirun', 'train'], launcher: { cpu: 1 } },
    v1,
  );
  expect(manifest.spec).toMatchObject({ slotsPerWorker: 8 });
  expect(replica(manifest, 'Launcher').container).toMatchObject({
    name: 'mpi',
    command: ['mpirun', 'train'],
    resources: { limits: { cpu: '1' } },
  });
  expect(replica(manifest, 'Worker').container.command).toBeUndefined();
  expect(replica(manifest, 'Worker').container.resources).toMatchObject({ limits: { 'nvidia.com/gpu': 8 } });
});

test('the other frameworks have the roles and containers of their operators', () => {
  expect(replica(job({ framework: 'xgboost', image, nodes: 3 }, v1), 'Worker')).toMatchObject({
    replicas: 2,
    container: { name: 'xgboost' },
  });
  expect(replica(job({ framework: 'paddle', image, nodes: 2 }, v1), 'Worker')).toMatchObject({
    replicas: 2,
    container: { name: 'paddle' },
  });
  expect(replica(job({ framework: 'jax', image, nodes: 2 }, v1), 'Worker')).toMatchObject({
    replicas: 2,
    container: { name: 'jax' },
  });
  const mxnet = job({ framework: 'mxnet', api: 'v1', image, workers: 2 }, v1);
  expect(mxnet).toMatchObject({ kind: 'MXJob', spec: { jobMode: 'MXTrain' } });
  expect(replica(mxnet, 'Scheduler')).toMatchObject({ replicas: 1, container: { name: 'mxnet' } });
});

test('a role says what it has instead', () => {
  const manifest = job(
    {
      framework: 'torch',
      image,
      nodes: 2,
      env: { A: 1 },
      gpu: 1,
      master: { env: { B: 2 }, gpu: undefined, image: 'acme/master' },
    },
    v1,
  );
  expect(replica(manifest, 'Master').container).toMatchObject({
    image: 'acme/master',
    env: [
      { name: 'A', value: '1' },
      { name: 'B', value: '2' },
    ],
  });
  expect(replica(manifest, 'Master').container.resources).toBeUndefined();
});

test('the run policy is in the words of the job', () => {
  const props = { framework: 'torch', image, nodes: 1 } as const;
  expect(job(props, v1).spec.runPolicy).toEqual({ ttlSecondsAfterFinished: 604800 });
  expect(
    job(
      {
        ...props,
        keepFor: 'forever',
        retries: 3,
        deadline: '2d',
        cleanPodPolicy: 'All',
        suspend: true,
        gang: { minAvailable: 2, queue: 'gpu', scheduleTimeout: '2m' },
      },
      v1,
    ).spec.runPolicy,
  ).toEqual({
    backoffLimit: 3,
    activeDeadlineSeconds: 172800,
    cleanPodPolicy: 'All',
    suspend: true,
    schedulingPolicy: { minAvailable: 2, queue: 'gpu', scheduleTimeoutSeconds: 120 },
  });
});

test('retries restart pods that the operator would leave', () => {
  expect(replica(job({ framework: 'xgboost', image, nodes: 1, retries: 2 }, v1), 'Master').restartPolicy).toBe(
    'OnFailure',
  );
  expect(replica(job({ framework: 'torch', image, nodes: 1, retries: 2 }, v1), 'Master').restartPolicy).toBeUndefined();
  expect(() => job({ framework: 'jax', image, nodes: 1, retries: 2, restartPolicy: 'Never' }, v1)).toThrow(
    "vision/sft: retries is 2, but restartPolicy 'Never' starts no pod again: leave one of them out",
  );
});

test('no pod has an Istio sidecar, which would outlive the training', () => {
  const label = { labels: { 'sidecar.istio.io/inject': 'false' } };
  expect(replica(job({ framework: 'torch', image, nodes: 2 }, v1), 'Worker').template.metadata).toEqual(label);
  expect(
    replica(job({ framework: 'torch', image, nodes: 2, mesh: true }, v1), 'Worker').template.metadata,
  ).toBeUndefined();
});

test('several GPUs in a pod have shared memory as large as the pod allows', () => {
  const volume = (props: object) =>
    replica(job({ framework: 'torch', image, nodes: 1, ...props }, v1), 'Master').template.spec.volumes;
  expect(volume({ gpu: 8 })).toEqual([{ name: 'dev-shm', emptyDir: { medium: 'Memory' } }]);
  expect(volume({ gpu: 1 })).toBeUndefined();
  expect(volume({ gpu: 1, sharedMemory: '8Gi' })).toEqual([
    { name: 'dev-shm', emptyDir: { medium: 'Memory', sizeLimit: '8Gi' } },
  ]);
  expect(volume({ gpu: 8, sharedMemory: false })).toBeUndefined();
  expect(volume({ gpu: 8, mounts: { '/dev/shm': { memory: '1Gi' } } })).toEqual([
    { name: 'dev-shm', emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } },
  ]);
});

test('what a pool needs for its fabric comes with its GPUs', () => {
  const gpu = { ...gpus(8), env: { FI_PROVIDER: 'efa' }, extended: { 'vpc.amazonaws.com/efa': 32 } };
  expect(
    replica(job({ framework: 'torch', image, nodes: 1, gpu, env: { NCCL_DEBUG: 'INFO' } }, v1), 'Master').container,
  ).toMatchObject({
    env: [
      { name: 'FI_PROVIDER', value: 'efa' },
      { name: 'NCCL_DEBUG', value: 'INFO' },
    ],
    resources: { limits: { 'nvidia.com/gpu': 8, 'vpc.amazonaws.com/efa': 32 } },
  });
});

test('Kueue reads the queue and the priority of the job, and the topology of its pods', () => {
  const manifest = job(
    {
      framework: 'torch',
      image,
      nodes: 2,
      queue: 'team',
      priority: 'high',
      topology: { required: 'rack', slice: { required: 'host', size: 2 } },
    },
    v1,
  );
  expect(manifest.metadata).toMatchObject({
    labels: { 'kueue.x-k8s.io/queue-name': 'team', 'kueue.x-k8s.io/priority-class': 'high' },
  });
  expect(replica(manifest, 'Worker').template.metadata).toMatchObject({
    annotations: {
      'kueue.x-k8s.io/podset-required-topology': 'rack',
      'kueue.x-k8s.io/podset-slice-required-topology': 'host',
      'kueue.x-k8s.io/podset-slice-size': '2',
    },
  });
});

test('files are written from the pod itself', () => {
  const { template, container } = replica(
    job({ framework: 'torch', image, nodes: 1, files: { '/etc/a.yaml': 'a: 1', '/etc/b.txt': 'b' } }, v1),
    'Master',
  );
  expect(template.metadata).toMatchObject({
    annotations: { 'files.kubeflow-cdk/0': 'a: 1', 'files.kubeflow-cdk/1': 'b' },
  });
  expect(container.volumeMounts).toEqual([
    { name: 'files', mountPath: '/etc/a.yaml', subPath: '0' },
    { name: 'files', mountPath: '/etc/b.txt', subPath: '1' },
  ]);
  expect(template.spec.volumes).toMatchObject([
    { name: 'files', downwardAPI: { items: [{ path: '0' }, { path: '1' }] } },
  ]);
});

test('MLflow is told by one property, and what the job says itself wins', () => {
  const tracking = {
    mlflow: {
      uri: 'http://mlflow:5000',
      credentials: { username: { secret: 'mlflow', key: 'user' }, password: { secret: 'mlflow', key: 'pass' } },
    },
  };
  expect(
    replica(
      job({ framework: 'torch', image, nodes: 1, tracking, env: { MLFLOW_EXPERIMENT_NAME: 'mine' } }, v1),
      'Master',
    ).container.env,
  ).toEqual([
    { name: 'MLFLOW_TRACKING_URI', value: 'http://mlflow:5000' },
    { name: 'MLFLOW_EXPERIMENT_NAME', value: 'mine' },
    { name: 'MLFLOW_TRACKING_USERNAME', valueFrom: { secretKeyRef: { name: 'mlflow', key: 'user' } } },
    { name: 'MLFLOW_TRACKING_PASSWORD', valueFrom: { secretKeyRef: { name: 'mlflow', key: 'pass' } } },
  ]);
});

test('names leave room for what the operator puts behind them', () => {
  const id = 'a'.repeat(55);
  expect(() => job({ framework: 'torch', image, nodes: 2 }, v1, id)).toThrow(
    `vision/${id}: name '${id}' has 55 characters, 54 are allowed: choose a shorter one`,
  );
  expect(() => job({ framework: 'torch', image, nodes: 2 }, v1, 'a'.repeat(54))).not.toThrow();
  expect(() => job({ framework: 'torch', image, nodes: 12 }, v1, 'a'.repeat(54))).toThrow('53 are allowed');
  expect(() => job({ framework: 'torch', image, nodes: 1 }, v1, '1st')).toThrow('starting with a letter');
});

test.each([
  [{ framework: 'torch', image, nodes: 0 }, 'nodes 0 is less than 1'],
  [{ framework: 'torch', image, nodes: { min: 4, max: 2 } }, 'nodes.min 4 is more than nodes.max 2'],
  [
    { framework: 'torch', image, nodes: 2, procsPerNode: 'many' },
    "procsPerNode 'many' is no number and none of auto, cpu, gpu",
  ],
  [{ framework: 'torch', image: '', nodes: 2 }, "image '' is not an image"],
  [{ framework: 'tensorflow', image, workers: 0 }, 'workers is 0 and there is no chief: nobody trains'],
  [{ framework: 'mxnet', image, workers: 1 }, "framework 'mxnet' ended with training-operator 1.8"],
  [
    { framework: 'caffe', image, nodes: 1 },
    "framework 'caffe' is none of torch, tensorflow, mpi, xgboost, paddle, jax, mxnet",
  ],
  [{ framework: 'torch', image, nodes: 2, master: { image: '' } }, "master.image '' is not an image"],
  [{ image }, 'framework is missing'],
  [
    { framework: 'torch', image, nodes: 2, parameterServers: 1 },
    "framework 'torch' has no 'parameterServers', it is for framework 'tensorflow'",
  ],
  [{ framework: 'torch', image, nodes: 2, gpus: 8 }, "framework 'torch' has no 'gpus', did you mean 'gpu'?"],
  [{ framework: 'torch', runtime: 'x', image, nodes: 1 }, 'framework and runtime exclude each other'],
  [{ framework: 'torch', image, nodes: 1, keepFor: '7 days' }, "keepFor '7 days' is not a duration"],
  [
    { framework: 'torch', image, nodes: 1, topology: {} },
    'topology takes one of required, preferred and unconstrained',
  ],
  [
    { framework: 'torch', image, nodes: 1, tracking: { mlflow: { uri: 'mlflow' } } },
    "tracking.mlflow.uri 'mlflow' is no URL of a tracking server",
  ],
  [{ runtime: 'torch-distributed' }, 'runtime needs Trainer v2, which Kubeflow 1.10 does not install'],
])('%j is refused', (props, sentence) => {
  expect(() => job(props as never, v1)).toThrow(`vision/sft: ${sentence}`);
});
