import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const KUBERNETES = '1.34.2';
/** Modules that k8s.io/kubernetes replaces by its own tree, published beside it. */
const STAGED =
  'api apiextensions-apiserver apimachinery apiserver cli-runtime client-go cloud-provider cluster-bootstrap code-generator component-base component-helpers controller-manager cri-api cri-client csi-translation-lib dynamic-resource-allocation endpointslice externaljwt kms kube-aggregator kube-controller-manager kube-proxy kube-scheduler kubectl kubelet metrics mount-utils pod-security-admission sample-apiserver sample-cli-plugin sample-controller';

export interface Answer {
  readonly passes?: readonly (readonly boolean[] | null)[];
  readonly runs: boolean;
  readonly refused?: string;
  readonly usage?: Readonly<Record<string, string>>;
  readonly filters: number;
}

export type Ask = (questions: readonly object[]) => Answer[];

/** Builds the program beside this file against kube-scheduler's packages; a sentence where that cannot be done. */
export function scheduler(): Ask | string {
  try {
    execFileSync('go', ['version'], { stdio: 'pipe' });
  } catch {
    return 'Go is not installed';
  }
  const folder = join(tmpdir(), `kubeflow-cdk-fit-${KUBERNETES}`);
  const binary = join(folder, 'fit');
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(__dirname, 'scheduler/main.go'), join(folder, 'main.go'));
  const replaced = STAGED.split(' ').map((name) => `\tk8s.io/${name} => k8s.io/${name} v0${KUBERNETES.slice(1)}`);
  const mod = [
    'module example.com/fit',
    'go 1.24.0',
    `require k8s.io/kubernetes v${KUBERNETES}`,
    `replace (\n${replaced.join('\n')}\n)`,
  ];
  if (!existsSync(join(folder, 'go.mod'))) writeFileSync(join(folder, 'go.mod'), `${mod.join('\n\n')}\n`);
  try {
    execFileSync('go', ['mod', 'tidy'], { cwd: folder, stdio: 'pipe' });
    execFileSync('go', ['build', '-o', binary, '.'], { cwd: folder, stdio: 'pipe' });
  } catch (error) {
    const said = String((error as { stderr?: Buffer }).stderr ?? error).trim();
    return `kube-scheduler's packages cannot be had or built: ${said.split('\n').slice(-3).join('; ')}`;
  }
  return (questions) => {
    const input = questions.map((question) => JSON.stringify(question)).join('\n');
    const { stdout, stderr, status } = spawnSync(binary, { input: `${input}\n`, encoding: 'utf8', maxBuffer: 1 << 28 });
    if (status !== 0) throw new Error(stderr);
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Answer);
  };
}
