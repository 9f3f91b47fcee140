import { qualifiedName } from '../names';
import type { Fields, PodReport } from './pod-rules';
import { isBroken, quantity } from './quantity';
import { given, record, word } from './read';

const STANDARD = new Set(['cpu', 'memory', 'ephemeral-storage']);

/** An extended resource has a domain other than kubernetes.io, and is never overcommitted. */
export function isExtended(name: string): boolean {
  if (!name.includes('/')) return false;
  return !/(^|\.)kubernetes\.io\//.test(name) && !name.startsWith('requests.');
}

const isHugePages = (name: string) => name.startsWith('hugepages-');

/** Why no container may ask for a resource of the name. */
export function containerResource(name: string): string | undefined {
  const wrong = qualifiedName(name);
  if (wrong !== undefined) return wrong;
  if (name.includes('/') || STANDARD.has(name) || isHugePages(name)) return undefined;
  return `'${name}' is no resource: give cpu, memory, ephemeral-storage or a name with a domain`;
}

/** Requests and limits of a container. */
export function checkResources(resources: Fields, path: string, report: PodReport): void {
  const limits = record(resources.limits);
  const requests = record(resources.requests);
  for (const [kind, amounts] of [
    ['limits', limits],
    ['requests', requests],
  ] as const) {
    for (const [name, amount] of Object.entries(amounts)) {
      const below = `${path}.${kind}.${name}`;
      const value = quantity(amount);
      const wrong = containerResource(name);
      if (wrong !== undefined) report('pod/resources', below, wrong);
      if (value === undefined) continue;
      if (value < 0n) report('pod/resources', below, 'is negative');
      else if (isExtended(name) && isBroken(value)) report('pod/extended-resources', below, 'must be a whole number');
      const page = isHugePages(name) ? quantity(name.slice('hugepages-'.length)) : undefined;
      if (page !== undefined && page > 0n && value % page !== 0n)
        report('pod/resources', below, `${word(amount)} must be a multiple of the size of its pages`);
    }
  }
  for (const [name, amount] of Object.entries(requests)) checkRequest(name, amount, limits[name], path, report);
  const names = [...Object.keys(limits), ...Object.keys(requests)];
  if (names.some(isHugePages) && !names.includes('cpu') && !names.includes('memory'))
    report('pod/resources', path, 'have huge pages, which go with cpu or memory only');
}

function checkRequest(name: string, amount: unknown, most: unknown, path: string, report: PodReport): void {
  const asked = quantity(amount);
  const limit = quantity(most);
  if (asked === undefined) return;
  const fixed = isExtended(name) || isHugePages(name);
  if (fixed && limit === undefined && !given(most))
    report('pod/extended-resources', `${path}.limits`, `must have '${name}' too: it is never overcommitted`);
  else if (fixed && limit !== undefined && limit !== asked)
    report(
      'pod/extended-resources',
      `${path}.requests`,
      `of '${name}', ${word(amount)}, must equal its limit, ${word(most)}`,
    );
  else if (limit !== undefined && asked > limit)
    report(
      'pod/resources',
      `${path}.requests`,
      `of '${name}', ${word(amount)}, are more than its limit, ${word(most)}`,
    );
}
