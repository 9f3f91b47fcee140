import { seconds } from '../../core/duration';
import { count } from '../../core/units';
import { defined, definedOrNone, InvalidValue, within } from '../../core/values';
import { type FrameworkProps, v1Kinds } from './frameworks';
import { schedulingPolicy } from './gang';
import type { JobProps } from './props';
import type { ReplicaSpecs } from './replicas';
import { specOf } from './roles-v1';
import type { RunPolicy } from './specs';

export interface OperatorJob {
  readonly kind: string;
  readonly spec: Record<string, unknown>;
  readonly pods: number;
  readonly suffix: number;
}

/** A job of training-operator v1 as its API spells it. Throws InvalidValue. */
export function v1Job(name: string, props: FrameworkProps): OperatorJob {
  if (props.framework === 'mpi' && props.sshAuthMountPath !== undefined) {
    throw new InvalidValue('sshAuthMountPath is for Trainer v2, the operator reaches workers without SSH');
  }
  const { field, spec, replicas } = specOf(name, props);
  return {
    kind: v1Kinds[props.framework],
    spec: defined({ ...spec, runPolicy: runPolicy(props), [field]: replicas }),
    pods: Object.values(replicas).reduce((sum, replica) => sum + (replica.replicas ?? 1), 0),
    suffix: suffixOf(replicas),
  };
}

export function runPolicy(props: JobProps): RunPolicy | undefined {
  const { retries, deadline, keepFor = '7d', suspend, cleanPodPolicy, gang, managedBy } = props;
  return definedOrNone<RunPolicy>({
    cleanPodPolicy,
    ttlSecondsAfterFinished: keepFor === 'forever' ? undefined : within('keepFor', () => seconds(keepFor)),
    activeDeadlineSeconds: deadline === undefined ? undefined : within('deadline', () => count(seconds(deadline), 1)),
    backoffLimit: retries === undefined ? undefined : within('retries', () => count(retries)),
    schedulingPolicy: gang ? schedulingPolicy(gang) : undefined,
    suspend,
    managedBy,
  });
}

/** Pods and Services are called `<job>-<role>-<index>`. */
function suffixOf(replicas: ReplicaSpecs): number {
  return Math.max(
    ...Object.entries(replicas).map(([role, { replicas: n = 1 }]) =>
      role === 'Launcher' ? '-launcher'.length : `-${role}-${Math.max(0, n - 1)}`.length,
    ),
  );
}
