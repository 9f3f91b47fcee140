import {
  component,
  KubeflowApp,
  onExit,
  Pipeline,
  PipelineLauncherConfig,
  pipeline,
  pipelineRun,
  RecurringRun,
  TeamStack,
} from 'kubeflow-cdk';

const app = new KubeflowApp();
const team = new TeamStack(app, 'reports', { owner: 'ada@acme.io' });

// Where all runs of the namespace keep their artifacts.
new PipelineLauncherConfig(team, 'artifacts', {
  pipelineRoot: 's3://acme-reports/runs',
  providers: { s3: { default: { endpoint: 's3.amazonaws.com', region: 'eu-west-1', credentials: 'env' } } },
});

const report = component({
  name: 'report',
  image: 'ghcr.io/acme/report:1',
  inputs: { day: 'string', region: { string: 'eu' } },
  outputs: { page: 'HTML' },
  command: ({ inputs, outputs }) => [
    'report.py',
    `--day=${inputs.day}`,
    `--region=${inputs.region}`,
    outputs.page.path,
  ],
});
const tell = component({
  name: 'tell',
  image: 'ghcr.io/acme/tell:1',
  inputs: { run: 'string', status: 'TaskFinalStatus' },
  command: ({ inputs }) => ['tell.py', inputs.run, inputs.status],
});
export const daily = pipeline('daily-report', { day: 'string', region: { string: 'eu' } }, ({ day, region }) => {
  onExit(tell({ run: pipelineRun.name }), () =>
    report({ day, region }, { retries: { count: 3, backoff: '5m' }, cache: false }),
  );
});

// Every night for one region, with its pipeline; every Monday for another, from the same version.
const nightly = new Pipeline(team, 'daily-report', {
  definition: daily,
  schedule: '30 2 * * *',
  args: { day: '[[ScheduledTime.2006-01-02]]' },
});
new RecurringRun(team, 'weekly-report-us', {
  definition: daily,
  pipeline: nightly.pipeline.name,
  cron: '0 3 * * MON',
  args: { day: '[[ScheduledTime.2006-01-02]]', region: 'us' },
  catchUp: true,
  maxHistory: 52,
});

app.synth();
