import { Size } from 'cdk8s';
import fc from 'fast-check';
import { bytes, count, cpu, Quantity } from '../../src/core/units';

describe('a quantity', () => {
  test.each([
    ['1', 1n],
    ['500m', 5n * 10n ** 8n - 0n * 1n],
    ['1k', 1000n],
    ['1.5Gi', 1610612736n],
    ['.5', 0n],
    ['5.', 5n],
    ['1e3', 1000n],
    ['1E3', 1000n],
    ['1E', 10n ** 18n],
    ['2Ei', 2305843009213693952n],
    ['+7', 7n],
    ['-3', -3n],
  ])('reads %s', (text) => {
    expect(Quantity.parse(text).toString()).toBe(text.replace('+', ''));
  });

  test.each([
    ['1', 10n ** 9n],
    ['1n', 1n],
    ['1u', 1000n],
    ['1m', 10n ** 6n],
    ['0.5n', 1n],
    ['1.5Gi', 1610612736n * 10n ** 9n],
    ['1e3', 10n ** 12n],
    ['1e-3', 10n ** 6n],
    ['1E', 10n ** 27n],
    ['1Ki', 1024n * 10n ** 9n],
    ['0.1', 10n ** 8n],
  ])('%s is %s nanos, exactly', (text, nanos) => {
    expect(Quantity.parse(text).nanos).toBe(nanos);
  });

  test.each([
    '',
    'abc',
    '1 Gi',
    '1GB',
    '64GiB',
    '1kib',
    '1.2.3',
    '--1',
    '1e',
    '1K',
    '0x10',
    '1_000',
    ' 1',
    '1\n',
    'NaN',
    'Infinity',
  ])('refuses %j and names it', (text) => {
    if (text === '1K') return expect(() => Quantity.parse(text)).toThrow("'1K'");
    expect(() => Quantity.parse(text)).toThrow(`'${text}' is not a Kubernetes quantity`);
  });

  test('says which unit was meant', () => {
    expect(() => Quantity.parse('64GB')).toThrow("write '64G' or '64Gi'");
    expect(() => Quantity.parse('64GiB')).toThrow("write '64Gi'");
  });

  test('holds 2^63-1 and no more', () => {
    expect(Quantity.parse('9223372036854775807').ceil()).toBe(Number(2n ** 63n - 1n));
    expect(() => Quantity.parse('9223372036854775808')).toThrow('2^63-1');
    expect(() => Quantity.parse('8Ei')).toThrow('2^63-1');
  });

  test('adds and multiplies without rounding', () => {
    expect(Quantity.parse('0.1').plus(Quantity.parse('0.2')).compare(Quantity.parse('0.3'))).toBe(0);
    expect(Quantity.parse('1.5Gi').times(2).toString()).toBe('3Gi');
    expect(Quantity.parse('100m').times(10).toString()).toBe('1');
  });

  test('compares by value, whatever the spelling', () => {
    expect(Quantity.parse('1024Mi').compare(Quantity.parse('1Gi'))).toBe(0);
    expect(Quantity.parse('1G').compare(Quantity.parse('1Gi'))).toBe(-1);
    expect(Quantity.parse('1001m').compare(Quantity.parse('1'))).toBe(1);
  });

  test('what arithmetic prints reads back as the same amount', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 70n }), fc.boolean(), (nanos, binary) => {
        expect(Quantity.parse(Quantity.ofNanos(nanos, binary).toString()).nanos).toBe(nanos);
      }),
    );
  });
});

describe('memory', () => {
  test('is spelled as given', () => expect(bytes('64Gi')).toBe('64Gi'));
  test("may be cdk8s's Size", () => expect(bytes(Size.gibibytes(2))).toBe('2Gi'));
  test('needs a unit', () => expect(() => bytes(64 as never)).toThrow("64 has no unit, write '64Gi'"));
  test('needs a unit in text too', () => expect(() => bytes('64' as never)).toThrow("'64' has no unit"));
  test('is more than zero', () => expect(() => bytes('0Gi')).toThrow('not more than zero'));
  test('is not millis', () => expect(() => bytes('64m' as never)).toThrow('less than a byte'));
});

describe('cpu', () => {
  test.each([
    [4, '4'],
    [0.5, '0.5'],
    ['500m', '500m'],
    ['2', '2'],
  ] as const)('%s', (value, spelled) => expect(cpu(value)).toBe(spelled));
  test("may be cdk8s-plus's Cpu", () => expect(cpu({ amount: '100m' } as never)).toBe('100m'));
  test.each([0, -1, 0.0001, Number.NaN])('refuses %s', (value) => expect(() => cpu(value)).toThrow(String(value)));
  test('refuses what is finer than 1m', () => expect(() => cpu(0.1234567)).toThrow('finer than 1m'));
});

test.each([
  [() => bytes({} as never), "{} is not an amount, write '64Gi'"],
  [() => bytes(null as never), 'null is not an amount'],
  [() => bytes(undefined as never), 'is missing'],
  [() => cpu({} as never), '{} is not an amount of CPU'],
  [() => cpu(null as never), 'null is not an amount of CPU'],
  [() => cpu(undefined as never), 'is missing'],
  [() => count(undefined as never), 'is missing'],
  [() => Quantity.parse({} as never), '{} is not a Kubernetes quantity'],
])('what is no amount at all is refused in words: %s', (read, sentence) => expect(read).toThrow(sentence));
