import { readArguments } from '../../src/cli/arguments';

const read = (...args: string[]) =>
  readArguments('try', args, { '--all': 'flag', '--to': 'value', '-t': '--to', '--also': 'value' });

test('words, flags and values in any order', () => {
  const given = read('a', '--to', 'x', '--all', '-', '--also=1', '--also=2=3');
  expect(given.words).toEqual(['a', '-']);
  expect([given.has('--all'), given.value('--to'), given.values('--also')]).toEqual([true, 'x', ['1', '2=3']]);
  expect([read().has('--all'), read().value('--to'), read().values('--also')]).toEqual([false, undefined, []]);
});

test('a value has other ways in, and the last one counts', () => {
  expect(read('--to=x', '-t', 'y').value('--to')).toBe('y');
  expect(read('-t', '-').value('--to')).toBe('-');
});

test('behind -- all are words', () => expect(read('--', '--all', '--').words).toEqual(['--all', '--']));

test('help can always be asked for', () => {
  expect(read('-h').help).toBe(true);
  expect(read('--help').help).toBe(true);
  expect(read().help).toBe(false);
});

test.each<[string[], string]>([
  [['--al'], "--al: there is no such option, did you mean '--all'?"],
  [['--alsoo=1'], "--alsoo: there is no such option, did you mean '--also'?"],
  [['-x'], '-x: there is no such option'],
  [['--__proto__'], '--__proto__: there is no such option'],
  [['--to'], '--to: a value is missing'],
  [['--to='], '--to: a value is missing'],
  [['--to', '--all'], '--to: a value is missing'],
  [['--all=yes'], '--all: takes no value'],
])('%j is refused', (args, sentence) => {
  expect(() => read(...args)).toThrow(`${sentence}\nkubeflow-cdk try --help says what there is`);
});
