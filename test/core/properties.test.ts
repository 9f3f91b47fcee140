import { App, Chart } from 'cdk8s';
import { KubeflowApp } from '../../src/core/app';
import { Problems } from '../../src/core/errors';
import {
  checkProperties,
  fields,
  type Known,
  listOf,
  mapOf,
  oneOf,
  or,
  positive,
  propertyProblems,
  unknownProperties,
} from '../../src/core/properties';
import { Resource } from '../../src/core/resource';
import { InvalidValue, shown } from '../../src/core/values';

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

const shapes = {
  mode: oneOf('fast', 'slow'),
  size: or(fields({ min: positive, max: positive }, ['min']), 'number'),
  on: or(fields({ at: 'text' }), 'flag'),
  rooms: listOf(fields({ name: 'text', open: 'flag' }, ['name'])),
  labels: mapOf('text'),
  place: or(mapOf('object'), (value: unknown) => {
    if (value !== 'anywhere') throw new InvalidValue(`${shown(value)} is nowhere`);
  }),
};

test.each<[Record<string, unknown>, readonly string[]]>([
  [{ mode: 'fast', size: 3, on: true, rooms: [{ name: 'a' }], labels: { a: 'b' }, place: 'anywhere' }, []],
  [{ size: { min: 1 }, on: { at: 'noon' }, place: { a: {} }, mode: undefined, labels: { a: undefined } }, []],
  [{ mode: 'fsat' }, ["mode 'fsat' is none of fast, slow, did you mean 'fast'?"]],
  [{ mode: null, size: null }, ['mode null is none of fast, slow', 'size null is no value, leave it out']],
  [{ size: 'big' }, ["size 'big' is neither object nor number"]],
  [{ size: { mn: 1 } }, ["size.mn is no property here, did you mean 'min'?", 'size.min is missing']],
  [{ on: 1 }, ['on 1 is neither object nor true or false']],
  [
    { rooms: [{ nmae: 'a' }, 7] },
    ["rooms[0].nmae is no property here, did you mean 'name'?", 'rooms[0].name is missing', 'rooms[1] 7 is no object'],
  ],
  [{ labels: { a: 1, 'x/y': 2 } }, ['labels.a 1 is no text', "labels['x/y'] 2 is no text"]],
  [{ place: 'here' }, ["place 'here' is nowhere"]],
])('%j is read to its last member', (given, sentences) => {
  expect(propertyProblems(given, shapes).sentences).toEqual(sentences);
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
