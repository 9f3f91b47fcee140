import type { Construct } from 'constructs';
import {
  type collected,
  component,
  createPvc,
  deletePvc,
  forEach,
  importer,
  onExit,
  oneOf,
  Pipeline,
  type PipelineDefinition,
  pipeline,
  pipelineFromYaml,
  pipelineRun,
  pythonComponent,
  RecurringRun,
  type Ref,
  resourceStep,
  when,
} from '../../src/constructs/pipeline';

/** Compiled, never run: what must not compile is marked. */
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function same<A, B>(): Equal<A, B> extends true ? { ok(): void } : never;

const a = component({
  name: 'a',
  image: 'i',
  outputs: { data: 'Dataset', score: 'double' },
  command: ({ outputs }) => [outputs.data.path, outputs.score.path],
});
const b = component({
  name: 'b',
  image: 'i',
  inputs: { model: 'Model', k: { int: 3 } },
  command: ({ inputs }) => [inputs.model.path, inputs.k],
});
const any = component({ name: 'any', image: 'i', inputs: { in: 'Artifact' }, outputs: { out: 'Artifact' } });
const scalars = component({
  name: 'scalars',
  image: 'i',
  inputs: { s: 'string', i: 'int', d: 'double', b: 'bool', l: 'list', o: 'struct' },
  outputs: { s: 'string', i: 'int', d: 'double', b: 'bool', l: 'list', o: 'struct' },
});
const optional = component({
  name: 'optional',
  image: 'i',
  inputs: { note: 'string?', data: 'Dataset?', more: { type: 'int?', description: 'd' }, status: 'TaskFinalStatus' },
});
const many = component({
  name: 'many',
  image: 'i',
  inputs: { models: 'Model[]', numbers: 'int[]' },
  outputs: { models: 'Model[]', structs: 'struct[]' },
});
const note = component({ name: 'note', image: 'i', inputs: { text: 'string' } });

