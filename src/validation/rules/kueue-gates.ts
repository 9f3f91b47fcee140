import { domainPath } from './jobset';
import { annotation } from './read';

export const GATES = 'kueue.x-k8s.io/admission-gated-by';

/** Gates by which admission of a workload waits: paths with domains, each once. */
export function wrongGates(object: Record<string, unknown>): string | undefined {
  const value = annotation(object, GATES);
  if (value === undefined || value.trim() === '') return undefined;
  const seen = new Set<string>();
  for (const gate of value.split(',').map((part) => part.trim())) {
    if (gate === '') return `'${value}' has an empty name`;
    if (seen.has(gate)) return `'${gate}' stands twice`;
    seen.add(gate);
    const wrong = domainPath(gate);
    if (wrong !== undefined) return wrong;
    if (gate.length > 63) return `'${gate}' has ${gate.length} characters, at most 63 are allowed`;
  }
  return undefined;
}

export const ELASTIC = 'kueue.x-k8s.io/elastic-job';
