import { difference } from './compare';
import { randomApp } from './random-app';

test('300 random programs give what cdk8s gives', () => {
  const different: string[] = [];
  for (let seed = 1; seed <= 300; seed++) {
    const found = difference(() => randomApp(seed));
    if (found !== undefined) different.push(`seed ${seed}: ${found}`);
  }
  expect(different).toEqual([]);
});
