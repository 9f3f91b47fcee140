import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MODULES = {
  v1: ['github.com/kubeflow/training-operator', 'v1.9.2'],
  v2: ['github.com/kubeflow/trainer/v2', 'v2.1.0'],
  katib: ['github.com/kubeflow/katib', 'v0.19.0'],
  kueue: ['sigs.k8s.io/kueue', 'v0.16.1'],
} as const;
export type Component = keyof typeof MODULES;
export type Ask = <Answer>(question: unknown) => Answer[];

/** Builds the program beside this file against a component's own packages; a sentence where that cannot be done. */
export function webhook(component: Component): Ask | string {
  const [module, version] = MODULES[component];
  try {
    execFileSync('go', ['version'], { stdio: 'pipe' });
  } catch {
    return 'Go is not installed';
  }
  const folder = join(tmpdir(), `kubeflow-cdk-${component}-${version}`);
  const binary = join(folder, 'ask');
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(__dirname, `webhooks/${component}/main.go`), join(folder, 'main.go'));
  if (!existsSync(join(folder, 'go.mod'))) {
    writeFileSync(join(folder, 'go.mod'), `module example.com/ask\n\ngo 1.24.0\n\nrequire ${module} ${version}\n`);
  }
  // The checksum database does not know every one of these tags.
  const env = { ...process.env, GONOSUMDB: module };
  try {
    execFileSync('go', ['mod', 'tidy'], { cwd: folder, env, stdio: 'pipe' });
    execFileSync('go', ['build', '-o', binary, '.'], { cwd: folder, env, stdio: 'pipe' });
  } catch (error) {
    const said = String((error as { stderr?: Buffer }).stderr ?? error).trim();
    return `${module}@${version} cannot be had or built: ${said.split('\n').slice(-3).join('; ')}`;
  }
  return <Answer>(question: unknown) => {
    const { stdout, stderr, status } = spawnSync(binary, {
      input: JSON.stringify(question),
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as Answer[];
  };
}
