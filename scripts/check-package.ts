import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(__dirname, '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const clouds = Object.keys(manifest.exports)
  .filter((path) => /\/(aws|google|azure)$/.test(path))
  .map((path) => path.slice('./'.length));
const optional = Object.keys(manifest.peerDependenciesMeta).filter(
  (name) => manifest.peerDependenciesMeta[name].optional,
);
const needed = Object.keys(manifest.peerDependencies).filter((name) => !optional.includes(name));

/** A package at the version this repository is tested with. */
const locked = (name: string): string => `${name}@${lock.packages[`node_modules/${name}`].version}`;
const provider = (cloud: string): string => `@cdktf/provider-${cloud === 'azure' ? 'azurerm' : cloud}`;

class Failure extends Error {}
const say = (text: string): void => console.log(`package: ${text}`);

function run(cwd: string, command: string, ...args: string[]): SpawnSyncReturns<string> {
  // npm's own variables, and with them this folder's settings, stay out of the consumer's world.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_OPTIONS$|INIT_CWD$)/.test(name)),
  );
  const result = spawnSync(command, args, { cwd, env, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (result.error) throw result.error;
  return result;
}

/** Runs a command that has to succeed; gives what it prints. */
function must(cwd: string, command: string, ...args: string[]): string {
  const { status, stdout, stderr } = run(cwd, command, ...args);
  if (status !== 0) throw new Failure(`${command} ${args.join(' ')} exits with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

const install = (cwd: string, ...packages: string[]): void => {
  must(
    cwd,
    'npm',
    'install',
    '--prefer-offline',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--save-exact',
    ...packages,
  );
};

function pack(into: string): string {
  const [{ filename, files, size, unpackedSize }] = JSON.parse(
    must(root, 'npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', into),
  ) as [{ filename: string; files: { path: string }[]; size: number; unpackedSize: number }];
  const packed = new Set(files.map(({ path }) => path));
  const targets = Object.values<string | Record<string, string>>(manifest.exports).flatMap((it) =>
    typeof it === 'string' ? it : Object.values(it),
  );
  const needed = [
    manifest.main,
    manifest.types,
    ...Object.values<string>(manifest.bin),
    ...targets,
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
  ];
  const missing = needed.map((path) => path.replace('./', '')).filter((path) => !packed.has(path));
  if (missing.length > 0) throw new Failure(`the package lacks ${[...new Set(missing)].join(', ')}`);
  const stray = [...packed].filter(
    (path) => !/^(bin|lib|schemas)\/|^(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/.test(path),
  );
  if (stray.length > 0) throw new Failure(`the package has what nobody needs: ${stray.join(', ')}`);
  const stale = [...packed].filter(
    (path) =>
      path.endsWith('.js') &&
      path.startsWith('lib/') &&
      !existsSync(join(root, path.replace(/^lib/, 'src').replace(/\.js$/, '.ts'))),
  );
  if (stale.length > 0)
    throw new Failure(`lib has what src has no more, remove lib and build again: ${stale.join(', ')}`);
  say(`${filename}: ${megabytes(size)} packed, ${megabytes(unpackedSize)} unpacked, ${packed.size} files`);
  return join(into, filename);
}

/** Who has no cloud installs no cloud, and is told what to install when it is asked for. */
function checkWithoutClouds(consumer: string): void {
  const present = optional.filter((name) => existsSync(join(consumer, 'node_modules', name)));
  if (present.length > 0) throw new Failure(`an install brings optional ${present.join(', ')} along`);
  say(`installed with what it needs: ${megabytes(sizeOf(join(consumer, 'node_modules')))}`);
  const doors = Object.keys(manifest.exports).map((path) => path.replace('.', manifest.name));
  for (const door of doors.filter((path) => !path.endsWith('.json'))) {
    const cloud = clouds.find((name) => door.endsWith(`/${name}`));
    const { status, stderr } = run(consumer, 'node', '-e', `require('${door}')`);
    if (cloud === undefined) {
      if (status !== 0) throw new Failure(`require('${door}') fails without the optional packages:\n${stderr}`);
      must(
        consumer,
        'node',
        '--input-type=module',
        '-e',
        `import * as all from '${door}'; if (Object.keys(all).filter((name) => name !== 'default').length < 1) process.exit(1)`,
      );
    } else if (status === 0 || !stderr.includes(`npm install cdktf ${provider(cloud)}`)) {
      throw new Failure(`require('${door}') does not say \`npm install cdktf ${provider(cloud)}\`:\n${stderr}`);
    }
  }
  must(consumer, 'node', '-e', `import('${manifest.name}').then(({ KubeflowApp }) => new KubeflowApp())`);
  must(consumer, 'npx', 'kubeflow-cdk', '--help');
}

