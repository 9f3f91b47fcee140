import { refusal } from './admission';
import { type Amounts, type Containers, containersOf, largestAsk, podLimits, podRequests } from './containers';
import type { FitDocument, FitPods, FitToleration, FitWorkload } from './document';
import { isExtended } from './resource-names';

/** One `pods` entry of a workload, read once. */
export interface PodTemplate {
  readonly workload: number;
  readonly entry: number;
  readonly pods: FitPods;
  readonly containers: Containers;
  readonly requests: Amounts;
  readonly limits: Amounts;
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly FitToleration[];
  readonly fewest: number;
  readonly most: number;
  /** Why the API server refuses such a pod. */
  readonly refused?: string;
}

export interface Workload {
  readonly name: string;
  readonly kind?: string;
  readonly gang: boolean;
  readonly copies: number;
  readonly templates: readonly PodTemplate[];
}

export function workloadsOf(document: FitDocument): readonly Workload[] {
  const tolerating = (document.admission ?? []).includes('ExtendedResourceToleration');
  return document.workloads.map((workload, index) => ({
    name: workload.name,
    kind: workload.kind,
    gang: workload.gang ?? (workload.kind === 'training' || workload.parallel !== undefined),
    copies: workload.parallel ?? 1,
    templates: workload.pods.map((pods, entry) => templateOf(workload, index, pods, entry, tolerating)),
  }));
}

function templateOf(
  workload: FitWorkload,
  index: number,
  pods: FitPods,
  entry: number,
  tolerating: boolean,
): PodTemplate {
  const containers = containersOf(pods);
  const given = [...(workload.tolerations ?? []), ...(pods.tolerations ?? [])];
  const most = pods.maxCount ?? pods.count ?? 1;
  return {
    workload: index,
    entry,
    pods,
    containers,
    requests: podRequests(containers),
    limits: podLimits(containers),
    nodeSelector: { ...workload.nodeSelector, ...pods.nodeSelector },
    tolerations: tolerating ? [...given, ...resourceTolerations(containers)] : given,
    fewest: Math.min(pods.count ?? 1, most),
    most,
    refused: refusal(pods, containers, given),
  };
}

/** What the ExtendedResourceToleration admission plugin adds. */
function resourceTolerations({ app, init }: Containers): readonly FitToleration[] {
  const asked = new Set([...app, ...init].flatMap((container) => [...container.requests.keys()]).filter(isExtended));
  return [...asked].map((key) => ({ key, operator: 'Exists', effect: 'NoSchedule' }));
}

export function largestAskOf(template: PodTemplate, resource: string): number {
  return largestAsk(template.containers, resource);
}
