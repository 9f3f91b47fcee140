import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const json = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));
const manifest = json('package.json');
/** What is built has its source in src/; the rest is itself. */
const source = (path: string): string =>
  path.replace(/^(?:\.\/)?lib\/(.*?)(?:\.d\.ts|\.js)$/, (_, name: string) => `src/${name}.ts`);

test('every door of the package has its source', () => {
  const targets = Object.values<Record<string, string>>(manifest.exports).flatMap((door) => Object.values(door));
  const paths = [
    manifest.main,
    manifest.types,
    ...Object.values<string>(manifest.bin),
    ...targets.filter((path) => path.includes('lib/')),
  ];
  expect(paths.map(source).filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('the same doors stand open to old module resolution, and to our own tests', () => {
  const doors = Object.keys(manifest.exports).filter((door) => door !== '.' && !door.endsWith('.json'));
  const names = doors.map((door) => door.replace('./', ''));
  expect(Object.keys(manifest.typesVersions['*']).sort()).toEqual([...names].sort());
  for (const name of names) {
    expect(manifest.typesVersions['*'][name]).toEqual([manifest.exports[`./${name}`].types.replace('./', '')]);
  }
  const { paths } = json('tsconfig.json').compilerOptions;
  expect(Object.keys(paths).sort()).toEqual([manifest.name, ...names.map((name) => `${manifest.name}/${name}`)].sort());
  for (const name of names)
    expect(paths[`${manifest.name}/${name}`]).toEqual([`./${source(manifest.exports[`./${name}`].types)}`]);
});

test('no cloud is needed, and we test with every peer', () => {
  const clouds = Object.keys(manifest.peerDependencies).filter((name) => name.includes('cdktf'));
  expect(clouds.length).toBeGreaterThan(1);
  for (const name of clouds) expect(manifest.peerDependenciesMeta).toHaveProperty([name, 'optional'], true);
  for (const name of Object.keys(manifest.peerDependencies)) expect(manifest.devDependencies).toHaveProperty([name]);
});

test('the license is the one that is named', () => {
  expect(manifest.license).toBe('Apache-2.0');
  const text = readFileSync(join(root, 'LICENSE'));
  expect(createHash('sha256').update(text).digest('hex')).toBe(
    'cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30',
  );
});

describe('the lockfile', () => {
  const lock = json('package-lock.json');
  const packages: Record<string, { resolved?: string; optionalDependencies?: Record<string, string> }> = lock.packages;

  test('is that of package.json', () => {
    const { name, version, dependencies, devDependencies, peerDependencies, bin, engines, license } = manifest;
    expect(lock.packages['']).toMatchObject({
      name,
      version,
      dependencies,
      devDependencies,
      peerDependencies,
      bin,
      engines,
      license,
    });
  });

  test('has the optional packages of every system', () => {
    const missing = Object.entries(packages).flatMap(([at, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !places(at, name).some((path) => path in packages)),
    );
    expect(missing).toEqual([]);
  });

  test('names no place but the registry', () => {
    const elsewhere = Object.values(packages)
      .map(({ resolved }) => resolved)
      .filter((url) => url && !url.startsWith('https://registry.npmjs.org/'));
    expect(elsewhere).toEqual([]);
  });

  /** Where Node looks for a package, seen from another. */
  function places(at: string, name: string): string[] {
    const parts = at.split('/node_modules/');
    const outer = at === '' ? [] : parts.map((_, i) => parts.slice(0, i + 1).join('/node_modules/'));
    return ['', ...outer].map((path) => `${path}${path && '/'}node_modules/${name}`);
  }
});
