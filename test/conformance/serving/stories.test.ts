import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { outputOf } from '../../docs/run-program';
import { differences, type Json, saidAlike } from './compare';

const root = join(__dirname, '../../..');
const shared = join(root, '../shared/stories');
const there = existsSync(shared);
const stories = there ? readdirSync(shared).filter((file) => file.startsWith('inferenceservice-')) : [];

/** The stories say no namespace, or the one that their programs have. */
const explained = ['/metadata/namespace'];

(there ? describe : describe.skip)(`the serving stories${there ? '' : ': ../shared is absent'}`, () => {
  if (stories.length === 0) test.todo('needs ../shared/stories');
  else
    test.each(stories)('%s', (file) => {
      const main = join(root, 'examples/stories', file.replace('.yaml', ''), 'main.ts');
      const { objects } = outputOf(() => require(main));
      const ours = objects.filter(({ kind }) => kind === 'InferenceService') as Json[];
      expect(ours).toHaveLength(1);
      const found = differences(saidAlike(ours[0]!), saidAlike(load(readFileSync(join(shared, file), 'utf8')) as Json));
      expect(found.filter(({ path }) => !explained.includes(path))).toEqual([]);
    });
});
