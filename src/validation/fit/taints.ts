import type { FitTaint, FitToleration } from './document';

/** kubectl's spelling of a taint. */
export const TAINT = /^([^=:]+)(?:=([^:]*))?:(NoSchedule|PreferNoSchedule|NoExecute)$/;

export function taintsOf(given: readonly (FitTaint | string)[] | undefined): readonly FitTaint[] {
  return (given ?? []).map((taint) => {
    if (typeof taint !== 'string') return taint;
    const [, key = '', value = '', effect = ''] = TAINT.exec(taint) ?? [];
    return { key, value, effect };
  });
}

/** Taints that keep a pod off a node; PreferNoSchedule only discourages. */
function binds(taint: FitTaint): boolean {
  return taint.effect === 'NoSchedule' || taint.effect === 'NoExecute';
}

/** Upstream: Toleration.ToleratesTaint in k8s.io/api/core/v1/toleration.go. */
export function tolerates(toleration: FitToleration, taint: FitTaint): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false;
  if (toleration.key && toleration.key !== taint.key) return false;
  switch (toleration.operator ?? '') {
    case '':
    case 'Equal':
      return (toleration.value ?? '') === (taint.value ?? '');
    case 'Exists':
      return true;
    default:
      return false;
  }
}

/** The first taint that keeps the pod away. */
export function untolerated(taints: readonly FitTaint[], tolerations: readonly FitToleration[]): FitTaint | undefined {
  return taints.find((taint) => binds(taint) && !tolerations.some((toleration) => tolerates(toleration, taint)));
}

/** What the DaemonSet controller adds to its pods: kubernetes pkg/controller/daemon/util/daemonset_util.go. */
export const DAEMON_TOLERATIONS: readonly FitToleration[] = [
  { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute' },
  { key: 'node.kubernetes.io/disk-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/memory-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/pid-pressure', operator: 'Exists', effect: 'NoSchedule' },
  { key: 'node.kubernetes.io/unschedulable', operator: 'Exists', effect: 'NoSchedule' },
];

export function shownTaint(taint: FitTaint): string {
  return `${taint.key}${taint.value ? `=${taint.value}` : ''}:${taint.effect}`;
}
