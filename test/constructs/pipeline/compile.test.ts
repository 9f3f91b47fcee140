import {
  component,
  createPvc,
  forEach,
  importer,
  KubeflowError,
  onExit,
  oneOf,
  onPremPool,
  pipeline,
  pipelineRun,
  type Ref,
  when,
} from '../../../src';
import type { PipelineSpec } from '../../../src/constructs/pipeline';

const prepare = component({
  name: 'prepare',
  image: 'python:3.12',
  inputs: { source: 'string', rows: { int: 1000 } },
  outputs: { data: 'Dataset' },
  command: ({ inputs, outputs }) => ['prep.py', inputs.source, inputs.rows, outputs.data.path],
});
const train = component({
  name: 'train',
  image: 'acme/train',
  inputs: { data: 'Dataset', lr: 'double' },
  outputs: { model: 'Model', accuracy: 'double' },
  command: ({ inputs, outputs }) => [
    'train.py',
    inputs.data.path,
    inputs.lr,
    outputs.model.path,
    outputs.accuracy.path,
  ],
});
const publish = component({
  name: 'publish',
  image: 'acme/publish',
  inputs: { model: 'Model' },
  command: ({ inputs }) => ['publish.py', inputs.model.uri],
});
const note = component({
  name: 'note',
  image: 'i',
  inputs: { text: 'string', more: 'list?' },
  outputs: { said: 'string' },
});
const report = component({ name: 'report', image: 'i', inputs: { status: 'TaskFinalStatus', text: 'string?' } });

const h100 = onPremPool('h100', { accelerator: 'h100-80gb', gpus: 8, labels: { 'acme.io/pool': 'h100' } });
const churn = () =>
  pipeline('churn', { source: 'string', lr: { double: 1e-3 } }, ({ source, lr }) => {
    const { data } = prepare({ source });
    const { model, accuracy } = train({ data, lr }, { gpu: h100.gpus(1), retries: 2 });
    when(accuracy, '>=', 0.9, () => publish({ model }));
    forEach(['eu', 'us'], (region) => prepare({ source: region }));
    return { model };
  });
const tasks = (ir: PipelineSpec, component = 'root') =>
  (component === 'root' ? ir.root : ir.components![component]!).dag!.tasks;
const container = (ir: PipelineSpec, label: string) => ir.deploymentSpec!.executors![label]!.container!;

test('a pipeline names its tasks, components and executors as the SDK does', () => {
  const ir = churn().toIR();
  expect(ir.pipelineInfo).toEqual({ name: 'churn' });
  expect(ir.schemaVersion).toBe('2.1.0');
  expect(Object.keys(tasks(ir)).sort()).toEqual(['condition-1', 'for-loop-3', 'prepare', 'train']);
  expect(Object.keys(ir.components!).sort()).toEqual([
    'comp-condition-1',
    'comp-for-loop-3',
    'comp-prepare',
    'comp-prepare-2',
    'comp-publish',
    'comp-train',
  ]);
  expect(tasks(ir)['condition-1']).toEqual({
    taskInfo: { name: 'condition-1' },
    componentRef: { name: 'comp-condition-1' },
    dependentTasks: ['train'],
    inputs: {
      artifacts: {
        'pipelinechannel--train-model': { taskOutputArtifact: { producerTask: 'train', outputArtifactKey: 'model' } },
      },
      parameters: {
        'pipelinechannel--train-accuracy': {
          taskOutputParameter: { producerTask: 'train', outputParameterKey: 'accuracy' },
        },
      },
    },
    triggerPolicy: { condition: "inputs.parameter_values['pipelinechannel--train-accuracy'] >= 0.9" },
  });
  expect(tasks(ir)['for-loop-3']!.parameterIterator).toEqual({
    items: { raw: '["eu", "us"]' },
    itemInput: 'pipelinechannel--loop-item-param-2',
  });
  expect(ir.root.dag!.outputs).toEqual({
    artifacts: { model: { artifactSelectors: [{ producerSubtask: 'train', outputArtifactKey: 'model' }] } },
  });
});

