import { shownAmount, shownFigure } from '../../validation/fit/amounts';
import { containersOf, podLimits, podRequests } from '../../validation/fit/containers';
import { acceleratorsOf, amount } from './accelerators';
import { at, type Demand, type DemandedPods, json, list } from './demand';
import type { Limit } from './limits';
import { containersAsked } from './pod';
import type { Warning } from './warnings';

const COMPUTE = ['cpu', 'memory', 'requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'];
const PODS = ['pods', 'count/pods'];
/** Kinds whose controllers or webhooks complete what their containers ask. */
const COMPLETED = ['InferenceService', 'LLMInferenceService', 'Service', 'SparkApplication', 'pipeline step'];

/** Teams whose work, all at its most, asks more than their quota has. */
export function overQuotas(limits: readonly Limit[], runs: readonly Demand[]): Warning[] {
  return limits.flatMap((limit) => {
    const own = runs.filter(({ namespace }) => namespace === limit.namespace);
    return [
      ...Object.entries(limit.hard).flatMap(([key, hard]) => {
        const most = amount(hard);
        return most === undefined ? [] : overKey(limit, key, most, own);
      }),
      ...own.flatMap((demand) => silent(limit, demand)),
    ];
  });
}

function overKey(limit: Limit, key: string, most: number, own: readonly Demand[]): Warning[] {
  const ask = askOf(key);
  if (ask === undefined) return [];
  const parts = own
    .map((demand) => ({
      demand,
      asks: demand.parallel * demand.pods.reduce((sum, one) => sum + ask(one) * one.max, 0),
    }))
    .filter(({ asks }) => asks > 0)
    .sort((a, b) => b.asks - a.asks);
  const total = parts.reduce((sum, { asks }) => sum + asks, 0);
  const hard = unitsOf(key, most);
  if (total <= hard * (1 + 1e-9)) return [];
  const named = parts.slice(0, 5).map(({ demand, asks }) => `${demand.name} ${shownFigure(bare(key), asks)}`);
  if (parts.length > named.length) named.push(`${parts.length - named.length} more`);
  const quota = key === 'requests.nvidia.com/gpu' ? 'quota.gpu' : `quota.hard['${key}']`;
  const sentence = `team '${limit.namespace}' asks ${shownAmount(bare(key), total)}${ofLimits(key)}, its quota is ${shownFigure(bare(key), hard)} (${named.join(', ')}): raise ${quota}${wayOut(parts)}`;
  return [{ object: limit.object, rule: 'fit/quota', sentence }];
}

/** What one pod uses of a key, in the check's units; none for keys that bind no pod. */
function askOf(key: string): ((pods: DemandedPods) => number) | undefined {
  if (PODS.includes(key)) return () => 1;
  if (COMPUTE.includes(key)) {
    const total = key.startsWith('limits.') ? podLimits : podRequests;
    return (pods) => total(containersOf(containersAsked(pods))).get(bare(key)) ?? 0;
  }
  const [, resource] = /^requests\.([^/]+\/.+)$/.exec(key) ?? [];
  return resource === undefined ? undefined : ({ spec }) => acceleratorsOf(spec).get(resource) ?? 0;
}

function unitsOf(key: string, amount: number): number {
  if (!COMPUTE.includes(key)) return amount;
  const [of] = containersOf(bare(key) === 'cpu' ? { cpu: amount } : { memoryGi: amount / 2 ** 30 }).app;
  return of?.requests.get(bare(key)) ?? 0;
}

/** Pods that the quota refuses because a container does not say what it tracks. */
function silent(limit: Limit, demand: Demand): Warning[] {
  if (COMPLETED.includes(demand.kind)) return [];
  for (const key of Object.keys(limit.hard).filter((one) => COMPUTE.includes(one))) {
    const resource = bare(key);
    for (const { spec } of demand.pods) {
      const container = [...list(spec.containers), ...list(spec.initContainers)].find(
        (one) =>
          json(at(one, 'resources', key.startsWith('limits.') ? 'limits' : 'requests'))[resource] === undefined &&
          json(at(one, 'resources', 'limits'))[resource] === undefined,
      );
      if (container === undefined) continue;
      const name = String(at(container, 'name') ?? 'main');
      const what = key.startsWith('limits.') ? `limit of ${resource}` : resource;
      const sentence = `container '${name}' states no ${what}, which the quota of namespace '${limit.namespace}' tracks: its pods are refused; state it, or give the namespace a LimitRange with defaults`;
      return [{ object: demand.object, rule: 'fit/quota', sentence }];
    }
  }
  return [];
}

function wayOut(parts: readonly { readonly demand: Demand }[]): string {
  const ways = parts.flatMap(({ demand }) => {
    if (demand.kind === 'Experiment' && demand.parallel > 1) return [`lower ${demand.name}'s parallel trials`];
    if (demand.pods.some(({ min, max }) => max > min)) return [`lower ${demand.name}'s most replicas`];
    return [];
  });
  return ways.length > 0 ? ` or ${ways[0]}` : ', or run less of it at a time';
}

function ofLimits(key: string): string {
  return key.startsWith('limits.') ? ' of limits' : '';
}

function bare(key: string): string {
  return PODS.includes(key) ? 'pods' : key.replace(/^(requests|limits)\./, '');
}
