import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { component, KubeflowApp, pipeline, TeamStack } from '../../src';
import { runPipeline } from '../../src/cli/pipeline';
import { tempFolder } from '../temp';

const folder = tempFolder('cli');
const note = component({ name: 'note', image: 'i', inputs: { text: 'string' } });
const define = (name: string) => pipeline(name, { text: 'string' }, ({ text }) => void note({ text }));

async function call(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const said = { stdout: '', stderr: '' };
  const code = await runPipeline(args, {
    out: (text) => {
      said.stdout += `${text}\n`;
    },
    err: (text) => {
      said.stderr += `${text}\n`;
    },
  });
  return { code, ...said };
}
/** A program's exports, as a CommonJS file that hands on those made here. */
function program(name: string, exports: Record<string, unknown>): string {
  (globalThis as Record<string, unknown>)[`exports_${name}`] = exports;
  const path = join(folder, `${name}.cjs`);
  writeFileSync(path, `module.exports = globalThis.exports_${name};`);
  return path;
}

describe('kubeflow-cdk pipeline', () => {
  it('compiles the pipeline that a file exports', async () => {
    const churn = define('churn');
    const file = program('one', { churn, other: 1 });
    expect(await call('compile', file)).toEqual({ code: 0, stdout: churn.toYaml(), stderr: '' });
    const out = join(folder, 'out.yaml');
    expect(await call('compile', file, '-o', out)).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(out, 'utf8')).toBe(churn.toYaml());
    expect(await call('validate', out)).toEqual({ code: 0, stdout: `${out}: pipeline churn is valid\n`, stderr: '' });
  });

  it('leaves the output of a program that synthesizes alone', async () => {
    (globalThis as Record<string, unknown>).synthesize = () => {
      const app = new KubeflowApp();
      new TeamStack(app, 'vision', { owner: 'ada@acme.io' });
      app.synth();
      return app.manifests.outdir;
    };
    const churn = define('churn');
    const file = program('whole', { churn });
    writeFileSync(file, `${readFileSync(file, 'utf8')}\nglobalThis.outdir = globalThis.synthesize();`);
    expect((await call('compile', file)).stdout).toBe(churn.toYaml());
    const { outdir } = globalThis as unknown as { outdir: string };
    expect(outdir).toContain('kubeflow-cdk-pipeline-');
    expect(existsSync(outdir)).toBe(false);
    expect(process.env.CDK8S_OUTDIR).toBeUndefined();
  });

  it('asks which of several', async () => {
    const file = program('two', { a: define('a'), b: define('b') });
    expect(await call('compile', file)).toMatchObject({
      code: 2,
      stderr: `${file}: exports a, b: choose one with --name\n`,
    });
    expect(await call('compile', file, '--name', 'b')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('name: b\n'),
    });
    expect(await call('compile', file, '--name', 'c')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("exports no pipeline 'c'"),
    });
  });

  it('says what is wrong with a pipeline', async () => {
    const bad = join(folder, 'bad.yaml');
    writeFileSync(bad, 'pipelineInfo: {}\nschemaVersion: 2.1.0\n');
    expect(await call('validate', bad)).toEqual({
      code: 1,
      stdout: '',
      stderr: `${bad}: pipelineInfo.name is empty, a pipeline needs a name\n${bad}: root is missing, a pipeline needs one\n`,
    });
    const throwing = join(folder, 'throws.cjs');
    writeFileSync(throwing, 'throw new Error("no quota");');
    expect(await call('compile', throwing)).toMatchObject({ code: 1, stderr: expect.stringContaining('no quota') });
  });

  it('exits 2 on what it cannot use', async () => {
    expect(await call('compile')).toMatchObject({ code: 2, stderr: 'pipeline compile takes one file\n' });
    expect(await call('compile', join(folder, 'none.ts'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('cannot be read'),
    });
    expect(await call('compile', program('none', {}))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('exports no pipeline'),
    });
    expect(await call('validate', join(folder, 'none.yaml'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('ENOENT'),
    });
    expect(await call('compil')).toMatchObject({ code: 2, stderr: expect.stringContaining("did you mean 'compile'?") });
    expect(await call('--help')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('usage: kubeflow-cdk pipeline compile'),
    });
  });
});
