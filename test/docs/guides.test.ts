import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fails, gives, place } from './check-program';
import { blocksOf, guides, programsOf, root } from './markdown';

const { programs, fragments, unclaimed } = programsOf(guides().flatMap((file) => blocksOf(file)));

describe('every TypeScript block', () => {
  test('is a program of this package, but for few fragments', () => {
    expect(programs.filter(({ text }) => !/from 'kubeflow-cdk(\/[\w-]+)?'/.test(text)).map(place)).toEqual([]);
    expect(fragments.length).toBeLessThanOrEqual(Math.ceil(programs.length / 5));
  });

  test('compiles', () => {
    if (programs.length === 0) return;
    const folder = join(root, 'node_modules/.cache/guides');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const files = programs.map((program) => `${place(program).replaceAll(/\W/g, '-')}.ts`);
    programs.forEach(({ text }, i) => {
      writeFileSync(join(folder, files[i]!), text);
    });
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ extends: '../../../tsconfig.json', include: [], files }),
    );
    const { stdout } = spawnSync(
      process.execPath,
      [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder, '--pretty', 'false'],
      {
        encoding: 'utf8',
      },
    );
    // Only what is said of the guides: the sources have their own check.
    const errors = [...stdout.matchAll(/^\S*?([\w-]+\.ts)\((\d+),\d+\): (.*(?:\n .*)*)/gm)].flatMap(
      ([, name, line, message]) => {
        const program = programs[files.indexOf(name!)];
        return program ? [`${program.file}:${program.line + Number(line)} ${message}`] : [];
      },
    );
    expect(errors).toEqual([]);
  });
});

test('YAML and JSON is the output of a program, or marked as input', () => {
  expect(unclaimed.map(place)).toEqual([]);
});

for (const program of programs) {
  if (program.tags.includes('throws')) test(`${place(program)} fails as it says`, () => fails(program));
  else test(`${place(program)} gives what it shows`, () => gives(program));
}
