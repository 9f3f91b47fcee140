import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Output } from './files';
import { ownFiles, root, userFiles } from './generate';

const USAGE = `usage: npm run generate -- [--check] [--data DIR]
       npm run generate -- --crds DIR --out DIR [--check]

The first writes the schemas and types of this repository, from the upstream facts in DIR where they are there.
The second writes types and schemas of the CustomResourceDefinitions in a folder, to another one.

  --check   write nothing, name what differs, exit with 1 if anything does`;

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      check: { type: 'boolean', default: false },
      crds: { type: 'string' },
      out: { type: 'string' },
      data: { type: 'string', default: join(root, '..', 'shared') },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const [folder] = positionals;
  if (folder !== undefined) throw new Error(`what is '${folder}'? For CRDs of your own: --crds ${folder} --out DIR`);
  if ((values.crds === undefined) !== (values.out === undefined))
    throw new Error('--crds DIR and --out DIR go together: the folder of CRDs, and the one for their types');
  if (values.crds !== undefined && !existsSync(values.crds))
    throw new Error(`${values.crds}: there is no such file or folder`);
  const output = new Output();
  if (values.crds === undefined) ownFiles(output, values.data, console.log);
  else userFiles(output, resolve(values.crds), resolve(values.out!));
  const changed = values.check ? output.drift() : output.write();
  for (const path of changed) console.log(`${values.check ? 'differs' : 'wrote'}: ${relative(process.cwd(), path)}`);
  if (changed.length === 0) console.log('everything is up to date');
  if (values.check && changed.length > 0) process.exitCode = 1;
}

try {
  main();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  process.exitCode = 1;
}