pipeline('p', { name: 'string', rows: { int: 3 }, set: 'Dataset' }, ({ name, rows, set }) => {
  same<typeof name, Ref<'string'>>().ok();
  same<typeof rows, Ref<'int'>>().ok();
  const { data, score } = a();
  same<typeof score, Ref<'double'>>().ok();

  // @ts-expect-error a Dataset is not a Model
  b({ model: data });
  // @ts-expect-error model is missing
  b();
  // @ts-expect-error k is a number
  b({ model: any({ in: data }).out, k: 'three' });
  // @ts-expect-error no such input
  b({ model: any({ in: data }).out, depth: 1 });
  // @ts-expect-error a number is no artifact
  b({ model: score });
  // @ts-expect-error an artifact is no text
  b({ model: 'gs://model' });
  b({ model: any({ in: data }).out, k: rows });
  any({ in: set });

  // @ts-expect-error a text is no artifact
  any({ in: name });
  // @ts-expect-error a list of artifacts is not one
  any({ in: many({ models: [] as never, numbers: [] }).models });

  // @ts-expect-error score is a number
  when(score, '==', 'high', () => {});
  // @ts-expect-error only scalars compare
  when(data, '==', 1, () => {});
  // @ts-expect-error texts compare with texts
  when(name, '==', rows, () => {});
  // @ts-expect-error no such operator
  when(score, '=', 1, () => {});
  when(score, '>=', rows, () => {});
  when(score, '>=', 0.9, () => {});

  // @ts-expect-error no such output
  a().nope;

  scalars({ s: name, i: rows, d: score, b: true, l: [1, name], o: { at: name } });
  // @ts-expect-error an int is not a double
  scalars({ s: name, i: rows, d: rows, b: true, l: [], o: {} });
  // @ts-expect-error a number is not a boolean
  scalars({ s: name, i: rows, d: 1, b: rows, l: [], o: {} });
  // @ts-expect-error a list is not an object
  scalars({ s: name, i: rows, d: 1, b: true, l: [], o: [] });
  scalars({
    s: `${name} of ${rows}`,
    i: 1,
    d: 0.5,
    b: false,
    l: many({ models: many({ models: [] as never, numbers: [1] }).models, numbers: [rows] }).structs,
    o: {},
  });

  optional();
  optional({ note: name, data, more: 1 });
  // @ts-expect-error Pipelines fills the status in
  optional({ status: {} });
  // @ts-expect-error one Dataset is not a list of Models
  many({ models: data, numbers: [1] });
  // @ts-expect-error texts are not ints
  many({ models: [] as never, numbers: ['a'] });

  // loops type their items
  forEach(['eu', 'us'], (region) => {
    same<typeof region, Ref<'string'>>().ok();
    note({ text: region });
  });
  forEach([1, 2], (n) => {
    scalars({ s: '', i: n, d: 1, b: true, l: [], o: {} });
    // @ts-expect-error whole numbers are ints
    note({ text: n });
  });
  forEach([0.5, 1], (n) => {
    // @ts-expect-error one of them is not whole
    scalars({ s: '', i: n, d: n, b: true, l: [], o: {} });
  });
  forEach([1, 2] as number[], (n) => scalars({ s: '', i: n, d: n, b: true, l: [], o: {} }));
  forEach([{ region: 'eu', nodes: 2 }], (item) => {
    note({ text: item.region });
    // @ts-expect-error nodes is an int
    note({ text: item.nodes });
    // @ts-expect-error no such field
    item.zone;
  });
  forEach(many({ models: [] as never, numbers: [] }).models, (model) => {
    same<typeof model, Ref<'Model'>>().ok();
    b({ model });
  });
  forEach(many({ models: [] as never, numbers: [] }).structs, (item) => note({ text: item.field('name') }));
  forEach(scalars({ s: '', i: 1, d: 1, b: true, l: [], o: {} }).l, (item) => note({ text: item }));
  // @ts-expect-error one Dataset is no list
  forEach(data, () => {});
  // @ts-expect-error an object is no list
  forEach({ a: 1 }, () => {});

  // what a loop makes is a list outside of it
  const looped = forEach([1, 2], () => a());
  same<(typeof looped)['score'], Ref<'double[]'>>().ok();
  same<(typeof looped)['data'], Ref<'Dataset[]'>>().ok();
  // @ts-expect-error a list of numbers is not a number
  when(looped.score, '>', 1, () => {});
  // @ts-expect-error nothing is returned from this loop
  forEach([1], () => {}).score;
  same<ReturnType<typeof collected<Ref<'Model'>>>, Ref<'Model[]'>>().ok();

  // a branch gives nothing, a whole decision gives what every branch gives
  const branch = when(score, '>', 1, () => a());
  // @ts-expect-error this branch may not run
  branch.data;
  const joined = branch.otherwise(() => ({ ...a(), extra: name }));
  same<(typeof joined)['score'], Ref<'double'>>().ok();
  // @ts-expect-error only one branch gives it
  joined.extra;
  const mixed = when(score, '>', 1, () => ({ x: name })).otherwise(() => ({ x: rows }));
  // @ts-expect-error the branches give different types
  mixed.x;
  when(score, '>', 1, () => a())
    .elseWhen(name, '==', 'x', () => a())
    .otherwise(() => a())
    .score.toString();
  // @ts-expect-error one type only
  oneOf(name, rows);
  oneOf(name, note({ text: '' }) && name);

  onExit(note({ text: 'done' }), () => a());
  // @ts-expect-error an exit task is a step
  onExit(name, () => a());
  note({ text: '' }, { after: [a(), onExit(note({ text: '' }), () => {})] });
  // @ts-expect-error a ref is no step
  note({ text: '' }, { after: [name] });

  const { artifact } = importer({ uri: name, type: 'Model' });
  b({ model: artifact });
  // @ts-expect-error not an artifact
  importer({ uri: 's3://x', type: 'string' });

  const { name: pvc } = createPvc({ access_modes: ['ReadWriteOnce'], size: '5Gi' });
  note({ text: '' }, { kubernetes: { pvcs: [{ pvc, mountPath: '/data' }], nodeSelector: { a: 'b' } } });
  deletePvc({ pvc_name: pvc });
  // @ts-expect-error an artifact names no Secret
  note({ text: '' }, { kubernetes: { secretEnv: [{ secret: data, keys: {} }] } });
  // @ts-expect-error unit missing
  note({ text: '' }, { memory: 4 });
  // @ts-expect-error no such option
  note({ text: '' }, { retrys: 2 });
  note(
    { text: pipelineRun.name },
    { retries: { count: 2, backoff: '30s' }, timeout: '1h', cpu: 2, memory: '4Gi', cache: { key: 'v1' } },
  );
});

