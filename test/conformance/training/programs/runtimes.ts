import { ClusterTrainingRuntime } from '../../../../src/constructs/training';
import type { Program } from './program';

const step = (name: string) => ({ labels: { 'trainer.kubeflow.org/trainjob-ancestor-step': name } });
const labels = (framework: string) => ({ labels: { 'trainer.kubeflow.org/framework': framework } });
const mlx = { name: 'node', image: 'ghcr.io/kubeflow/trainer/mlx-runtime', securityContext: { runAsUser: 1000 } };
const workspace = [{ mountPath: '/workspace', name: 'initializer' }];

const single =
  (framework: string, image: string): Program['write'] =>
  (chart) =>
    new ClusterTrainingRuntime(chart, `${framework}-distributed`, {
      metadata: labels(framework),
      mlPolicy: { numNodes: 1 },
      template: {
        spec: {
          replicatedJobs: [
            {
              name: 'node',
              template: {
                metadata: step('trainer'),
                spec: { template: { spec: { containers: [{ name: 'node', image }] } } },
              },
            },
          ],
        },
      },
    });

function initializer(name: string, uri: string) {
  return {
    name,
    template: {
      metadata: step(name),
      spec: {
        template: {
          spec: {
            containers: [
              {
                name,
                image: `ghcr.io/kubeflow/trainer/${name}`,
                env: [{ name: 'STORAGE_URI', value: uri }],
                volumeMounts: workspace,
              },
            ],
          },
        },
      },
    },
  };
}

export const runtimes: readonly Program[] = [
  {
    example: 'ClusterTrainingRuntime/trainer-v2__jax-distributed.yaml',
    write: single('jax', 'nvcr.io/nvidia/jax:25.10-py3'),
    explained: { '/spec/mlPolicy/jax': 'a policy of Trainer 2.2, which the Trainer 2.1 of the releases drops' },
  },
  {
    example: 'ClusterTrainingRuntime/trainer-v2__xgboost-distributed.yaml',
    write: single('xgboost', 'ghcr.io/kubeflow/trainer/xgboost-runtime:latest'),
    explained: { '/spec/mlPolicy/xgboost': 'a policy of Trainer 2.2, which the Trainer 2.1 of the releases drops' },
  },
  {
    example: 'ClusterTrainingRuntime/trainer-v2__mlx-distributed.yaml',
    write: (chart) =>
      new ClusterTrainingRuntime(chart, 'mlx-distributed', {
        metadata: labels('mlx'),
        mlPolicy: {
          numNodes: 1,
          mpi: {
            numProcPerNode: 1,
            mpiImplementation: 'OpenMPI',
            sshAuthMountPath: '/home/mpiuser/.ssh',
            runLauncherAsNode: true,
          },
        },
        template: {
          spec: {
            network: { publishNotReadyAddresses: true },
            successPolicy: { operator: 'All', targetReplicatedJobs: ['launcher'] },
            replicatedJobs: [
              {
                name: 'launcher',
                template: { metadata: step('trainer'), spec: { template: { spec: { containers: [mlx] } } } },
              },
              {
                name: 'node',
                template: {
                  spec: {
                    template: {
                      spec: {
                        containers: [
                          {
                            ...mlx,
                            command: ['/usr/sbin/sshd'],
                            args: ['-De', '-f', '/home/mpiuser/.sshd_config'],
                            readinessProbe: { tcpSocket: { port: 2222 }, initialDelaySeconds: 5 },
                          },
                        ],
                      },
                    },
                  },
                },
              },
            ],
          },
        },
      }),
  },
  {
    example: 'ClusterTrainingRuntime/trainer-v2__torchtune-qwen2.5-1.5b.yaml',
    write: (chart) =>
      new ClusterTrainingRuntime(chart, 'torchtune-qwen2.5-1.5b', {
        metadata: labels('torchtune'),
        mlPolicy: { numNodes: 1, torch: {} },
        template: {
          spec: {
            replicatedJobs: [
              initializer('dataset-initializer', 'hf://tatsu-lab/alpaca'),
              initializer('model-initializer', 'hf://Qwen/Qwen2.5-1.5B-Instruct'),
              {
                name: 'node',
                dependsOn: [
                  { name: 'dataset-initializer', status: 'Complete' },
                  { name: 'model-initializer', status: 'Complete' },
                ],
                template: {
                  metadata: step('trainer'),
                  spec: {
                    template: {
                      spec: {
                        containers: [
                          {
                            name: 'node',
                            image: 'ghcr.io/kubeflow/trainer/torchtune-trainer',
                            command: [
                              'tune',
                              'run',
                              '--rdzv_endpoint=localhost:29500',
                              'full_finetune_distributed',
                              '--config',
                              'qwen2_5/1.5B_full',
                              'dataset=torchtune.datasets.instruct_dataset',
                              'dataset.source=parquet',
                              'dataset.data_dir=/workspace/dataset/data',
                              'output_dir=/workspace/output',
                              'tokenizer.path=/workspace/model/vocab.json',
                              'tokenizer.merges_file=/workspace/model/merges.txt',
                              'checkpointer.checkpoint_dir=/workspace/model',
                            ],
                            resources: { limits: { 'nvidia.com/gpu': 2 } },
                            volumeMounts: workspace,
                          },
                        ],
                      },
                    },
                  },
                },
              },
            ],
          },
        },
      }),
    explained: {
      '/spec/template/spec/volumeClaimPolicies':
        'JobSet 0.11 makes claims, the JobSet of the releases knows no such field',
    },
  },
];
