import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { type Import, importsOf } from './layers/imports';

/** Lowest first: a layer imports itself and what stands before it. */
const LAYERS = ['generated', 'core', 'validation', 'constructs', 'stacks', 'delivery', 'testing', 'cli', 'index.ts'];
/** The folders that speak Terraform, `cloud` being what the others share: who uses no cloud never loads them. */
const CLOUDS = ['src/stacks/aws/', 'src/stacks/google/', 'src/stacks/azure/', 'src/stacks/cloud/'];

/** What the command loads from its user's project, where it is there. */
const LOOKED_FOR = ['tsx'];

export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly sentence: string;
}

/** A source file, its imports, and the file of ours that each one leads to. */
interface Module {
  readonly file: string;
  readonly imports: readonly (Import & { readonly target?: string })[];
}

/** What breaks the house rules of imports below `root`, in the order of files and lines. */
export function checkLayers(root: string): Finding[] {
  const src = modules(root, 'src');
  const brought = packages(root);
  const findings = [...src, ...modules(root, 'examples')].flatMap((module) =>
    module.imports.flatMap((it) => providerIndex(module.file, it)),
  );
  for (const module of src) {
    if (layerOf(module.file) < 0) {
      findings.push({
        file: module.file,
        line: 1,
        sentence: `belongs to no layer: move it below one of src/{${LAYERS.slice(0, -1).join(',')}}`,
      });
    } else if (layerOf(module.file) === LAYERS.indexOf('constructs') && componentOf(module.file) === undefined) {
      findings.push({
        file: module.file,
        line: 1,
        sentence: 'belongs to no component: move it into a folder of src/constructs',
      });
    }
    for (const it of module.imports) {
      const sentence = order(module.file, it) ?? terraform(module.file, it) ?? plus(it) ?? undeclared(it, brought);
      if (sentence !== undefined) findings.push({ file: module.file, line: it.line, sentence });
    }
  }
  return [...findings, ...cycles(src)].sort((a, b) => compare(a.file, b.file) || a.line - b.line);
}

function providerIndex(file: string, { specifier, line }: Import): Finding[] {
  const [, provider] = /^(@cdktf\/provider-[^/]+)(?:\/(?:lib\/?)?(?:index(?:\.js)?)?)?$/.exec(specifier) ?? [];
  return provider === undefined
    ? []
    : [{ file, line, sentence: `imports all of ${provider}: import ${provider}/lib/<resource> instead` }];
}

function order(file: string, { specifier, target }: Module['imports'][number]): string | undefined {
  if (/^kubeflow-cdk(\/|$)/.test(specifier)) return `imports this package by its name: import the file that has it`;
  if (!specifier.startsWith('.')) return undefined;
  if (target === undefined) return `imports ${specifier}, which is no file`;
  if (target.endsWith('.json')) return undefined;
  if (!target.startsWith('src/')) return `imports ${target}, which is not below src`;
  const [from, to] = [layerOf(file), layerOf(target)];
  if (from >= 0 && to > from) {
    return `imports ${target}: ${LAYERS[from]} stands below ${LAYERS[to]} (${LAYERS.slice(0, -1).join(' -> ')})`;
  }
  const [own, other] = [componentOf(file), componentOf(target)];
  if (own !== undefined && other !== undefined && own !== other) {
    return `imports its sibling ${other}: components meet in an interface of src/core`;
  }
  return undefined;
}

function terraform(file: string, { specifier, target, typeOnly, lazy }: Module['imports'][number]): string | undefined {
  if (inCloud(file)) return undefined;
  if (/^(cdktf|@cdktf\/[^/]+)(\/|$)/.test(specifier)) {
    return `imports ${specifier}: only ${CLOUDS.join(', ')} may`;
  }
  if (target !== undefined && inCloud(target) && !typeOnly && !lazy) {
    return `loads ${target}, and cdktf with it, for everybody: use \`import type\`, or load it in the function that needs it`;
  }
  return undefined;
}

function plus({ specifier, typeOnly, lazy }: Import): string | undefined {
  if (!/^cdk8s-plus-\d+(\/|$)/.test(specifier) || typeOnly || lazy) return undefined;
  return `loads ${specifier} with the module: use \`import type\`, or load it in the function that needs it`;
}

