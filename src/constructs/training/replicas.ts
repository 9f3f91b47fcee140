import type { Container } from '../../core/container';
import { podTemplate } from '../../core/pod';
import { defined, InvalidValue, within } from '../../core/values';
import { type FrameworkProps, v1Containers } from './frameworks';
import { jobContainer, jobPod, roleContainer, withSharedMemory } from './pods';
import type { Framework, JobProps, JobRole, MpiRole } from './props';
import type { ReplicaSpec } from './specs';

type Replicated = Omit<FrameworkProps, 'command' | 'args'> & Pick<JobProps, 'command' | 'args'>;

export type ReplicaSpecs = Record<string, ReplicaSpec>;

export function replica(name: string, props: Replicated, role: string, replicas: number, own?: JobRole): ReplicaSpec {
  if (own !== undefined) return within(`${role}:`, () => replicaSpec(name, props, replicas, own));
  return replicaSpec(name, props, replicas, {});
}

function replicaSpec(name: string, props: Replicated, replicas: number, own: JobRole | MpiRole): ReplicaSpec {
  const containerName = ('containerName' in own && own.containerName) || v1Containers[props.framework];
  const container = withSharedMemory(roleContainer(jobContainer(props as JobProps, name), own), props.sharedMemory);
  const { restartPolicy: _onReplica, ...pod } = jobPod(props as JobProps, own.pod);
  const restartPolicy = own.restartPolicy ?? own.pod?.restartPolicy ?? restartPolicyOf(props as FrameworkProps);
  return defined({ replicas, restartPolicy, template: podTemplate(containerName, container, pod) });
}

/** Frameworks whose pods the operator never starts again unless told so. */
const NEVER_RESTARTED: readonly Framework[] = ['tensorflow', 'mpi', 'xgboost', 'jax', 'mxnet'];

function restartPolicyOf(props: FrameworkProps): ReplicaSpec['restartPolicy'] {
  const given = props.restartPolicy ?? props.pod?.restartPolicy;
  const { retries } = props;
  if (retries === undefined || retries === 0) return given;
  if (given === 'Never')
    throw new InvalidValue(
      `retries is ${retries}, but restartPolicy 'Never' starts no pod again: leave one of them out`,
    );
  return given ?? (NEVER_RESTARTED.includes(props.framework) ? 'OnFailure' : undefined);
}

export function withoutGpu<T extends { readonly gpu?: Container['gpu'] }>(props: T): T {
  return { ...props, gpu: undefined };
}
