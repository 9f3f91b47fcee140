/** The plain data that the fit check reads: what a fleet may become and what is to run on it. */
export interface FitDocument {
  readonly pools: readonly FitPool[];
  readonly workloads: readonly FitWorkload[];
  /** ResourceQuota of the namespace of the workloads it names. */
  readonly quota?: FitQuota | readonly FitQuota[];
  /** Kueue ClusterQueue. */
  readonly queue?: FitQueue | readonly FitQueue[];
  readonly daemonsets?: readonly FitDaemonSet[];
  /** Admission plugins beyond the defaults. `ExtendedResourceToleration` is the one that changes placement. */
  readonly admission?: readonly string[];
}

/** A whole number or a Kubernetes quantity (`'64Gi'`); a bare number of memory counts Gi. */
export type FitAmount = number | string;

export interface FitPool {
  readonly name: string;
  /** Accelerators per node. @default 0 */
  readonly gpus?: number;
  /** Card, as MIG tables name it (`H100-80GB`). */
  readonly accelerator?: string;
  /** Allocatable cores; with `cloud`, kubelet's capacity, from which the cloud's reserve is taken. */
  readonly cpu: number;
  /** Allocatable Gi; with `cloud`, kubelet's capacity. */
  readonly memoryGi: number;
  /** @default 0 */
  readonly minNodes?: number;
  readonly maxNodes: number;
  readonly labels?: Readonly<Record<string, string>>;
  /** Objects, or kubectl's `key=value:Effect`. */
  readonly taints?: readonly (FitTaint | string)[];
  readonly cloud?: 'eks' | 'gke' | 'aks';
  /** Resource that `gpus` counts. @default 'nvidia.com/gpu' */
  readonly resource?: string;
  /** Further allocatable resources by full name. */
  readonly extra?: Readonly<Record<string, FitAmount>>;
  /** A node is born in any one of these. */
  readonly zones?: readonly string[];
  /** Pods per node, DaemonSet pods included. @default 110 */
  readonly maxPods?: number;
  readonly mig?: FitMig;
  readonly timeSlicing?: FitTimeSlicing;
}

export interface FitMig {
  /** @default 'mixed' */
  readonly strategy?: 'mixed' | 'single';
  /** Instances per GPU, alike for every GPU or one map per GPU; an empty map leaves the GPU whole. */
  readonly perGpu?: Readonly<Record<string, number>> | readonly Readonly<Record<string, number>>[];
  /** Any valid geometry may be chosen, GPU by GPU, as the pods need it. @default false */
  readonly auto?: boolean;
}

export interface FitTimeSlicing {
  readonly replicas: number;
  /** The device plugin refuses a container that asks for more than one. @default false */
  readonly failRequestsGreaterThanOne?: boolean;
}

export interface FitTaint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}

export interface FitToleration {
  readonly key?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly effect?: string;
  readonly tolerationSeconds?: number;
}

export interface FitWorkload {
  readonly name: string;
  readonly kind?: string;
  readonly pods: readonly FitPods[];
  /** All pods start together or none. @default true for kind 'training' and for parallel copies */
  readonly gang?: boolean;
  /** Copies side by side, each a gang of its own. @default 1 */
  readonly parallel?: number;
  /** For every pod of the workload, beside the pod's own. */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly FitToleration[];
}

/** What one container asks for. */
export interface FitContainer {
  readonly name?: string;
  readonly cpu?: number;
  readonly cpuLimit?: number;
  readonly memoryGi?: number;
  readonly memoryLimitGi?: number;
  readonly gpu?: number;
  /** `null`: no limit given. @default gpu */
  readonly gpuLimit?: number | null;
  /** Further requests by full resource name, limits alike. */
  readonly extra?: Readonly<Record<string, FitAmount>>;
}

export interface FitInitContainer extends FitContainer {
  /** `'Always'` makes it a sidecar. */
  readonly restartPolicy?: string;
}

/** Pods that are alike. */
export interface FitPods extends FitContainer {
  /** Fewest pods. @default 1 */
  readonly count?: number;
  /** Most pods. @default count */
  readonly maxCount?: number;
  /** Replace the flat requests. */
  readonly containers?: readonly FitContainer[];
  readonly initContainers?: readonly FitInitContainer[];
  readonly overhead?: { readonly cpu?: number; readonly memoryGi?: number };
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly FitToleration[];
  readonly affinity?: FitAffinity;
  readonly spread?: readonly FitSpread[];
  /** Zones its bound volumes can be reached from. */
  readonly volumeZones?: readonly string[];
}

export interface FitExpression {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly (string | number)[];
}

export interface FitPodTerm {
  readonly to: readonly string[];
  readonly topologyKey: string;
}

/** Required terms only. */
export interface FitAffinity {
  /** Terms are ORed, the expressions of a term ANDed. */
  readonly node?: readonly (readonly FitExpression[])[];
  readonly pod?: readonly FitPodTerm[];
  readonly podAnti?: readonly FitPodTerm[];
}

/** Over the pods of the same workload. */
export interface FitSpread {
  readonly topologyKey: string;
  readonly maxSkew: number;
  readonly minDomains?: number;
  /** @default 'Ignore' */
  readonly nodeTaintsPolicy?: 'Honor' | 'Ignore';
  /** @default 'Honor' */
  readonly nodeAffinityPolicy?: 'Honor' | 'Ignore';
  /** `ScheduleAnyway` binds nothing. @default 'DoNotSchedule' */
  readonly whenUnsatisfiable?: 'DoNotSchedule' | 'ScheduleAnyway';
}

export interface FitQuota {
  readonly name?: string;
  readonly hard: Readonly<Record<string, FitAmount>>;
  /** @default every workload */
  readonly workloads?: readonly string[];
}

export interface FitQueue {
  readonly name?: string;
  readonly flavors: readonly FitFlavor[];
  /** Flavors of further resource groups: a pod set takes one flavor of each group that covers what it asks. */
  readonly groups?: readonly (readonly FitFlavor[])[];
  /** @default every workload */
  readonly workloads?: readonly string[];
}

export interface FitFlavor {
  readonly name: string;
  readonly nodeLabels?: Readonly<Record<string, string>>;
  readonly nodeTaints?: readonly (FitTaint | string)[];
  /** Given to every pod that the flavor admits. */
  readonly tolerations?: readonly FitToleration[];
  readonly quota: Readonly<Record<string, FitAmount>>;
  /** What may be borrowed from the cohort beyond the quota. @default 0 */
  readonly borrow?: Readonly<Record<string, FitAmount>>;
}

export interface FitDaemonSet {
  readonly name: string;
  readonly cpu?: number;
  readonly memoryGi?: number;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly FitToleration[];
}

/** `undecided`: neither a placement nor a proof that there is none was found within the search budget. */
export type FitVerdict = 'fits' | 'never' | 'not-all-at-once' | 'undecided';

export interface FitResult {
  readonly verdict: FitVerdict;
  /** Name of the workload that the verdict blames. */
  readonly culprit?: string;
  /** One sentence. */
  readonly reason: string;
}
