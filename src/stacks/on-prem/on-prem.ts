import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  type Accelerator,
  type AnyPool,
  GpuOperator,
  type GpuOperatorProps,
  type GpuPool,
  type OnPremPoolProps,
  onPremPool,
  registerPools,
} from '../../constructs/gpu';
import { KubeflowApp } from '../../core/app';
import { Problems } from '../../core/errors';
import { checkProperties, type Known } from '../../core/properties';
import type { Resource } from '../../core/resource';
import '../fleet';
import { type FeatureRuleProps, featureRule } from './features';
import { type LoadBalancerProps, loadBalancer } from './load-balancer';
import { type MachineDeploymentProps, machineDeployment } from './machine-deployment';
import { type NetworkOperatorProps, networkOperator } from './network-operator';
import { type StorageClassProps, storageClass } from './storage';

export interface OnPremStackProps {
  /** Namespace of what it makes, where nothing says another. @default 'kube-system' */
  readonly namespace?: string;
}

/** A cluster on machines of one's own: its pools, and what clouds bring along and machine rooms do not. */
export class OnPremStack extends Chart {
  readonly #pools: AnyPool[] = [];

  constructor(scope: KubeflowApp | Construct, id: string, props: OnPremStackProps = {}) {
    const parent = scope instanceof KubeflowApp ? scope.manifests : scope;
    const problems = new Problems(parent, id);
    checkProperties(problems, props, { namespace: true } satisfies Known<OnPremStackProps>);
    problems.throw();
    super(parent, id, {
      namespace: props.namespace ?? 'kube-system',
      disableResourceNameHashes: true,
    });
  }

  /** The pools that were made so far. */
  get pools(): readonly AnyPool[] {
    return this.#pools;
  }

  /** A pool over machines that exist, found by their labels. */
  gpuPool<const A extends Accelerator, const N extends number>(
    id: string,
    props: OnPremPoolProps<A, N>,
  ): GpuPool<N, A> {
    const pool = onPremPool(id, props);
    this.#pools.push(pool as unknown as AnyPool);
    registerPools(this, pool as unknown as AnyPool);
    return pool;
  }

  /** What NVIDIA's GPU operator is to do for these pools; make the pools first. */
  gpuOperator(props: GpuOperatorProps = {}): GpuOperator {
    return new GpuOperator(this, 'gpu-operator', { pools: this.#pools, ...props });
  }

  /** What NVIDIA's network operator is to do, so that pods reach RDMA adapters. */
  networkOperator(props: NetworkOperatorProps): void {
    networkOperator(this, props);
  }

  /** A rule by which Node Feature Discovery labels nodes for what they are. */
  featureRule(id: string, props: FeatureRuleProps): void {
    featureRule(this, id, props);
  }

  /** Addresses that MetalLB gives to services. */
  loadBalancer(id: string, props: LoadBalancerProps): void {
    loadBalancer(this, id, props);
  }

  /** A class of volumes. */
  storageClass(id: string, props: StorageClassProps): Resource<'storage.k8s.io/v1/StorageClass'> {
    return storageClass(this, id, props);
  }

  /** Machines that Cluster API makes for a pool, on the management cluster that this chart is for then. */
  machineDeployment(id: string, props: MachineDeploymentProps): Resource<'cluster.x-k8s.io/v1beta2/MachineDeployment'> {
    return machineDeployment(this, id, props);
  }
}
