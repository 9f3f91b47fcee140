import type { FitInitContainer, FitPodTerm } from '../../../src/validation/fit';
import type { Node, Pod } from '../../validation/fit/brute-force';

/** The Node that a node of the check stands for. */
export function nodeManifest(node: Node): object {
  return {
    metadata: { name: node.name, labels: node.labels },
    spec: { taints: node.taints },
    status: {
      allocatable: {
        cpu: String(node.cpu),
        memory: `${node.memory}Gi`,
        pods: String(node.maxPods),
        'nvidia.com/gpu': String(node.gpu),
      },
    },
  };
}

/** The Pod that the API server would be sent; `entry` tells the entries of a workload apart. */
export function podManifest({ workload, pods }: Pod, name: string, entry = 0): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', uid: name, labels: { workload, entry: String(entry) } },
    spec: {
      containers: (pods.containers ?? [pods]).map((one, i) => container(one, `c${i}`)),
      initContainers: pods.initContainers?.map((one, i) => container(one, `i${i}`)),
      overhead: pods.overhead && quantities(pods.overhead),
      nodeSelector: pods.nodeSelector,
      tolerations: pods.tolerations,
      affinity: {
        nodeAffinity: pods.affinity?.node?.length
          ? {
              requiredDuringSchedulingIgnoredDuringExecution: {
                nodeSelectorTerms: pods.affinity.node.map((matchExpressions) => ({ matchExpressions })),
              },
            }
          : undefined,
        podAffinity: terms(pods.affinity?.pod),
        podAntiAffinity: terms(pods.affinity?.podAnti),
      },
      topologySpreadConstraints: pods.spread?.map((constraint) => ({
        whenUnsatisfiable: 'DoNotSchedule',
        ...constraint,
        labelSelector: { matchLabels: { workload } },
      })),
      volumes: pods.volumeZones?.length
        ? [{ name: 'data', persistentVolumeClaim: { claimName: [...pods.volumeZones].sort().join('-') } }]
        : undefined,
    },
  };
}

function terms(given: readonly FitPodTerm[] | undefined): object | undefined {
  if (!given?.length) return undefined;
  return {
    requiredDuringSchedulingIgnoredDuringExecution: given.map(({ to, topologyKey }) => ({
      topologyKey,
      labelSelector: { matchExpressions: [{ key: 'workload', operator: 'In', values: to }] },
    })),
  };
}

function container(given: FitInitContainer, name: string): object {
  const { cpu, memoryGi, cpuLimit, memoryLimitGi, gpu, gpuLimit = gpu } = given;
  const extra = Object.fromEntries(Object.entries(given.extra ?? {}).map(([key, value]) => [key, String(value)]));
  const asksGpu = gpu !== undefined && (gpu !== 0 || gpuLimit !== 0);
  const limitsGpu = gpuLimit !== undefined && gpuLimit !== null && (gpuLimit !== 0 || asksGpu);
  return {
    name,
    image: 'i',
    imagePullPolicy: 'Always',
    terminationMessagePolicy: 'File',
    restartPolicy: given.restartPolicy,
    resources: {
      requests: { ...quantities({ cpu, memoryGi }), ...(asksGpu ? { 'nvidia.com/gpu': String(gpu) } : {}), ...extra },
      limits: {
        ...quantities({ cpu: cpuLimit, memoryGi: memoryLimitGi }),
        ...(limitsGpu ? { 'nvidia.com/gpu': String(gpuLimit) } : {}),
        ...extra,
      },
    },
  };
}

function quantities({ cpu, memoryGi }: { readonly cpu?: number; readonly memoryGi?: number }): object {
  return {
    ...(cpu === undefined ? {} : { cpu: String(cpu) }),
    ...(memoryGi === undefined ? {} : { memory: `${memoryGi}Gi` }),
  };
}
