import fc from 'fast-check';
import { type Schema, SchemaFolder, unfold, withoutStatus } from '../../src/validation/fold';

const name = fc.oneof(
  fc.constantFrom('spec', 'items', 'description', 'default', '__proto__', 'constructor'),
  fc.string(),
);
const leaf = {
  type: fc.constantFrom('object', 'array', 'string', 'integer'),
  default: fc.jsonValue({ maxDepth: 1 }),
  enum: fc.array(fc.string(), { maxLength: 2 }),
  'x-kubernetes-list-map-keys': fc.array(fc.string(), { maxLength: 2 }),
};
const schemaOf = fc.memo((depth): fc.Arbitrary<Schema> => {
  if (depth <= 1) return fc.record(leaf, { requiredKeys: [] });
  const inner = schemaOf();
  const nested = {
    properties: fc.dictionary(name, inner, { maxKeys: 3, noNullPrototype: true }),
    items: inner,
    additionalProperties: fc.oneof(fc.boolean(), inner),
    anyOf: fc.array(inner, { maxLength: 2 }),
    not: inner,
  };
  return fc.record({ ...leaf, ...nested }, { requiredKeys: [] });
});

test('what was folded unfolds to the same', () => {
  fc.assert(
    fc.property(fc.array(schemaOf(3), { minLength: 1, maxLength: 3 }), (schemas) => {
      const folder = new SchemaFolder();
      const indexes = schemas.map((each) => folder.fold(each));
      expect(indexes.map((index) => unfold(folder.nodes, index))).toEqual(schemas);
    }),
    { numRuns: 200 },
  );
});

test('identical subtrees exist once, whatever the order of their keywords', () => {
  const folder = new SchemaFolder();
  const one = folder.fold({ type: 'object', properties: { a: { type: 'string', format: 'date' } } });
  const other = folder.fold({ properties: { a: { format: 'date', type: 'string' } }, type: 'object' });
  expect(other).toBe(one);
  expect(folder.nodes).toEqual([
    { format: 'date', type: 'string' },
    { properties: { a: 0 }, type: 'object' },
  ]);
});

test('prose is dropped, properties that are called like it are kept', () => {
  const folder = new SchemaFolder();
  const described = {
    type: 'object',
    description: 'words',
    title: 'more words',
    properties: { description: { type: 'string', description: 'words' }, title: { type: 'string' } },
  };
  expect(unfold(folder.nodes, folder.fold(described))).toEqual({
    type: 'object',
    properties: { description: { type: 'string' }, title: { type: 'string' } },
  });
});

test('data inside default and enum is not taken for schemas', () => {
  const folder = new SchemaFolder();
  const plain: Schema = {
    type: 'object',
    default: { properties: { a: { description: 'kept' } } },
    enum: [{ items: {} }],
  };
  expect(unfold(folder.nodes, folder.fold(plain))).toEqual(plain);
  expect(folder.nodes).toHaveLength(1);
});

test('withoutStatus also drops the demand for a status', () => {
  const spec = { type: 'object' };
  expect(withoutStatus({ required: ['spec', 'status'], properties: { spec, status: {} } })).toEqual({
    required: ['spec'],
    properties: { spec },
  });
  expect(withoutStatus({ required: ['status'], properties: { spec, status: {} } })).toEqual({ properties: { spec } });
  expect(withoutStatus({ properties: { spec } })).toEqual({ properties: { spec } });
});
