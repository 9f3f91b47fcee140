/** Names as the Python SDK gives them, so that cache keys and lineage survive a move. Upstream: sdk/python/kfp/dsl/utils.py. */
export function taskName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^-0-9a-z]+/g, '-')
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '');
}

export function componentKey(name: string): string {
  return `comp-${taskName(name)}`;
}

export function executorKey(name: string): string {
  return `exec-${taskName(name)}`;
}

/** The name, or the name with the first of -2, -3, ... that is free. */
export function uniqueName(name: string, taken: { has(name: string): boolean }): string {
  if (!taken.has(name)) return name;
  let index = 2;
  while (taken.has(`${name}-${index}`)) index += 1;
  return `${name}-${index}`;
}
