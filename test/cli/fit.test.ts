import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runFit } from '../../src/cli/fit';
import { tempFolder } from '../temp';

const folder = tempFolder('fit');
const pool = { name: 'oak', gpus: 8, cpu: 180, memoryGi: 1800, maxNodes: 1 };
const asking = (gpu: number) => ({ pools: [pool], workloads: [{ name: 'a', pods: [{ gpu }] }] });

function run(content: unknown, ...args: string[]): { code: number; stdout: string; stderr: string } {
  const file = join(folder, 'input.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return call(file, ...args);
}

function call(...args: string[]): { code: number; stdout: string; stderr: string } {
  const said = { stdout: '', stderr: '' };
  const code = runFit(args, {
    out: (text) => {
      said.stdout += `${text}\n`;
    },
    err: (text) => {
      said.stderr += `${text}\n`;
    },
  });
  return { code, ...said };
}

describe('kubeflow-cdk fit', () => {
  it('prints JSON and answers with its exit code', () => {
    const fits = run(asking(8), '--output', 'json');
    expect([fits.code, JSON.parse(fits.stdout)]).toEqual([0, { verdict: 'fits', reason: expect.any(String) }]);
    const never = run(asking(9), '--output=json');
    expect([never.code, JSON.parse(never.stdout)]).toEqual([
      1,
      { verdict: 'never', culprit: 'a', reason: '9 GPUs, the largest node has 8 (pool oak)' },
    ]);
  });

  it('prints a sentence by default', () => {
    expect(run(asking(9)).stdout).toBe('never (a): 9 GPUs, the largest node has 8 (pool oak)\n');
  });

  it('exits 2 with a sentence per problem on input it cannot use', () => {
    expect(run('{')).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/is not JSON/) });
    expect(run({ pools: [], workload: [] })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/did you mean 'workloads'/),
    });
    expect(call(join(folder, 'none.json'))).toMatchObject({ code: 2, stderr: expect.stringMatching(/cannot be read/) });
    expect(call()).toMatchObject({ code: 2, stderr: expect.stringMatching(/usage/) });
    expect(run(asking(1), '--output', 'yaml').code).toBe(2);
    expect(run(asking(1), '--ouput', 'json').stderr).toMatch(/did you mean '--output'/);
  });
});
