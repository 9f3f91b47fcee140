import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { component, type PipelineSpec, pipeline, pipelineFromYaml } from '../../../src';
import { tempFolder } from '../../temp';

const folder = tempFolder('yaml');
let files = 0;
const file = (text: string): string => {
  const path = join(folder, `${files++}.yaml`);
  writeFileSync(path, text);
  return path;
};
const note = component({
  name: 'note',
  image: 'i',
  inputs: { text: 'string', n: { int: 3 } },
  outputs: { said: 'string' },
});
const source = pipeline('source', { text: 'string', n: { int: 1 } }, ({ text, n }) =>
  note({ text, n }, { kubernetes: { labels: { a: 'b' } } }),
);

test('what was compiled is read as it was', () => {
  const read = pipelineFromYaml(file(source.toYaml()));
  expect(read.toIR()).toEqual(source.toIR());
  expect(read.toPlatformSpec()).toEqual(source.toPlatformSpec());
  expect(read.name).toBe('source');
});

test('a file is a step, its parameters checked', () => {
  const read = pipelineFromYaml(file(source.toYaml()), { params: { text: 'string' }, outputs: { said: 'string' } });
  const use = (args: object) => pipeline('use', {}, () => ({ said: read(args as never).said }));
  expect(Object.keys(use({ text: 'a' }).toIR().components!).sort()).toEqual(['comp-note', 'comp-source']);
  expect(() => use({ text: 1 })).toThrow('use/source: input text is a string: 1 is not a string');
  expect(() => use({})).toThrow('use/source: input text is missing');
  expect(() => use({ text: 'a', m: 1 })).toThrow("use/source: has no input 'm', did you mean 'n'?: it takes n, text");
});

test('a compiled component is that component again', () => {
  const read = pipelineFromYaml(file(stringify(note.toIR())));
  const ir = pipeline('use', {}, () => {
    read({ text: 'a' }, { cpu: 1 });
  }).toIR();
  expect(Object.keys(ir.components!)).toEqual(['comp-note']);
  expect(ir.deploymentSpec!.executors!['exec-note']!.container!.resources).toMatchObject({ resourceCpuLimit: '1' });
});

test('types that are said of a file are checked', () => {
  const path = file(source.toYaml());
  expect(() => pipelineFromYaml(path, { params: { text: 'int', rows: 'int' } })).toThrow(
    `2 problems\n  ${path}: parameter text is string, not int\n  ${path}: has no parameter rows: it has n, text`,
  );
});

test('quoted texts may be indented less than YAML asks, as PyYAML writes them', () => {
  const text = source
    .toYaml()
    .replace(
      'image: i',
      `image: i\n        args:\n        - "one\\\n        \\ two\\n\n        three"\n        - 'it''s\n\n        here'\n        - |\n          "open`,
    );
  expect(pipelineFromYaml(file(text)).toIR().deploymentSpec!.executors!['exec-note']!.container!.args).toEqual([
    'one two\n three',
    "it's\nhere",
    '"open\n',
  ]);
});

describe('what Pipelines refuses is refused', () => {
  const ir = (): PipelineSpec => structuredClone(source.toIR());
  const change = (make: (spec: Record<string, never> & PipelineSpec) => void): string => {
    const spec = ir() as never;
    make(spec);
    return stringify(spec);
  };
  test.each<[string, string, string]>([
    ['an empty file', '', 'has no pipeline: a compiled pipeline has pipelineInfo, schemaVersion and root'],
    ['a text', 'hello', 'a document is no object'],
    ['broken YAML', 'a: [', 'Flow sequence'],
    ['no name', change((s) => (s.pipelineInfo.name = null as never)), 'pipelineInfo.name is empty'],
    ['another schema', change((s) => (s.schemaVersion = '2.0.0')), `schemaVersion is "2.0.0", Pipelines reads '2.1.0'`],
    ['no root', change((s) => delete (s as never as { root?: object }).root), 'root is missing'],
    [
      'an unknown field',
      change((s) => Object.assign(s, { component: {} })),
      "component is not a field of PipelineSpec, did you mean 'components'?",
    ],
    [
      'a wrong enum',
      change((s) => (s.root.inputDefinitions!.parameters!.text!.parameterType = 'STR' as never)),
      'root.inputDefinitions.parameters.text.parameterType "STR" is not one of',
    ],
    [
      'a list for a text',
      change((s) => (s.root.dag!.tasks.note!.taskInfo.name = [] as never)),
      'root.dag.tasks.note.taskInfo.name [] is not a text',
    ],
    [
      'a missing component',
      change((s) => (s.root.dag!.tasks.note!.componentRef.name = 'comp-nota')),
      "root.dag.tasks.note.componentRef 'comp-nota' is not in components, did you mean 'comp-note'?",
    ],
    [
      'a missing executor',
      change((s) => (s.components!['comp-note']!.executorLabel = 'exec')),
      "components.comp-note.executorLabel 'exec' is not in deploymentSpec.executors",
    ],
    [
      'a missing producer',
      change((s) => (s.root.dag!.tasks.note!.dependentTasks = ['x'])),
      "root.dag.tasks.note.dependentTasks 'x' is not a task of the same dag",
    ],
    [
      'a field that every object of JavaScript has',
      stringify({ ...ir(), constructor: {} }),
      'constructor is not a field of PipelineSpec',
    ],
    [
      'a task that is nothing',
      change((s) => Object.assign(s.root.dag!.tasks, { note: null })),
      'root.dag.tasks.note is not an object',
    ],
    ['nesting without end', `a: ${'['.repeat(5_000)}`, 'nests too deeply to be read'],
    [
      'aliases of aliases',
      `a0: &a0 [x]\n${Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}]\n`).join('')}`,
      'its aliases expand too far to be read',
    ],
    ['two pipelines', `${stringify(ir())}---\n${stringify(ir())}`, 'has 2 pipelines, a file holds one'],
    [
      'settings of no step',
      `${stringify(ir())}---\n${stringify({ platforms: { kubernetes: { deploymentSpec: { executors: { x: {} } } } } })}`,
      'configures an executor that the pipeline does not have',
    ],
    [
      'unknown settings',
      source.toYaml().replace('podMetadata', 'podMeta'),
      'podMeta is not a field of KubernetesExecutorConfig',
    ],
  ])('%s', (_, text, message) => {
    const path = file(text);
    expect(() => pipelineFromYaml(path)).toThrow(`${path}: `);
    expect(() => pipelineFromYaml(path)).toThrow(message);
  });
});
