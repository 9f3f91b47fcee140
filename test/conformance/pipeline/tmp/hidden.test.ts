import { relative, join } from 'node:path';
import { execSync } from 'node:child_process';
import { collected, component, forEach, importer, oneOf, onExit, pipeline, pipelineFromYaml, pipelineRun, type Ref, when } from '../../../../src/constructs/pipeline';
import { comparable, GOLDENS, pythonOf, readGolden, type Golden } from '../golden';

const root = '/tmp/kfpsrc/test_data/sdk_compiled_pipelines/valid';
const find = (n: string) => execSync(`find ${root} -name '${n}.yaml'`).toString().trim().split('\n')[0]!;
const off = { cache: false };
const programs: Record<string, (g: Golden) => { toIR(): unknown; toPlatformSpec?(): unknown }> = {
  pipeline_with_nested_loops: (g) => {
    const print = pythonOf(g)('print_op', { inputs: { msg: 'string', msg2: 'string?' } });
    const def = g.pipelineSpec.root.inputDefinitions!.parameters!.loop_parameter!.defaultValue as unknown[];
    return pipeline('pipeline-with-nested-loops', { loop_parameter: { list: def } }, ({ loop_parameter }) => {
      forEach(loop_parameter, (item) => { forEach(item.field('p_a', 'list'), (a) => print({ msg: a.field('q_a') })); });
      forEach(['1', '2'], (outer) => { print({ msg: outer }); forEach(['100', '200', '300'], (inner) => print({ msg: outer, msg2: inner })); });
    });
  },
  parameters_complex: (g) => {
    const py = pythonOf(g);
    const double = py('double', { inputs: { num: 'int' }, outputs: { Output: 'int' } });
    const simple = py('simple_add', { inputs: { nums: 'list' }, outputs: { Output: 'int' } });
    const nested = py('nested_add', { inputs: { nums: 'list' }, outputs: { Output: 'int' } });
    const two = py('add_two_numbers', { inputs: { x: 'list', y: 'list' }, outputs: { Output: 'int' } });
    return pipeline('math-pipeline', {}, () => {
      const one = forEach([1, 2, 3], (a) => {
        const t1 = double({ num: a });
        const { Output: t2 } = forEach([4, 5, 6], (b) => double({ num: b }));
        simple({ nums: t2 });
        return { t1: t1.Output, t2 };
      });
      nested({ nums: one.t2 });
      const { t3, t4 } = forEach([0, 0, 0], () => ({ t3: simple({ nums: one.t1 }).Output, t4: nested({ nums: one.t2 }).Output }));
      return two({ x: t3, y: t4 });
    });
  },
  collected_artifacts: (g) => {
    const py = pythonOf(g);
    const split = py('split_ids', { inputs: { model_ids: 'string' }, outputs: { Output: 'list' } });
    const splitChars = py('split_chars', { inputs: { model_ids: 'string' }, outputs: { Output: 'list' } });
    const createFile = py('create_file', { inputs: { content: 'string' }, outputs: { file: 'Artifact' } });
    const readSingle = py('read_single_file', { inputs: { file: 'Artifact' }, outputs: { Output: 'string' } });
    const createDataset = py('create_dataset', { inputs: { content: 'string' }, outputs: { data: 'Dataset' } });
    const readDatasets = py('read_datasets', { inputs: { data: 'Dataset[]' }, outputs: { Output: 'string' } });
    const gen = py('read_single_dataset_generate_model', { inputs: { data: 'Dataset', id: 'string' }, outputs: { results: 'Model' } });
    const readModels = py('read_models', { inputs: { models: 'Model[]' }, outputs: { Output: 'string' } });
    const single = pipeline('single-node-dag', { char: 'string' }, ({ char }) => ({ Output: createDataset({ content: char }, off).data }));
    const collecting = pipeline('collecting-artifacts', { model_ids: { string: '' }, model_chars: { string: '' } }, ({ model_ids, model_chars }) => {
      const ids = split({ model_ids }, off);
      const chars = splitChars({ model_ids: model_chars }, off);
      const { results } = forEach(ids.Output, (id) => {
        const { file } = createFile({ content: id }, off);
        readSingle({ file }, off);
        const { results, data } = forEach(chars.Output, (char) => {
          const { Output: data } = single({ char }, off);
          return { data, results: gen({ data, id }, off).results };
        });
        readModels({ models: results }, off);
        readDatasets({ data }, off);
        return { results };
      });
      return { Output: results };
    });
    return pipeline('collected-artifact-pipeline', {}, () => {
      const { Output } = collecting({ model_ids: 's1,s2,s3', model_chars: 'x,y,z' }, off);
      readModels({ models: Output }, off);
    });
  },
  nested_with_parameters: (g) => {
    const py = pythonOf(g);
    const double = py('double', { inputs: { num: 'int' }, outputs: { Output: 'int' } });
    const add = py('add', { inputs: { nums: 'list' }, outputs: { Output: 'int' } });
    const two = py('add_two_nums', { inputs: { x: 'int', y: 'int' }, outputs: { Output: 'int' } });
    return pipeline('math-pipeline', {}, () => {
      const { Output } = forEach([1, 2, 3], (x) => forEach([1, 2, 3], (y) => {
        const a = double({ num: x }); const b = double({ num: y });
        return two({ x: a.Output, y: b.Output });
      }));
      add({ nums: Output });
      return { Output };
    });
  },
  parameter_oneof: (g) => {
    const py = pythonOf(g);
    const flip = py('flip_coin', { outputs: { Output: 'string' } });
    const comp = py('core_comp', { inputs: { input: 'string' }, outputs: { Output: 'string' } });
    const out = py('core_output_comp', { inputs: { input: 'string' }, outputs: { output_key: 'string' } });
    const crust = py('crust_comp', { inputs: { input: 'string' } });
    const core = pipeline('core', {}, () => when(flip({}, off).Output, '==', 'heads', () => comp({ input: 'Got heads!' }, off)).otherwise(() => ({ Output: out({ input: 'Got tails!' }, off).output_key })));
    const mantle = pipeline('mantle', {}, () => core({}, off));
    return pipeline('parameter-oneof-pipeline', {}, () => { crust({ input: mantle({}, off).Output }, off); });
  },
  pipeline_with_multiple_exit_handlers: (g) => {
    const py = pythonOf(g);
    const print = py('print_op', { inputs: { message: 'string' } });
    const fail = py('fail_op', { inputs: { message: 'string' } });
    return pipeline('pipeline-with-multiple-exit-handlers', { message: { string: 'Hello World!' } }, ({ message }) => {
      onExit(print({ message: 'First exit handler has worked!' }), () => { print({ message }); fail({ message: 'Task failed.' }); });
      onExit(print({ message: 'Second exit handler has worked!' }), () => print({ message }));
      onExit(print({ message: 'Third exit handler has worked!' }), () => print({ message }));
    });
  },
  cross_loop_after_topology: (g) => {
    const print = pythonOf(g)('print_op', { inputs: { message: 'string' } });
    const loop = <T>(body: () => T): T => { let r: T | undefined; forEach([1, 2], () => { r = body(); }); return r as T; };
    return pipeline('my-pipeline', {}, () => {
      const one = loop(() => print({ message: 'one' }));
      loop(() => print({ message: 'two' }, { after: [one] }));
      loop(() => { const three = print({ message: 'three' }); loop(() => print({ message: 'four' }, { after: [three] })); });
      const five = loop(() => print({ message: 'five' }));
      print({ message: 'six' }, { after: [five] });
      loop(() => { const seven = loop(() => print({ message: 'seven' })); print({ message: 'eight' }, { after: [seven] }); });
    });
  },
  pipeline_with_loops_and_conditions: (g) => {
    const py = pythonOf(g);
    const gen = py('args_generator_op', { outputs: { Output: 'list' } });
    const print = py('print_text', { inputs: { msg: 'string', msg2: 'string?' } });
    const printStruct = py('print_struct', { inputs: { struct: 'struct' } });
    const flipc = py('flip_coin_op', { outputs: { Output: 'string' } });
    const def = g.pipelineSpec.root.inputDefinitions!.parameters!.loop_parameter!.defaultValue as unknown[];
    return pipeline('pipeline-with-loops-and-conditions-multi-layers', { msg: { string: 'hello' }, loop_parameter: { list: def } }, ({ msg, loop_parameter }) => {
      const flip = flipc(); const outer = gen();
      when(flip.Output, '!=', 'no-such-result', () => {
        const innerGen = gen();
        forEach(outer.Output, (item) => {
          print({ msg });
          when(item.field('A_a'), '==', 'heads', () => print({ msg: item.field('B_b') }));
          when(flip.Output, '==', 'heads', () => print({ msg: item.field('B_b') }));
          when(item.field('A_a'), '==', 'tails', () => { forEach([{ a: '-1' }, { a: '-2' }], (inner) => printStruct({ struct: inner })); });
          forEach(item.field('B_b', 'list'), (b) => print({ msg: b }));
          forEach(loop_parameter, (p) => { print({ msg: p }); forEach(innerGen.Output, (i) => print({ msg: p, msg2: i.field('A_a') })); });
          forEach(['1', '2'], (s) => { print({ msg: s }); when(s, '==', '1', () => print({ msg: '1' })); });
        });
      });
      forEach(loop_parameter, (item) => { when(item.field('A_a'), '==', 'heads', () => { forEach(item.field('B_b', 'list'), (b) => print({ msg: b })); }); });
    });
  },
  pipeline_with_dynamic_importer_metadata: (g) => {
    const make = pythonOf(g)('make_name', { inputs: { name: 'string' }, outputs: { Output: 'string' } });
    const URI = 'gs://ml-pipeline-playground/shakespeare1.txt', IMG = 'us-docker.pkg.dev/vertex-ai/prediction/tf2-gpu.2-5:latest';
    return pipeline('pipeline-with-importer', { name: { string: 'default-name' }, int_input: { int: 1 }, pipeline_input_artifact_uri: { string: URI }, pipeline_input_image_uri: { string: IMG } }, (p) => {
      importer({ uri: p.pipeline_input_artifact_uri, type: 'Dataset', metadata: { name: [p.name, 'alias-name'], containerSpec: { imageUri: p.pipeline_input_image_uri } } });
      const { Output } = make({ name: 'a-different-name' });
      importer({ uri: URI, type: 'Dataset', metadata: { name: `prefix-${Output}`, 'list-of-data': [Output, p.name, p.int_input], [`${Output}`]: Output, [`${p.name}`]: IMG, containerSpec: { imageUri: IMG } } });
    });
  },
  if_elif_else_with_oneof_parameters: (g) => {
    const py = pythonOf(g);
    const die = py('flip_three_sided_die', { outputs: { Output: 'string' } });
    const print = py('print_and_return', { inputs: { text: 'string' }, outputs: { Output: 'string' } });
    const special = py('special_print_and_return', { inputs: { text: 'string' }, outputs: { output_key: 'string' } });
    const roll = pipeline('roll-die-pipeline', {}, () => {
      const { Output } = die();
      return when(Output, '==', 'heads', () => print({ text: 'Got heads!' }))
        .elseWhen(Output, '==', 'tails', () => print({ text: 'Got tails!' }))
        .otherwise(() => ({ Output: special({ text: 'Draw!' }).output_key }));
    });
    return pipeline('outer-pipeline', {}, () => print({ text: roll().Output }));
  },
  if_else_with_oneof_artifacts: (g) => {
    const py = pythonOf(g);
    const flip = py('flip_coin', { outputs: { Output: 'string' } });
    const toA = py('param_to_artifact', { inputs: { val: 'string' }, outputs: { a: 'Artifact' } });
    const print = py('print_artifact', { inputs: { a: 'Artifact' } });
    const inner = pipeline('flip-coin-pipeline', {}, () => {
      const { Output: val } = flip();
      let t1!: Ref<'Artifact'>, t2!: Ref<'Artifact'>;
      when(val, '==', 'heads', () => { t1 = toA({ val }).a; }).otherwise(() => { t2 = toA({ val }).a; });
      const a = oneOf(t1, t2);
      print({ a });
      return { Output: a };
    });
    return pipeline('outer-pipeline', {}, () => { print({ a: inner().Output }); });
  },
  pipeline_with_parallelfor_list_artifacts_GH_12033: (g) => {
    const py = pythonOf(g);
    const print = py('print_artifact_name', { inputs: { artifact: 'Artifact' }, outputs: { Output: 'string' } });
    const mkD = py('make_dataset', { inputs: { data: 'string' }, outputs: { Output: 'Dataset' } });
    const mkA = py('make_artifact', { inputs: { data: 'string' }, outputs: { Output: 'Artifact' } });
    const t = { texts: { 'string[]': ['Hello', ',', ' ', 'world!'] } } as const;
    const ds = pipeline('make-datasets', t, ({ texts }) => forEach(texts, (data) => mkD({ data })));
    const as = pipeline('make-artifacts', t, ({ texts }) => forEach(texts, (data) => mkA({ data })));
    return pipeline('pipeline-parallelfor-artifacts', {}, () => {
      forEach(as().Output, (artifact) => print({ artifact }));
      forEach(ds().Output, (artifact) => print({ artifact }));
    });
  },
  pipeline_with_outputs: (g) => {
    const p1 = pythonOf(g)('print_op1', { inputs: { msg: 'string' }, outputs: { Output: 'string' } });
    const p2 = component({ name: 'print_op2', image: 'alpine', inputs: { msg: 'string' }, outputs: { data: 'Artifact' }, command: () => ['sh', '-c', 'mkdir --parents $(dirname "$1") && echo "$0" > "$1"'], args: ({ inputs, outputs }) => [inputs.msg, outputs.data.path] });
    const inner = pipeline('inner-pipeline', { msg: 'string' }, ({ msg }) => { const a = p1({ msg }); return { msg: a.Output, data: p2({ msg: a.Output }).data }; });
    return pipeline('pipeline-in-pipeline', { msg: { string: 'Hello' } }, ({ msg }) => { p1({ msg }); return { Output: inner({ msg: 'world' }).data }; });
  },
  pipeline_in_pipeline_loaded_from_yaml: (g) => {
    const print = pythonOf(g)('print_op1', { inputs: { data: 'Artifact' } });
    const loaded = pipelineFromYaml(find('pipeline_with_outputs'), { params: { msg: 'string?' }, outputs: { Output: 'Artifact' } });
    return pipeline('pipeline-in-pipeline', {}, () => { print({ data: loaded({ msg: 'Hello' }).Output }); });
  },
  pipeline_with_placeholders: (g) => {
    const print = pythonOf(g)('print_all_placeholders', { inputs: { job_name: 'string', job_resource_name: 'string', job_id: 'string', task_name: 'string', task_id: 'string' } });
    return pipeline('pipeline-with-placeholders', {}, () => { print({ job_name: pipelineRun.name, job_resource_name: pipelineRun.resourceName, job_id: pipelineRun.id, task_name: pipelineRun.taskName, task_id: pipelineRun.taskId }, off); });
  },
  container_with_if_placeholder: () => component({ name: 'container_with_if_placeholder', image: 'registry.access.redhat.com/ubi9/python-311:latest', inputs: { optional_input: { string: 'default' } }, outputs: { output_path: 'string', dataset: 'Dataset' },
    command: ({ inputs, outputs, ifPresent }) => ['my_program', ifPresent('optional_input', [inputs.optional_input], ['bye']), '--dataset', ifPresent('optional_input', [outputs.dataset.uri], ['bye'])], args: ({ outputs }) => ['--output_path', outputs.output_path.path] }),
  pipeline_with_workspace: (g) => {
    const py = pythonOf(g);
    const w = py('write_to_workspace', { inputs: { workspace_path: 'string' }, outputs: { Output: 'string' } });
    const r = py('read_from_workspace', { inputs: { file_path: 'string' }, outputs: { Output: 'string' } });
    return pipeline('pipeline-with-workspace', {}, () => r({ file_path: w({ workspace_path: pipelineRun.workspace }).Output }), { description: 'A pipeline that demonstrates workspace functionality', workspace: { size: '1Gi', pvcSpec: { storageClassName: 'standard', accessModes: ['ReadWriteOnce'] } } });
  },
  pipeline_with_string_machine_fields_task_output: (g) => {
    const py = pythonOf(g);
    const o = { outputs: { Output: 'string' } } as const;
    const sum = py('sum_numbers', { inputs: { a: 'int', b: 'int' }, outputs: { Output: 'int' } });
    return pipeline('pipeline', {}, () => {
      const cpu = py('cpu_limit', o)(), mem = py('memory_limit', o)(), t = py('accelerator_type', o)(), c = py('accelerator_limit', o)();
      sum({ a: 1, b: 2 }, { cpu: { limit: cpu.Output }, memory: { limit: mem.Output }, accelerator: { type: t.Output, count: c.Output } });
    });
  },
  pipeline_with_env: (g) => {
    const a = pythonOf(g)('print_env_op');
    const b = component({ name: 'Print env', image: 'alpine', command: () => ['sh', '-c', 'set -e -x\necho "$ENV1"\necho "$ENV2"\necho "$ENV3"\n'], env: { ENV1: 'val0', ENV2: 'val0' } });
    return pipeline('pipeline-with-env', {}, () => { a({}, { env: { ENV1: 'val1' } }); b({}, { env: { ENV2: 'val2', ENV3: 'val3' } }); });
  },
  pipeline_with_input_status_state: (g) => {
    const py = pythonOf(g);
    const echo = py('echo_state', { inputs: { status: 'TaskFinalStatus' } });
    const some = py('some_task');
    return pipeline('status-state-pipeline', {}, () => { onExit(echo(), () => some()); });
  },
  loop_consume_upstream: (g) => {
    const py = pythonOf(g);
    const o = { cache: false, displayName: 'same display name' };
    const split = py('split_input', { inputs: { input: 'string' }, outputs: { Output: 'list' } });
    const create = py('create_file', { inputs: { content: 'string' }, outputs: { file: 'Artifact' } });
    const read = py('read_file', { inputs: { file: 'Artifact' }, outputs: { Output: 'string' } });
    const print = py('print_input', { inputs: { input: 'list' } });
    return pipeline('loop-consume-upstream', {}, () => {
      const s = split({ input: 'component1,component2,component3' }, o);
      forEach(s.Output, (content) => { read({ file: create({ content }, o).file }, o); });
      print({ input: s.Output }, o);
    }, { displayName: 'Loop Consume Upstream' });
  },
};
void collected;
test.each(Object.entries(programs))('%s', (n, p) => {
  const g = readGolden(relative(GOLDENS, find(n.replace('GH_', 'GH-'))));
  const d = p(g);
  expect(comparable(d.toIR() as never)).toEqual(comparable(g.pipelineSpec));
  expect(d.toPlatformSpec?.()).toEqual(g.platformSpec);
});
void join;
