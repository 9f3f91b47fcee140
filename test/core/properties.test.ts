import { App, Chart } from 'cdk8s';
import { KubeflowApp } from '../../src/core/app';
import { Problems } from '../../src/core/errors';
import { checkProperties, type Known, unknownProperties } from '../../src/core/properties';
import { Resource } from '../../src/core/resource';
import { shown } from '../../src/core/values';

interface Lab {
  readonly image: string;
  readonly home?: string;
  readonly labels?: object;
  readonly zones?: readonly string[];
}
const lab: Known<Lab> = { image: true, home: true, labels: 'object', zones: 'list' };
// @ts-expect-error a property of the interface is not in the list
const incomplete: Known<Lab> = { image: true, home: true, labels: true };

test('what is no property is named with what was meant', () => {
  expect(unknownProperties({ image: 'i', hoem: '1Gi' }, lab)).toEqual([
    "hoem is no property here, did you mean 'home'?",
  ]);
  expect(unknownProperties({ image: 'i', hoem: undefined }, lab)).toEqual([]);
  expect(unknownProperties({ toString: 1 }, incomplete)).toEqual(['toString is no property here']);
});

test.each([
  [undefined, 'team/lab: needs properties, it is given undefined'],
  [null, 'team/lab: needs properties, it is given null'],
  ['x', "team/lab: needs properties, it is given 'x'"],
  [{ hoem: 'x', image: 'i' }, "team/lab: hoem is no property here, did you mean 'home'?"],
  [{ home: 'x' }, 'team/lab: image is missing'],
  [{ image: 'i', labels: null }, 'team/lab: labels null is no object'],
  [{ image: 'i', zones: 'a' }, "team/lab: zones 'a' is no list"],
])('%j is refused', (given, sentence) => {
  const problems = new Problems(new Chart(new App(), 'team'), 'lab');
  expect(() => {
    checkProperties(problems, given, lab, ['image']);
    problems.throw();
  }).toThrow(sentence);
});

test.each([
  [{ relaese: '1.11' }, "app: relaese is no property here, did you mean 'release'?"],
  [null, 'app: needs properties, it is given null'],
  [{ release: '9' }, "app: release '9' is none of 1.10, 1.11, 26.03"],
])('an app of %j is refused', (props, sentence) => {
  expect(() => new KubeflowApp(props as never)).toThrow(sentence);
});

test.each(['ConfigMap', '', 'a/b/c/D', undefined])('kind %j is refused', (kind) => {
  const chart = new Chart(new App(), 'team');
  expect(() => new Resource(chart, 'map', kind as never, {} as never)).toThrow(
    `team/map: kind ${shown(kind)} is not group/version/Kind, write 'v1/ConfigMap'`,
  );
});

test.each([
  [{ a: 1 }, '{"a":1}'],
  [[1, 'b'], '[1,"b"]'],
  [{ a: 'x'.repeat(99) }, `{"a":"${'x'.repeat(51)}...`],
  [{ toString: (): string => 'lr' }, 'lr'],
  [null, 'null'],
  ['a', "'a'"],
])('%j is shown as %s', (value, text) => expect(shown(value)).toBe(text));
