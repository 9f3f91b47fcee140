import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { madeLater } from '../../src/validation/made-later';
import { readSchemas } from '../../src/validation/schema-store';

test('items are made once, when they are looked at', () => {
  const asked: number[] = [];
  const list = madeLater(3, (index) => {
    asked.push(index);
    return { index };
  });
  expect(list).toHaveLength(3);
  expect(asked).toEqual([]);
  expect(list[1]).toBe(list[1]);
  expect(asked).toEqual([1]);
  expect(list[3]).toBeUndefined();
  expect(list.map(({ index }) => index)).toEqual([0, 1, 2]);
  expect([...list, ...list.slice(1)].map(({ index }) => index)).toEqual([0, 1, 2, 1, 2]);
  expect(Object.keys(list)).toEqual(['0', '1', '2']);
  expect(asked.toSorted()).toEqual([0, 1, 2]);
});

test.each(['crds.json', 'core.json'])('%s reads as it is written', (name) => {
  const text = readFileSync(join(__dirname, '..', '..', 'schemas', name), 'utf8');
  const { nodes, kinds } = readSchemas(text);
  expect({ nodes: [...nodes], kinds }).toEqual(JSON.parse(text));
});

test('a file that is written otherwise is read too', () => {
  const file = { nodes: [{ type: 'string' }], kinds: { added: {} } };
  expect(readSchemas(JSON.stringify(file))).toEqual(file);
});
