import type { Manifest } from './team';

/** Job, model or search number `index` of a team, 1.95 kB of YAML on average. */
export function workload(team: string, index: number): Manifest {
  const make = [trainingJob, inferenceService, experiment][index % 3]!;
  return make(team, index);
}

function metadata(team: string, name: string, app: string) {
  return { name, namespace: team, labels: { team, app, 'app.kubernetes.io/managed-by': 'kubeflow-cdk' } };
}

function trainingJob(team: string, index: number): Manifest {
  const replica = (replicas: number) => ({
    replicas,
    restartPolicy: 'OnFailure',
    template: {
      metadata: { annotations: { 'sidecar.istio.io/inject': 'false' } },
      spec: {
        nodeSelector: { 'cloud.google.com/gke-accelerator': 'nvidia-h100-80gb' },
        tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }],
        containers: [
          {
            name: 'pytorch',
            image: `ghcr.io/acme/sft:${index % 50}`,
            command: ['torchrun', 'sft.py', `--run=${index}`, '--lr=1e-4'],
            env: [
              { name: 'NCCL_DEBUG', value: 'INFO' },
              { name: 'SEED', value: String(index) },
            ],
            resources: {
              requests: { cpu: '16', memory: '128Gi', 'nvidia.com/gpu': 8 },
              limits: { memory: '128Gi', 'nvidia.com/gpu': 8 },
            },
            volumeMounts: [
              { name: 'data', mountPath: '/data', readOnly: true },
              { name: 'shm', mountPath: '/dev/shm' },
            ],
          },
        ],
        volumes: [
          { name: 'data', csi: { driver: 's3.csi.acme.io', volumeAttributes: { bucket: `data-${index}` } } },
          { name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '16Gi' } },
        ],
      },
    },
  });
  return {
    apiVersion: 'kubeflow.org/v1',
    kind: 'PyTorchJob',
    metadata: metadata(team, `sft-${index}`, 'training'),
    spec: {
      runPolicy: { cleanPodPolicy: 'Running', ttlSecondsAfterFinished: 604800, backoffLimit: index % 5 },
      nprocPerNode: '8',
      pytorchReplicaSpecs: { Master: replica(1), Worker: replica(3) },
    },
  };
}

function inferenceService(team: string, index: number): Manifest {
  return {
    apiVersion: 'serving.kserve.io/v1beta1',
    kind: 'InferenceService',
    metadata: metadata(team, `chat-${index}`, 'serving'),
    spec: {
      predictor: {
        minReplicas: 0,
        maxReplicas: 4,
        scaleTarget: 8,
        scaleMetric: 'concurrency',
        containerConcurrency: 16,
        timeout: 300,
        canaryTrafficPercent: 10,
        labels: { 'acme.io/pool': `l4-${index % 4}`, 'acme.io/tier': 'online' },
        model: {
          modelFormat: { name: 'huggingface' },
          storageUri: 'hf://meta-llama/Llama-3.1-8B',
          args: [`--model_name=chat-${index}`, '--dtype=bfloat16', '--max_model_len=8192'],
          env: [{ name: 'HF_TOKEN', valueFrom: { secretKeyRef: { name: 'hf', key: 'token' } } }],
          resources: {
            requests: { cpu: '4', memory: '32Gi', 'nvidia.com/gpu': 1 },
            limits: { cpu: '8', memory: '32Gi', 'nvidia.com/gpu': 1 },
          },
        },
        logger: { mode: 'all', url: 'http://broker-ingress.knative-eventing.svc.cluster.local/default' },
      },
      transformer: {
        containers: [
          {
            name: 'kserve-container',
            image: 'ghcr.io/acme/transform:2.1',
            args: ['--model_name', `chat-${index}`],
            ports: [{ containerPort: 8080, protocol: 'TCP' }],
            resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '1Gi' } },
          },
        ],
      },
    },
  };
}

function experiment(team: string, index: number): Manifest {
  return {
    apiVersion: 'kubeflow.org/v1beta1',
    kind: 'Experiment',
    metadata: metadata(team, `tune-${index}`, 'katib'),
    spec: {
      objective: { type: 'maximize', goal: 0.99, objectiveMetricName: 'val_accuracy' },
      algorithm: { algorithmName: 'tpe', algorithmSettings: [{ name: 'random_state', value: String(index) }] },
      maxTrialCount: 30,
      parallelTrialCount: 3,
      maxFailedTrialCount: 3,
      parameters: [
        {
          name: 'lr',
          parameterType: 'double',
          feasibleSpace: { min: '1e-05', max: '0.01', distribution: 'logUniform' },
        },
        { name: 'batch', parameterType: 'discrete', feasibleSpace: { list: ['16', '32', '64'] } },
        { name: 'layers', parameterType: 'int', feasibleSpace: { min: '2', max: '8' } },
      ],
      trialTemplate: {
        primaryContainerName: 'training-container',
        trialParameters: [
          { name: 'lr', reference: 'lr' },
          { name: 'batch', reference: 'batch' },
          { name: 'layers', reference: 'layers' },
        ],
        trialSpec: {
          apiVersion: 'batch/v1',
          kind: 'Job',
          spec: {
            template: {
              spec: {
                restartPolicy: 'Never',
                containers: [
                  {
                    name: 'training-container',
                    image: `ghcr.io/acme/tune:${index % 50}`,
                    command: [
                      'python',
                      'train.py',
                      ...['lr', 'batch', 'layers'].map((name) => `--${name}=\${trialParameters.${name}}`),
                    ],
                    resources: {
                      limits: { 'nvidia.com/gpu': 1, memory: '32Gi' },
                      requests: { cpu: '8', memory: '32Gi' },
                    },
                  },
                ],
              },
            },
          },
        },
      },
    },
  };
}
