import { ApiObject, App, type AppProps, Chart, JsonPatch, Lazy, type YamlOutputType } from 'cdk8s';
import { Construct, DependencyGroup, type IConstruct } from 'constructs';

/** Numbers that follow from a seed (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** 0 to `below` - 1. */
  int(below: number): number {
    return Math.floor(this.next() * below);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  of<T>(items: readonly T[]): T {
    return items[this.int(items.length)]!;
  }
}

const ids = ['a', 'b', 'web', 'Team_1', '7', '10', '2', 'default', 'Resource', 'x.y', 'sub/path', 'e0', 'Zed', '007'];
const texts = [
  'on',
  '0777',
  '1e3',
  'e0',
  '2024-01-01',
  '~',
  '=',
  '<<',
  '1:30',
  'plain',
  'a: b',
  'x #y',
  ' lead',
  'two\nlines\n',
  'é',
  '',
  '- x',
  '{"a": 1}',
  "it's",
  'trail ',
  '12e03',
  '0x1F',
  '\u2028',
  '| x\n y',
];
const keys = ['name', 'spec', 'replicas', 'on', '9', '10', 'z', 'a', 'B', 'labels', 'matchLabels', 'y', 'empty'];

/** An app of charts, plain constructs and objects, nested, named and depending at random. */
export function randomApp(seed: number, props: AppProps = {}): App {
  const random = new Random(seed);
  const app = new App({ yamlOutputType: random.int(4) as YamlOutputType, ...props });
  const all: IConstruct[] = [];
  const inCharts: IConstruct[] = [];
  const objects: ApiObject[] = [];
  const size = 1 + random.int(22);
  const id = (scope: IConstruct) => {
    for (;;) {
      const candidate = random.chance(0.5) ? random.of(ids) : `${random.of(ids)}${random.int(100)}`;
      if (scope.node.tryFindChild(candidate) === undefined) return candidate;
    }
  };
  for (let i = 0; i < size; i++) {
    const isRoot = inCharts.length === 0 || random.chance(0.2);
    const scope = isRoot ? (random.chance(0.1) && all.length > 0 ? random.of(all) : app) : random.of(inCharts);
    const inside = inCharts.includes(scope);
    const kind = random.next();
    let made: Construct;
    if (!inside && kind < 0.12) made = new Construct(scope as Construct, id(scope));
    else if (!inside || kind < 0.15) {
      made = new Chart(scope as Construct, id(scope), {
        namespace: random.chance(0.3) ? random.of(['prod', 'dev']) : undefined,
        labels: random.chance(0.2) ? { app: random.of(texts) } : undefined,
        disableResourceNameHashes: random.chance(0.1),
      });
    } else if (kind < 0.35) made = new Construct(scope as Construct, id(scope));
    else {
      const object = randomObject(scope as Construct, id(scope), random);
      objects.push(object);
      made = object;
    }
    all.push(made);
    if (inside || Chart.isChart(made)) inCharts.push(made);
  }
  if (random.chance(0.75)) depend(random, inCharts);
  for (const object of objects) if (random.chance(0.15)) patch(object, random);
  return app;
}

function depend(random: Random, constructs: readonly IConstruct[]): void {
  if (constructs.length < 2) return;
  const count = 1 + random.int(1 + Math.floor(constructs.length / 4));
  const backwards = random.chance(0.3);
  for (let i = 0; i < count; i++) {
    const [first, second] = [random.int(constructs.length), random.int(constructs.length)];
    if (first === second) continue;
    const ordered = random.chance(0.05) || first > second !== backwards;
    const [source, target] = ordered ? [first, second] : [second, first];
    const targets = [constructs[target]!];
    if (random.chance(0.1)) targets.push(random.of(constructs));
    const others = targets.filter((other) => other !== constructs[source]);
    if (random.chance(0.1)) constructs[source]!.node.addDependency(new DependencyGroup(...others));
    else constructs[source]!.node.addDependency(...others);
  }
}

function randomObject(scope: Construct, id: string, random: Random): ApiObject {
  const metadata = {
    ...(random.chance(0.4) ? { name: random.of(['same', 'other', 'a:b', 'x.y', undefined]) } : {}),
    namespace: random.chance(0.2) ? random.of(['prod', 'a']) : undefined,
    labels: random.chance(0.3) ? { [random.of(keys)]: random.of(texts) } : undefined,
    annotations: random.chance(0.2) ? { note: later(random.of(texts)) as never } : undefined,
    finalizers: random.chance(0.1) ? ['f'] : undefined,
    [random.of(['extra', 'generateName'])]: random.chance(0.1) ? randomValue(random, 2) : undefined,
  };
  const object = new ApiObject(scope, id, {
    apiVersion: random.of(['v1', 'apps/v1', 'kubeflow.org/v1']),
    kind: random.of(['ConfigMap', 'Deployment', 'CronJob', 'Service']),
    metadata: random.chance(0.9) ? metadata : undefined,
    [random.of(['spec', 'data', 'aaa'])]: randomValue(random, 4),
    ...(random.chance(0.3) ? { zzz: randomValue(random, 2), immutable: true } : {}),
  });
  if (random.chance(0.1)) object.metadata.addLabel('later', random.of(texts));
  if (random.chance(0.1)) object.metadata.add('custom', randomValue(random, 2));
  return object;
}

function later(value: unknown): Lazy {
  return Lazy.any({ produce: () => value }) as Lazy;
}

class Quantity {
  constructor(readonly value: number | string) {}
}

export function randomValue(random: Random, depth: number): unknown {
  const kind = random.next();
  if (depth === 0 || kind < 0.3) return random.of(texts);
  if (kind < 0.36) return random.of([0, 1, -1, 1.5, 1e21, 1e-7, 123456789012, -0.25]);
  if (kind < 0.4) return random.chance(0.5);
  if (kind < 0.44) return random.of([null, undefined]);
  if (kind < 0.48) {
    return later(randomValue(random, depth - 1));
  }
  if (kind < 0.5) return { resolve: () => 'implicit' };
  if (kind < 0.52) return new Quantity(random.of([3, '4']));
  if (kind < 0.7) return Array.from({ length: random.int(4) }, () => randomValue(random, depth - 1));
  return Object.fromEntries(
    Array.from({ length: random.int(5) }, () => [random.of(keys), randomValue(random, depth - 1)]),
  );
}

function patch(object: ApiObject, random: Random): void {
  if (random.chance(0.5)) object.addJsonPatch(JsonPatch.add('/extra', { z: 1, a: [random.of(texts)] }));
  else
    object.addJsonPatch(
      JsonPatch.replace('/kind', 'Patched'),
      JsonPatch.add('/metadata/annotations', { b: 'x', a: 'y' }),
    );
}