test('compiling twice gives the same bytes', () => {
  expect(churn().toYaml()).toBe(churn().toYaml());
});

test('GPUs of a pool bring the resource and the nodes', () => {
  const definition = churn();
  expect(container(definition.toIR(), 'exec-train').resources).toEqual({
    accelerator: { type: 'nvidia.com/gpu', resourceType: 'nvidia.com/gpu', count: '1', resourceCount: '1' },
  });
  const { nodeSelector } = definition.toPlatformSpec()!.platforms.kubernetes!.deploymentSpec!.executors!['exec-train']!;
  expect(nodeSelector).toEqual({ labels: { 'acme.io/pool': 'h100' } });
});

test('resources, cache, retries, timeout, environment and display name reach the step', () => {
  const definition = pipeline('options', {}, () => {
    note(
      { text: pipelineRun.name },
      {
        cpu: { request: '500m', limit: 2 },
        memory: '4Gi',
        cache: { key: 'v2' },
        retries: { count: 3, backoff: '1m', factor: 1.5, maxBackoff: '2h' },
        timeout: '2h',
        env: { MODE: 'fast' },
        displayName: 'Say it',
        image: 'other:1',
      },
    );
  });
  const ir = definition.toIR();
  expect(tasks(ir).note).toMatchObject({
    taskInfo: { name: 'Say it' },
    cachingOptions: { enableCache: true, cacheKey: 'v2' },
    retryPolicy: { maxRetryCount: 3, backoffDuration: '60s', backoffFactor: 1.5, backoffMaxDuration: '3600s' },
  });
  expect(container(ir, 'exec-note')).toEqual({
    image: 'other:1',
    env: [{ name: 'MODE', value: 'fast' }],
    resources: {
      cpuRequest: 0.5,
      resourceCpuRequest: '500m',
      cpuLimit: 2,
      resourceCpuLimit: '2',
      memoryRequest: 4.294967296,
      resourceMemoryRequest: '4Gi',
      memoryLimit: 4.294967296,
      resourceMemoryLimit: '4Gi',
    },
  });
  expect(definition.toPlatformSpec()!.platforms.kubernetes!.deploymentSpec!.executors!['exec-note']).toEqual({
    activeDeadlineSeconds: '7200',
  });
});

test('refs stand in texts, lists and objects', () => {
  const ir = pipeline('texts', { name: 'string' }, ({ name }) => {
    const { said } = note({ text: `run ${name}` });
    note({ text: 'x', more: [said, { deep: [`${name}!`] }] });
  }).toIR();
  expect(tasks(ir).note!.inputs!.parameters).toEqual({
    'pipelinechannel--name': { componentInputParameter: 'name' },
    text: { runtimeValue: { constant: "run {{$.inputs.parameters['pipelinechannel--name']}}" } },
  });
  expect(tasks(ir)['note-2']!.inputs!.parameters!.more).toEqual({
    runtimeValue: {
      constant: [
        "{{$.inputs.parameters['pipelinechannel--note-said']}}",
        { deep: ["{{$.inputs.parameters['pipelinechannel--name']}}!"] },
      ],
    },
  });
  expect(tasks(ir)['note-2']!.dependentTasks).toEqual(['note']);
});

