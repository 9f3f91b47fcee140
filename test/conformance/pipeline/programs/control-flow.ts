import { collected, component, forEach, pipeline, type Ref, when } from '../../../../src/constructs/pipeline';
import { container, pythonOf } from '../golden';
import type { Programs } from './types';

const UBI = 'registry.access.redhat.com/ubi9/python-311:latest';
const V = 'sdk_compiled_pipelines/valid';

/** Goldens with loops and decisions. */
export const controlFlow: Programs = {
  [`${V}/essential/pipeline_with_nested_conditions.yaml`]: (golden) => {
    const py = pythonOf(golden);
    const flip = py('flip_coin_op', { outputs: { Output: 'string' } });
    const print = py('print_op', { inputs: { msg: 'string' } });
    return pipeline('nested-conditions-pipeline', {}, () => {
      const first = flip();
      print({ msg: first.Output });
      const second = flip();
      print({ msg: second.Output });
      when(first.Output, '!=', 'no-such-result', () => {
        const third = flip();
        print({ msg: third.Output });
        when(second.Output, '==', third.Output, () => {
          const fourth = flip();
          print({ msg: fourth.Output });
        });
      });
    });
  },
  [`${V}/essential/pipeline_with_params_containing_format.yaml`]: (golden) => {
    const py = pythonOf(golden);
    const print = py('print_op', { inputs: { text: 'string' }, outputs: { Output: 'string' } });
    const print2 = py('print_op2', { inputs: { text1: 'string', text2: 'string' }, outputs: { Output: 'string' } });
    return pipeline('pipeline-with-pipelineparam-containing-format', { name: { string: 'KFP' } }, ({ name }) => {
      const { Output } = print({ text: `Hello ${name}` });
      print({ text: `${Output}, again.` });
      forEach(['1', '2'], (item) => print2({ text1: item, text2: ` and ${name}.` }));
    });
  },
  [`${V}/essential/pipeline_with_loops.yaml`]: (golden) => {
    const py = pythonOf(golden);
    const generate = py('args_generator_op', { outputs: { Output: 'struct[]' } });
    const print = py('print_text', { inputs: { msg: 'string' } });
    const printStruct = py('print_struct', { inputs: { struct: 'struct' } });
    return pipeline('pipeline-with-loops', { loop_parameter: 'string[]' }, ({ loop_parameter }) => {
      forEach(loop_parameter, (msg) => print({ msg }));
      const { Output } = generate();
      forEach(Output, (item) => {
        printStruct({ struct: item });
        print({ msg: item.field('A_a') });
        print({ msg: item.field('B_b') });
      });
      const literals = [
        { A_a: '1', B_b: '2' },
        { A_a: '10', B_b: '20' },
      ] as const;
      forEach(literals, (item) => {
        printStruct({ struct: item });
        print({ msg: item.A_a });
        print({ msg: item.B_b });
      });
    });
  },
  [`${V}/pipeline_with_parallelfor_parallelism.yaml`]: (golden) => {
    const py = pythonOf(golden);
    const print = py('print_text', { inputs: { msg: 'string' } });
    const printInt = py('print_int', { inputs: { x: 'int' } });
    const typed = [0, 1, 2].map((n) => py(`list_dict_maker_${n}`, { outputs: { Output: 'struct[]' } }));
    const untyped = py('list_dict_maker_3', { outputs: { Output: 'list' } });
    return pipeline('pipeline-with-loops', { loop_parameter: 'string[]' }, ({ loop_parameter }) => {
      forEach(
        loop_parameter,
        (msg) => {
          print({ msg });
          forEach(loop_parameter, (nested) => print({ msg: nested }));
        },
        { parallel: 2 },
      );
      const literals = [
        { A_a: '1', B_b: '2' },
        { A_a: '10', B_b: '20' },
      ] as const;
      forEach(literals, (item) => {
        print({ msg: item.A_a });
        print({ msg: item.B_b });
        const more = [
          { A_a: '10', B_b: '20' },
          { A_a: '100', B_b: '200' },
        ] as const;
        forEach(
          more,
          (nested) => {
            print({ msg: nested.A_a });
            print({ msg: nested.B_b });
          },
          { parallel: 1 },
        );
      });
      const numbers = [
        { a: 1, b: 2 },
        { a: 2, b: 3 },
        { a: 3, b: 4 },
      ] as const;
      forEach(numbers, (item) => printInt({ x: item.a }), { parallel: 1 });
      for (const make of typed) forEach(make().Output, (item) => printInt({ x: item.field('a', 'int') }));
      forEach(untyped().Output, (item) => printInt({ x: item.field('a', 'int') }));
      const loaded = py('list_dict_maker_1', { outputs: { Output: 'list' } });
      forEach(loaded().Output, (item) => printInt({ x: item.field('a', 'int') }));
    });
  },
  [`${V}/conditional_producer_and_consumers.yaml`]: (golden) => {
    const py = pythonOf(golden);
    const double = py('double', { inputs: { num: 'int' }, outputs: { Output: 'int' } });
    const add = py('add', { inputs: { nums: 'list' }, outputs: { Output: 'int' } });
    return pipeline('math-pipeline', { threshold: { int: 2 } }, ({ threshold }) => {
      let doubled: Ref<'int'> | undefined;
      forEach([1, 2, 3], (num) => {
        when(num, '>=', threshold, () => {
          doubled = double({ num }).Output;
        });
      });
      const nums = collected(doubled!);
      let sum: Ref<'int'> | undefined;
      when(threshold, '==', 2, () => {
        sum = add({ nums }).Output;
      });
      return { Output: collected(sum!) };
    });
  },
  [`${V}/artifacts_simple.yaml`]: (golden) => {
    const py = pythonOf(golden);
    const double = py('double', { inputs: { num: 'int' }, outputs: { out_dataset: 'Dataset' } });
    const add = py('add', { inputs: { in_datasets: 'Dataset[]' }, outputs: { out_dataset: 'Dataset' } });
    const script = container(golden, 'exec-add-container').args![0]!;
    const addContainer = component({
      name: 'add_container',
      image: UBI,
      inputs: { in_datasets: 'Dataset[]' },
      outputs: { out_dataset: 'Dataset' },
      command: () => ['python', '-c'],
      args: ({ inputs, outputs }) => [script, inputs.in_datasets, outputs.out_dataset.uri],
    });
    return pipeline('math-pipeline', {}, () => {
      const { out_dataset: in_datasets } = forEach([1, 2, 3], (num) => double({ num }));
      add({ in_datasets });
      addContainer({ in_datasets });
      return { Output: in_datasets };
    });
  },
  [`${V}/artifacts_complex.yaml`]: (golden) => {
    const py = pythonOf(golden);
    const double = py('double', { inputs: { num: 'int' }, outputs: { out_dataset: 'Dataset' } });
    const add = py('add', { inputs: { in_datasets: 'Dataset[]' }, outputs: { out_dataset: 'Dataset' } });
    const addTwo = py('add_two_ints', {
      inputs: { in_dataset1: 'Dataset', in_dataset2: 'Dataset' },
      outputs: { out_dataset: 'Dataset' },
    });
    const addLists = pipeline(
      'add-two-lists-of-datasets',
      { in_datasets1: 'Dataset[]', in_datasets2: 'Dataset[]' },
      ({ in_datasets1, in_datasets2 }) => {
        const sum1 = add({ in_datasets: in_datasets1 });
        const sum2 = add({ in_datasets: in_datasets2 });
        return { Output: addTwo({ in_dataset1: sum1.out_dataset, in_dataset2: sum2.out_dataset }).out_dataset };
      },
    );
    return pipeline('math-pipeline', { threshold: { int: 2 } }, ({ threshold }) => {
      let inner: Ref<'Dataset'> | undefined;
      const { out_dataset: datasets } = forEach([1, 2, 3], (x) => {
        const { out_dataset } = double({ num: x });
        forEach([1, 2, 3], (y) => {
          when(y, '>=', threshold, () => {
            inner = double({ num: y }).out_dataset;
          });
        });
        return { out_dataset };
      });
      const sum = addLists({ in_datasets1: datasets, in_datasets2: collected(inner!) });
      return { sum: sum.Output, datasets };
    });
  },
  [`${V}/critical/collected_parameters.yaml`]: (golden) => {
    const py = pythonOf(golden);
    const split = py('split_ids', { inputs: { ids: 'string' }, outputs: { Output: 'list' } });
    const prepend = py('prepend_id', { inputs: { content: 'string' }, outputs: { Output: 'string' } });
    const consume = py('consume_ids', { inputs: { ids: 'list' }, outputs: { Output: 'string' } });
    const consumeOne = py('consume_single_id', { inputs: { id: 'string' }, outputs: { Output: 'string' } });
    const off = { cache: false };
    const collecting = pipeline('collecting-parameters', { model_ids: { string: '' } }, ({ model_ids }) => {
      const ids = split({ ids: model_ids });
      const { Output } = forEach(ids.Output, (model_id) => {
        const prepended = prepend({ content: model_id }, off);
        consumeOne({ id: prepended.Output }, off);
        return prepended;
      });
      consume({ ids: Output }, off);
      return { Output };
    });
    return pipeline('collected-param-pipeline', {}, () => {
      const { Output } = collecting({ model_ids: 's1,s2,s3' }, off);
      consume({ ids: Output }, off);
    });
  },
  [`${V}/pipeline_producer_consumer.yaml`]: (golden) => {
    const py = pythonOf(golden);
    const double = py('double', { inputs: { num: 'int' }, outputs: { Output: 'int' } });
    const add = py('add', { inputs: { nums: 'list' }, outputs: { Output: 'int' } });
    const echo = py('echo_and_return', { inputs: { string: 'string' }, outputs: { Output: 'string' } });
    const join = py('join_and_print', { inputs: { strings: 'list' } });
    const doublePipeline = pipeline('double-pipeline', { num: 'int' }, ({ num }) => double({ num }));
    const addPipeline = pipeline('add-pipeline', { nums: 'list' }, ({ nums }) => {
      const { Output: out2 } = forEach(['m', 'a', 't', 'h'], (string) => echo({ string }));
      return { out1: add({ nums }).Output, out2 };
    });
    return pipeline('math-pipeline', {}, () => {
      const { Output: nums } = forEach([1, 2, 3], () => forEach([1, 2, 3], (num) => doublePipeline({ num })));
      const { out1, out2 } = addPipeline({ nums });
      join({ strings: out2 });
      return { Output: out1 };
    });
  },
  [`${V}/pythonic_artifacts_with_list_of_artifacts.yaml`]: (golden) => {
    const py = pythonOf(golden);
    const make = py('make_dataset', { inputs: { text: 'string' }, outputs: { Output: 'Dataset' } });
    const join = py('join_datasets', { inputs: { datasets: 'Dataset[]' }, outputs: { Output: 'Dataset' } });
    return pipeline('make-and-join-datasets', { texts: { 'string[]': ['Hello', ',', ' ', 'world!'] } }, ({ texts }) => {
      const { Output: datasets } = forEach(texts, (text) => make({ text }));
      return join({ datasets });
    });
  },
  [`${V}/if_else_with_oneof_parameters.yaml`]: (golden) => {
    const py = pythonOf(golden);
    const flip = py('flip_coin', { outputs: { Output: 'string' } });
    const print = py('print_and_return', { inputs: { text: 'string' }, outputs: { Output: 'string' } });
    return pipeline('flip-coin-pipeline', {}, () => {
      const side = flip();
      const { Output } = when(side.Output, '==', 'heads', () => print({ text: 'Got heads!' })).otherwise(() =>
        print({ text: 'Got tails!' }),
      );
      print({ text: Output });
      return { Output };
    });
  },
  [`${V}/if_elif_else_complex.yaml`]: (golden) => {
    const py = pythonOf(golden);
    const random = py('int_0_to_9999', { outputs: { Output: 'int' } });
    const parity = py('is_even_or_odd', { inputs: { num: 'int' }, outputs: { Output: 'string' } });
    const print = py('print_and_return', { inputs: { text: 'string' }, outputs: { Output: 'string' } });
    const printInts = py('print_ints', { inputs: { ints: 'list' } });
    const params = {
      add_drumroll: { bool: true },
      repeat_if_lucky_number: { bool: true },
      trials: { 'int[]': [1, 2, 3] },
    } as const;
    return pipeline('lucky-number-pipeline', params, ({ add_drumroll, repeat_if_lucky_number, trials }) => {
      const { number } = forEach(trials, (trial) => {
        const { Output: number } = random({}, { cache: false });
        when(add_drumroll, '==', true, () => {
          when(trial, '==', 3, () => print({ text: 'Adding drumroll on last trial!' }));
        });
        const announce = (size: string) => {
          const { Output } = parity({ num: number });
          const even = when(Output, '==', 'even', () => print({ text: `Got a ${size} even number!` }));
          const said = even.otherwise(() => print({ text: `Got a ${size} odd number!` }));
          print({ text: said.Output });
        };
        when(number, '<', 5000, () => announce('low'))
          .elseWhen(number, '>', 5000, () => announce('high'))
          .otherwise(() => {
            print({ text: 'Announcing: Got the lucky number 5000! A one in 10,000 chance.' });
            when(repeat_if_lucky_number, '==', true, () => {
              forEach([1, 2], () =>
                print({ text: 'Announcing again: Got the lucky number 5000! A one in 10,000 chance.' }),
              );
            });
          });
        return { number };
      });
      printInts({ ints: number });
    });
  },
};
