import {
  component,
  createPvc,
  deletePvc,
  importer,
  onExit,
  pipeline,
  pipelineFromYaml,
  when,
} from '../../../../src/constructs/pipeline';
import { containerOf, pythonOf, writeComponent } from '../golden';
import type { Programs } from './types';

const UBI = 'registry.access.redhat.com/ubi9/python-311:latest';
const V = 'sdk_compiled_pipelines/valid';
const JOINER = {
  inputs: {
    dataset_a: { type: 'Dataset', description: 'First dataset.' },
    dataset_b: { type: 'Dataset', description: 'Second dataset.' },
  },
  outputs: {
    out_dataset: { type: 'Dataset', description: 'The concatenated dataset.' },
    Output: { type: 'string', description: 'The concatenated string.' },
  },
} as const;
const off = { cache: false } as const;

/** Goldens with Python functions in them, without loops and decisions. */
export const python: Programs = {
  [`${V}/identity.yaml`]: (golden) =>
    pythonOf(golden)('identity', { inputs: { value: 'string' }, outputs: { Output: 'string' } }),
  [`${V}/nested_return.yaml`]: (golden) => pythonOf(golden)('nested_return', { outputs: { Output: 'list' } }),
  [`${V}/output_metrics.yaml`]: (golden) => pythonOf(golden)('output_metrics', { outputs: { metrics: 'Metrics' } }),
  [`${V}/component_with_metadata_fields.yaml`]: (golden) => pythonOf(golden)('dataset_joiner', JOINER),
  [`${V}/component_with_task_final_status_GH-12033.yaml`]: (golden) =>
    pythonOf(golden)('exit_comp', { inputs: { status: 'TaskFinalStatus' } }),
  [`${V}/essential/component_with_pip_install_in_venv.yaml`]: (golden) =>
    pythonOf(golden)('component_with_pip_install', {
      packages: ['yapf'],
      indexUrls: ['https://pypi.org/simple'],
      venv: true,
    }),
  [`${V}/essential/component_with_pip_index_urls.yaml`]: (golden) => {
    const step = pythonOf(golden)('component_op', { packages: ['yapf'], indexUrls: ['https://pypi.org/simple'] });
    return pipeline('v2-component-pip-index-urls', {}, () => {
      step();
    });
  },
  [`${V}/env-var.yaml`]: (golden) => {
    const comp = pythonOf(golden)('comp', {
      image: 'public.ecr.aws/docker/library/python:3.12',
      inputs: { env_var: 'string' },
      outputs: { Output: 'string' },
    });
    return pipeline('test-env-exists', { env_var: 'string' }, ({ env_var }) => comp({ env_var }, off));
  },
  [`${V}/pipeline_with_utils.yaml`]: (golden) => {
    const echo = pythonOf(golden)('echo', { inputs: { msg: 'string' }, helpers: ['util_func', 'util_func2'] });
    return pipeline('pipeline-with-utils', { msg: { string: 'Hello, World!' } }, ({ msg }) => void echo({ msg }), {
      description: 'A simple hello world pipeline',
    });
  },
  [`${V}/take_nap_compiled.yaml`]: (golden) => {
    const py = pythonOf(golden);
    const nap = py('take_nap', { inputs: { naptime_secs: 'int' }, outputs: { Output: 'string' } });
    const wake = py('wake_up', { inputs: { message: 'string' } });
    return pipeline(
      'take-nap-pipeline',
      { naptime_secs: { int: 900 } },
      ({ naptime_secs }) => {
        const { Output: message } = nap({ naptime_secs }, off);
        wake({ message }, off);
      },
      { description: 'Pipeline that sleeps for 15 mins (900 secs)' },
    );
  },
  [`${V}/integration/ray_integration_compiled.yaml`]: (golden) => {
    const ray = pythonOf(golden)('ray_fn', {
      image: UBI,
      packages: ['codeflare-sdk==0.32.2'],
      outputs: { Output: 'int' },
    });
    return pipeline('Ray Integration Test', {}, () => void ray({}, off), { description: 'Ray Integration Test' });
  },
  [`${V}/metrics_visualization_v2.yaml`]: (golden) => {
    const py = pythonOf(golden);
    const scikit = { image: UBI, packages: ['scikit-learn'] } as const;
    const wine = py('wine_classification', { ...scikit, outputs: { metrics: 'ClassificationMetrics' } });
    const iris = py('iris_sgdclassifier', {
      ...scikit,
      inputs: { test_samples_fraction: 'double' },
      outputs: { metrics: 'ClassificationMetrics' },
    });
    const digits = py('digit_classification', { ...scikit, outputs: { metrics: 'Metrics' } });
    const html = py('html_visualization', { outputs: { html_artifact: 'HTML' } });
    const markdown = py('markdown_visualization', { outputs: { markdown_artifact: 'Markdown' } });
    return pipeline('metrics-visualization-pipeline', {}, () => {
      wine();
      iris({ test_samples_fraction: 0.3 });
      digits();
      html();
      markdown();
    });
  },
  [`${V}/essential/iris_pipeline_compiled.yaml`]: (golden) => {
    const py = pythonOf(golden);
    const tools = ['pandas==2.2.0', 'scikit-learn==1.4.0'];
    const create = py('create_dataset', { packages: ['pandas==2.2.0'], outputs: { iris_dataset: 'Dataset' } });
    const normalize = py('normalize_dataset', {
      packages: tools,
      inputs: { input_iris_dataset: 'Dataset', standard_scaler: 'bool' },
      outputs: { normalized_iris_dataset: 'Dataset' },
    });
    const train = py('train_model', {
      packages: tools,
      inputs: { normalized_iris_dataset: 'Dataset', n_neighbors: 'int' },
      outputs: { model: 'Model', metrics: 'ClassificationMetrics' },
    });
    return pipeline(
      'iris-training-pipeline',
      { standard_scaler: { bool: true }, neighbors: { int: 3 } },
      ({ standard_scaler, neighbors }) => {
        const { iris_dataset } = create({}, off);
        const { normalized_iris_dataset } = normalize({ input_iris_dataset: iris_dataset, standard_scaler }, off);
        train({ normalized_iris_dataset, n_neighbors: neighbors }, off);
      },
    );
  },
  [`${V}/critical/pipeline_with_retry.yaml`]: (golden) => {
    const add = pythonOf(golden)('add', { inputs: { a: 'double', b: 'double' }, outputs: { Output: 'double' } });
    return pipeline(
      'test-pipeline',
      { a: { double: 1 }, b: { double: 7 } },
      ({ a, b }) => void add({ a, b }, { retries: 3 }),
    );
  },
  [`${V}/critical/pipeline_with_submit_request.yaml`]: (golden) => {
    const submit = pythonOf(golden)('submit_request', { packages: ['requests'], inputs: { url: 'string' } });
    return pipeline(
      'pipeline-with-external-request',
      {},
      () => {
        submit({ url: 'httpbin.org/get' }, off);
        submit({ url: 'ml-pipeline:8888/apis/v2beta1/healthz' }, off);
      },
      { description: 'A pipeline that requests both in-cluster & external URLs.' },
    );
  },
  [`${V}/critical/pipeline_with_artifact_custom_path.yaml`]: (golden) => {
    const py = pythonOf(golden);
    const make = py('component_output_artifact', { outputs: { out_dataset: 'Dataset' } });
    const validate = py('validate_input_artifact', { inputs: { in_dataset: 'Dataset' }, outputs: { Output: 'bool' } });
    return pipeline(
      'pipeline-with-custom-path-artifact',
      {},
      () => {
        const { out_dataset } = make({}, off);
        validate({ in_dataset: out_dataset });
      },
      { description: 'pipeline with artifact with custom path' },
    );
  },
  [`${V}/critical/pipeline_with_artifact_upload_download.yaml`]: (golden) => {
    const py = pythonOf(golden);
    const download = py('download_dataset_and_upload_as_artifact', {
      packages: ['datasets==4.0.0'],
      inputs: { dataset_repo: 'string', dataset_name: 'string' },
      outputs: { output_dataset: 'Dataset' },
    });
    const print = py('print_dataset_info', { inputs: { dataset: 'Dataset' } });
    return pipeline(
      'pipeline-with-datasets',
      { dataset_repo: { string: 'google/frames-benchmark' }, dataset_name: { string: '' } },
      ({ dataset_repo, dataset_name }) => {
        const { output_dataset } = download({ dataset_repo, dataset_name });
        print({ dataset: output_dataset });
      },
      { description: 'Download Hugging Face Data Set, upload it as an artifact and print its metadata' },
    );
  },
  [`${V}/critical/artifact_cache.yaml`]: (golden) => {
    const py = pythonOf(golden);
    const make = py('core_comp', { outputs: { dataset: 'Dataset' } });
    const read = py('crust_comp', { inputs: { input: 'Dataset' } });
    const core = pipeline('core', {}, () => ({ Output: make().dataset }));
    const mantle = pipeline('mantle', {}, () => core());
    return pipeline('artifact-cache-pipeline', {}, () => void read({ input: mantle().Output }));
  },
  [`${V}/critical/multiple_artifacts_namedtuple.yaml`]: (golden) => {
    const py = pythonOf(golden);
    const make = py('core_comp', { outputs: { ds1: 'Dataset', ds2: 'Dataset' } });
    const read = py('crust_comp', { inputs: { ds1: 'Dataset', ds2: 'Dataset' } });
    const core = pipeline('core', {}, () => make({}, off));
    const mantle = pipeline('mantle', {}, () => core({}, off));
    return pipeline('multiple-artifacts-namedtuple-pipeline', {}, () => {
      const { ds1, ds2 } = mantle({}, off);
      read({ ds1, ds2 }, off);
    });
  },
  [`${V}/critical/nested_pipeline_opt_inputs_nil_compiled.yaml`]: (golden) => {
    const py = pythonOf(golden);
    const text = py('component_str', { inputs: { componentInput: 'string?' } });
    const int = py('component_int', { inputs: { componentInput: 'int?' } });
    const bool = py('component_bool', { inputs: { componentInput: 'bool?' } });
    const nested = pipeline(
      'nested-pipeline',
      { nestedInputStr: 'string?', nestedInputInt: 'int?', nestedInputBool: 'bool?' },
      (given) => {
        text({ componentInput: given.nestedInputStr }, off);
        int({ componentInput: given.nestedInputInt }, off);
        bool({ componentInput: given.nestedInputBool }, off);
      },
    );
    return pipeline('nested-pipeline-opt-inputs-nil', {}, () => void nested({}, off));
  },
  [`${V}/critical/nested_pipeline_opt_inputs_parent_level_compiled.yaml`]: (golden) => {
    const py = pythonOf(golden);
    const defaults = pipeline(
      'nested-pipeline-non-nil-defaults',
      {
        nestedInputStr: { string: 'Input - nested pipeline' },
        nestedInputInt: { int: 0 },
        nestedInputBool: { bool: false },
      },
      (given) => {
        py('component_str_default', { inputs: { componentInput: { string: 'Input - component' } } })(
          { componentInput: given.nestedInputStr },
          off,
        );
        py('component_int_default', { inputs: { componentInput: { int: 0 } } })(
          { componentInput: given.nestedInputInt },
          off,
        );
        py('component_bool_default', { inputs: { componentInput: { bool: false } } })(
          { componentInput: given.nestedInputBool },
          off,
        );
      },
    );
    const nil = pipeline(
      'nested-pipeline-nil-defaults',
      { nestedInputStr: { string: 'Input - nested pipeline' }, nestedInputInt: 'int?', nestedInputBool: 'bool?' },
      (given) => {
        py('component_nil_str_default', { inputs: { componentInput: 'string?' } })(
          { componentInput: given.nestedInputStr },
          off,
        );
        py('component_nil_int_default', { inputs: { componentInput: 'int?' } })(
          { componentInput: given.nestedInputInt },
          off,
        );
        py('component_nil_bool_default', { inputs: { componentInput: 'bool?' } })(
          { componentInput: given.nestedInputBool },
          off,
        );
      },
    );
    return pipeline(
      'nested-pipeline-opt-inputs-parent-level',
      { inputStr: { string: 'Input - parent pipeline' }, inputInt: { int: 1 }, inputBool: { bool: true } },
      ({ inputStr, inputInt, inputBool }) => {
        defaults({ nestedInputStr: inputStr, nestedInputInt: inputInt, nestedInputBool: inputBool }, off);
        nil({ nestedInputStr: inputStr, nestedInputInt: inputInt, nestedInputBool: inputBool }, off);
      },
    );
  },
  [`${V}/components_with_optional_artifacts.yaml`]: (golden) => {
    const print = pythonOf(golden)('python_artifact_printer', { inputs: { artifact: 'Artifact?' } });
    const custom = component({
      name: 'custom_artifact_printer',
      image: 'alpine',
      inputs: { artifact: 'Artifact?' },
      command: ({ inputs, ifPresent }) => [
        ifPresent('artifact', ['echo', inputs.artifact.uri], ['echo', 'No artifact provided!']),
      ],
    });
    const inner = pipeline(
      'inner-pipeline',
      { dataset: 'Dataset?' },
      ({ dataset }) => void print({ artifact: dataset }),
    );
    return pipeline('optional-artifact-pipeline', { dataset1: 'Dataset?' }, ({ dataset1 }) => {
      custom({ artifact: dataset1 });
      custom();
      const { artifact: dataset } = importer({ uri: 'gs://ml-pipeline-playground/shakespeare1.txt', type: 'Dataset' });
      inner({ dataset });
      inner();
    });
  },
  [`${V}/pipeline_with_metadata_fields.yaml`]: (golden) => {
    const py = pythonOf(golden);
    const toDataset = py('str_to_dataset', {
      inputs: { string: { type: 'string', description: 'The string.' } },
      outputs: { dataset: { type: 'Dataset', description: 'The dataset.' } },
    });
    const join = py('dataset_joiner', JOINER);
    return pipeline(
      'dataset-concatenator',
      {
        string: { type: 'string', description: 'String to concatenate to in_artifact.' },
        in_dataset: { type: 'Dataset', description: 'Dataset to which to concatenate string.' },
      },
      ({ string, in_dataset }) => {
        const { dataset } = toDataset({ string });
        return { Output: join({ dataset_a: dataset, dataset_b: in_dataset }).out_dataset };
      },
      {
        description: 'A pipeline that joins string to in_dataset.',
        outputs: { Output: { type: 'Dataset', description: 'The final concatenated dataset.' } },
      },
    );
  },
  [`${V}/pipeline_with_importer.yaml`]: (golden) => {
    const train = pythonOf(golden)('train', {
      inputs: { dataset: 'Dataset' },
      outputs: { scalar: 'string', model: 'Model' },
    });
    return pipeline(
      'pipeline-with-importer',
      { dataset2: { string: 'gs://ml-pipeline-playground/shakespeare2.txt' } },
      ({ dataset2 }) => {
        const first = importer({
          uri: 'gs://ml-pipeline-playground/shakespeare1.txt',
          type: 'Dataset',
          metadata: { key: 'value' },
        });
        const { scalar } = train({ dataset: first.artifact });
        when(scalar, '==', '123', () => {
          const { artifact: dataset } = importer({ uri: dataset2, type: 'Dataset', reimport: true });
          train({ dataset });
        });
      },
    );
  },
  [`${V}/critical/pipeline_with_importer_workspace.yaml`]: (golden) => {
    const py = pythonOf(golden);
    const image = UBI;
    const train = py('train', {
      image,
      inputs: { dataset: 'Dataset' },
      outputs: { scalar: 'string', message: 'string' },
    });
    const readDir = py('read_dir', { image, inputs: { data: 'Dataset' }, outputs: { Output: 'string' } });
    const writeFile = py('write_file_artifact', { image, outputs: { out_ds: 'Dataset' } });
    const writeDir = py('write_dir_artifact', { image, outputs: { out_ds: 'Dataset' } });
    const getUri = py('get_uri', { image, inputs: { d: 'Dataset' }, outputs: { Output: 'string' } });
    const workspace = {
      size: '1Gi',
      pvcSpec: { storageClassName: 'standard', accessModes: ['ReadWriteOnce'] },
    } as const;
    const stage = pipeline('import-stage', { file_uri: 'string', dir_uri: 'string' }, ({ file_uri, dir_uri }) => {
      const type = 'Dataset';
      const file = importer({ uri: file_uri, type, metadata: { key: 'value' }, downloadToWorkspace: true });
      const dir = importer({
        uri: dir_uri,
        type,
        reimport: true,
        metadata: { source: 'directory' },
        downloadToWorkspace: true,
      });
      return {
        train_result: train({ dataset: file.artifact }).scalar,
        dir_result: readDir({ data: dir.artifact }).Output,
      };
    });
    return pipeline(
      'pipeline-with-importer-workspace',
      {},
      () => {
        const file = writeFile();
        const { Output: file_uri } = getUri({ d: file.out_ds });
        const dir = writeDir();
        const { Output: dir_uri } = getUri({ d: dir.out_ds });
        return stage({ file_uri, dir_uri });
      },
      { description: 'Importer downloads an artifact into workspace; downstream reads it', workspace },
    );
  },
  [`${V}/essential/pipeline_with_reused_component.yaml`]: (golden) => {
    const add = pythonOf(golden)('add_numbers', { inputs: { a: 'int', b: 'int' }, outputs: { Output: 'int' } });
    return pipeline('pipeline-with-reused-component', { a: { int: 2 }, b: { int: 5 } }, ({ a, b }) => {
      const first = add({ a, b: 3 });
      const second = add({ a: first.Output, b });
      add({ a: second.Output, b: 7 });
    });
  },
  [`${V}/pipeline_with_task_using_ignore_upstream_failure.yaml`]: (golden) => {
    const py = pythonOf(golden);
    const fail = py('fail_op', { inputs: { message: 'string' }, outputs: { Output: 'string' } });
    const print = py('print_op', { inputs: { message: { string: 'default' } } });
    return pipeline('my-pipeline', { sample_input: { string: 'message' } }, ({ sample_input }) => {
      const { Output: message } = fail({ message: sample_input });
      print({ message }, { ignoreUpstreamFailure: true });
    });
  },
  [`${V}/pipeline_as_exit_task.yaml`]: (golden) => {
    const py = pythonOf(golden);
    const print = py('print_op', { inputs: { message: 'string' } });
    const fail = py('fail_op', { inputs: { message: 'string' } });
    const state = py('get_run_state', { inputs: { status: 'struct' }, outputs: { Output: 'string' } });
    const exit = pipeline('conditional-notification', { status: 'TaskFinalStatus' }, ({ status }) => {
      when(state({ status }).Output, '==', 'FAILED', () => print({ message: 'notify task failure.' }));
    });
    return pipeline(
      'pipeline-with-task-final-status-conditional',
      { message: { string: 'Hello World!' } },
      ({ message }) => {
        onExit(
          exit(),
          () => {
            print({ message });
            fail({ message: 'Task failed.' });
          },
          { name: 'my-pipeline' },
        );
      },
    );
  },
  [`${V}/pipeline_with_string_machine_fields_pipeline_input.yaml`]: (golden) => {
    const sum = pythonOf(golden)('sum_numbers', { inputs: { a: 'int', b: 'int' }, outputs: { Output: 'int' } });
    const params = {
      cpu_limit: { string: '4000m' },
      memory_limit: { string: '15G' },
      accelerator_type: { string: 'NVIDIA_TESLA_P4' },
      accelerator_limit: { string: '1' },
    } as const;
    return pipeline('pipeline', params, (p) => {
      sum(
        { a: 1, b: 2 },
        {
          cpu: { limit: p.cpu_limit },
          memory: { limit: p.memory_limit },
          accelerator: { type: p.accelerator_type, count: p.accelerator_limit },
        },
      );
    });
  },
  [`${V}/pipeline_with_dynamic_task_output_custom_training_job.yaml`]: (golden) => {
    const py = pythonOf(golden);
    const machineType = py('machine_type', { outputs: { Output: 'string' } });
    const acceleratorType = py('accelerator_type', { outputs: { Output: 'string' } });
    const acceleratorCount = py('accelerator_count', { outputs: { Output: 'int' } });
    const train = pipelineFromYaml(writeComponent(golden, 'comp-custom-training-job'), {
      params: {
        display_name: 'string',
        project: 'string?',
        location: 'string?',
        encryption_spec_key_name: 'string?',
        worker_pool_specs: 'list?',
      },
    });
    const params = { project: 'string', location: 'string', encryption_spec_key_name: { string: '' } } as const;
    return pipeline('pipeline', params, ({ project, location, encryption_spec_key_name }) => {
      const machine_type = machineType().Output;
      const accelerator_type = acceleratorType().Output;
      const accelerator_count = acceleratorCount().Output;
      train({
        display_name: 'add-numbers',
        project,
        location,
        encryption_spec_key_name,
        worker_pool_specs: [
          {
            container_spec: {
              image_uri: 'gcr.io/ml-pipeline/google-cloud-pipeline-components:2.5.0',
              command: ['echo'],
              args: ['foo'],
            },
            machine_spec: { machine_type, accelerator_type, accelerator_count },
            replica_count: 1,
          },
        ],
      });
    });
  },
  [`${V}/notebook_component_mixed.yaml`]: (golden) => {
    const preprocess = pythonOf(golden)('preprocess', { inputs: { text: 'string' }, outputs: { dataset: 'Dataset' } });
    const train = containerOf(golden, 'exec-train-model', {
      name: 'train_model',
      inputs: { cleaned_text: 'Dataset' },
      outputs: { model: 'Model' },
    });
    const evaluate = containerOf(golden, 'exec-evaluate-model', {
      name: 'evaluate_model',
      inputs: { model_text: 'Model' },
      outputs: { metrics: 'Metrics' },
    });
    return pipeline('nb-mixed', { text: { string: 'Hello   world' } }, ({ text }) => {
      const { dataset } = preprocess({ text }, off);
      const { model } = train({ cleaned_text: dataset }, off);
      evaluate({ model_text: model }, off);
    });
  },
  [`${V}/critical/missing_kubernetes_optional_inputs.yaml`]: (golden) => {
    const log = pythonOf(golden)('log_message', { inputs: { message: 'string' } });
    const params = {
      optional_affinity: 'struct?',
      optional_selector: 'struct?',
      optional_secret_name: 'string?',
      optional_config_map_name: 'string?',
      optional_image_pull_secret_name: 'string?',
      optional_tolerations: 'list?',
    } as const;
    return pipeline('missing-kubernetes-optional-inputs-pipeline', params, (p) => {
      const secret = p.optional_secret_name;
      const configMap = p.optional_config_map_name;
      log(
        { message: 'baseline task' },
        {
          cache: false,
          kubernetes: {
            nodeAffinity: [p.optional_affinity],
            nodeSelector: p.optional_selector,
            secretEnv: [{ secret, keys: { password: 'PASSWORD' }, optional: true }],
            secretVolumes: [{ secret, mountPath: '/mnt/secret', optional: true }],
            configMapEnv: [{ configMap, keys: { setting: 'SETTING' }, optional: true }],
            configMapVolumes: [{ configMap, mountPath: '/mnt/config', optional: true }],
            imagePullSecrets: [p.optional_image_pull_secret_name],
            tolerations: [p.optional_tolerations],
          },
        },
      );
    });
  },
  [`${V}/critical/pipeline_with_secret_as_env.yaml`]: (golden) => {
    const py = pythonOf(golden);
    const comp = py('comp');
    const generate = py('generate_secret_name', { outputs: { some_output: 'string' } });
    return pipeline('pipeline-secret-env', { secret_parm: { string: 'test-secret-1' } }, ({ secret_parm }) => {
      const { some_output } = generate();
      comp(
        {},
        {
          kubernetes: {
            secretEnv: [
              { secret: secret_parm, keys: { username: 'USER_NAME' } },
              { secret: 'test-secret-2', keys: { password: 'PASSWORD_VAR1' } },
              { secret: some_output, keys: { password: 'PASSWORD_VAR2' } },
            ],
          },
        },
      );
    });
  },
  [`${V}/create_pod_metadata_complex.yaml`]: (golden) => {
    const py = pythonOf(golden);
    const text = 'string?';
    const validate = py('validate_pod_metadata', {
      inputs: {
        annotation_path_1: text,
        annotation_exp_val_1: text,
        annotation_path_2: text,
        annotation_exp_val_2: text,
        label_path_1: text,
        label_exp_val_1: text,
        label_path_2: text,
        label_exp_val_2: text,
      },
      outputs: { Output: 'bool' },
    });
    const none = py('validate_no_pod_metadata', {
      inputs: { annotation_path: 'string', label_path: 'string' },
      outputs: { Output: 'bool' },
    });
    return pipeline('pipeline-with-pod-metadata', {}, () => {
      validate(
        {
          annotation_path_1: 'POD_TASK_ANNOTATION',
          annotation_exp_val_1: 'annotation',
          label_path_1: 'POD_TASK_LABEL_1',
          label_exp_val_1: 'label-1',
          label_path_2: 'POD_TASK_LABEL_2',
          label_exp_val_2: 'label-2',
        },
        {
          cache: false,
          kubernetes: {
            labels: { 'task-label-1': 'label-1', 'task-label-2': 'label-2' },
            annotations: { 'task-annotation': 'annotation' },
            fieldEnv: {
              POD_TASK_ANNOTATION: "metadata.annotations['task-annotation']",
              POD_TASK_LABEL_1: "metadata.labels['task-label-1']",
              POD_TASK_LABEL_2: "metadata.labels['task-label-2']",
            },
          },
        },
      );
      validate(
        {
          annotation_path_1: 'POD_TASK_ANNOTATION_1',
          annotation_exp_val_1: 'annotation-1',
          annotation_path_2: 'POD_TASK_ANNOTATION_2',
          annotation_exp_val_2: 'annotation-2',
        },
        {
          cache: false,
          kubernetes: {
            annotations: { 'task-annotation-1': 'annotation-1', 'task-annotation-2': 'annotation-2' },
            fieldEnv: {
              POD_TASK_ANNOTATION_1: "metadata.annotations['task-annotation-1']",
              POD_TASK_ANNOTATION_2: "metadata.annotations['task-annotation-2']",
            },
          },
        },
      );
      none({ annotation_path: 'POD_TASK_ANNOTATION', label_path: 'POD_TASK_LABEL' }, off);
    });
  },
  [`${V}/critical/pipeline_with_pod_metadata.yaml`]: (golden) => {
    const py = pythonOf(golden);
    const bool = { outputs: { Output: 'bool' } } as const;
    const strings = <const K extends string>(...names: readonly K[]) =>
      Object.fromEntries(names.map((name) => [name, 'string'])) as { readonly [N in K]: 'string' };
    const steps = {
      a: py('validate_pod_metadata_task_a', {
        ...bool,
        inputs: strings(
          'annotation_path',
          'annotation_exp_val',
          'label_path_1',
          'label_exp_val_1',
          'label_path_2',
          'label_exp_val_2',
        ),
      }),
      b: py('validate_pod_metadata_task_b', {
        ...bool,
        inputs: strings(
          'annotation_path_1',
          'annotation_exp_val_1',
          'annotation_path_2',
          'annotation_exp_val_2',
          'annotation_path_3',
          'annotation_exp_val_3',
          'annotation_path_4',
          'annotation_exp_val_4',
          'label_path_1',
          'label_exp_val_1',
          'label_path_2',
          'label_exp_val_2',
          'label_path_3',
          'label_exp_val_3',
        ),
      }),
      c: py('validate_pod_metadata_task_c', {
        ...bool,
        inputs: strings('annotation_path_1', 'annotation_exp_val_1', 'annotation_path_2', 'annotation_exp_val_2'),
      }),
      d: py('validate_pod_metadata_task_d', {
        ...bool,
        inputs: strings(
          'label_path_1',
          'label_exp_val_1',
          'label_path_2',
          'label_exp_val_2',
          'label_path_3',
          'label_exp_val_3',
        ),
      }),
      none: py('validate_no_pod_metadata', bool),
    };
    const numbered = (kind: 'annotation' | 'label', count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`task-${kind}-${i + 1}`, `${kind}-${i + 1}`]));
    const env = (kind: 'annotation' | 'label', keys: readonly string[]) =>
      Object.fromEntries(
        keys.map((key) => [
          `POD_TASK_${`${kind}${key}`.toUpperCase().replace('-', '_')}`,
          `metadata.${kind}s['task-${kind}${key}']`,
        ]),
      );
    const annotation = (n: number) => ({
      [`annotation_path_${n}`]: `POD_TASK_ANNOTATION_${n}`,
      [`annotation_exp_val_${n}`]: `annotation-${n}`,
    });
    const label = (n: number) => ({ [`label_path_${n}`]: `POD_TASK_LABEL_${n}`, [`label_exp_val_${n}`]: `label-${n}` });
    return pipeline('pipeline-with-pod-metadata', {}, () => {
      steps.a(
        { annotation_path: 'POD_TASK_ANNOTATION', annotation_exp_val: 'annotation', ...label(1), ...label(2) } as never,
        {
          cache: false,
          kubernetes: {
            labels: numbered('label', 2),
            annotations: { 'task-annotation': 'annotation' },
            fieldEnv: { ...env('annotation', ['']), ...env('label', ['-1', '-2']) },
          },
        },
      );
      steps.b(
        {
          ...annotation(1),
          ...annotation(2),
          ...annotation(3),
          ...annotation(4),
          ...label(1),
          ...label(2),
          ...label(3),
        } as never,
        {
          cache: false,
          kubernetes: {
            annotations: numbered('annotation', 4),
            labels: numbered('label', 3),
            fieldEnv: { ...env('annotation', ['-1', '-2', '-3', '-4']), ...env('label', ['-1', '-2', '-3']) },
          },
        },
      );
      steps.c({ ...annotation(1), ...annotation(2) } as never, {
        cache: false,
        kubernetes: { annotations: numbered('annotation', 2), fieldEnv: env('annotation', ['-1', '-2']) },
      });
      steps.d({ ...label(1), ...label(2), ...label(3) } as never, {
        cache: false,
        kubernetes: { labels: numbered('label', 3), fieldEnv: env('label', ['-1', '-2', '-3']) },
      });
      steps.none(
        {},
        { cache: false, kubernetes: { fieldEnv: { ...env('annotation', ['', '-1']), ...env('label', ['', '-1']) } } },
      );
    });
  },
  [`${V}/pipeline_with_volume.yaml`]: (golden) => volume(golden, 'pipeline-with-volume'),
  'kubernetes_platform/create_mount_delete_dynamic_pvc.yaml': (golden) => volume(golden, 'my-pipeline'),
  'kubernetes_platform/config_map_as_env.yaml': (golden) =>
    plain(golden, 'comp', { configMapEnv: [{ configMap: 'my-cm', keys: { foo: 'CONFIG_MAP_VAR' } }] }),
  'kubernetes_platform/secret_as_env.yaml': (golden) =>
    plain(golden, 'comp', { secretEnv: [{ secret: 'my-secret', keys: { password: 'SECRET_VAR' } }] }),
  'kubernetes_platform/empty_dir_mounts.yaml': (golden) =>
    plain(golden, 'comp', {
      emptyDirs: [{ name: 'emptydir-vol-1', mountPath: '/mnt/my_vol_1', medium: 'Memory', sizeLimit: '1Gi' }],
    }),
  'kubernetes_platform/general_ephemeral_volume.yaml': (golden) =>
    plain(golden, 'comp', {
      ephemeralVolumes: [
        {
          name: 'pvc-name',
          mountPath: 'path',
          accessModes: ['ReadWriteOnce'],
          size: '5Gi',
          annotations: { annotation1: 'a1' },
        },
      ],
    }),
  'kubernetes_platform/image_pull_secrets.yaml': (golden) => plain(golden, 'comp', { imagePullSecrets: ['my-secret'] }),
  'kubernetes_platform/node_selector.yaml': (golden) =>
    plain(golden, 'comp', { nodeSelector: { 'cloud.google.com/gke-accelerator': 'nvidia-tesla-p4' } }),
  'kubernetes_platform/security_context.yaml': (golden) =>
    plain(golden, 'print_greeting', { securityContext: { runAsUser: 65534, runAsGroup: 0 } }),
};

function plain(
  golden: Parameters<Programs[string]>[0],
  fn: string,
  kubernetes: import('../../../../src/constructs/pipeline').KubernetesOptions,
) {
  const step = pythonOf(golden)(fn);
  return pipeline('my-pipeline', {}, () => void step({}, { kubernetes }));
}

function volume(golden: Parameters<Programs[string]>[0], name: string) {
  const py = pythonOf(golden);
  const producer = py('producer', { outputs: { Output: 'string' } });
  const consumer = py('consumer', { outputs: { Output: 'string' } });
  return pipeline(name, {}, () => {
    const { name: pvc } = createPvc({
      pvc_name_suffix: '-my-pvc',
      access_modes: ['ReadWriteOnce'],
      size: '5Mi',
      storage_class_name: 'standard',
    });
    const kubernetes = { pvcs: [{ pvc, mountPath: '/data' }] };
    const written = producer({}, { kubernetes });
    const read = consumer({}, { kubernetes, after: [written] });
    deletePvc({ pvc_name: pvc }, { after: [read] });
  });
}
