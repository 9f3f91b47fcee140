import { difference } from '../../core/synth/compare';
import { randomApp } from '../../core/synth/random-app';

/** About one program in five is refused, by cdk8s and by us, for a cycle. */
const PROGRAMS = 6000;

test(`${PROGRAMS} random programs give the objects, order and files that cdk8s gives`, () => {
  const different: string[] = [];
  for (let seed = 1_000_001; seed <= 1_000_000 + PROGRAMS; seed++) {
    const found = difference(() => randomApp(seed));
    if (found !== undefined) different.push(`seed ${seed}: ${found}`);
  }
  expect(different).toEqual([]);
});
