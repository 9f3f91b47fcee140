import { Yaml } from 'cdk8s';
import { loadAll } from 'js-yaml';
import { parseAllDocuments } from 'yaml';
import { yamlText } from '../../../src/core/synth';
import { Random } from './random-app';
import { randomDocument } from './random-document';

/** What readers of YAML 1.1 and 1.2 make of a text. */
function readers(text: string): Record<string, unknown[]> {
  const read = (version: '1.1' | '1.2') =>
    parseAllDocuments(text, { version }).map((document) => {
      if (document.errors.length > 0) throw document.errors[0];
      return document.toJSON();
    });
  return { 'yaml 1.1': read('1.1'), 'yaml 1.2': read('1.2'), 'js-yaml': loadAll(text) };
}

function expectSame(documents: readonly unknown[]): void {
  for (const [reader, read] of Object.entries(readers(yamlText(documents)))) {
    expect({ reader, read }).toEqual({ reader, read: documents });
  }
}

const quotedWords = ['on', 'Off', 'y', 'N', 'yes', 'TRUE', 'null', 'Null', '~', '=', '<<', '.inf', '-.Inf', '.nan', ''];
const quotedNumbers = [
  '0777',
  '0o17',
  '0x1F',
  '0b11',
  '1e3',
  '1E-3',
  'e0',
  'E12',
  '12e03',
  '1_000',
  '1e3_',
  '.5',
  '5.',
  '-0',
  '+1',
  '1,000',
];
const quotedTimes = ['1:30', '1:30:15', '190:20:30.15', '2024-01-01', '2001-12-14t21:59:43.10-05:00'];
const quotedSyntax = [
  '- x',
  '?',
  '-',
  '--- x',
  '...',
  'a: b',
  'a:',
  'a #b',
  '#a',
  '&a',
  '*a',
  '!a',
  '|',
  '>',
  '%a',
  '@a',
  '`a',
  "'a",
  '{a',
  '[a',
  ',',
  ' a',
  'a ',
  'a\tb',
];
const quotedCharacters = ['\0', '\r', 'a\r\nb', '\x7f', '\x85', '\u2028', '\u2029', '\ufeffa', '\uffff'];

test.each([...quotedWords, ...quotedNumbers, ...quotedTimes, ...quotedSyntax, ...quotedCharacters])(
  '%j is quoted',
  (text) => {
    expect(yamlText([{ [text]: [text] }])).toMatch(/^(".*"|'.*'):\n {2}- (".*"|'.*')\n$/);
    expectSame([{ a: text, [text]: [text] }]);
  },
);

test.each([
  ...[
    'nginx',
    'ghcr.io/acme/sft:1',
    '10.0.0.1',
    '1.2.3',
    '5Gi',
    '100m',
    '8080/tcp',
    '--flag=x',
    '-c',
    './run',
    '.git',
    '$(VAR)',
  ],
  ...[
    'hf://meta-llama/Llama-3.1-8B',
    'a:b',
    ':8080',
    'one two',
    'x#y',
    'ends-with-e3',
    'Éa',
    '漢字',
    '😀',
    '(a)',
    'f',
    'none',
    'ones',
    'éxit',
  ],
])('%j is plain', (text) => {
  expect(yamlText([{ k: text }])).toBe(`k: ${text}\n`);
  expectSame([{ k: text, l: [text], [text]: 1 }]);
});

test('text of several lines is a literal block, unless it would not survive as one', () => {
  expect(yamlText([{ a: 'x\ny', b: 'x\ny\n', c: 'x\n\n', d: '  x\n\ny', e: ['x\ny: z'] }])).toBe(
    'a: |-\n  x\n  y\nb: |\n  x\n  y\nc: |+\n  x\n\nd: |2-\n    x\n\n  y\ne:\n  - |-\n    x\n    y: z\n',
  );
  expect(yamlText([{ a: '\n', b: 'x\n ', c: 'x\u2028\ny', d: 'x\r\ny' }])).toBe(
    'a: "\\n"\nb: "x\\n "\nc: "x\\u2028\\ny"\nd: "x\\r\\ny"\n',
  );
  const texts = [
    '\tx\ny',
    'x\n\ty',
    '\n\n x\ny',
    'x \ny ',
    'x\n \ny',
    '#x\n---\n...\n',
    'x\n\n\n',
    ' \nx',
    'é\n漢\n😀\n',
    'x\n \n',
    ' #\n \n',
  ];
  expectSame(texts.map((text) => ({ text, list: [text, [text]], map: { text } })));
});

test('numbers read as numbers everywhere', () => {
  expect(yamlText([[0, -0, 42, -7, 1.5, 1e21, 1.5e300, 1e-7, 2 ** 53]])).toBe(
    '- 0\n- -0\n- 42\n- -7\n- 1.5\n- 1.0e+21\n- 1.5e+300\n- 1.0e-7\n- 9007199254740992\n',
  );
  expectSame([[0, 42, -7, 1.5, 1e21, 1.5e300, 1e-7, 2 ** 53, Number.MAX_VALUE, Number.MIN_VALUE]]);
});

test('empty, nested and mixed collections', () => {
  const document = {
    a: {},
    b: [],
    c: [[], {}, [[1, [2]], { x: [{ y: 1, z: [3] }] }]],
    d: { e: { f: null } },
    g: [null, true, false],
  };
  expectSame([document, {}, [], 'text', 5, null]);
  expect(yamlText([document])).toBe(Yaml.stringify(document));
});

test('keys of any length', () => {
  const keys = ['k'.repeat(300), 'k'.repeat(1100), `"'${'\n'.repeat(600)}`, 'é'.repeat(400), 'a: '.repeat(400)];
  expectSame([Object.fromEntries(keys.map((key, i) => [key, i % 2 ? { nested: [i] } : `v${i}`]))]);
});

test('texts larger than a chunk', () => {
  const line = 'all work and no play: "makes" # a dull é\n';
  const [long, wide] = [line.repeat(100_000), 'x'.repeat(5_000_000)];
  expect(loadAll(yamlText([{ long, wide, quoted: `- ${wide}` }, { after: 1 }]))).toEqual([
    { long, wide, quoted: `- ${wide}` },
    { after: 1 },
  ]);
});

test('more documents than arguments fit on a stack', () => {
  const text = yamlText(Array.from({ length: 200_000 }, (_, i) => ({ i })));
  expect(text.split('---\n')).toHaveLength(200_000);
});

test('1,500 random documents', () => {
  const random = new Random(11);
  expectSame(Array.from({ length: 1500 }, () => randomDocument(random)));
});
