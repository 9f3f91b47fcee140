import {
  component,
  KubeflowApp,
  type KubeflowRelease,
  Pipeline,
  PipelineLauncherConfig,
  type PipelineProps,
  pipeline,
  RecurringRun,
  type ScheduleOptions,
  TeamStack,
} from '../../../src';
import { cron } from '../../../src/constructs/pipeline/cron';
import { Manifests } from '../../../src/testing';

const note = component({ name: 'note', image: 'i', inputs: { text: 'string', n: { int: 3 } } });
const definition = (text = 'a') =>
  pipeline('churn', { source: 'string', lr: { double: 1e-3 }, opts: 'struct?' }, ({ source }) => {
    note({ text: `${source} ${text}` });
  });
type Params = { readonly source: 'string'; readonly lr: { readonly double: 0.001 }; readonly opts: 'struct?' };

function ship(props: Partial<PipelineProps<Params>> = {}, release?: KubeflowRelease) {
  const app = new KubeflowApp({ release });
  const team = new TeamStack(app, 'vision', { owner: 'ada@acme.io' });
  const shipped = new Pipeline(team, 'nightly', { definition: definition(), ...props } as PipelineProps<Params>);
  return { manifests: Manifests.of(app), shipped };
}

test('a pipeline is a Pipeline and a version that is called by its content', () => {
  const { manifests, shipped } = ship();
  const name = shipped.version.name;
  expect(name).toMatch(/^nightly-[0-9a-f]{10}$/);
  manifests.hasResource('pipelines.kubeflow.org/v2beta1/Pipeline', {
    metadata: { name: 'nightly', namespace: 'vision' },
  });
  manifests.hasResource('pipelines.kubeflow.org/v2beta1/PipelineVersion', {
    metadata: {
      name,
      namespace: 'vision',
      annotations: {
        'argocd.argoproj.io/sync-options': 'Prune=false',
        'kustomize.toolkit.fluxcd.io/prune': 'disabled',
      },
    },
    spec: { pipelineName: 'nightly', pipelineSpec: definition().toIR() },
  });
  expect(ship({ definition: definition('b') as never }).shipped.version.name).not.toBe(name);
  expect(ship().shipped.version.name).toBe(name);
});

test('older versions are kept as asked', () => {
  const { manifests } = ship({ keep: [definition('old')] });
  manifests.resourceCount('PipelineVersion', 2);
  expect(JSON.stringify(manifests)).not.toContain('Prune=false');
  expect(() => ship({ keep: [definition()] })).toThrow(
    /vision\/nightly: keep has version nightly-\w+ twice: the same content is the same version/,
  );
});

test('a schedule is a ScheduledWorkflow that starts the pipeline by its name', () => {
  const { manifests, shipped } = ship({
    schedule: '0 2 * * *',
    args: { source: 's3://acme/[[ScheduledTime.2006-01-02]]', lr: 0.5 },
  });
  const parameters = [
    { name: 'lr', value: '0.5' },
    { name: 'source', value: '"s3://acme/[[ScheduledTime.2006-01-02]]"' },
  ];
  manifests.hasResource('kubeflow.org/v1beta1/ScheduledWorkflow', {
    metadata: { name: 'nightly', namespace: 'vision' },
    spec: {
      enabled: true,
      maxConcurrency: 1,
      maxHistory: 10,
      noCatchup: true,
      pipelineName: 'nightly',
      serviceAccount: 'default-editor',
      trigger: { cronSchedule: { cron: '0 0 2 * * *' } },
      workflow: {
        parameters,
        spec: { entrypoint: 'start', arguments: { parameters }, serviceAccountName: 'default-editor' },
      },
    },
    status: {},
  });
  const [starter] = (
    shipped.recurringRun!.toJson() as {
      spec: {
        workflow: { spec: { templates: { container: { args: string[]; env: { name: string; value?: string }[] } }[] } };
      };
    }
  ).spec.workflow.spec.templates;
  expect(starter!.container.args).toEqual(['lr={{workflow.parameters.lr}}', 'source={{workflow.parameters.source}}']);
  expect(starter!.container.env).toContainEqual({ name: 'VERSION', value: shipped.version.name });
});

test('a schedule says all that its controller reads', () => {
  const schedule: ScheduleOptions<Params> = {
    interval: '90m',
    start: '2030-01-01T00:00:00Z',
    end: '2031-01-01T00:00:00+01:00',
    catchUp: true,
    maxConcurrency: 3,
    maxHistory: 50,
    enabled: false,
    serviceAccount: 'runner',
    pipelineRoot: 's3://acme/runs',
    args: { source: 'x' },
  };
  ship({ schedule }).manifests.hasResource('ScheduledWorkflow', {
    spec: {
      enabled: false,
      maxConcurrency: 3,
      maxHistory: 50,
      noCatchup: false,
      serviceAccount: 'runner',
      trigger: {
        periodicSchedule: {
          intervalSecond: 5400,
          startTime: '2030-01-01T00:00:00Z',
          endTime: '2031-01-01T00:00:00+01:00',
        },
      },
      workflow: { pipelineRoot: 's3://acme/runs' },
    },
  });
});

