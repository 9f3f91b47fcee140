import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './markdown';

const texts = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'package.json',
  'docs',
  'src',
  'examples',
  'scripts',
  '.ci',
]
  .map((name) => join(root, name))
  .filter((path) => existsSync(path))
  .flatMap((path) =>
    statSync(path).isFile()
      ? [path]
      : readdirSync(path, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name)),
  );

test('no file tells where on whose machine it was written', () => {
  const here = root.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const paths = new RegExp(`(?<![\\w.~-])/(?:work|Users)/[\\w.-]*|${here}`);
  const found = texts.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((text, i) =>
        paths.test(text) ? [`${file.slice(root.length + 1)}:${i + 1} ${paths.exec(text)?.[0]}`] : [],
      ),
  );
  expect(found).toEqual([]);
});
