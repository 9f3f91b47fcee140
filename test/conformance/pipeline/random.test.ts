import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import {
  collected,
  component,
  forEach,
  onExit,
  oneOf,
  type PipelineSpec,
  pipeline,
  type Ref,
  when,
} from '../../../src/constructs/pipeline';
import type { ComponentIR } from '../../../src/constructs/pipeline/ir';

const python = process.env.KFP_PYTHON ?? 'python3';
const hasSdk = spawnSync(python, ['-c', 'import kfp'], { encoding: 'utf8' }).status === 0;

/** What sdk.py writes: expressions, and the nodes of a body. */
type Expression =
  | { lit: unknown }
  | { param: string }
  | { r: [string, string] }
  | { item: string }
  | { field: [string, string] }
  | { col: Expression }
  | { one: string }
  | { f: (string | Expression)[] };
interface Call {
  t: 'call';
  c: string;
  args: Record<string, Expression>;
  id: string;
  after?: string[];
}
type Node =
  | Call
  | {
      t: 'if';
      branches: { cond: [Expression, '==', Expression]; body: Node[] }[];
      else?: Node[];
      oneofs?: [string, Expression[]][];
    }
  | { t: 'for'; items: Expression; id: string; body: Node[]; par: number }
  | { t: 'exit'; task: Call; body: Node[] };
interface Line {
  program: { name: string; body: Node[] };
  ir?: PipelineSpec;
  refused?: string;
}

const image = 'i';
const components = {
  make: component({
    name: 'make',
    image,
    outputs: { s: 'string', i: 'int', l: 'list', d: 'Dataset' },
    command: ({ outputs: o }) => ['make', o.s.path, o.i.path, o.l.path, o.d.path],
  }),
  text: component({
    name: 'text',
    image,
    inputs: { s: 'string' },
    outputs: { o: 'string' },
    command: ({ inputs, outputs }) => ['text', inputs.s, outputs.o.path],
  }),
  number: component({
    name: 'number',
    image,
    inputs: { i: 'int' },
    outputs: { o: 'int' },
    command: ({ inputs, outputs }) => ['number', inputs.i, outputs.o.path],
  }),
  items: component({ name: 'items', image, inputs: { l: 'list' }, command: ({ inputs }) => ['items', inputs.l] }),
  copy: component({
    name: 'copy',
    image,
    inputs: { d: 'Dataset' },
    outputs: { o: 'Dataset' },
    command: ({ inputs, outputs }) => ['copy', inputs.d.path, outputs.o.uri],
  }),
  merge: component({
    name: 'merge',
    image,
    inputs: { ds: 'Dataset[]' },
    command: ({ inputs }) => ['merge', inputs.ds],
  }),
} as unknown as Record<string, (args: object, options: object) => Record<string, Ref<'string'>>>;

function compiled({ name, body }: Line['program']): PipelineSpec {
  const definition = pipeline(name, { alpha: { string: 'A' }, beta: { int: 1 }, gamma: { list: ['x'] } }, (params) => {
    const tasks: Record<string, Record<string, Ref<'string'>>> = {};
    const items: Record<string, Ref<'string'> & Record<string, Ref<'string'>>> = {};
    const joined: Record<string, Ref<'string'>> = {};
    const value = (x: Expression): never => {
      if ('lit' in x) return x.lit as never;
      if ('param' in x) return params[x.param as 'alpha'] as never;
      if ('r' in x) return tasks[x.r[0]]![x.r[1]] as never;
      if ('item' in x) return items[x.item] as never;
      if ('field' in x) return items[x.field[0]]![x.field[1]] as never;
      if ('col' in x) return collected(value(x.col)) as never;
      if ('one' in x) return joined[x.one] as never;
      return x.f.map((part) => (typeof part === 'string' ? part : `${value(part)}`)).join('') as never;
    };
    const call = ({ c, args, id, after = [] }: Call) => {
      const given = Object.fromEntries(Object.entries(args).map(([key, x]) => [key, value(x)]));
      tasks[id] = components[c]!(given, after.length === 0 ? {} : { after: after.map((task) => tasks[task]) });
      return tasks[id];
    };
    const run = (nodes: readonly Node[]): void => {
      for (const node of nodes) {
        if (node.t === 'call') call(node);
        else if (node.t === 'exit') {
          onExit(call(node.task) as never, () => run(node.body));
        } else if (node.t === 'for') {
          forEach(
            value(node.items) as Ref<'list'>,
            (item) => {
              items[node.id] = item as never;
              run(node.body);
            },
            { parallel: node.par },
          );
        } else {
          const [first, ...more] = node.branches.map(({ cond: [left, operator, right], body }) => ({
            left,
            operator,
            right,
            body,
          }));
          let chain = when(value(first!.left) as Ref<'string'>, first!.operator, value(first!.right), () =>
            run(first!.body),
          );
          for (const next of more)
            chain = chain.elseWhen(value(next.left) as Ref<'string'>, next.operator, value(next.right), () =>
              run(next.body),
            );
          if (node.else !== undefined) chain.otherwise(() => run(node.else!));
          for (const [id, [one, ...others]] of node.oneofs ?? [])
            joined[id] = oneOf(value(one!) as Ref<'string'>, ...others.map(value));
        }
      }
    };
    run(body);
  });
  return JSON.parse(JSON.stringify(definition.toIR()));
}

/** References of tasks to inputs that their component does not have. */
function dangling(ir: PipelineSpec): string[] {
  return [ir.root, ...Object.values(ir.components ?? {})].flatMap((component: ComponentIR) =>
    Object.values(component.dag?.tasks ?? {}).flatMap(({ inputs }) => [
      ...Object.values(inputs?.parameters ?? {}).flatMap(({ componentInputParameter: name }) =>
        name === undefined || component.inputDefinitions?.parameters?.[name] !== undefined ? [] : [name],
      ),
      ...Object.values(inputs?.artifacts ?? {}).flatMap(({ componentInputArtifact: name }) =>
        name === undefined || component.inputDefinitions?.artifacts?.[name] !== undefined ? [] : [name],
      ),
    ]),
  );
}

(hasSdk ? test : test.skip)(
  `random pipelines compile as in the Python SDK${hasSdk ? '' : `: skipped, ${python} has no kfp`}`,
  () => {
    const { stdout, status, stderr } = spawnSync(
      python,
      ['-W', 'ignore', join(__dirname, 'random/sdk.py'), '0', '400'],
      { encoding: 'utf8', maxBuffer: 2 ** 30 },
    );
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    const counts = { equal: 0, shadowed: 0, broken: 0, refused: 0 };
    for (const line of stdout.trim().split('\n')) {
      const { program, ir, refused } = JSON.parse(line) as Line;
      let ours: PipelineSpec;
      try {
        ours = compiled(program);
      } catch (error) {
        expect((error as Error).message).toContain('which goes over the same list');
        counts.shadowed += 1;
        continue;
      }
      expect(dangling(ours)).toEqual([]);
      if (ir === undefined) {
        expect(refused).toMatch(/^(AssertionError|TypeError): /);
        counts.refused += 1;
      } else if (dangling(ir).length > 0) counts.broken += 1;
      else {
        expect({ ...ours, sdkVersion: '' }).toEqual({ ...ir, sdkVersion: '' });
        counts.equal += 1;
      }
    }
    expect(counts.equal).toBeGreaterThan(300);
    console.log(counts);
  },
);
