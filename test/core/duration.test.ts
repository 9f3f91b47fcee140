import { Duration } from 'cdk8s';
import { goDuration, milliseconds, seconds } from '../../src/core/duration';

test.each([
  ['90s', 90],
  ['15m', 900],
  ['2h', 7200],
  ['7d', 604800],
  ['1h30m', 5400],
  ['1.5h', 5400],
] as const)('%s is %d seconds', (text, expected) => expect(seconds(text as '1s')).toBe(expected));

test('days become hours, which Go knows', () => {
  expect(goDuration('7d')).toBe('168h');
  expect(goDuration('90s')).toBe('1m30s');
  expect(goDuration('0s')).toBe('0s');
  expect(goDuration('1500ms')).toBe('1s500ms');
});

test("cdk8s's Duration is one too", () => expect(seconds(Duration.minutes(2))).toBe(120));

test.each(['', '7', 'd', '7 d', '7w', '-7d', '1h 30m', 'P7D'])('refuses %j and names it', (text) => {
  expect(() => milliseconds(text as never)).toThrow(`'${text}' is not a duration`);
});

test('refuses a fraction of a second where seconds are counted', () => {
  expect(() => seconds('1500ms')).toThrow('not a whole number of seconds');
});

test.each([
  [{}, '{} is not a duration'],
  [null, 'null is not a duration'],
  [undefined, 'is missing'],
])('%j is refused in words', (value, sentence) => expect(() => seconds(value as never)).toThrow(sentence));
