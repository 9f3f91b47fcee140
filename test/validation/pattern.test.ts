import fc from 'fast-check';
import { schemaStore } from '../../src/validation';
import { expression, matcherOf } from '../../src/validation/pattern';

const patterns = [...new Set(schemaStore().nodes.flatMap(({ pattern }) => pattern || []))];

test('every pattern of the shipped schemas means what it means to Go', () => {
  expect(patterns.length).toBeGreaterThan(30);
  const letters = fc.constantFrom(...'azAZ09-_./+eEmKi%:!@\n ü');
  const texts = fc.oneof(
    fc.string({ unit: letters, maxLength: 12 }),
    fc.constantFrom('64Gi', '1.5e-3', 'a.b-c.d', 'acme.io/team', '-a', 'a-', 'A_b.c', '10m', ''),
  );
  for (const pattern of patterns) {
    fc.assert(
      fc.property(texts, (text) => matcherOf(pattern)(text) === expression(pattern)!.matcher(text).find()),
      { numRuns: 60 },
    );
  }
});

test('long and hostile texts are read in linear time', () => {
  for (const pattern of patterns) {
    for (const unit of ['a', '0', 'a.', '0.', 'a-', '/', '0e0']) {
      const started = performance.now();
      for (let i = 0; i < 20; i++) matcherOf(pattern)(`${unit.repeat(120)}${i}!`);
      matcherOf(pattern)(`${unit.repeat(5000)}!`);
      expect(performance.now() - started).toBeLessThan(1000);
    }
  }
});
