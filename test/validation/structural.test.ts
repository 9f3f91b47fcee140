import fc from 'fast-check';
import { validateManifests } from '../../src/validation';
import { judged, shown, thing } from './helpers';

const told = (schema: Record<string, unknown>, spec: unknown) => shown(thing(schema, spec));
const object = (properties: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  type: 'object',
  properties,
  ...more,
});

describe('of a schema', () => {
  test.each<[string, Record<string, unknown>, unknown, string[]]>([
    ['an unknown field', object({ a: { type: 'string' } }), { b: 1 }, ['schema/unknown-field spec.b']],
    ['unknown fields where they are kept', object({}, { 'x-kubernetes-preserve-unknown-fields': true }), { b: 1 }, []],
    [
      'unknown fields beside known ones in a map',
      { type: 'object', additionalProperties: { type: 'integer' } },
      { a: 1, b: 'x' },
      ['schema/type spec.b'],
    ],
    ['a required field', object({ a: { type: 'string' } }, { required: ['a'] }), {}, ['schema/required spec.a']],
    ['a required field with a default', object({ a: { type: 'string', default: 'x' } }, { required: ['a'] }), {}, []],
    [
      'a default that is no good',
      object({
        a: { type: 'object', default: {}, properties: { b: { type: 'integer', default: 3 } }, required: ['b'] },
      }),
      {},
      [],
    ],
    ['a wrong type', object({ a: { type: 'string' } }), { a: 1 }, ['schema/type spec.a']],
    ['a fraction for a whole number', object({ a: { type: 'integer' } }), { a: 1.5 }, ['schema/type spec.a']],
    ['a whole number written as a fraction', object({ a: { type: 'integer' } }), { a: 1.0 }, []],
    ['null, which is dropped', object({ a: { type: 'string' } }), { a: null }, []],
    [
      'null that is needed',
      object({ a: { type: 'string' } }, { required: ['a'] }),
      { a: null },
      ['schema/required spec.a'],
    ],
    [
      'null in a list',
      object({ a: { type: 'array', items: { type: 'string' } } }),
      { a: [null] },
      ['schema/type spec.a[0]'],
    ],
    ['null where it may be', object({ a: { type: 'string', nullable: true } }), { a: null }, []],
    ['null where a default takes its place', object({ a: { type: 'string', default: 'x' } }), { a: null }, []],
    ['an enumeration', object({ a: { type: 'string', enum: ['x'] } }), { a: 'y' }, ['schema/enum spec.a']],
    ['a pattern, anywhere in the text', object({ a: { type: 'string', pattern: 'b+' } }), { a: 'abc' }, []],
    [
      'a pattern that is not there',
      object({ a: { type: 'string', pattern: '^b' } }),
      { a: 'abc' },
      ['schema/pattern spec.a'],
    ],
    [
      'numbers out of their bounds',
      object({ a: { type: 'integer', minimum: 1 }, b: { type: 'number', maximum: 2, exclusiveMaximum: true } }),
      { a: 0, b: 2 },
      ['schema/bounds spec.a', 'schema/bounds spec.b'],
    ],
    ['a multiple', object({ a: { type: 'integer', multipleOf: 5 } }), { a: 7 }, ['schema/bounds spec.a']],
    [
      'lengths, in code points',
      object({ a: { type: 'string', maxLength: 1 }, b: { type: 'string', minLength: 2 } }),
      { a: '😀', b: '😀' },
      ['schema/bounds spec.b'],
    ],
    [
      'too many items',
      object({ a: { type: 'array', maxItems: 1, items: { type: 'integer' } } }),
      { a: [1, 2] },
      ['schema/too-large spec.a'],
    ],
    [
      'too few entries',
      object({ a: { type: 'object', minProperties: 1, additionalProperties: { type: 'string' } } }),
      { a: {} },
      ['schema/bounds spec.a'],
    ],
    [
      'an item',
      object({ a: { type: 'array', items: object({ b: { type: 'integer' } }) } }),
      { a: [{ b: 1 }, { b: 'x' }] },
      ['schema/type spec.a[1].b'],
    ],
    [
      'a set',
      object({ a: { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'set' } }),
      { a: ['x', 'y', 'x'] },
      ['schema/duplicate spec.a[2]'],
    ],
    [
      'sets of texts that look like JSON',
      object({ a: { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'set' } }),
      { a: ['a","b', '["a","b"]'] },
      [],
    ],
    [
      'a list with keys',
      object({
        a: {
          type: 'array',
          items: object({ n: { type: 'string' }, v: { type: 'string' } }, { required: ['n'] }),
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['n'],
        },
      }),
      {
        a: [
          { n: 'x', v: '1' },
          { n: 'x', v: '2' },
        ],
      },
      ['schema/duplicate spec.a[1]'],
    ],
    ['an int-or-string', object({ a: { 'x-kubernetes-int-or-string': true } }), { a: true }, ['schema/type spec.a']],
    [
      'a fraction for an int-or-string',
      object({ a: { 'x-kubernetes-int-or-string': true } }),
      { a: 0.5 },
      ['schema/type spec.a'],
    ],
    [
      'one of two',
      object({ a: { type: 'string' }, b: { type: 'string' } }, { oneOf: [{ required: ['a'] }, { required: ['b'] }] }),
      { a: 'x', b: 'y' },
      ['schema/one-of spec'],
    ],
    [
      'any of two',
      object({ a: { type: 'string' }, b: { type: 'string' } }, { anyOf: [{ required: ['a'] }, { required: ['b'] }] }),
      {},
      ['schema/any-of spec'],
    ],
    [
      'what it is not',
      object({ a: { type: 'string' } }, { not: { required: ['a'] } }),
      { a: 'x' },
      ['schema/not spec'],
    ],
    ['a date', object({ a: { type: 'string', format: 'date-time' } }), { a: 'yesterday' }, ['schema/format spec.a']],
    ['a duration', object({ a: { type: 'string', format: 'duration' } }), { a: 'soon' }, ['schema/format spec.a']],
    ['a format that nobody knows', object({ a: { type: 'string', format: 'colour' } }), { a: 'x' }, []],
    [
      'a number that is larger than its format, which the server lets pass',
      object({ a: { type: 'integer', format: 'int32' } }),
      { a: 2 ** 31 },
      [],
    ],
    [
      'a whole resource within',
      object({
        a: { type: 'object', 'x-kubernetes-embedded-resource': true, 'x-kubernetes-preserve-unknown-fields': true },
      }),
      { a: { kind: 'X' } },
      ['schema/required spec.a.apiVersion'],
    ],
  ])('%s', (_name, schema, spec, findings) => {
    const found = told(schema, spec);
    if (findings.length === 0) expect(found).toEqual([]);
    else expect(found).toEqual(expect.arrayContaining(findings));
  });

  test('messages say what is there and what is expected', () => {
    const [wrong] = thing(object({ mode: { type: 'string', enum: ['Serverless', 'Standard'] } }), {
      mode: 'Serverles',
    });
    expect(wrong!.message).toBe("'Serverles' is not one of 'Serverless', 'Standard', did you mean 'Serverless'?");
    const [misspelled] = thing(object({ replicas: { type: 'integer' } }), { replica: 1 });
    expect(misspelled!.message).toContain("did you mean 'replicas'?");
  });
});

