import { warningLines } from '../../src/core/warning-lines';

test('a sentence said of many places is one line', () => {
  const warnings = [
    ...['a', 'b', 'c', 'd', 'e'].map((team) => `${team}/job: has no queue`),
    'a/lab: spec.image is old: take 2',
  ];
  expect(warningLines(warnings)).toEqual([
    'warning a/job, b/job, c/job and 2 more: has no queue',
    'warning a/lab: spec.image is old: take 2',
  ]);
});

test('every place is of the cluster at hand', () => {
  expect(warningLines(['a/job: waits', 'b/job: waits'], 'eu/')).toEqual(['warning eu/a/job, eu/b/job: waits']);
});
