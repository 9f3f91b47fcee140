import { component, importer, pipeline, when } from '../../../../src/constructs/pipeline';
import { containerOf } from '../golden';
import type { Programs } from './types';

const UBI = 'registry.access.redhat.com/ubi9/python-311:latest';
const V = 'sdk_compiled_pipelines/valid';
const echo = () => component({ name: 'echo', image: UBI, command: () => ['echo'], args: () => ['hello world'] });

/** Goldens made of container components alone. */
export const containers: Programs = {
  [`${V}/hello_world.yaml`]: echo,
  [`${V}/mounted_cabundle_secret.yaml`]: echo,
  [`${V}/run_as_user_cache_enabled.yaml`]: echo,
  [`${V}/essential/container_no_input.yaml`]: () =>
    component({ name: 'container_no_input', image: UBI, command: () => ['echo', 'hello world'] }),
  [`${V}/pipeline_with_only_display_name.yaml`]: () => {
    const step = component({
      name: 'echo',
      image: 'public.ecr.aws/docker/library/python:3.12',
      command: () => ['echo'],
      args: () => ['hello world'],
    });
    return pipeline(
      'echo-name',
      {},
      () => {
        step();
      },
      { displayName: 'echo-displayname' },
    );
  },
  [`${V}/container_io.yaml`]: () =>
    component({
      name: 'container_io',
      image: UBI,
      inputs: { text: 'string' },
      outputs: { output_path: 'string' },
      command: ({ inputs }) => ['my_program', inputs.text],
      args: ({ outputs }) => ['--output_path', outputs.output_path.path],
    }),
  [`${V}/container_with_concat_placeholder.yaml`]: () =>
    component({
      name: 'container_with_concat_placeholder',
      image: UBI,
      inputs: { text1: 'string' },
      outputs: { text2: 'Dataset', output_path: 'string' },
      command: ({ inputs, outputs, concat }) => ['my_program', concat('prefix-', inputs.text1, outputs.text2.uri)],
      args: ({ outputs }) => ['--output_path', outputs.output_path.path],
    }),
  [`${V}/container_with_placeholder_in_fstring.yaml`]: () =>
    component({
      name: 'container_with_placeholder_in_fstring',
      image: UBI,
      inputs: { text1: { string: 'text!' } },
      outputs: { output_artifact: 'Artifact' },
      command: ({ inputs, outputs }) => ['my_program', `prefix-${inputs.text1}`, `${outputs.output_artifact.uri}/0`],
    }),
  [`${V}/sequential_v2.yaml`]: () => {
    const download = component({
      name: 'download',
      image: 'google/cloud-sdk',
      inputs: { url: 'string' },
      outputs: { downloaded: 'string' },
      command: () => ['sh', '-c'],
      args: ({ inputs, outputs }) => [`gsutil cp ${inputs.url} ${outputs.downloaded.path}`],
    });
    const say = component({
      name: 'echo',
      image: 'library/bash',
      inputs: { downloaded: 'string' },
      command: () => ['sh', '-c'],
      args: ({ inputs }) => [`echo ${inputs.downloaded}`],
    });
    return pipeline('sequential', { url: 'string' }, ({ url }) => {
      const { downloaded } = download({ url });
      say({ downloaded });
    });
  },
  [`${V}/critical/producer_consumer_param_pipeline.yaml`]: (golden) => {
    const { pipelineSpec } = golden;
    const described = (key: string, name: string) =>
      pipelineSpec.components![key]!.inputDefinitions?.parameters?.[name]?.description;
    const producer = containerOf(golden, 'exec-producer', {
      name: 'Producer',
      inputs: { input_text: { type: 'string', description: described('comp-producer', 'input_text') } },
      outputs: { output_value: 'string' },
    });
    const consumer = containerOf(golden, 'exec-consumer', {
      name: 'Consumer',
      inputs: { input_value: { type: 'string', description: described('comp-consumer', 'input_value') } },
    });
    return pipeline('producer-consumer-param-pipeline', { text: { string: 'Hello world' } }, ({ text }) => {
      const { output_value } = producer({ input_text: text });
      consumer({ input_value: output_value });
    });
  },
  [`${V}/two_step_pipeline.yaml`]: () => {
    const write = component({
      name: 'Write to GCS',
      image: 'google/cloud-sdk:slim',
      inputs: { text: 'string' },
      outputs: { output_gcs_path: 'Artifact' },
      command: ({ inputs, outputs }) => [
        'sh',
        '-c',
        'set -e -x\necho "$0" | gsutil cp - "$1"\n',
        inputs.text,
        outputs.output_gcs_path.uri,
      ],
    });
    const read = component({
      name: 'Read from GCS',
      image: 'google/cloud-sdk:slim',
      inputs: { input_gcs_path: 'Artifact' },
      command: ({ inputs }) => ['sh', '-c', 'set -e -x\ngsutil cat "$0"\n', inputs.input_gcs_path.uri],
    });
    return pipeline('simple-two-step-pipeline', { text: { string: 'Hello KFP!' } }, ({ text }) => {
      const { output_gcs_path } = write({ text }, { displayName: 'Producer' });
      read({ input_gcs_path: output_gcs_path }, { displayName: 'Consumer' });
    });
  },
  [`${V}/essential/pipeline_with_after.yaml`]: () => {
    const print = component({
      name: 'Print Text',
      image: 'alpine',
      inputs: { text: 'string' },
      command: ({ inputs }) => ['sh', '-c', 'set -e -x\necho "$0"\n', inputs.text],
    });
    return pipeline('pipeline-with-after', {}, () => {
      const first = print({ text: '1st task' });
      const second = print({ text: '2nd task' }, { after: [first] });
      print({ text: '3rd task' }, { after: [first, second] });
    });
  },
  [`${V}/essential/pipeline_with_nested_conditions_yaml.yaml`]: (golden) => {
    const flipCoin = containerOf(golden, 'exec-flip-coin', { name: 'Flip coin', outputs: { output: 'string' } });
    const random = (label: string) =>
      containerOf(golden, label, { name: 'Generate random number', outputs: { output: 'int' } });
    const print = component({
      name: 'Print',
      image: 'python:alpine3.9',
      inputs: { msg: 'string' },
      command: ({ inputs }) => ['echo', inputs.msg],
    });
    return pipeline(
      'conditional-execution-pipeline',
      {},
      () => {
        const { output: side } = flipCoin();
        when(side, '==', 'heads', () => {
          const { output } = random('exec-generate-random-number')();
          when(output, '>', 5, () => print({ msg: `heads and ${output} > 5!` }));
          when(output, '<=', 5, () => print({ msg: `heads and ${output} <= 5!` }));
        });
        when(side, '==', 'tails', () => {
          const { output } = random('exec-generate-random-number-2')();
          when(output, '>', 15, () => print({ msg: `tails and ${output} > 15!` }));
          when(output, '<=', 15, () => print({ msg: `tails and ${output} <= 15!` }));
        });
      },
      { displayName: 'Conditional execution pipeline.', description: 'Shows how to use dsl.Condition().' },
    );
  },
  [`${V}/pipeline_with_importer_and_gcpc_types.yaml`]: () => {
    const consumer = component({
      name: 'consumer_op',
      image: 'dummy',
      inputs: { dataset: 'google.VertexDataset' },
      command: () => ['cmd'],
      args: ({ inputs }) => [inputs.dataset.path],
    });
    return pipeline('pipeline-with-importer-and-gcpc-type', {}, () => {
      const { artifact } = importer({
        uri: 'gs://ml-pipeline-playground/shakespeare1.txt',
        type: 'google.VertexDataset',
        metadata: { key: 'value' },
      });
      consumer({ dataset: artifact });
    });
  },
  [`${V}/pipeline_with_various_io_types.yaml`]: () => {
    const upstream = component({
      name: 'upstream',
      image: 'gcr.io/image',
      inputs: { input_1: 'string', input_2: 'double', input_3: 'Artifact', input_4: 'string' },
      outputs: {
        output_1: 'int',
        output_2: 'Model',
        output_3: 'Artifact',
        output_4: 'Model',
        output_5: 'Artifact',
        output_6: 'Artifact',
        output_7: 'Artifact',
        output_8: 'HTML',
        output_9: 'google.BQMLModel',
      },
      args: ({ inputs: i, outputs: o }) => [
        i.input_1,
        i.input_2,
        i.input_3.path,
        i.input_4,
        o.output_1.path,
        o.output_2.uri,
        o.output_3.path,
        o.output_4.uri,
        o.output_5.uri,
        o.output_6.path,
        o.output_7.path,
        o.output_8.path,
      ],
    });
    const downstream = component({
      name: 'downstream',
      image: 'gcr.io/image',
      inputs: {
        input_a: 'int',
        input_b: 'Model',
        input_c: 'Artifact',
        input_d: 'Model',
        input_e: 'Artifact',
        input_f: 'Artifact',
        input_g: 'Artifact',
        input_h: 'HTML',
        input_i: 'google.BQMLModel',
      },
      args: ({ inputs: i }) => [
        i.input_a,
        i.input_b.uri,
        i.input_c.path,
        i.input_d.uri,
        i.input_e.uri,
        i.input_f.path,
        i.input_g.path,
        i.input_h.path,
      ],
    });
    return pipeline(
      'pipeline-with-various-types',
      { input1: 'string', input3: 'Artifact', input4: { string: '' } },
      ({ input1, input3, input4 }) => {
        const made = upstream({ input_1: input1, input_2: 31415926e-7, input_3: input3, input_4: input4 });
        downstream({
          input_a: made.output_1,
          input_b: made.output_2,
          input_c: made.output_3,
          input_d: made.output_4,
          input_e: made.output_5,
          input_f: made.output_6,
          input_g: made.output_7,
          input_h: made.output_8,
          input_i: made.output_9,
        });
      },
    );
  },
  [`${V}/xgboost_sample_pipeline.yaml`]: (golden) => {
    const defaults = golden.pipelineSpec.components!['comp-chicago-taxi-trips-dataset']!.inputDefinitions!.parameters!;
    const text = (name: string) => defaults[name]!.defaultValue as string;
    const taxi = containerOf(golden, 'exec-chicago-taxi-trips-dataset', {
      name: 'Chicago Taxi Trips dataset',
      inputs: {
        format: { string: 'csv' },
        limit: { int: 1000 },
        select: { string: text('select') },
        where: { string: text('where') },
      },
      outputs: { table: 'Artifact' },
    });
    const convert = containerOf(golden, 'exec-convert-csv-to-apache-parquet', {
      name: 'Convert csv to apache parquet',
      inputs: { data: 'Artifact' },
      outputs: { output_data: 'Artifact' },
    });
    const tuning = {
      training_data: 'Artifact',
      starting_model: 'Artifact?',
      booster: { string: 'gbtree' },
      booster_params: 'struct?',
      learning_rate: { double: 0.3 },
      max_depth: { int: 6 },
      min_split_loss: { double: 0 },
      num_iterations: { int: 10 },
      objective: { string: 'reg:squarederror' },
    } as const;
    const outputs = { model: 'Artifact', model_config: 'Artifact' } as const;
    const trainOnCsv = containerOf(golden, 'exec-xgboost-train', {
      name: 'Xgboost train',
      inputs: { ...tuning, label_column: { int: 0 } },
      outputs,
    });
    const trainOnParquet = containerOf(golden, 'exec-xgboost-train-2', {
      name: 'Xgboost train',
      inputs: { ...tuning, label_column_name: 'string' },
      outputs,
    });
    const predictOnCsv = containerOf(golden, 'exec-xgboost-predict', {
      name: 'Xgboost predict',
      inputs: { data: 'Artifact', model: 'Artifact', label_column: 'int?' },
      outputs: { predictions: 'Artifact' },
    });
    const predictOnParquet = containerOf(golden, 'exec-xgboost-predict-2', {
      name: 'Xgboost predict',
      inputs: { data: 'Artifact', model: 'Artifact', label_column_name: 'string?' },
      outputs: { predictions: 'Artifact' },
    });
    return pipeline('xgboost-sample-pipeline', {}, () => {
      const { table: csv } = taxi({
        where: 'trip_start_timestamp >= "2019-01-01" AND trip_start_timestamp < "2019-02-01"',
        select:
          'tips,trip_seconds,trip_miles,pickup_community_area,dropoff_community_area,fare,tolls,extras,trip_total',
        limit: 10000,
      });
      const objective = 'reg:squarederror';
      const { model: csvModel } = trainOnCsv({ training_data: csv, label_column: 0, objective, num_iterations: 200 });
      predictOnCsv({ data: csv, model: csvModel, label_column: 0 });
      const { output_data: parquet } = convert({ data: csv });
      const { model: parquetModel } = trainOnParquet({
        training_data: parquet,
        label_column_name: 'tips',
        objective,
        num_iterations: 200,
      });
      predictOnParquet({ data: parquet, model: parquetModel, label_column_name: 'tips' });
      predictOnParquet({ data: parquet, model: csvModel, label_column_name: 'tips' });
      predictOnCsv({ data: csv, model: parquetModel, label_column: 0 });
    });
  },
};
