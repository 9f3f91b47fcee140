import fc from 'fast-check';
import { type Schema, SchemaFolder, unfold, withoutStatus } from '../../src/validation/fold';

const name = fc.oneof(
  fc.constantFrom('spec', 'items', 'description', 'default', '__proto__', 'constructor'),
  fc.string(),
);
const { schema } = fc.letrec<{ schema: Schema }>((tie) => ({
  schema: fc.record(
    {
      type: fc.constantFrom('object', 'array', 'string', 'integer'),
      default: fc.jsonValue(),
      enum: fc.array(fc.string()),
      required: fc.array(fc.string()),
      'x-kubernetes-list-map-keys': fc.array(fc.string()),
      properties: fc.dictionary(name, tie('schema'), { maxKeys: 3, noNullPrototype: true }),
      items: tie('schema'),
      additionalProperties: fc.oneof(fc.boolean(), tie('schema')),
      anyOf: fc.array(tie('schema'), { maxLength: 2 }),
      not: tie('schema'),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Schema>,
}));

test('what was folded unfolds to the same', () => {
  fc.assert(
    fc.property(fc.array(schema, { minLength: 1, maxLength: 3 }), (schemas) => {
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
