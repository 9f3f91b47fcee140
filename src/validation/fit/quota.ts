import { amountOf, shownAmount, shownFigure } from './amounts';
import type { FitDocument, FitQuota } from './document';
import type { PodTemplate, Workload } from './pods';
import { isExtended, isHugePages, isNative } from './resource-names';

/** So many pods of a template. */
export interface Asked {
  readonly template: PodTemplate;
  readonly count: number;
}

/** Quantities that a pod must state once a quota tracks them: kubernetes pkg/quota/v1/evaluator/core/pods.go. */
const MUST_STATE = ['cpu', 'memory', 'requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'];
const TRACKED = [
  ...MUST_STATE,
  'pods',
  'count/pods',
  'ephemeral-storage',
  'requests.ephemeral-storage',
  'limits.ephemeral-storage',
];

export function quotasOf(document: FitDocument): readonly FitQuota[] {
  const { quota } = document;
  if (quota === undefined) return [];
  return isList(quota) ? quota : [quota];
}

/** Why quotas refuse these pods together, `undefined` where they do not. */
export function overQuota(
  quotas: readonly FitQuota[],
  workloads: readonly Workload[],
  asked: readonly Asked[],
): string | undefined {
  for (const quota of quotas) {
    const counted = asked.filter(
      ({ template, count }) => count > 0 && (quota.workloads?.includes(workloads[template.workload]!.name) ?? true),
    );
    for (const [key, amount] of Object.entries(quota.hard)) {
      if (!tracks(key)) continue;
      const silent = MUST_STATE.includes(key) ? counted.find(({ template }) => !states(template, key)) : undefined;
      if (silent) return `the quota tracks ${key}, every container must state it`;
      const hard = amountOf(key, amount, Math.floor);
      const used = counted.reduce((sum, { template, count }) => sum + count * usage(template, key), 0);
      if (used > hard) return `${shownAmount(bare(key), used)}, the quota allows ${shownFigure(bare(key), hard)}`;
    }
  }
  return undefined;
}

/** Keys that a quota does not know of pods (`nvidia.com/gpu` without `requests.`, say) bind nothing. */
function tracks(key: string): boolean {
  if (TRACKED.includes(key) || isHugePages(key) || key.startsWith('requests.hugepages-')) return true;
  return key.startsWith('requests.') && !isNative(key);
}

function states(template: PodTemplate, key: string): boolean {
  const limits = key.startsWith('limits.');
  const resource = bare(key);
  return [...template.containers.app, ...template.containers.init].every((container) =>
    (limits ? container.limits : container.requests).has(resource),
  );
}

function usage(template: PodTemplate, key: string): number {
  if (key === 'pods' || key === 'count/pods') return 1;
  const resource = bare(key);
  if (key.startsWith('limits.')) return template.limits.get(resource) ?? 0;
  if (resource.includes('/') && !isExtended(resource)) return 0;
  return template.requests.get(resource) ?? 0;
}

function bare(key: string): string {
  return key.replace(/^(requests|limits|count)[./]/, '');
}

function isList(quota: FitQuota | readonly FitQuota[]): quota is readonly FitQuota[] {
  return Array.isArray(quota);
}
