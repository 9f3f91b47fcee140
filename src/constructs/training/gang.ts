import { type DurationLike, seconds } from '../../core/duration';
import { labelValue } from '../../core/names';
import { count } from '../../core/units';
import { defined, definedOrNone, InvalidValue, within } from '../../core/values';
import type { RunPolicy } from './specs';

/** All pods of a job together or none. On v1 the operator's own flag decides the scheduler, on v2 this does. */
export interface Gang {
  /** v2 only. @default 'coscheduling' */
  readonly scheduler?: 'coscheduling' | 'volcano';
  /** v1: pods that must fit before any starts. @default all */
  readonly minAvailable?: number;
  /** Queue of Volcano. */
  readonly queue?: string;
  /** v1: priority class of the pod group. */
  readonly priorityClass?: string;
  /** v1: resources that must be free. @default the sum of the pods' requests */
  readonly minResources?: Readonly<Record<string, string | number>>;
  /** How long the pods may wait for each other; coscheduling only. @default '60s' on v2, by the operator */
  readonly scheduleTimeout?: DurationLike;
  /** v2 with Volcano: how far apart in the network the pods may be. */
  readonly networkTopology?: { readonly mode?: 'hard' | 'soft'; readonly highestTierAllowed?: number };
}

/** Kueue's topology-aware scheduling. Exactly one of them; the values are node labels, levels of the Topology. */
export type TopologyRequest = (
  | { readonly required: string }
  | { readonly preferred: string }
  /** Anywhere, as long as it fits. */
  | { readonly unconstrained: true }
) & {
  /** Pods come in slices of `size` that must each stay within one domain of the level. */
  readonly slice?: { readonly required: string; readonly size: number };
};

export function schedulingPolicy(gang: Gang): RunPolicy['schedulingPolicy'] {
  if (gang.networkTopology) throw new InvalidValue('gang.networkTopology is for Trainer v2 with Volcano');
  const { minAvailable, queue, priorityClass, minResources, scheduleTimeout } = gang;
  return defined({
    minAvailable: minAvailable === undefined ? undefined : within('gang.minAvailable', () => count(minAvailable, 1)),
    queue,
    priorityClass,
    minResources: minResources && { ...minResources },
    scheduleTimeoutSeconds:
      scheduleTimeout === undefined ? undefined : within('gang.scheduleTimeout', () => seconds(scheduleTimeout)),
  });
}

/** Trainer's podGroupPolicy. */
export function podGroupPolicy(gang: Gang) {
  const { scheduler = 'coscheduling', scheduleTimeout, networkTopology } = gang;
  for (const field of ['minAvailable', 'priorityClass', 'minResources'] as const) {
    if (gang[field] !== undefined)
      throw new InvalidValue(`gang.${field} is for training-operator v1, Trainer v2 takes all pods of the job`);
  }
  if (scheduler === 'volcano') {
    if (scheduleTimeout !== undefined)
      throw new InvalidValue('gang.scheduleTimeout is for coscheduling, Volcano has none');
    return { volcano: defined({ networkTopology: networkTopology && defined({ ...networkTopology }) }) };
  }
  if (networkTopology) throw new InvalidValue("gang.networkTopology needs gang.scheduler 'volcano'");
  const timeout =
    scheduleTimeout === undefined ? undefined : within('gang.scheduleTimeout', () => seconds(scheduleTimeout));
  return { coscheduling: defined({ scheduleTimeoutSeconds: timeout }) };
}

/** Labels of the job that Kueue reads. */
export function kueueLabels(props: {
  readonly queue?: string;
  readonly priority?: string;
}): Record<string, string> | undefined {
  const { queue, priority } = props;
  return definedOrNone({
    'kueue.x-k8s.io/queue-name': queue === undefined ? undefined : within('queue', () => labelValue(queue)),
    'kueue.x-k8s.io/priority-class':
      priority === undefined ? undefined : within('priority', () => labelValue(priority)),
  }) as Record<string, string> | undefined;
}

/** Annotations of the pods that Kueue reads. Source: kubernetes-sigs/kueue apis/kueue/v1beta2/topology_types.go. */
export function topologyAnnotations(request: TopologyRequest): Record<string, string> {
  const one = ['required', 'preferred', 'unconstrained'].filter((key) => key in request);
  if (one.length !== 1) throw new InvalidValue('topology takes one of required, preferred and unconstrained');
  return defined({
    'kueue.x-k8s.io/podset-required-topology': 'required' in request ? request.required : undefined,
    'kueue.x-k8s.io/podset-preferred-topology': 'preferred' in request ? request.preferred : undefined,
    'kueue.x-k8s.io/podset-unconstrained-topology': 'unconstrained' in request ? 'true' : undefined,
    'kueue.x-k8s.io/podset-slice-required-topology': request.slice?.required,
    'kueue.x-k8s.io/podset-slice-size':
      request.slice && String(within('topology.slice.size', () => count(request.slice!.size, 1))),
  }) as Record<string, string>;
}