test('a field of a literal item travels into nested branches, which the SDK cannot', () => {
  const ir = pipeline('fields', {}, () => {
    forEach([{ region: 'eu' }, { region: 'us' }], (item) => {
      when(item.region, '==', 'eu', () => note({ text: item.region }));
      note({ text: `in ${item.region}` });
    });
  }).toIR();
  const item = 'pipelinechannel--loop-item-param-1';
  const read = { componentInputParameter: item, parameterExpressionSelector: 'parseJson(string_value)["region"]' };
  expect(tasks(ir, 'comp-condition-3').note!.inputs!.parameters!.text).toEqual(read);
  expect(tasks(ir, 'comp-for-loop-2')['condition-3']!.inputs!.parameters).toEqual({
    [item]: { componentInputParameter: item },
    [`${item}-subvar-region`]: read,
  });
  expect(tasks(ir, 'comp-for-loop-2')['note-2']!.inputs!.parameters).toEqual({
    [`${item}-subvar-region`]: read,
    text: { runtimeValue: { constant: `in {{$.inputs.parameters['${item}-subvar-region']}}` } },
  });
});

test('steps after a decision without otherwise stay outside of it', () => {
  const ir = pipeline('after', { a: 'string' }, ({ a }) => {
    when(a, '==', 'x', () => note({ text: '1' })).elseWhen(a, '==', 'y', () => note({ text: '2' }));
    note({ text: '3' });
  }).toIR();
  expect(Object.keys(tasks(ir)).sort()).toEqual(['condition-branches-1', 'note-3']);
});

test('what a decision gives leaves no trace when nobody takes it', () => {
  const without = pipeline('lazy', { a: 'string' }, ({ a }) => {
    when(a, '==', 'x', () => note({ text: '1' })).otherwise(() => note({ text: '2' }));
  }).toIR();
  expect(JSON.stringify(without)).not.toContain('oneof');
});

test('decisions inside branches give their outputs to the outside', () => {
  const ir = pipeline('nested', { a: 'string' }, ({ a }) => {
    const { said } = when(a, '==', 'x', () =>
      when(a, '!=', 'y', () => note({ text: '1' })).otherwise(() => note({ text: '2' })),
    ).otherwise(() => note({ text: '3' }));
    note({ text: said });
  }).toIR();
  expect(
    ir.components!['comp-condition-branches-1']!.dag!.outputs!.parameters![
      'pipelinechannel--condition-branches-1-oneof-1'
    ],
  ).toEqual({
    valueFromOneof: {
      parameterSelectors: [
        {
          producerSubtask: 'condition-5',
          outputParameterKey: 'pipelinechannel--condition-branches-2-pipelinechannel--condition-branches-2-oneof-1',
        },
        { producerSubtask: 'condition-6', outputParameterKey: 'pipelinechannel--note-3-said' },
      ],
    },
  });
});

test('an exit task hears how the steps before it ended', () => {
  const ir = pipeline('exits', { text: 'string' }, ({ text }) => {
    const group = onExit(report({ text }), () => note({ text: 'work' }), { name: 'work' });
    note({ text: 'later' }, { after: [group] });
  }).toIR();
  expect(tasks(ir).report).toEqual({
    taskInfo: { name: 'report' },
    componentRef: { name: 'comp-report' },
    cachingOptions: { enableCache: true },
    dependentTasks: ['exit-handler-1'],
    triggerPolicy: { strategy: 'ALL_UPSTREAM_TASKS_COMPLETED' },
    inputs: {
      parameters: {
        text: { componentInputParameter: 'text' },
        status: { taskFinalStatus: { producerTask: 'exit-handler-1' } },
      },
    },
  });
  expect(tasks(ir)['note-2']!.dependentTasks).toEqual(['exit-handler-1']);
});

test('pipelines are steps, and what they bring is renamed where a name is taken', () => {
  const inner = pipeline('inner', { text: 'string' }, ({ text }) =>
    note({ text }, { kubernetes: { labels: { from: 'inner' } } }),
  );
  const definition = pipeline('outer', {}, () => {
    note({ text: 'first' });
    inner({ text: 'one' });
    return { said: inner({ text: 'two' }).said };
  });
  const ir = definition.toIR();
  expect(Object.keys(ir.components!).sort()).toEqual([
    'comp-inner',
    'comp-inner-2',
    'comp-note',
    'comp-note-2',
    'comp-note-3',
  ]);
  expect(tasks(ir, 'comp-inner-2').note!.componentRef).toEqual({ name: 'comp-note-3' });
  expect(ir.components!['comp-note-3']!.executorLabel).toBe('exec-note-3');
  expect(Object.keys(definition.toPlatformSpec()!.platforms.kubernetes!.deploymentSpec!.executors!).sort()).toEqual([
    'exec-note-2',
    'exec-note-3',
  ]);
  expect(inner.toIR().components).toHaveProperty('comp-note');
});

