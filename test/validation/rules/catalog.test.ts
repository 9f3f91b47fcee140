import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ruleCatalog } from '../../../src/validation';

const tests = [__dirname, join(__dirname, '..')]
  .flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => readFileSync(join(folder, name), 'utf8')),
  )
  .join('\n');

test('every rule has an id of its own, says what it demands, and names what it restates', () => {
  const ids = ruleCatalog().map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, demands, sources, kinds } of ruleCatalog()) {
    expect(id).toMatch(/^[a-z0-9-]+\/[a-z0-9-]+$/);
    expect(demands).toMatch(/\.$/);
    expect(kinds.length).toBeGreaterThan(0);
    expect(sources.length).toBeGreaterThan(0);
    for (const source of sources)
      expect(source).toMatch(/^https:\/\/github\.com\/[^/]+\/[^/]+\/(?:blob\/[^/]+\/.+|issues\/\d+)$/);
  }
});

test('every rule refuses something in these tests', () => {
  expect(
    ruleCatalog()
      .map(({ id }) => id)
      .filter((id) => !tests.includes(`'${id}'`) && !tests.includes(`'${id} `)),
  ).toEqual([]);
});
