import fc from 'fast-check';
import { readYaml, YamlError } from '../../src/validation';

const one = (text: string) => readYaml(text)[0]?.value;

describe('values, as Kubernetes reads them', () => {
  test.each([
    ['yes', true],
    ['off', false],
    ['y', true],
    ['~', null],
    ['0644', 420],
    ['0o17', 15],
    ['0x1f', 31],
    ['0b11', 3],
    ['1_000', 1000],
    ['-0b1', -1],
    ['1e3', 1000],
    ['.5', 0.5],
    ['1.', 1],
    ['089', 89],
    ['1:30', '1:30'],
    ['2024-01-01', '2024-01-01'],
    ['10Gi', '10Gi'],
    ['"yes"', 'yes'],
    ['!!str 1', '1'],
    ['1e', '1e'],
    ['=', '='],
  ])('%s is %p', (text, value) => expect(one(`a: ${text}`)).toEqual({ a: value }));

  test('keys are text, merges are merged, and `__proto__` is a key like any other', () => {
    expect(one('1: a\nyes: b')).toEqual({ 1: 'a', true: 'b' });
    expect(one('a: &a { x: 1 }\nb: { <<: *a, z: 2 }')).toEqual({ a: { x: 1 }, b: { x: 1, z: 2 } });
    const read = one('__proto__: { polluted: true }') as object;
    expect(Object.keys(read)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('documents are counted with the empty ones, and a byte order mark is passed over', () => {
    expect(readYaml('\ufeffa: 1\n---\n---\nb: 2').map(({ document, value }) => [document, value])).toEqual([
      [0, { a: 1 }],
      [1, undefined],
      [2, { b: 2 }],
    ]);
    expect(readYaml('')).toEqual([]);
  });
});

test('keys that are written twice are told, with their lines', () => {
  const [first, second] = readYaml('a: 1\n---\nb:\n  c: 1\n  d: 2\n  c: 3\n');
  expect(first!.duplicateKeys).toEqual([]);
  expect(second).toEqual({ document: 1, value: { b: { c: 3, d: 2 } }, duplicateKeys: [{ path: 'b.c', line: 6 }] });
});

test.each([
  ['a: [1', /line 2: /],
  ['a: &a [*a]', /contains itself/],
  ['a: *b', /unidentified alias/],
  [`a: ${'['.repeat(500)}${']'.repeat(500)}`, /./],
  ['a:\n\tb: 1', /tab|line 2/],
  ['a: {? {b: c} : d}', 'has an object as a key'],
  ['a: {{ .Values.name }}', 'has an object as a key'],
])('%j is refused', (text, message) => {
  expect(() => readYaml(text)).toThrow(YamlError);
  expect(() => readYaml(text)).toThrow(message);
});

test('aliases that grow without end are refused in no time', () => {
  const levels = Array.from(
    { length: 30 },
    (_, i) => `l${i}: &l${i} [${i === 0 ? 'x, x' : `*l${i - 1}, *l${i - 1}, *l${i - 1}, *l${i - 1}`}]`,
  );
  const start = performance.now();
  expect(() => readYaml(levels.join('\n'))).toThrow(/aliases expand/);
  expect(performance.now() - start).toBeLessThan(10_000);
});

test('whatever is written, reading ends with documents or with a YamlError', () => {
  const piece = fc.constantFrom(
    'a',
    ':',
    ' ',
    '\n',
    '- ',
    '? ',
    '&a',
    '*a',
    '<<',
    '!',
    '!!int',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '|',
    '>',
    '#',
    '%',
    '---',
    '...',
    '0',
    '\t',
    '\0',
    '\u2028',
    '😀',
    '__proto__',
    ': ',
    '\n  ',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      try {
        readYaml(pieces.join(''));
      } catch (error) {
        expect(error).toBeInstanceOf(YamlError);
      }
    }),
    { numRuns: 3000 },
  );
});

test('JSON comes back as it was', () => {
  fc.assert(
    fc.property(
      fc.object({ maxDepth: 4, values: [fc.string(), fc.integer(), fc.boolean(), fc.constant(null)] }),
      (value) => {
        const text = JSON.stringify(value);
        expect(JSON.stringify(one(text))).toBe(text);
      },
    ),
    { numRuns: 500 },
  );
});
