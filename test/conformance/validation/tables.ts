import { join } from 'node:path';
import type { Table } from '../../validation/rules/cases';

type Json = Record<string, unknown>;
/** Test files of rules whose tables are asked about. */
export type RuleTable = 'kserve' | 'mesh' | 'scheduling' | 'queued-jobs' | 'istio-sidecar' | 'istio-extensions';

const folder = join(__dirname, '../../validation/rules');

/**
 * The objects of a table of rule cases, each alone and with the change of another case besides.
 * @param most pairs per kind, spread evenly
 */
export function pairs(table: RuleTable, most: number): Json[] {
  const tables: Table[] = [];
  const { changed, read } = jest.requireActual<typeof import('../../validation/rules/cases')>(join(folder, 'cases'));
  jest.isolateModules(() => {
    jest.doMock(join(folder, 'cases'), () => ({
      ...jest.requireActual<object>(join(folder, 'cases')),
      check: (more: readonly Table[]) => void tables.push(...more),
    }));
    require(join(folder, `${table}.test.ts`));
  });
  return tables.flatMap(({ base, accepted = [], refused }) => {
    const object = read(base);
    const changes = [...accepted, ...refused.map(({ change }) => change)];
    const both = changes.flatMap((a) => changes.map((b) => ({ ...a, ...b })));
    const every = Math.max(1, Math.floor(both.length / most));
    const made = [object, ...changes.map((change) => changed(object, change))];
    for (let i = 0; i < both.length; i += every) {
      try {
        made.push(changed(object, both[i]!));
      } catch {
        // The changes exclude each other.
      }
    }
    // Changes of absent items leave holes, which no document has.
    return made.map((one) => JSON.parse(JSON.stringify(one)) as Json);
  });
}
