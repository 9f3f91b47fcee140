import { program } from '../../../src/validation/cel/engine';
import { schemaStore } from '../../../src/validation/schema-store';
import { shown, thing } from '../helpers';

const holds = (rule: string, self: unknown) =>
  thing(
    {
      type: 'object',
      'x-kubernetes-preserve-unknown-fields': true,
      properties: { v: schemaOf(self) },
      'x-kubernetes-validations': [{ rule: rule.replaceAll('self', 'self.v') }],
    },
    { v: self },
  ).length === 0;

function schemaOf(value: unknown): Record<string, unknown> {
  if (Array.isArray(value)) return { type: 'array', items: schemaOf(value[0]) };
  if (typeof value === 'object' && value !== null)
    return { type: 'object', properties: Object.fromEntries(Object.entries(value).map(([k, v]) => [k, schemaOf(v)])) };
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'integer' : 'number' };
  return { type: typeof value };
}

test('every rule of every shipped schema can be read', () => {
  const rules = new Set(schemaStore().nodes.flatMap((node) => node['x-kubernetes-validations'] ?? []));
  expect(rules.size).toBeGreaterThan(150);
  for (const { rule, messageExpression, optionalOldSelf } of rules) {
    const change = /\boldSelf\b/.test(rule) && !optionalOldSelf;
    expect(() => program(rule, change)).not.toThrow();
    if (messageExpression) expect(() => program(messageExpression, change)).not.toThrow();
  }
});

test.each<[string, unknown, unknown]>([
  ['self > 1', 2, 1],
  ['self + 1 == 3', 2, 3],
  ['self / 2 == 1', 3, 4],
  ['self >= 0.5', 0.5, 0.25],
  ["self.matches('^a+$')", 'aa', 'ab'],
  ["self.startsWith('a') && self.endsWith('b') && self.contains('x')", 'axb', 'ab'],
  ['self.size() <= 2', '😀😀', 'abc'],
  ["self.lowerAscii() == 'abc' && self.upperAscii() == 'ABC'", 'aBc', 'x'],
  ["self.split(',').size() == 2", 'a,b', 'a'],
  ["self.replace('a', 'b') == 'bb'", 'ab', 'cb'],
  ["self.indexOf('b') == 1 && self.substring(1) == 'b'", 'ab', 'ba'],
  ["self.find('[0-9]+') == '12' && self.findAll('[0-9]').size() == 2", 'a12', 'a1'],
  ["self.trim() == 'a'", ' a ', 'b'],
  ['int(self) > 3', '4', 'four'],
  ['int(self) >= 0', '0', ''],
  ["duration(self) > duration('1m')", '61s', '59s'],
  ["timestamp(self) > timestamp('2024-01-01T00:00:00Z')", '2025-01-01T00:00:00Z', '2023-01-01T00:00:00Z'],
  [
    "isURL(self) && url(self).getScheme() == 'https' && url(self).getHostname() == 'a.b' && url(self).getPort() == '8'",
    'https://a.b:8/c?d=e',
    'http://a.b:8/c',
  ],
  ['isURL(self)', '/path', 'relative/path'],
  ['isURL(self)', 'http://', 'http://a b'],
  ["isQuantity(self) && quantity(self).isGreaterThan(quantity('1Gi'))", '2Gi', '512Mi'],
  ["quantity(self).add(quantity('500m')).compareTo(quantity('1')) == 0", '500m', '1'],
  ['isIP(self) && ip(self).family() == 4', '10.0.0.1', '::1'],
  ["cidr('10.0.0.0/8').containsIP(self)", '10.1.2.3', '11.0.0.1'],
  ['isCIDR(self)', '10.0.0.0/8', '10.0.0.0/33'],
  ['!format.dns1123Label().validate(self).hasValue()', 'a-b', 'a_b'],
  ['self.all(x, x > 0)', [1, 2], [1, 0]],
  ['self.exists(x, x == 2)', [1, 2], [1]],
  ['self.exists_one(x, x == 2)', [1, 2], [2, 2]],
  ['self.map(x, x * 2).exists(y, y == 4)', [2], [3]],
  ['self.filter(x, x > 1).size() == 1', [1, 2], [2, 2]],
  ['self.isSorted() && self.sum() == 3 && self.max() == 2 && self.indexOf(2) == 1', [1, 2], [2, 1]],
  ["sets.contains(self, ['a'])", ['a', 'b'], ['b']],
  ['has(self.a) && self.a == 1', { a: 1 }, { b: 1 }],
  ["self.?a.orValue('x') == 'x'", { b: 'y' }, { a: 'y' }],
  ['self.a in [1, 2]', { a: 1 }, { a: 3 }],
  ["self.a == 'x' ? has(self.b) : true", { a: 'x', b: 'y' }, { a: 'x' }],
])('%s', (rule, accepted, refused) => {
  expect(holds(rule, accepted)).toBe(true);
  expect(holds(rule, refused)).toBe(false);
});

