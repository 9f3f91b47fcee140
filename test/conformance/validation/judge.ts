import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a program of upstream's own code says of one object. */
export interface Verdict {
  /** Whether the program knows the kind. */
  readonly known: boolean;
  readonly problems: readonly { readonly path: string; readonly type: string; readonly detail: string }[];
}

export type Ask = (objects: readonly unknown[]) => Verdict[];

/** Modules that k8s.io/kubernetes replaces by its own tree, published beside it. */
const STAGED =
  'api apiextensions-apiserver apimachinery apiserver cli-runtime client-go cloud-provider cluster-bootstrap code-generator component-base component-helpers controller-manager cri-api cri-client csi-translation-lib dynamic-resource-allocation endpointslice externaljwt kms kube-aggregator kube-controller-manager kube-proxy kube-scheduler kubectl kubelet metrics mount-utils pod-security-admission sample-apiserver sample-cli-plugin sample-controller';
const KUBERNETES = '1.34.2';

/** kube-apiserver's own packages over the CRDs of these folders; a sentence where they cannot be built. */
export function apiserver(folders: readonly string[]): Ask | string {
  const replaced = STAGED.split(' ').map((name) => `\tk8s.io/${name} => k8s.io/${name} v0${KUBERNETES.slice(1)}`);
  const mod = `module example.com/judge\n\ngo 1.24.0\n\nrequire k8s.io/kubernetes v${KUBERNETES}\n\nreplace (\n${replaced.join('\n')}\n)\n`;
  return guarded(() => {
    const folder = join(tmpdir(), `kubeflow-cdk-apiserver-${KUBERNETES}`);
    mkdirSync(folder, { recursive: true });
    cpSync(join(__dirname, 'judges/apiserver/main.go'), join(folder, 'main.go'));
    if (!existsSync(join(folder, 'go.mod'))) writeFileSync(join(folder, 'go.mod'), mod);
    go(folder, 'mod', 'tidy');
    go(folder, 'build', '-o', 'judge', '.');
    return asking(join(folder, 'judge'), folders);
  });
}

/** Where the source of an upstream program is: a module of the proxy, and the same as a tag of its repository. */
export interface Source {
  readonly module: string;
  readonly version: string;
  /** `owner/name` on GitHub. */
  readonly repository: string;
  readonly tag: string;
  /** Folders that are needed, where the repository has much besides. @default all */
  readonly paths?: readonly string[];
}

/**
 * Files of `judges/<name>` as a command inside the source of a program, so that its own go.mod and internals count.
 * Environment variable UPSTREAM_REPOSITORIES may name a folder with git directories `owner+name/repo`.
 */
export function upstream(name: string, source: Source, without: readonly string[] = []): Ask | string {
  return guarded(() => {
    const folder = join(tmpdir(), `kubeflow-cdk-judge-${name}-${source.version}`);
    if (!existsSync(join(folder, 'go.mod'))) place(source, folder);
    const command = join(folder, 'cmd/judge');
    mkdirSync(command, { recursive: true });
    for (const file of readdirSync(join(__dirname, 'judges', name))) {
      if (!without.includes(file)) cpSync(join(__dirname, 'judges', name, file), join(command, file));
    }
    go(folder, 'build', '-mod=mod', '-o', 'cmd/judge/judge', './cmd/judge');
    return asking(join(command, 'judge'), []);
  });
}

/** Puts the source of a program into a folder. */
export function place({ module, version, repository, tag, paths = [] }: Source, folder: string): void {
  const repositories = process.env.UPSTREAM_REPOSITORIES;
  if (repositories !== undefined) {
    mkdirSync(folder, { recursive: true });
    const repo = join(repositories, repository.replace('/', '+'), 'repo');
    const archive = execFileSync('git', ['-C', repo, 'archive', tag, '--', ...paths], { maxBuffer: 2 ** 31 - 1 });
    execFileSync('tar', ['-x', '-C', folder], { input: archive });
    return;
  }
  const asked = spawnSync('go', ['mod', 'download', '-json', `${module}@${version}`], {
    env: environment,
    encoding: 'utf8',
  });
  const { Dir, Error: problem } = JSON.parse(asked.stdout) as { Dir?: string; Error?: string };
  if (Dir === undefined) throw new Error(problem);
  cpSync(Dir, folder, { recursive: true });
  execFileSync('chmod', ['-R', 'u+w', folder]);
}

// The checksum database does not know every one of these tags.
export const environment = { ...process.env, GONOSUMDB: '*', PATH: `${process.env.PATH}:/usr/local/go/bin` };

function go(folder: string, ...args: string[]): void {
  execFileSync('go', args, { cwd: folder, env: environment, stdio: 'pipe' });
}

function guarded(build: () => Ask): Ask | string {
  try {
    execFileSync('go', ['version'], { stdio: 'pipe', env: environment });
  } catch {
    return 'Go is not installed';
  }
  try {
    return build();
  } catch (error) {
    const said = String((error as { stderr?: Buffer }).stderr ?? error).trim();
    return `upstream's packages cannot be had or built: ${said.split('\n').slice(-3).join('; ')}`;
  }
}

export function asking(binary: string, args: readonly string[]): Ask {
  const some = (objects: readonly unknown[]): Verdict[] => {
    const input = objects.map((object) => JSON.stringify(object)).join('\n');
    const { stdout, stderr, status } = spawnSync(binary, args, {
      input: `${input}\n`,
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    });
    if (status !== 0) throw new Error(stderr);
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Verdict);
  };
  return (objects) => {
    const verdicts: Verdict[] = [];
    for (let i = 0; i < objects.length; i += 2000) verdicts.push(...some(objects.slice(i, i + 2000)));
    return verdicts;
  };
}
