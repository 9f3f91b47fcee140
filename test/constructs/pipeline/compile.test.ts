import { createPvc, forEach, importer, onExit, onPremPool, pipeline, pipelineRun, when } from '../../../src';
import type { PipelineSpec } from '../../../src/constructs/pipeline';
import { note, prepare, publish, report, train } from './components';

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