describe('what is said', () => {
  const schema = (validation: Record<string, unknown>) => ({
    type: 'object',
    properties: { a: { type: 'string' }, b: { type: 'integer' } },
    'x-kubernetes-validations': [validation],
  });

  test.each<[Record<string, unknown>, string, string]>([
    [{ rule: 'self.b > 1', message: 'b is too small' }, 'spec', 'b is too small'],
    [{ rule: 'self.b > 1', messageExpression: "'b is ' + string(self.b)" }, 'spec', 'b is 1'],
    [{ rule: 'self.b > 1', message: 'fallback', messageExpression: 'string(self.b / 0)' }, 'spec', 'fallback'],
    [{ rule: 'self.b > 1' }, 'spec', 'failed rule: self.b > 1'],
    [{ rule: 'self.b > 1', message: 'm', fieldPath: '.b' }, 'spec.b', 'm'],
    [{ rule: 'self.c.d == 1', message: 'm' }, 'spec', ''],
  ])('by %j', (validation, path, message) => {
    const found = thing(schema(validation), { a: 'x', b: 1 });
    if (message === '') expect(found).toHaveLength(found.length);
    else expect(found.map((f) => [f.path, f.message])).toEqual([[path, message]]);
  });

  test('of rules on items, keys and defaults', () => {
    const item = {
      type: 'object',
      properties: { n: { type: 'integer', default: 0 } },
      'x-kubernetes-validations': [{ rule: 'self.n > 0', message: 'm' }],
    };
    expect(
      shown(
        thing(
          {
            type: 'object',
            properties: { a: { type: 'array', items: item }, m: { type: 'object', additionalProperties: item } },
          },
          { a: [{ n: 1 }, {}], m: { 'x.y': {} } },
        ),
      ),
    ).toEqual(['cel/thing/m spec.a[1]', 'cel/thing/m spec.m.x.y']);
  });
});

test('rules are skipped where the object is not even of its types, as the server does', () => {
  const schema = {
    type: 'object',
    properties: { a: { type: 'integer' } },
    'x-kubernetes-validations': [{ rule: 'self.a > 1' }],
  };
  expect(shown(thing(schema, { a: 'x' }))).toEqual(['schema/type spec.a']);
});

test('rules that compare with the old object say nothing of a new one', () => {
  const schema = {
    type: 'object',
    properties: {
      a: { type: 'integer', 'x-kubernetes-validations': [{ rule: 'self == oldSelf', message: 'a is immutable' }] },
    },
  };
  expect(thing(schema, { a: 1 })).toEqual([]);
});

test('a rule that cannot be read is told once, as a warning', () => {
  expect(shown(thing({ type: 'object', 'x-kubernetes-validations': [{ rule: 'self.((' }] }, {}))).toEqual([
    'warning cel/not-evaluated spec',
  ]);
});

test('rules take bounded time, whatever their regular expressions and lists', () => {
  const start = performance.now();
  const list = {
    type: 'array',
    items: { type: 'integer' },
    'x-kubernetes-validations': [{ rule: 'self.all(a, self.all(b, self.all(c, a + b + c >= 0)))', message: 'm' }],
  };
  expect(
    thing({ type: 'object', properties: { l: list } }, { l: Array.from({ length: 2000 }, (_, i) => i) })[0]!.message,
  ).toContain('so many items');
  const text = { type: 'string', 'x-kubernetes-validations': [{ rule: "self.matches('^(a+)+$')", message: 'm' }] };
  expect(shown(thing({ type: 'object', properties: { t: text } }, { t: `${'a'.repeat(100_000)}!` }))).toEqual([
    'cel/thing/m spec.t',
  ]);
  expect(performance.now() - start).toBeLessThan(10_000);
});
