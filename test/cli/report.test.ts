import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runReport } from '../../src/cli/report';
import { tempFolder } from '../temp';

const SOURCE = join(__dirname, '../../src');

function report(program: string | undefined, ...args: string[]) {
  const folder = tempFolder();
  const file = join(folder, 'main.ts');
  if (program !== undefined) writeFileSync(file, program);
  const prices = join(folder, 'prices.json');
  writeFileSync(prices, '{ "dgx": 12 }');
  let out = '';
  let err = '';
  const io = {
    out: (text: string) => {
      out += `${text}\n`;
    },
    err: (text: string) => {
      err += `${text}\n`;
    },
  };
  const code = runReport(
    [...(program === undefined ? [] : [file]), ...args.map((arg) => arg.replace('PRICES', prices))],
    io,
  );
  return { code, out, err };
}

const PROGRAM = `
import { KubeflowApp, Notebook, onPremPool, PlatformStack, TeamStack } from '${SOURCE}';
const app = new KubeflowApp();
const dgx = onPremPool('dgx', { accelerator: 'a100-80gb', gpus: 8, labels: { rack: '1' } });
const platform = new PlatformStack(app, 'platform', { domain: 'ml.acme.io', pools: [dgx] });
const team = new TeamStack(app, 'vision', { platform, owner: 'ada@acme.io' });
new Notebook(team, 'lab', { image: 'acme/lab', gpu: dgx.gpus(COUNT as 8) });
app.synth();
`;

test('a program is run and reported', () => {
  const { code, out } = report(PROGRAM.replace('COUNT', '8'), '--prices', 'PRICES');
  expect(code).toBe(0);
  expect(out).toMatch(/^lab +Notebook +vision +1 +8 nvidia.com\/gpu +dgx +12.00$/m);
});

test('as a page', () => {
  const { code, out } = report(PROGRAM.replace('COUNT', '8'), '--output', 'html');
  expect(code).toBe(0);
  expect(out).toMatch(/^<!doctype html>/);
});

test('what its synthesis refuses is said', () => {
  const { code, out, err } = report(PROGRAM.replace('dgx.gpus(COUNT as 8)', '{ ...dgx.gpus(8), count: 9 }'));
  expect(code).toBe(1);
  expect(out).toBe('');
  expect(err).toContain('vision/lab: can never run: 9 GPUs, the largest node has 8 (pool dgx)');
});

test('wrong calls say how', () => {
  expect(report(undefined, '--output', 'pdf')).toMatchObject({
    code: 2,
    err: expect.stringContaining("'pdf' is neither text nor html"),
  });
  expect(report(undefined, 'absent.ts')).toMatchObject({ code: 2, err: 'report: there is no file absent.ts\n' });
  expect(report(undefined, '--outptu', 'html').err).toContain("did you mean '--output'?");
  expect(report(undefined, '--help')).toMatchObject({ code: 0, out: expect.stringContaining('usage:') });
});
