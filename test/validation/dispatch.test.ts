import { ruleCatalog } from '../../src/validation';
import { rulesFor, unreachableKinds } from '../../src/validation/rules';

test('every rule set is loaded for all of its kinds', () => {
  expect(unreachableKinds()).toEqual([]);
  const kinds = new Set(ruleCatalog().flatMap((rule) => rule.kinds));
  expect(kinds.size).toBeGreaterThan(40);
  for (const kind of kinds) expect(rulesFor(kind)).not.toEqual([]);
});

test('kinds without rules have none', () => {
  expect(rulesFor('example.com/v1/Thing')).toEqual([]);
  expect(rulesFor('v1/Event')).toEqual([]);
});
