import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { given } from './shape';

const { groups, outdir } = given();
mkdirSync(outdir, { recursive: true });
for (const { name, objects } of groups) {
  writeFileSync(join(outdir, `${name}.yaml`), objects.map((object) => dump(object, { lineWidth: -1 })).join('---\n'));
}