function undeclared({ specifier, lazy }: Import, brought: ReadonlySet<string> | undefined): string | undefined {
  const [, name] = /^((?:@[^/]+\/)?[^./][^/]*)/.exec(specifier) ?? [];
  if (brought === undefined || name === undefined || specifier.startsWith('node:')) return undefined;
  if (brought.has(name) || (lazy && LOOKED_FOR.includes(name))) return undefined;
  return `imports ${name}, which an install does not bring: make it a dependency, or do without`;
}

/** What an install of the package brings along, or its user has chosen to. */
function packages(root: string): Set<string> | undefined {
  const file = join(root, 'package.json');
  if (!existsSync(file)) return undefined;
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(file, 'utf8'));
  return new Set(Object.keys({ ...dependencies, ...peerDependencies }));
}

/** One finding for each knot of files that import each other: its shortest way round. */
function cycles(src: readonly Module[]): Finding[] {
  const byFile = new Map(src.map((module) => [module.file, module]));
  const next = (file: string): string[] =>
    (byFile.get(file)?.imports ?? []).flatMap(({ target }) => (target && byFile.has(target) ? [target] : []));
  const found: Finding[] = [];
  const knotted = new Set<string>();
  for (const { file, imports } of src) {
    if (knotted.has(file)) continue;
    const way = shortestWayBack(file, next);
    if (way === undefined) continue;
    const reached = reachable(file, next);
    for (const other of reached) if (reachable(other, next).has(file)) knotted.add(other);
    const line = imports.find(({ target }) => target === way[1])?.line ?? 1;
    found.push({ file, line, sentence: `import cycle: ${way.join(' -> ')}` });
  }
  return found;
}

function shortestWayBack(start: string, next: (file: string) => string[]): string[] | undefined {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const file of queue) {
    for (const target of next(file)) {
      if (target === start) {
        const way = [file];
        while (way[0] !== start) way.unshift(cameFrom.get(way[0]!)!);
        return [...way, start];
      }
      if (cameFrom.has(target)) continue;
      cameFrom.set(target, file);
      queue.push(target);
    }
  }
  return undefined;
}

function reachable(start: string, next: (file: string) => string[]): Set<string> {
  const reached = new Set([start]);
  for (const file of reached) for (const target of next(file)) reached.add(target);
  return reached;
}

const layerOf = (file: string): number => LAYERS.indexOf(file.split('/')[1] ?? '');
const inCloud = (file: string): boolean => CLOUDS.some((folder) => file.startsWith(folder));
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Folder of src/constructs that a file is in. */
function componentOf(file: string): string | undefined {
  const [, layer, component, ...rest] = file.split('/');
  return layer === 'constructs' && rest.length > 0 ? component : undefined;
}

function modules(root: string, folder: string): Module[] {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[cm]?tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((name) => ({
      file: posix(relative(root, name)),
      imports: importsOf(readFileSync(name, 'utf8')).map((it) => ({
        ...it,
        target: resolveImport(root, name, it.specifier),
      })),
    }))
    .sort((a, b) => compare(a.file, b.file));
}

/** The file that a relative import means, from the root; undefined for packages and for files that are not there. */
function resolveImport(root: string, from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const path = resolve(dirname(from), specifier);
  const source = path.replace(/\.([cm]?)js$/, '.$1ts');
  const candidates = [
    source,
    `${path}.ts`,
    `${path}.tsx`,
    join(path, 'index.ts'),
    ...(path.endsWith('.json') ? [path] : []),
  ];
  const found = candidates.find((file) => /\.([cm]?tsx?|json)$/.test(file) && existsSync(file));
  return found === undefined ? undefined : posix(relative(root, found));
}

const posix = (path: string): string => path.split(sep).join('/');

if (require.main === module) {
  const findings = checkLayers(process.cwd());
  for (const { file, line, sentence } of findings) console.error(`${file}:${line} -> ${sentence}`);
  process.exitCode = findings.length > 0 ? 1 : 0;
}