const compilers = { '5.9': 'typescript5/bin/tsc', '7': 'typescript/bin/tsc' };
const resolutions = [
  { module: 'node16', moduleResolution: 'node16', compilers: ['5.9', '7'] },
  { module: 'preserve', moduleResolution: 'bundler', compilers: ['5.9', '7'] },
  { module: 'commonjs', moduleResolution: 'node10', compilers: ['5.9'] },
] as const;

/** The declarations serve every way of resolving modules that is in use, and have no error of their own. */
function checkTypes(consumer: string, what: string, files: readonly string[]): void {
  for (const { compilers: versions, ...options } of resolutions) {
    for (const version of versions) {
      const config = {
        compilerOptions: { target: 'es2022', strict: true, noEmit: true, types: ['node'], ...options },
        files,
      };
      writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify(config));
      const { stdout } = run(consumer, 'node', join('node_modules', compilers[version]), '--pretty', 'false');
      const ours = stdout
        .split('\n')
        .filter(
          (line) =>
            / error TS/.test(line) && (/^node_modules\/kubeflow-cdk\//.test(line) || !/^node_modules\//.test(line)),
        );
      if (ours.length > 0)
        throw new Failure(`TypeScript ${version}, moduleResolution ${options.moduleResolution}:\n${ours.join('\n')}`);
      say(`${what} compile under TypeScript ${version}, moduleResolution ${options.moduleResolution}`);
    }
  }
}

/** The examples, compiled against the package and run with plain node, give what they give here. */
function checkExamples(consumer: string, expected: string): void {
  const config = {
    compilerOptions: {
      target: 'es2022',
      module: 'node16',
      moduleResolution: 'node16',
      strict: true,
      skipLibCheck: true,
      types: ['node'],
      rootDir: 'examples',
      outDir: 'out',
    },
    include: ['examples'],
  };
  writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify(config));
  must(consumer, 'node', join('node_modules', compilers['7']));
  must(consumer, 'node', 'out/platform/main.js');
  for (const folder of ['dist', 'cdktf.out']) must(consumer, 'diff', '-r', join(expected, folder), folder);
  say('a compiled program against the package writes the same bytes');
}

const ancestors = (path: string): string[] => (dirname(path) === path ? [path] : [path, ...ancestors(dirname(path))]);
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;
const sizeOf = (path: string): number =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);

function main(expected: string | undefined): void {
  const tmp = mkdtempSync(join(tmpdir(), 'kubeflow-cdk-package-'));
  try {
    const consumer = join(tmp, 'consumer');
    mkdirSync(consumer);
    const above = ancestors(tmp).find((folder) => existsSync(join(folder, 'node_modules')));
    if (above !== undefined) {
      throw new Failure(
        `${join(above, 'node_modules')} would serve the consumer too: set TMPDIR to a folder without one above`,
      );
    }
    writeFileSync(
      join(consumer, 'package.json'),
      JSON.stringify({ name: 'consumer', version: '1.0.0', private: true }),
    );
    install(consumer, pack(tmp), ...needed.map(locked));
    checkWithoutClouds(consumer);

    install(consumer, locked('typescript'), 'typescript5@npm:typescript@~5.9.3', locked('@types/node'));
    writeFileSync(
      join(consumer, 'main.ts'),
      ['', '/testing', '/validation']
        .map((door, i) => `import * as it${i} from '${manifest.name}${door}';\nvoid it${i};\n`)
        .join(''),
    );
    checkTypes(consumer, 'imports without a cloud', ['main.ts']);

    install(consumer, ...optional.map(locked));
    cpSync(join(root, 'examples'), join(consumer, 'examples'), { recursive: true });
    const programs = readdirSync(join(consumer, 'examples'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `examples/${file}`);
    checkTypes(consumer, 'the examples', programs);
    if (expected !== undefined) checkExamples(consumer, resolve(expected));
  } finally {
    rmSync(tmp, { recursive: true, force: true });
  }
}

/** With a folder that has dist and cdktf.out of the example platform, compares with what the package writes. */
if (require.main === module) {
  try {
    main(process.argv[2]);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(`package: ${error.message}`);
    process.exitCode = 1;
  }
}