describe('kinds of Kubernetes itself', () => {
  test('are read more generously: null is unset, quantities are any number', () => {
    expect(
      judged(
        '{ apiVersion: v1, kind: Pod, metadata: { name: a }, spec: { nodeName: null, containers: [{ name: a, image: i, resources: { limits: { cpu: 0.5 } } }] } }',
      ),
    ).toEqual([]);
    expect(
      judged(
        '{ apiVersion: v1, kind: Pod, metadata: { name: a }, spec: { containers: [{ name: a, image: i, ports: [{ containerPort: "80" }] }] } }',
      ),
    ).toEqual(['schema/type spec.containers[0].ports[0].containerPort']);
    expect(
      judged(
        '{ apiVersion: v1, kind: Pod, metadata: { name: a }, spec: { containers: [{ name: a, image: i, imagePullPolcy: x }] } }',
      ),
    ).toEqual(['schema/unknown-field spec.containers[0].imagePullPolcy']);
  });
});

describe('kinds', () => {
  test('that nobody knows are a warning, and their metadata is still checked', () => {
    expect(judged('{ apiVersion: example.com/v1, kind: Thing, metadata: { name: A_b } }')).toEqual([
      'metadata/name metadata.name',
      'warning kind/unknown kind',
    ]);
  });
  test('of a known group in a version that is not served are an error', () => {
    expect(judged('{ apiVersion: serving.kserve.io/v1, kind: InferenceService, metadata: { name: a } }')).toEqual([
      'kind/not-served apiVersion',
    ]);
  });
  test('whose CRD is among the objects are held to it', () => {
    const crd = JSON.stringify({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'things.example.com' },
      spec: {
        group: 'example.com',
        scope: 'Namespaced',
        names: { kind: 'Thing', plural: 'things' },
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', properties: {} } } } },
          },
        ],
      },
    });
    expect(
      judged(`${crd}\n---\n{ apiVersion: example.com/v1, kind: Thing, metadata: { name: a }, spec: { b: 1 } }`),
    ).toEqual(['schema/unknown-field spec.b']);
  });
  test.each(['apiVersion', 'kind'])('need %s', (field) => {
    expect(
      shown(validateManifests([{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, [field]: undefined }])),
    ).toEqual([`object/kind ${field}`]);
  });
});

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e300, '', 'a', '10Gi', '__proto__', 'x'.repeat(300)),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom(
        'spec',
        'metadata',
        'name',
        'template',
        'containers',
        'env',
        '__proto__',
        'constructor',
        'toString',
        'toJSON',
        'rules',
        'labels',
        'predictor',
        'model',
        'replicas',
        'hosts',
        'http',
      ),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
})).value;

