import { fails, gives } from './check-program';
import { blocksOf, type Program, programsOf } from './markdown';

const fence = '```';
const program = `
import { ApiObject, App, Chart } from 'cdk8s';
const app = new App();
const chart = new Chart(app, 'team', { namespace: 'vision' });
new ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { key: 'value', mode: '0644' } });`;
const yaml = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: vision\n';

/** The only program of a guide. */
function guide(code: string, tags = '', shown = ''): Program {
  const { programs } = programsOf(
    blocksOf('guide.md', `# Guide\n\n${fence}ts ${tags}\n${code}\n${fence}\n\nprose\n\n${shown}`),
  );
  expect(programs).toHaveLength(1);
  return programs[0]!;
}
const block = (language: string, text: string): string => `${fence}${language}\n${text}\n${fence}\n`;

test('a whole object, and one with something left out, is what the program gives', () => {
  const whole = `${yaml}data:\n  key: value\n  mode: "0644"`;
  const part = `${yaml}data:\n  # ...\n  key: value`;
  gives(guide(program, '', block('yaml', `${whole}\n---\n${part}`)));
});

test.each([
  ['another value', `${yaml}data:\n  key: other\n  mode: "0644"`, 'other'],
  ['a field less, unsaid', `${yaml}data:\n  key: value`, '0644'],
  ['a number for a text', `${yaml}data:\n  # ...\n  mode: 0644`, '420'],
  ['an object of another name', yaml.replace('name: a', 'name: b'), 'shows ConfigMap b, the program gives ConfigMap a'],
  ['broken YAML', 'kind: [', 'Flow sequence'],
])('%s does not pass', (_, shown, message) => {
  expect(() => gives(guide(program, '', block('yaml', shown)))).toThrow(message);
});

test('JSON is part of what the program gives', () => {
  gives(guide(program, '', block('json', '{ "data": { "key": "value" } }')));
  expect(() => gives(guide(program, '', block('json', '{ "data": { "key": 1 } }')))).toThrow('value');
});

test('what a program prints is what the comment beside it and the text below it say', () => {
  const printing = (comment: string): string => `console.log('deny', 1); // ${comment}`;
  gives(guide(printing('deny 1'), '', block('text', 'deny 1')));
  expect(() => gives(guide(printing('allow')))).toThrow('allow');
  expect(() => gives(guide(printing('deny 1'), '', block('text', 'allow')))).toThrow('allow');
});

test('what no cluster takes does not pass', () => {
  expect(() => gives(guide(program.replace("key: 'value'", 'key: 1')))).toThrow('ConfigMap a data.key');
});

test('an error is the one that is shown', () => {
  const failing = "throw new Error('team: no quota left');";
  fails(guide(failing, 'throws', block('text', 'team: no quota left')));
  expect(() => fails(guide(failing, 'throws', block('text', 'team: no room')))).toThrow('no room');
  expect(() => fails(guide('', 'throws'))).toThrow('guide.md:3 does not throw');
});

test('output that no program gives is unclaimed, unless it is marked', () => {
  const text = `${block('yaml', 'a: 1')}${block('yaml input', 'a: 1')}${block('sh', 'ls')}${block('ts fragment', 'f();')}`;
  const { programs, fragments, unclaimed } = programsOf(blocksOf('guide.md', text));
  expect([programs.length, fragments.length, unclaimed.map(({ line }) => line)]).toEqual([0, 1, [1]]);
});
