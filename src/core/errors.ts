import { join } from 'node:path';
import type { IConstruct } from 'constructs';
import { InvalidValue, shown } from './values';

/** Everything that is wrong with a program, one `path: sentence` a line. Its stack shows the program's own frames only. */
export class KubeflowError extends Error {
  override readonly name = 'KubeflowError';
  declare readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      problems.length === 1 ? problems[0] : `${problems.length} problems\n${problems.map((p) => `  ${p}`).join('\n')}`,
    );
    // Printing an error shows its members too: the problems are in the message already.
    Object.defineProperty(this, 'problems', { value: problems });
    Object.defineProperty(this, 'stack', { value: ownFrames(this.stack ?? '', `KubeflowError: ${this.message}`) });
    Object.defineProperty(this, 'name', { enumerable: false });
  }
}

const LIBRARY = join(__dirname, '..');

function ownFrames(stack: string, headline: string): string {
  const frames = stack
    .split('\n')
    .filter((line) => /^ +at /.test(line) && !line.includes(LIBRARY) && !/node:|node_modules/.test(line));
  return [headline, ...frames.slice(0, 3)].join('\n');
}

/** Ends construction at once: the construct at `scope` (or `id` below it) was given what cannot work. */
export function fail(scope: IConstruct, sentence: string, id?: string): never {
  throw new KubeflowError([at(pathOf(scope, id), sentence)]);
}

/** The construct's path as errors print it; the app itself is `app`. */
export function pathOf(scope: IConstruct, id?: string): string {
  const path = [scope.node.path, id].filter(Boolean).join('/');
  return path === '' ? 'app' : path;
}

/**
 * The id of a construct about to be made in `scope`. Throws KubeflowError where one of that name is there already, and
 * where `scope` is none that constructs are made in.
 */
export function freshId(scope: IConstruct, id: string): string {
  const wrong = scopeProblem(scope) ?? idProblem(scope, id);
  if (wrong !== undefined) throw new KubeflowError([wrong]);
  return id;
}

function scopeProblem(scope: unknown): string | undefined {
  if (typeof scope === 'object' && scope !== null && 'node' in scope) return undefined;
  const given =
    typeof scope === 'object' && scope !== null && 'manifests' in scope ? 'the app' : `the scope ${shown(scope)}`;
  return at('app', `${given} holds charts only: create constructs in a TeamStack, a PlatformStack or a Chart`);
}

function idProblem(scope: IConstruct, id: unknown): string | undefined {
  if (typeof id !== 'string' || id === '')
    return at(pathOf(scope), `a construct below it has the id ${shown(id)}, which is no text: it becomes its name`);
  if (scope.node.tryFindChild(id) === undefined) return undefined;
  return at(
    pathOf(scope, id),
    `there is one of this id in ${pathOf(scope)} already: give another id, and metadata.name where the name is to stay`,
  );
}

export function at(path: string, sentence: string): string {
  return `${path}: ${sentence}`;
}

/** Collects what is wrong with one construct's properties, to be thrown together. */
export class Problems {
  readonly #found: string[] = [];

  /** @param id of a construct that is about to be made in `scope`; without, the problems are `scope`'s own */
  constructor(
    private readonly scope: IConstruct,
    private readonly id?: string,
  ) {
    const wrong = scopeProblem(scope);
    if (wrong !== undefined) throw new KubeflowError([wrong]);
  }

  add(sentence: string): void {
    const line = at(pathOf(this.scope, this.id), sentence);
    if (!this.#found.includes(line)) this.#found.push(line);
  }

  /** Runs `read`; what it refuses is kept under this construct's path, and `undefined` returned. */
  try<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof InvalidValue)) throw error;
      this.add(error.message);
      return undefined;
    }
  }

  throw(): void {
    if (this.#found.length > 0) throw new KubeflowError(this.#found);
  }
}

/** The known name closest to a misspelled one, if any is close. */
export function didYouMean(given: string, known: Iterable<string>): string {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(given.length / 3)) + 1;
  for (const name of known) {
    const distance = editDistance(given.toLowerCase(), name.toLowerCase(), bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [name, distance];
  }
  return best === undefined ? '' : `, did you mean '${best}'?`;
}

function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(substituted, previous[j]! + 1, row[j - 1]! + 1));
    }
    previous = row;
  }
  return previous[b.length]!;
}