test('whatever is given, validation ends with findings', () => {
  const kind = fc.constantFrom(
    'v1/Pod',
    'apps/v1/Deployment',
    'batch/v1/CronJob',
    'v1/Secret',
    'kubeflow.org/v1beta1/Experiment',
    'kubeflow.org/v1/PyTorchJob',
    'serving.kserve.io/v1beta1/InferenceService',
    'serving.kserve.io/v1alpha1/InferenceGraph',
    'serving.kserve.io/v1alpha1/ClusterServingRuntime',
    'trainer.kubeflow.org/v1alpha1/TrainJob',
    'jobset.x-k8s.io/v1alpha2/JobSet',
    'kueue.x-k8s.io/v1beta2/ClusterQueue',
    'serving.knative.dev/v1/Service',
    'networking.istio.io/v1/VirtualService',
    'networking.istio.io/v1/Gateway',
    'security.istio.io/v1/AuthorizationPolicy',
    'kubeflow.org/v1alpha1/PodDefault',
    'rbac.authorization.k8s.io/v1/RoleBinding',
    'networking.k8s.io/v1/Ingress',
    'v1/Service',
    'argoproj.io/v1alpha1/Workflow',
  );
  fc.assert(
    fc.property(kind, json, json, (of, spec, metadata) => {
      const at = of.lastIndexOf('/');
      validateManifests([
        { apiVersion: of.slice(0, at), kind: of.slice(at + 1), metadata, spec },
        spec,
        {
          apiVersion: of.slice(0, at),
          kind: of.slice(at + 1),
          metadata: { name: 'a' },
          spec,
          rules: spec,
          subjects: spec,
          data: spec,
        },
      ]);
    }),
    { numRuns: 1500 },
  );
});

describe('hostile objects', () => {
  const pod = (name: unknown) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: { containers: [{ name: 'a', image: 'i' }] },
  });

  test('that hold themselves, or nest without end', () => {
    const loop: Record<string, unknown> = pod('a');
    loop.spec = { self: loop };
    expect(shown(validateManifests([loop]))).toEqual(['limits/depth']);
    let deep: unknown = {};
    for (let i = 0; i < 100_000; i++) deep = { deep };
    expect(shown(validateManifests([{ ...pod('a'), spec: deep }]))).toEqual(['limits/depth']);
    for (const field of ['metadata', 'status', 'unknown', 'apiVersion']) {
      expect(shown(validateManifests([{ ...pod('a'), [field]: deep }]))).toEqual(['limits/depth']);
    }
    for (const kind of ['Thing', 'Profile']) {
      const object = {
        apiVersion: 'kubeflow.org/v1',
        kind,
        metadata: { name: 'a' },
        spec: { plugins: [{ spec: deep }] },
      };
      expect(shown(validateManifests([object]))).toEqual(['limits/depth']);
    }
    const branching: Record<string, unknown> = {};
    Object.assign(branching, { a: branching, b: [branching], containers: [branching] });
    expect(shown(validateManifests([{ ...pod('a'), spec: branching }]))).toEqual(['limits/depth']);
  });
  test('that are too large', () => {
    expect(
      shown(
        validateManifests([
          { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { a: 'x'.repeat(2_000_000) } },
        ]),
      ),
    ).toEqual(['limits/object-size', 'core/data-size']);
    expect(
      shown(validateManifests([{ ...pod('a'), metadata: { name: 'a', annotations: { a: 'x'.repeat(300_000) } } }])),
    ).toContain('metadata/annotations metadata.annotations');
  });
  test('with keys of every object', () => {
    expect(
      judged(
        '{ apiVersion: v1, kind: Pod, metadata: { name: a, labels: { constructor: c } }, spec: { __proto__: {}, containers: [{ name: a, image: i }] } }',
      ),
    ).toEqual(['schema/unknown-field spec.__proto__']);
    expect(judged('{ apiVersion: constructor, kind: __proto__, metadata: { name: a } }')).toEqual([
      'warning kind/unknown kind',
    ]);
  });
  test('that make other engines search forever', () => {
    const start = performance.now();
    const schema = object({ a: { type: 'string', pattern: '^(a+)+$' }, b: { type: 'string', pattern: '(x|x)*y' } });
    expect(told(schema, { a: `${'a'.repeat(50_000)}!`, b: 'x'.repeat(50_000) })).toEqual([
      'schema/pattern spec.a',
      'schema/pattern spec.b',
    ]);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

test('nothing is mutated', () => {
  const object = Object.freeze({
    apiVersion: 'kubeflow.org/v1beta1',
    kind: 'Experiment',
    metadata: Object.freeze({ name: 'a', namespace: 'b' }),
    spec: Object.freeze({ algorithm: Object.freeze({ algorithmName: 'random' }) }),
  });
  const before = JSON.stringify(object);
  validateManifests([object]);
  expect(JSON.stringify(object)).toBe(before);
});
