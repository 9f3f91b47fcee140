import type { Construct } from 'constructs';
import type { AnyPool } from '../../constructs/gpu';
import { Resource } from '../../core/resource';
import { defined } from '../../core/values';

/** Another object of Cluster API, by what it is and what it is called. */
export interface ClusterApiRef {
  /** `infrastructure.cluster.x-k8s.io`, `bootstrap.cluster.x-k8s.io`. */
  readonly apiGroup: string;
  /** `Metal3MachineTemplate`, `VSphereMachineTemplate`, `KubeadmConfigTemplate`. */
  readonly kind: string;
  readonly name: string;
}

export interface MachineDeploymentProps {
  /** Pool whose nodes these become: its labels, taints and range. */
  readonly pool: AnyPool;
  /** Name of the Cluster that they join. */
  readonly cluster: string;
  readonly infrastructure: ClusterApiRef;
  /** Its kubelet must register the pool's labels, which Cluster API syncs only in part. */
  readonly bootstrap: ClusterApiRef;
  /** Kubernetes version, `v1.34.1`. */
  readonly version: string;
  readonly failureDomain?: string;
}

const SIZE = 'cluster.x-k8s.io/cluster-api-autoscaler-node-group';
const CAPACITY = 'capacity.cluster-autoscaler.kubernetes.io';

/** Source: kubernetes-sigs/cluster-api api/core/v1beta2, kubernetes/autoscaler cloudprovider/clusterapi/README.md */
export function machineDeployment(scope: Construct, id: string, props: MachineDeploymentProps) {
  const { pool, cluster } = props;
  const { min, max } = pool.nodes;
  const { nodeSelector = {} } = pool.placement;
  const labels = { ...pool.shape.labels, ...nodeSelector };
  const taints = pool.shape.taints ?? [];
  const annotations =
    min === max
      ? undefined
      : defined({
          [`${SIZE}-min-size`]: String(min),
          [`${SIZE}-max-size`]: String(max),
          [`${CAPACITY}/cpu`]: pool.shape.cpu === undefined ? undefined : String(pool.shape.cpu),
          [`${CAPACITY}/memory`]: pool.shape.memoryGi === undefined ? undefined : `${pool.shape.memoryGi}Gi`,
          [`${CAPACITY}/gpu-type`]: pool.resource,
          [`${CAPACITY}/gpu-count`]: String(pool.gpusPerNode * (pool.shape.timeSlicing ?? 1)),
          [`${CAPACITY}/labels`]: Object.entries(labels)
            .map(([key, value]) => `${key}=${value}`)
            .join(','),
          [`${CAPACITY}/taints`]:
            taints.length === 0
              ? undefined
              : taints.map(({ key, value = '', effect }) => `${key}=${value}:${effect}`).join(','),
        });
  const own = { 'cluster.x-k8s.io/deployment-name': id };
  return new Resource(
    scope,
    id,
    'cluster.x-k8s.io/v1beta2/MachineDeployment',
    {
      spec: {
        clusterName: cluster,
        // The autoscaler counts where the pool scales.
        ...(min === max && { replicas: min }),
        selector: { matchLabels: { ...own, 'cluster.x-k8s.io/cluster-name': cluster } },
        template: {
          metadata: { labels: { ...own, 'cluster.x-k8s.io/cluster-name': cluster, ...labels } },
          spec: defined({
            clusterName: cluster,
            version: props.version,
            failureDomain: props.failureDomain,
            bootstrap: { configRef: { ...props.bootstrap } },
            infrastructureRef: { ...props.infrastructure },
          }),
        },
      },
    },
    { annotations: annotations as Record<string, string> | undefined },
  );
}
