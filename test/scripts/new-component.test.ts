import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkLayers } from '../../scripts/check-layers';
import { newComponent } from '../../scripts/new-component';
import { tempFolder } from '../temp';

const repository = resolve(__dirname, '../..');
let root: string;
beforeEach(() => {
  root = tempFolder('component');
});

/** Runs a tool of this repository in the scaffolded tree; gives its output where it fails. */
function problems(tool: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(repository, 'node_modules', tool), ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return status === 0 ? '' : stdout + stderr;
}

test('what it writes compiles, passes its own test, the linter and the layers, once it is exported', () => {
  mkdirSync(join(root, 'src'));
  for (const layer of ['core', 'generated', 'validation', 'testing']) {
    symlinkSync(join(repository, 'src', layer), join(root, 'src', layer));
  }
  for (const folder of ['schemas', 'node_modules']) symlinkSync(join(repository, folder), join(root, folder));
  for (const file of ['package.json', 'tsconfig.json', 'jest.config.js', 'biome.json']) {
    cpSync(join(repository, file), join(root, file));
  }
  const said = newComponent('model-zoo', root);
  const line = said.find((text) => text.includes('src/index.ts'))?.replace(/^\s*src\/index\.ts\s+/, '');
  expect(line).toBe("export { ModelZoo, type ModelZooProps } from './constructs/model-zoo';");
  const row = said.find((text) => text.includes('[model-zoo](docs/model-zoo.md)'));
  expect(row?.match(/\|/g)).toHaveLength(5);
  writeFileSync(join(root, 'src/index.ts'), `${line}\nexport { KubeflowApp } from './core/app';\n`);
  mkdirSync(join(root, 'test/docs'));
  cpSync(join(repository, 'test/temp.ts'), join(root, 'test/temp.ts'));
  for (const file of readdirSync(join(repository, 'test/docs')).filter(
    (name) => !/^(links|text|examples)\./.test(name),
  )) {
    cpSync(join(repository, 'test/docs', file), join(root, 'test/docs', file));
  }

  expect(
    problems(
      '@biomejs/biome/bin/biome',
      'check',
      '--vcs-enabled=false',
      'src/constructs',
      'src/index.ts',
      'test/constructs',
    ),
  ).toBe('');
  expect(problems('typescript/bin/tsc').match(/^.*model-zoo.*$/gm)).toBeNull();
  expect(problems('jest/bin/jest.js', '--ci', 'test/constructs', 'test/docs/guides')).toBe('');
  expect(checkLayers(root)).toEqual([]);
}, 30_000);

test.each(['Model', 'model_zoo', '-zoo', 'zoo-', '9zoo', '', '../zoo', 'model--zoo'])('refuses the name %j', (name) => {
  expect(() => newComponent(name, root)).toThrow(`'${name}' is not a component's name`);
  expect(readdirSync(root)).toEqual([]);
});

test('refuses a name that core has', () => {
  expect(() => newComponent('resource', root)).toThrow('Resource, which core has');
});

test('refuses what is there already, and writes nothing then', () => {
  mkdirSync(join(root, 'docs'));
  writeFileSync(join(root, 'docs/zoo.md'), '');
  expect(() => newComponent('zoo', root)).toThrow('docs/zoo.md is there already');
  expect(existsSync(join(root, 'src'))).toBe(false);
});
