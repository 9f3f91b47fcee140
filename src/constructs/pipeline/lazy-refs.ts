import { channel } from './context';

/**
 * What several bodies gave under the same name, made into one ref when it is asked for: a name that nobody takes leaves no
 * trace in the compiled pipeline.
 */
export function lazyRefs(results: readonly unknown[], make: (refs: readonly unknown[]) => unknown): object {
  const records = results.map((r) =>
    typeof r === 'object' && r !== null && channel(r) === undefined ? (r as Record<string, unknown>) : {},
  );
  const [first = {}, ...rest] = records;
  const names = Object.keys(first).filter((name) =>
    [first, ...rest].every((record) => channel(record[name]) !== undefined),
  );
  const outputs: object = {};
  for (const name of names) {
    let made: unknown;
    Object.defineProperty(outputs, name, {
      enumerable: true,
      get() {
        made ??= make(records.map((record) => record[name]));
        return made;
      },
    });
  }
  return outputs;
}
