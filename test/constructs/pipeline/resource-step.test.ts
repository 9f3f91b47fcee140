import { InferenceService, KubeflowApp, pipeline, resourceStep, TeamStack, TrainingJob } from '../../../src';

const containerOf = (ir: ReturnType<ReturnType<typeof pipeline>['toIR']>, label: string) =>
  ir.deploymentSpec!.executors![label]!.container!;
const argument = (args: readonly string[], name: string) => JSON.parse(args[args.indexOf(name) + 1]!);

test('a training job in the middle of a pipeline', () => {
  const app = new KubeflowApp();
  const team = new TeamStack(app, 'vision', { owner: 'ada@acme.io' });
  const sft = resourceStep({
    scope: team,
    inputs: { data: 'string', lr: { double: 1e-3 } },
    resource: ({ scope, inputs }) =>
      new TrainingJob(scope, 'sft', {
        framework: 'torch',
        image: 'acme/sft',
        nodes: 2,
        command: ['train.py', `--data=${inputs.data}`, '--lr', inputs.lr],
      }),
    outputs: { start: { type: 'string', path: 'status.startTime' } },
  });
  const ir = pipeline('trains', { data: 'string' }, ({ data }) => ({ start: sft({ data }).start })).toIR();
  const { command, args, image } = containerOf(ir, 'exec-sft');
  expect(image).toBe('python:3.12-slim');
  expect(command!.slice(0, 2)).toEqual(['python3', '-c']);
  const manifest = argument(args!, '--manifest');
  expect(manifest.metadata.name).toBe('sft');
  expect(JSON.stringify(manifest)).toContain('"--data=<<inputs.data>>"');
  expect(argument(args!, '--settings')).toMatchObject({
    perRun: true,
    types: { data: 'STRING', lr: 'NUMBER_DOUBLE' },
    outputs: { start: 'status.startTime' },
  });
  expect(argument(args!, '--settings').failure).toEqual([{ type: 'Failed', status: 'True' }]);
  expect(args!.slice(args!.indexOf('--run'))).toEqual([
    '--run',
    '{{$.pipeline_job_uuid}}',
    '--input',
    'data',
    "{{$.inputs.parameters['data']}}",
    '{"IfPresent": {"InputName": "lr", "Then": ["--input", "lr", "{{$.inputs.parameters[\'lr\']}}"]}}',
    '--output',
    'start',
    "{{$.outputs.parameters['start'].output_file}}",
  ]);
  expect(app.manifests.node.findAll().some((node) => node.node.id === 'sft')).toBe(false);
});

test('a service is shared by runs, and gives its URL', () => {
  const serve = resourceStep({
    inputs: { model: 'string' },
    resource: ({ scope }) =>
      new InferenceService(scope, 'chat', { model: { format: 'sklearn', uri: 's3://acme/model' } }).patch({
        metadata: { labels: { a: 'b' } },
      } as never),
    outputs: { url: { type: 'string', path: 'status.url' } },
  });
  const ir = serve.toIR();
  expect(argument(containerOf(ir, 'exec-chat').args!, '--settings')).toMatchObject({
    perRun: false,
    success: [{ type: 'Ready', status: 'True' }],
  });
});

test.each([
  [
    { resource: () => ({ apiVersion: 'v1' }) },
    'step x: resource is no Kubernetes object: it needs apiVersion and kind',
  ],
  [{ resource: () => ({ apiVersion: 'v1', kind: 'Pod' }) }, 'step x: Pod has no metadata.name'],
  [
    { inputs: { d: 'Dataset' }, resource: () => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' } }) },
    'step x: input d is Dataset, and an object holds parameters only',
  ],
  [
    { wait: 'long', resource: () => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' } }) },
    "step x: wait 'long' is not a duration",
  ],
])('%j is refused', (props, message) => {
  expect(() => resourceStep({ name: 'x', ...props } as never)).toThrow(message);
});