test.each<[object, string]>([
  [{ args: {} }, 'vision/nightly/schedule: args: source is missing, pipeline churn has no default for it'],
  [{ args: { source: 1 } }, 'args: source is string: 1 is not a string'],
  [
    { args: { source: '', lr: '[[Index]]' } },
    'args: lr is double: "[[Index]]" is not a number: only string parameters take macros',
  ],
  [
    { args: { source: '', sorce: '' } },
    "args: pipeline churn has no parameter 'sorce', did you mean 'source'?: it has source, lr, opts",
  ],
  [{ schedule: '0 25 * * *', args: { source: '' } }, "cron '0 25 * * *': hour '25' is not between 0 and 23"],
  [{ schedule: { interval: '0s', args: { source: '' } } }, 'interval 0 is less than 1'],
  [{ schedule: { cron: '@daily', maxConcurrency: 11, args: { source: '' } } }, 'maxConcurrency 11 is more than 10'],
  [
    { schedule: { cron: '@daily', start: 'tomorrow', args: { source: '' } } },
    "start 'tomorrow' is no moment, write it as 2030-01-31T02:00:00Z",
  ],
])('%j is refused', (props, message) => {
  expect(() => ship({ schedule: '@daily', ...props } as never)).toThrow(message);
});

test('a recurring run may stand alone, for a pipeline that is there already', () => {
  const app = new KubeflowApp();
  const team = new TeamStack(app, 'vision', { owner: 'ada@acme.io' });
  new RecurringRun(team, 'hourly', {
    definition: definition(),
    pipeline: 'nightly',
    version: 'v1',
    cron: '@hourly',
    args: { source: 'x' },
  });
  Manifests.of(app).hasResource('ScheduledWorkflow', {
    metadata: { name: 'hourly' },
    spec: { pipelineName: 'nightly', trigger: { cronSchedule: { cron: '@hourly' } } },
  });
});

test.each([
  ['0 2 * * *', '0 0 2 * * *'],
  ['30 0 2 * * 1-5', '30 0 2 * * 1-5'],
  ['*/15 8-18 1,15 JAN-MAR MON', '0 */15 8-18 1,15 JAN-MAR MON'],
  ['@midnight', '@midnight'],
])('cron %s', (given, read) => {
  expect(cron(given)).toBe(read);
});

test.each(['* * *', '60 * * * *', '5-1 * * * *', '*/0 * * * *', '0 0 * FOO *', '@sometimes', '0 0 0 * *'])(
  'cron %s is refused',
  (given) => {
    expect(() => cron(given)).toThrow(`'${given}'`);
  },
);

test('release 1.10 has versions without names to show, and without settings of Kubernetes', () => {
  ship({ displayName: 'Nightly' }, '1.10').manifests.hasResource('Pipeline', { spec: {} });
  const withSettings = pipeline('churn', {}, () => {
    note({ text: '' }, { kubernetes: { labels: { a: 'b' } } });
  });
  expect(() => ship({ definition: withSettings as never }, '1.10')).toThrow(
    'vision/nightly: its steps have Kubernetes settings, and release 1.10 keeps none',
  );
});

test('the launcher of a namespace is told where artifacts are kept', () => {
  const app = new KubeflowApp();
  const team = new TeamStack(app, 'vision', { owner: 'ada@acme.io' });
  new PipelineLauncherConfig(team, 'artifacts', {
    pipelineRoot: 's3://acme/vision',
    providers: {
      s3: {
        default: { endpoint: 's3.amazonaws.com', region: 'eu-west-1', credentials: 'env' },
        overrides: [
          { bucket: 'other', prefix: 'a/b', credentials: { secret: 'keys', accessKey: 'id', secretKey: 'key' } },
        ],
      },
    },
  });
  Manifests.of(app).hasResource('ConfigMap', {
    metadata: { name: 'kfp-launcher', namespace: 'vision' },
    data: {
      defaultPipelineRoot: 's3://acme/vision',
      providers: `s3:
  default:
    endpoint: s3.amazonaws.com
    region: eu-west-1
    credentials:
      fromEnv: true
  Overrides:
    - bucketName: other
      keyPrefix: a/b
      credentials:
        fromEnv: false
        secretRef:
          secretName: keys
          accessKeyKey: id
          secretKeyKey: key
`,
    },
  });
  expect(() => new PipelineLauncherConfig(team, 'b', { pipelineRoot: '/tmp' })).toThrow(
    "vision/b: pipelineRoot '/tmp' is no bucket",
  );
});

test.each([
  [{ scheduel: '0 2 * * *' }, "vision/nightly: scheduel is no property here, did you mean 'schedule'?"],
  [{ definition: undefined }, 'vision/nightly: definition is missing'],
  [
    { schedule: { cron: '0 2 * * *', catchup: true } },
    "vision/nightly: schedule.catchup is no property here, did you mean 'catchUp'?",
  ],
])('%j is refused as misspelt or missing', (props, sentence) => expect(() => ship(props as never)).toThrow(sentence));
