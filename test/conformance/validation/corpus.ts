import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readYaml } from '../../../src/validation';

type Json = Record<string, unknown>;
export const shared = join(__dirname, '../../../../shared');
export const present = existsSync(join(shared, 'examples'));

/** Upstream's examples, each with the name of its file. */
export function examples(): { readonly file: string; readonly object: Json }[] {
  const folder = join(shared, 'examples');
  return readdirSync(folder).flatMap((kind) =>
    readdirSync(join(folder, kind)).flatMap((file) => {
      try {
        return readYaml(readFileSync(join(folder, kind, file), 'utf8'))
          .map(({ value }) => value as Json)
          .filter((object) => typeof object === 'object' && object !== null)
          .map((object) => ({ file: `${kind}/${file}`, object }));
      } catch {
        return [];
      }
    }),
  );
}
