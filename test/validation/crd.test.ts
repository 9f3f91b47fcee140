import { validateManifests } from '../../src/validation';

const crd = (schema: unknown, spec: object = {}) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'things.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Cluster',
    names: { kind: 'Thing', plural: 'things' },
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } }],
    ...spec,
  },
});
const thing = { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a' }, spec: { a: 1 } };
const rules = (definition: unknown) =>
  validateManifests([definition, thing]).flatMap(({ object, rule }) => (object === 1 ? [rule] : []));

test('a kind is known by the definition beside it', () => {
  expect(rules(crd({ type: 'object', properties: { spec: { type: 'object' } } }))).toEqual(['schema/unknown-field']);
  expect(
    rules(crd({ type: 'object', properties: { spec: { type: 'object', properties: null, items: null } } })),
  ).toEqual(['schema/unknown-field']);
});

test.each<[string, unknown]>([
  ['a text', 'object'],
  ['properties that are a number', { type: 'object', properties: 5 }],
  ['a type that is a number', { type: 3 }],
  ['choices that are an object', { type: 'object', allOf: { a: 1 } }],
  ['required fields that are a number', { type: 'object', required: 5 }],
  ['values that are a number, deep inside', { type: 'object', properties: { spec: { items: { enum: 5 } } } }],
  ['rules without a rule', { type: 'object', 'x-kubernetes-validations': [{}] }],
])('a schema that is none leaves its kind unknown: %s', (_, schema) => {
  expect(rules(crd(schema))).toEqual(['kind/unknown']);
});

test.each([{ versions: [null] }, { versions: {} }, { names: null }, { group: 5 }])('nor does %j define one', (spec) => {
  expect(rules(crd({ type: 'object' }, spec))).toEqual(['kind/unknown']);
});
