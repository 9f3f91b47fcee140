import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runSynth } from '../../src/cli/watch';
import { tempFolder } from '../temp';

jest.setTimeout(60_000);

const root = resolve(__dirname, '../..');
const folder = tempFolder('watch');
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const put = (name: string, content: string) => writeFileSync(join(folder, name), content);
const dist = (name: string) => join(folder, 'dist', name);

beforeAll(() => {
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  put('package.json', '{}');
  put(
    'driver.ts',
    `import { runSynth } from '${root}/src/cli/watch';
    const line = (text: string) => console.log(text);
    runSynth(process.argv.slice(2), { out: line, err: line }).then((code) => process.exit(code));`,
  );
  put('size.json', '{ "a": 1 }');
  put(
    'team.ts',
    `import { ApiObject, Chart } from 'cdk8s';
    import type { App } from 'cdk8s';
    export class Team extends Chart {
      constructor(app: App, id: string, size = 1) {
        super(app, id);
        new ApiObject(this, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', data: { size: String(size) } });
      }
    }`,
  );
  put('main.ts', program('Team'));
});

function program(name: string): string {
  return `import { readFileSync } from 'node:fs';
    import { ManifestApp } from '${root}/src/core/app';
    import { ${name} } from './team';
    const sizes = JSON.parse(readFileSync('${folder}/size.json', 'utf8'));
    const app = new ManifestApp({ outdir: '${folder}/dist' });
    for (const id of ['a', 'b', 'c']) new ${name}(app, id, sizes[id]);
    app.synth();`;
}

function start(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'driver.ts', ...args], { cwd: folder });
  children.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  const ended = new Promise<number | null>((end) => child.on('exit', end));
  /** Waits for what is printed from now on, after doing `change`. */
  const until = async (pattern: RegExp, change: () => void = () => {}) => {
    const from = output.length;
    change();
    for (let i = 0; i < 1500; i++) {
      if (pattern.test(output.slice(from))) return output.slice(from);
      await new Promise((done) => setTimeout(done, 20));
    }
    throw new Error(`${pattern} was not printed after: ${output}`);
  };
  return { child, ended, until };
}

test('runs again on a change, writes what changed only, and survives mistakes', async () => {
  const { child, ended, until } = start('--watch', 'main.ts');
  expect(await until(/watching main\.ts/)).toMatch(/synthesized in \d+ ms, 3 changed of 3 files\n {2}.*a\.k8s\.yaml\n/);
  const past = new Date(2001, 1);
  for (const id of ['a', 'b', 'c']) utimesSync(dist(`${id}.k8s.yaml`), past, past);

  const told = await until(/synthesized/, () => put('size.json', '{ "a": 1, "b": 7 }'));
  expect(told).toMatch(/, 1 changed of 3 files\n {2}.*b\.k8s\.yaml/);
  expect(readFileSync(dist('b.k8s.yaml'), 'utf8')).toContain('size: "7"');

  await until(/nothing changed of 3 files/, () => put('main.ts', `${program('Team')} // a comment`));
  await until(/Error/, () => put('main.ts', 'const broken = ;'));
  await until(/Error: not today/, () => put('main.ts', "throw new Error('not today');"));
  await until(/1 changed of 2 files[\s\S]*c\.k8s\.yaml removed/, () =>
    put('main.ts', `${program('Team').replace(", 'c'", '')}process.exit(0);`),
  );
  child.kill('SIGINT');
  expect(await ended).toBe(0);
});

test('without --watch it ends with what the program came to', async () => {
  put('main.ts', program('Team'));
  expect(await start('main.ts').ended).toBe(0);
  put('main.ts', "throw new Error('no');");
  expect(await start('main.ts').ended).toBe(1);
});

test.each([
  [['--wach', 'main.ts'], "synth: unknown option --wach, did you mean '--watch'?"],
  [[], 'synth: one program is run, 0 given'],
  [['nowhere.ts'], 'synth: there is no file nowhere.ts'],
])('%j is told apart', async (args, sentence) => {
  const err: string[] = [];
  expect(await runSynth(args, { out: () => {}, err: (text) => err.push(text) })).toBe(2);
  expect(err.join('\n')).toContain(sentence);
});
