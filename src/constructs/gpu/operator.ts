import { Construct } from 'constructs';
import { declareExisting } from '../../core/declared';
import { fail } from '../../core/errors';
import { Resource } from '../../core/resource';
import { defined } from '../../core/values';
import type { Toleration } from '../../generated/core';
import type { ClusterPolicySpec, NVIDIADriverSpec } from '../../generated/nvidia.com';
import type { AnyPool } from './pool';
import { poolsOf } from './registry';
import { devicePluginConfigs, migConfigs } from './sharing';

/** The kernel driver that the operator installs. */
export interface DriverProps {
  /** Branch and version, such as `580.95.05`. @default the operator's */
  readonly version?: string;
  /** @default 'auto', open where the GPU can have it */
  readonly kernelModule?: 'auto' | 'open' | 'proprietary';
  /** Packages made for the node's kernel, instead of compiling on the node. @default false */
  readonly precompiled?: boolean;
  /** GPUDirect RDMA; `'host'` where the network driver is on the node already. @default false */
  readonly rdma?: boolean | 'host';
  /** Registry of the driver's image. @default nvcr.io/nvidia */
  readonly repository?: string;
  /** Nodes upgraded at a time. @default 1 */
  readonly maxParallelUpgrades?: number;
}

/** A driver for some nodes only, where a cluster has several. */
export interface NodeDriverProps extends DriverProps {
  /** Labels of the nodes, or the pool they are. */
  readonly nodes: Readonly<Record<string, string>> | AnyPool;
  /** GPUDirect Storage. @default false */
  readonly gds?: boolean;
  /** @default false */
  readonly gdrcopy?: boolean;
}

export interface GpuOperatorProps {
  /** Namespace of the operator. @default 'gpu-operator' */
  readonly namespace?: string;
  /** Pools whose sharing and MIG layouts it carries out. @default all of the program */
  readonly pools?: readonly AnyPool[];
  /** One driver for all nodes; `'preinstalled'` where the image has one, `'per-node'` where `nodeDrivers` say. @default {} */
  readonly driver?: DriverProps | 'preinstalled' | 'per-node';
  readonly nodeDrivers?: Readonly<Record<string, NodeDriverProps>>;
  /** NVIDIA's container runtime; `'preinstalled'` where the image has it. @default 'install' */
  readonly toolkit?: 'install' | 'preinstalled';
  /** How slices are advertised. @default 'single' where every pool is cut so, else 'mixed' */
  readonly migStrategy?: 'none' | 'single' | 'mixed';
  /** GPU metrics; `'service-monitor'` where the Prometheus operator collects them. @default true */
  readonly dcgm?: boolean | 'service-monitor';
  /** GPUDirect Storage, for file systems that write to GPU memory. @default false */
  readonly gds?: boolean;
  /** @default false */
  readonly gdrcopy?: boolean;
  /** Taints of the nodes that its own pods tolerate. @default all of the pools */
  readonly tolerations?: ClusterPolicySpec['daemonsets']['tolerations'];
}

/**
 * What NVIDIA's GPU operator is to do in a cluster that has it: drivers, sharing, MIG layouts and metrics, as the pools say.
 * Source: github NVIDIA/gpu-operator api/nvidia/v1/clusterpolicy_types.go
 */
export class GpuOperator extends Construct {
  readonly policy: Resource<'nvidia.com/v1/ClusterPolicy'>;

