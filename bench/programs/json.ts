import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { given } from './shape';

const { groups, outdir } = given();
mkdirSync(outdir, { recursive: true });
for (const { name, objects } of groups) writeFileSync(join(outdir, `${name}.json`), JSON.stringify(objects));
