import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Output } from './files';
import { ownFiles, root, userFiles } from './generate';

function main(): void {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean', default: false },
      crds: { type: 'string' },
      out: { type: 'string' },
      data: { type: 'string', default: join(root, '..', 'shared') },
    },
  });
  const output = new Output();
  if (values.crds === undefined) ownFiles(output, values.data, console.log);
  else if (values.out === undefined) throw new Error('--crds DIR needs --out DIR, the folder for the types');
  else userFiles(output, resolve(values.crds), resolve(values.out));
  const changed = values.check ? output.drift() : output.write();
  for (const path of changed) console.log(`${values.check ? 'differs' : 'wrote'}: ${relative(process.cwd(), path)}`);
  if (changed.length === 0) console.log('everything is up to date');
  if (values.check && changed.length > 0) process.exitCode = 1;
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
