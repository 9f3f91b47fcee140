import fc from 'fast-check';
import { schemaStore } from '../../../src/validation';
import { program } from '../../../src/validation/cel/engine';
import { sureOf } from '../../../src/validation/cel/sure';
import { celValue } from '../../../src/validation/cel/values';

const { nodes } = schemaStore();
const shipped = [...new Set(nodes.flatMap((node) => node['x-kubernetes-validations'] ?? []).map(({ rule }) => rule))];
const ours = [
  "self.a == self.b || self.c in ['x', 'y']",
  'size(self) == 1 && self.size() < 3',
  "self.all(x, x.a == 'b')",
  "self.all(k, self[k] == 'a')",
  "self[0].a == 'a' || self[1].b",
  'has(self.a.b) ? self.a.b == 1 : true',
  'self.a.exists(x, self.b.exists(y, x == y))',
  'self.a.exists_one(x, x == self.b)',
  'self.filter(x, x.a).size() + size(self) > 0',
  'self.a <= self.b && !(self.c != true)',
  "'a' in self && has(self.a[0].b)",
  "self.a.startsWith(self.b) || self.a.matches('^a+$')",
  "self.all(self, self == 'a')",
];

/** Values that are made of the names and texts that a rule has. */
function valuesFor(rule: string): fc.Arbitrary<unknown> {
  const names = [...new Set(rule.match(/[a-zA-Z_]\w*/g))].filter((word) => word !== 'self');
  const texts = [...rule.matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, single, double]) => single ?? double!);
  const scalar = fc.constantFrom<unknown>(...texts, ...texts, 'a', '', 'ü😀', 0, 1, 2, 1.5, 2 ** 53, true, false, null);
  return fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      scalar,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...names, ...texts, 'a'), tie('value'), { maxKeys: 6 }),
    ),
  })).value!;
}

test('what is sure is what the engine says', () => {
  let kept = 0;
  const plain = [...shipped, ...ours].flatMap((rule) => {
    const sure = sureOf(rule);
    return sure === undefined ? [] : [{ rule, sure }];
  });
  expect(plain.length).toBeGreaterThan(180);
  for (const { rule, sure } of plain) {
    const { run, exact } = program(rule);
    fc.assert(
      fc.property(valuesFor(rule), (self) => {
        if (self === null || !sure(self)) return;
        kept++;
        expect(run({ self: celValue(nodes, undefined, self) })).toBe(true);
        if (!exact) expect(run({ self })).toBe(true);
      }),
      { numRuns: 40 },
    );
  }
  expect(kept).toBeGreaterThan(500);
});

test.each<[string, unknown]>([
  ['(has(self.a) ? 1 : 0) + (has(self.b) ? 1 : 0) <= 1', { a: {} }],
  ["self.type == 'In' ? self.values.size() != 0 : true", { type: 'In', values: ['a'] }],
  ["has(self.spec.x) || self.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')", { spec: {}, name: 'a-b' }],
  ['self.matches(r"""^(a\'|b")+$""")', 'a\'b"'],
  ['(has(self.a) ? self.a : {}).size() == 0', {}],
])('%s is told without the engine', (rule, value) => {
  expect(sureOf(rule)?.(value)).toBe(true);
});

test.each<[string, unknown]>([
  ['self.a == 1', { a: 2 }],
  ['self.a == 1', {}],
  ['self.a == 1', { a: '1' }],
  ['has(self.a)', { a: null }],
  ['size(self) == 1', '😀'],
  ["self.all(x, x == 'a')", Array.from({ length: 5000 }, () => 'a')],
  ['self.a.b == self.c', { a: 'text', c: 'c' }],
])('%s is left to the engine for %j', (rule, value) => {
  expect(sureOf(rule)?.(value)).toBe(false);
});

test.each([
  'self == oldSelf',
  'self.a',
  'self.a +',
  "self == 'a\\n'",
  "1 == 'a'",
  'self.constructor()',
  'self.toString(x, true)',
  'self.a - 1 > 0',
  '1.5 < self',
  'self.__a__ == 1',
  "duration(self) > duration('1s')",
  'true && 1',
  '!1',
  '[1, 2].size() == 2',
  `${'('.repeat(100_000)}true${')'.repeat(100_000)}`,
  `${'!'.repeat(100_000)}true`,
])('nothing is sure of %.40s', (rule) => {
  expect(sureOf(rule)).toBeUndefined();
});
