import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { KubeflowApp } from '../../../src';
import { differences, type Json, saidAlike } from './compare';
import { jobSets } from './programs/job-sets';
import { jobs } from './programs/jobs';
import { queues } from './programs/queues';
import { runtimes } from './programs/runtimes';
import { searches } from './programs/searches';

const examples = join(__dirname, '../../../../shared/examples');
const programs = [...jobs, ...runtimes, ...jobSets, ...searches, ...queues];
const there = existsSync(examples);

(there ? describe : describe.skip)(
  `what upstream's examples say, in our constructs${there ? '' : ': ../shared/examples is absent'}`,
  () => {
    test.each(programs)('$example', ({ example, write, release, explained = {}, refused }) => {
      const app = new KubeflowApp({ release });
      write(new Chart(app.manifests, 'chart', { disableResourceNameHashes: true }));
      const { objects, problems } = app.manifests.attempt();
      const [ours] = objects;
      expect(problems.map((problem) => problem.slice(problem.indexOf(' ') + 1))).toEqual(
        refused === undefined ? [] : [refused],
      );
      const [theirs] = parseAllDocuments(readFileSync(join(examples, example), 'utf8')).map(
        (document) => document.toJSON() as Json,
      );
      const found = differences(saidAlike(ours!.manifest), saidAlike(theirs!));
      expect(found.filter(({ path }) => !(path in explained))).toEqual([]);
      expect(Object.keys(explained).filter((path) => !found.some((difference) => difference.path === path))).toEqual(
        [],
      );
    });
  },
);