test('settings of Kubernetes follow a step into a loop', () => {
  const definition = pipeline('mounts', { secret: 'string' }, ({ secret }) => {
    const { name: pvc } = createPvc({ access_modes: ['ReadWriteOnce'], size: '1Gi' });
    forEach(['a'], (text) =>
      note(
        { text },
        { kubernetes: { pvcs: [{ pvc, mountPath: '/data' }], secretEnv: [{ secret, keys: { k: 'K' } }] } },
      ),
    );
  });
  const { pvcMount, secretAsEnv } = definition.toPlatformSpec()!.platforms.kubernetes!.deploymentSpec!.executors![
    'exec-note'
  ]! as Record<string, never[]>;
  const input = { componentInputParameter: 'pipelinechannel--createpvc-name' };
  expect(pvcMount).toEqual([{ ...input, pvcNameParameter: input, mountPath: '/data' }]);
  expect(secretAsEnv).toEqual([
    {
      secretNameParameter: { componentInputParameter: 'pipelinechannel--secret' },
      keyToEnv: [{ secretKey: 'k', envVar: 'K' }],
      optional: false,
    },
  ]);
  expect(tasks(definition.toIR())['for-loop-2']!.dependentTasks).toEqual(['createpvc']);
});

test('importers carry parameters in their metadata', () => {
  const ir = pipeline('imports', { version: 'string' }, ({ version }) => {
    publish({
      model: importer({ uri: 's3://models/1', type: 'Model', metadata: { version, label: `v${version}` } }).artifact,
    });
  }).toIR();
  expect(ir.deploymentSpec!.executors!['exec-importer']!.importer).toEqual({
    artifactUri: { constant: 's3://models/1' },
    typeSchema: { schemaTitle: 'system.Model', schemaVersion: '0.0.1' },
    metadata: { version: "{{$.inputs.parameters['metadata']}}", label: "v{{$.inputs.parameters['metadata']}}" },
  });
});

