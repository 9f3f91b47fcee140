import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from '../../src/cli/main';

async function call(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await main(args, { out: (text) => out.push(text), err: (text) => err.push(text) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const COMMANDS = ['synth', 'validate', 'access', 'fit', 'report', 'pipeline'];

test('the version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
  expect(await call('--version')).toEqual({ code: 0, out: version, err: '' });
});

test('the command runs in a checkout, built or not', () => {
  const { stdout, stderr } = spawnSync(process.execPath, [join(__dirname, '../../bin/kubeflow-cdk.js'), '--version'], {
    encoding: 'utf8',
  });
  expect([stdout, stderr]).toEqual([expect.stringMatching(/^\d+\.\d+\.\d+.*\n$/), '']);
});

test('help names every command', async () => {
  const { code, out } = await call('--help');
  expect(code).toBe(0);
  for (const command of COMMANDS) expect(out).toMatch(new RegExp(`^ {2}${command} `, 'm'));
  expect(await call('help')).toEqual({ code: 0, out, err: '' });
  expect(await call()).toEqual({ code: 2, out: '', err: out });
});

test.each(COMMANDS)('%s explains itself', async (command) => {
  const help = { code: 0, out: expect.stringContaining(`usage: kubeflow-cdk ${command}`), err: '' };
  expect(await call(command, '--help')).toEqual(help);
  expect(await call('help', command)).toEqual(help);
});

test.each([
  ['validat', "'validat' is no command, did you mean 'validate'?"],
  ['--versoin', "'--versoin' is no option, did you mean '--version'?"],
  ['toString', "'toString' is no command"],
])('%s is refused', async (word, sentence) => {
  expect(await call(word)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(sentence) });
});

test.each(COMMANDS)('%s names the option that a misspelt one may be', async (command) => {
  const words = command === 'pipeline' ? [command, 'compile'] : [command];
  const { code, err } = await call(...words, '--hlep', 'x');
  expect(code).toBe(2);
  expect(err).toMatch(/--hlep.*did you mean '--help'\?/);
});