  constructor(scope: Construct, id: string, props: GpuOperatorProps = {}) {
    super(scope, id);
    const { namespace = 'gpu-operator', driver = {}, nodeDrivers = {}, dcgm = true } = props;
    const pools = (props.pools ?? poolsOf(scope)).filter(({ resource }) => resource.startsWith('nvidia.com/'));
    if ((driver === 'per-node') !== Object.keys(nodeDrivers).length > 0) {
      fail(this, "nodeDrivers are for driver 'per-node', and 'per-node' needs some: give both or none");
    }
    const plugin = this.#configMap('device-plugin-config', namespace, devicePluginConfigs(pools));
    const layouts = migConfigs(pools);
    const mig = this.#configMap('mig-config', namespace, layouts === undefined ? {} : { 'config.yaml': layouts });
    const spec: ClusterPolicySpec = {
      operator: {},
      daemonsets: { tolerations: props.tolerations ?? tolerationsOf(pools) },
      driver: driverSpec(driver),
      toolkit: { enabled: (props.toolkit ?? 'install') === 'install' },
      devicePlugin: defined({
        enabled: true,
        config: plugin === undefined ? undefined : { name: plugin, default: 'whole' },
      }),
      gfd: { enabled: true },
      nodeStatusExporter: { enabled: false },
      dcgm: { enabled: false },
      dcgmExporter: {
        enabled: dcgm !== false,
        ...(dcgm === 'service-monitor' && { serviceMonitor: { enabled: true } }),
      },
      mig: { strategy: props.migStrategy ?? strategyOf(pools) },
      migManager: defined({
        enabled: pools.some(({ shape }) => shape.mig !== undefined),
        config: mig === undefined ? undefined : { name: mig, default: 'all-disabled' as const },
      }),
      ...(props.gds && { gds: { enabled: true } }),
      ...(props.gdrcopy && { gdrcopy: { enabled: true } }),
    };
    this.policy = new Resource(this, 'cluster-policy', 'nvidia.com/v1/ClusterPolicy', { spec });
    for (const [name, node] of Object.entries(nodeDrivers)) {
      new Resource(this, name, 'nvidia.com/v1alpha1/NVIDIADriver', { spec: nodeDriverSpec(node) });
    }
  }

  #configMap(name: string, namespace: string, data: Record<string, string>): string | undefined {
    if (Object.keys(data).length === 0) return undefined;
    declareExisting(this, { kind: 'Namespace', name: namespace });
    new Resource(this, name, 'v1/ConfigMap', { data }, { namespace });
    return name;
  }
}

function driverSpec(driver: NonNullable<GpuOperatorProps['driver']>): ClusterPolicySpec['driver'] {
  if (driver === 'preinstalled') return { enabled: false };
  if (driver === 'per-node') return { enabled: true, useNvidiaDriverCRD: true };
  return { enabled: true, ...common(driver) };
}

function nodeDriverSpec(node: NodeDriverProps): NVIDIADriverSpec {
  const selected = 'placement' in node.nodes ? (node.nodes as AnyPool).placement.nodeSelector : node.nodes;
  return {
    driverType: 'gpu',
    ...common(node),
    nodeSelector: { ...(selected as Record<string, string>) },
    ...('placement' in node.nodes && { tolerations: tolerationsOf([node.nodes as AnyPool]) }),
    ...(node.gds && { gds: { enabled: true } }),
    ...(node.gdrcopy && { gdrcopy: { enabled: true } }),
  };
}

function common({
  version,
  kernelModule = 'auto',
  precompiled,
  rdma,
  repository,
  maxParallelUpgrades = 1,
}: DriverProps) {
  return defined({
    version,
    kernelModuleType: kernelModule,
    usePrecompiled: precompiled,
    repository,
    rdma: rdma ? { enabled: true, useHostMofed: rdma === 'host' } : undefined,
    upgradePolicy: { autoUpgrade: true, maxParallelUpgrades },
  });
}

function tolerationsOf(pools: readonly AnyPool[]): NonNullable<ClusterPolicySpec['daemonsets']['tolerations']> {
  const all = pools.flatMap(({ placement }) => placement.tolerations ?? []);
  const own: Toleration = { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' };
  return [...new Map([own, ...all].map((toleration) => [JSON.stringify(toleration), { ...toleration }])).values()];
}

function strategyOf(pools: readonly AnyPool[]): 'single' | 'mixed' {
  const strategies = pools.flatMap(({ shape }) => (shape.mig === undefined ? [] : [shape.mig.strategy ?? 'mixed']));
  return strategies.length > 0 && strategies.every((strategy) => strategy === 'single') ? 'single' : 'mixed';
}