// commands only name what there is
component({
  name: 'c',
  image: 'i',
  inputs: { data: 'Dataset', rows: 'int' },
  outputs: { model: 'Model', score: 'double' },
  // @ts-expect-error an artifact is no word, its path is
  command: ({ inputs }) => [inputs.data],
});
component({
  name: 'c',
  image: 'i',
  inputs: { rows: 'int' },
  // @ts-expect-error no such input
  command: ({ inputs }) => [inputs.columns],
});
component({
  name: 'c',
  image: 'i',
  inputs: { rows: 'int' },
  // @ts-expect-error a parameter has no path
  command: ({ inputs }) => [inputs.rows.path],
});
component({
  name: 'c',
  image: 'i',
  inputs: { rows: 'int?' },
  // @ts-expect-error no such input
  command: ({ ifPresent }) => [ifPresent('row', 'x')],
});
// @ts-expect-error not a type
component({ name: 'c', image: 'i', inputs: { rows: 'integer' } });
// @ts-expect-error the default is a text
component({ name: 'c', image: 'i', inputs: { rows: { int: '3' } } });
// @ts-expect-error artifacts have no default
component({ name: 'c', image: 'i', inputs: { data: { Dataset: 's3://x' } } });

// pipelines are steps, typed by their parameters and what they return
const inner = pipeline('inner', { source: 'string' }, ({ source }) => {
  note({ text: source });
  return { model: any({ in: importer({ uri: source, type: 'Model' }).artifact }).out, score: a().score };
});
same<ReturnType<typeof inner>['score'], Ref<'double'>>().ok();
pipeline('outer', {}, () => {
  const { score } = inner({ source: 's3://x' });
  // @ts-expect-error source is missing
  inner({});
  // @ts-expect-error no such output
  inner({ source: '' }).nope;
  return { score };
});
// @ts-expect-error a body returns outputs by name
pipeline('bare', {}, () => a().score);
// @ts-expect-error only outputs are returned
pipeline('literal', {}, () => ({ score: 1 }));
// @ts-expect-error no such parameter
pipeline('params', { lr: 'double' }, ({ rate }) => void rate);

const loaded = pipelineFromYaml('x.yaml', { params: { source: 'string' }, outputs: { model: 'Model' } });
pipeline('loads', {}, () => {
  b({ model: loaded({ source: 's3://x' }).model });
  // @ts-expect-error source is a text
  loaded({ source: 1 });
});
declare const team: Construct;
new Pipeline(team, 'ships', { definition: inner });
new Pipeline(team, 'ships', { definition: inner, schedule: '0 2 * * *', args: { source: 's3://x' } });
// @ts-expect-error source is a text
new Pipeline(team, 'ships', { definition: inner, schedule: '0 2 * * *', args: { source: 1 } });
// @ts-expect-error no such parameter
new Pipeline(team, 'ships', { definition: inner, schedule: '0 2 * * *', args: { sorce: 's3://x' } });
// @ts-expect-error arguments are for a schedule
new Pipeline(team, 'ships', { definition: inner, args: { source: 's3://x' } });
// @ts-expect-error a cron or an interval, not both
new RecurringRun(team, 'r', { definition: inner, cron: '@daily', interval: '1h' });
new Pipeline(team, 'ships', { definition: pipelineFromYaml('x.yaml'), schedule: '@daily', args: { anything: 1 } });
resourceStep({
  inputs: { lr: 'double' },
  // @ts-expect-error no such input
  resource: ({ inputs }) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: inputs.rate } }),
});
const untyped: PipelineDefinition = pipelineFromYaml('x.yaml');
untyped.toIR().pipelineInfo.name.trim();

pythonComponent('x.py', {
  function: 'f',
  inputs: { data: 'Dataset' },
  outputs: { Output: 'double' },
  packages: ['numpy'],
});
// @ts-expect-error not a type
pythonComponent('x.py', { inputs: { data: 'DataFrame' } });