describe('what cannot work is refused by name', () => {
  let leaked: Ref<'string'>;
  const cases: [string, () => unknown, string][] = [
    [
      'an unknown input',
      () => note({ text: '', txt: 1 } as never),
      "wrong/note: has no input 'txt', did you mean 'text'?: it takes text, more",
    ],
    ['a missing input', () => note({} as never), 'wrong/note: input text is missing, give it a string'],
    ['a wrong type', () => note({ text: 3 } as never), 'wrong/note: input text is a string: 3 is not a string'],
    [
      'a wrong artifact',
      () => publish({ model: prepare({ source: '' }).data } as never),
      'wrong/publish: input model is a Model, it is given a Dataset',
    ],
    [
      'an output out of a branch',
      () => {
        when(note({ text: '' }).said, '==', 'x', () => {
          leaked = note({ text: '' }).said;
        });
        note({ text: leaked });
      },
      'wrong/note-3: takes an output from inside condition-1, which is not around it: return it from every branch of when(...).otherwise(...), or join them with oneOf(...)',
    ],
    [
      'an output out of a loop',
      () => {
        forEach(['a'], () => {
          leaked = note({ text: '' }).said;
        });
        note({ text: leaked });
      },
      'wrong/note-2: takes an output from inside for-loop-2, which is not around it: return it from the body of forEach, or take collected(...) of it',
    ],
    [
      'an item outside of its loop',
      () => {
        forEach(['a'], (item) => {
          leaked = item;
          note({ text: '' });
        });
        note({ text: leaked });
      },
      'wrong/note-2: takes the item of for-loop-2 outside of that loop',
    ],
    [
      'one branch of two in oneOf',
      () => {
        when(note({ text: '' }).said, '==', 'x', () => {
          leaked = note({ text: '' }).said;
        }).otherwise(() => note({ text: '' }));
        oneOf(leaked);
      },
      'wrong/condition-branches-1: oneOf takes exactly one output of each branch, 0 of condition-3',
    ],
    [
      'steps after a step in a branch',
      () => note({ text: '' }, { after: [branchStep()] }),
      'a branch may not run: move this step into it',
    ],
    ['an empty branch', () => when(note({ text: '' }).said, '==', 'x', () => {}), 'wrong/condition-1: has no steps'],
    [
      'a quote in a condition',
      () => when(note({ text: '' }).said, '==', "it's", () => {}),
      'wrong: when cannot compare with "it\'s"',
    ],
    ['a status without an exit', () => report(), 'wrong/report: asks with status how other steps ended'],
    [
      'an exit task that depends',
      () => onExit(note({ text: note({ text: '' }).said }), () => {}),
      'wrong/note-2: is an exit task, which cannot depend on other steps',
    ],
    [
      'an exit in a loop',
      () => forEach(['a'], () => onExit(note({ text: '' }), () => {})),
      'wrong/onExit: stands at the top of a pipeline only',
    ],
    [
      'a dependent variable',
      () => note({ text: '' }, { env: { A: `${note({ text: '' }).said}` } }),
      'wrong/note-2: env A depends on the run',
    ],
    [
      'a wrong amount',
      () => note({ text: '' }, { memory: '4GB' as never }),
      "wrong/note: memoryRequest '4GB' is not a Kubernetes quantity",
    ],
    [
      'an unknown option',
      () => note({ text: '' }, { retrys: 1 } as never),
      "wrong/note: has no option 'retrys', did you mean 'retries'?",
    ],
    ['an async body', () => forEach(['a'], async () => note({ text: '' })), 'a body cannot wait'],
    [
      'the workspace without one',
      () => note({ text: pipelineRun.workspace }),
      "pipeline wrong: a step uses the workspace, and the pipeline has none: give it workspace: { size: '10Gi' }",
    ],
  ];
  function branchStep() {
    let step = note({ text: '' });
    when(step.said, '==', 'x', () => {
      step = note({ text: '' });
    });
    return step;
  }
  test.each(cases)('%s', (_, body, message) => {
    const compile = () =>
      pipeline('wrong', {}, () => {
        body();
      }).toIR();
    expect(compile).toThrow(KubeflowError);
    expect(compile).toThrow(message);
  });

  test('a call outside of a pipeline', () => {
    expect(() => note({ text: '' })).toThrow(
      'note: is called outside of a pipeline, call it in the body of pipeline(...)',
    );
  });

  test('a pipeline without a name', () => {
    expect(() => pipeline('!', {}, () => {})).toThrow(
      "pipeline !: a pipeline's name has 1 to 128 lower-case letters, digits and dashes",
    );
  });

  test.each([
    [{ inputs: { rows: { int: 1.5 } } }, 'component c: input rows: default 1.5 is not a whole number'],
    [{ inputs: { rows: 'integer' } }, "component c: input rows: 'integer' is not a type"],
    [{ inputs: { '1st': 'int' } }, "component c: input '1st' begins with a letter"],
    [{ image: 'my image' }, 'component c: image "my image" is not an image'],
    [
      { inputs: { d: 'Dataset' }, command: ({ inputs }: never) => [(inputs as { d: never }).d] },
      'component c: command[0]: inputs.d is no text here: write inputs.d.path or inputs.d.uri',
    ],
  ])('a component %j', (props, message) => {
    expect(() => component({ name: 'c', image: 'i', ...(props as object) })).toThrow(message);
  });
});
