import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { KubeflowApp } from '../../../src';
import type { KubeflowRelease } from '../../../src/core/release';
import type { Json } from './compare';
import { fineTunings, jobsIn, searchesIn, teamQueues, v1Jobs, v2Jobs } from './programs/ours';
import { queues } from './programs/queues';
import { type Component, webhook } from './webhooks';

const releases = join(__dirname, '../../../../shared/releases');

function objectsOf(write: (chart: Chart) => void, release: KubeflowRelease): Json[] {
  const app = new KubeflowApp({ release });
  write(new Chart(app.manifests, 'team', { namespace: 'team', disableResourceNameHashes: true }));
  return app.manifests.attempt().objects.map(({ manifest }) => manifest);
}

function documents(file: string): Json[] {
  return parseAllDocuments(readFileSync(join(releases, file), 'utf8')).map((document) => document.toJSON() as Json);
}

const named = (object: Json) => `${object.kind as string} ${(object.metadata as { name: string }).name}`;

/** Tests with a component's own code, or one skipped test that says why there are none. */
function withWebhook(
  component: Component,
  tests: (ask: ReturnType<typeof webhook> & ((question: unknown) => unknown)) => void,
): void {
  const ask = existsSync(releases) ? webhook(component) : '../shared/releases is absent';
  if (typeof ask === 'string') test.skip(`${component}: ${ask}`, () => {});
  else tests(ask as never);
}

withWebhook('v1', (ask) => {
  const jobs = objectsOf((chart) => jobsIn(chart, v1Jobs), '1.10');
  const answers = (
    ask as (question: unknown) => { errors: string[] | null; warnings: string[] | null; defaulted: Json }[]
  )(jobs);

  test.each(jobs.map((job, i) => [named(job), i] as const))('training-operator 1.9.2 takes %s', (_, i) => {
    expect(answers[i]!.errors ?? []).toEqual([]);
    expect(answers[i]!.warnings ?? []).toEqual([]);
  });
});

withWebhook('v2', (ask) => {
  const runtimes = documents('26.03/applications__trainer__overlays.yaml').filter(
    ({ kind }) => kind === 'ClusterTrainingRuntime',
  );
  const objects = objectsOf((chart) => {
    jobsIn(chart, v2Jobs);
    fineTunings(chart);
  }, '26.03');
  const jobs = objects.filter(({ kind }) => kind === 'TrainJob');
  const answers = (ask as (question: unknown) => { errors: string[] | null; objects: string[] | null; jobSet: Json }[])(
    [...runtimes, ...objects],
  );

  test.each(jobs.map((job, i) => [named(job), i] as const))('Trainer 2.1 takes %s', (_, i) => {
    expect(answers[i]!.errors ?? []).toEqual([]);
    expect(answers[i]!.objects).toContain('JobSet');
  });

  test('no pod that Trainer makes has a sidecar', () => {
    for (const { jobSet } of answers) {
      const replicated = (
        jobSet.spec as { replicatedJobs: { template: { spec: { template: { metadata?: { labels?: Json } } } } }[] }
      ).replicatedJobs;
      for (const job of replicated)
        expect(job.template.spec.template.metadata?.labels?.['sidecar.istio.io/inject']).toBe('false');
    }
  });

  test('what a fine-tuning says reaches its pods', () => {
    const lora = answers[jobs.findIndex((job) => named(job) === 'TrainJob lora')]!.jobSet;
    const text = JSON.stringify(lora);
    expect(text).toContain('lora_finetune_single_device');
    expect(text).toContain('llama3_2/1B_lora_single_device');
    expect(text).toContain('output_dir=/workspace/output');
    expect(text).not.toContain('"claimName":"torchtune-llama3.2-1b"');
  });
});

for (const [release, folder] of [
  ['1.10', 'v1.10.2'],
  ['26.03', '26.03'],
] as const) {
  withWebhook('katib', (ask) => {
    const config = documents(`${folder}/applications__katib__upstream__installs__katib-with-kubeflow.yaml`).find(
      (document) => document.kind === 'ConfigMap' && named(document) === 'ConfigMap katib-config',
    );
    const experiments = objectsOf((chart) => searchesIn(chart, release === '1.10' ? 'v1' : 'v2'), release).filter(
      ({ kind }) => kind === 'Experiment',
    );
    const answers = (ask as (question: unknown) => { errors: string[] | null; trial?: Json }[])({
      config,
      experiments,
    });

    test.each(experiments.map((experiment, i) => [named(experiment), i] as const))(
      `Katib of ${release} takes %s`,
      (_, i) => {
        // No release configures this collector; the construct warns of it.
        const expected = named(experiments[i]!).endsWith('metrics-6')
          ? [expect.stringContaining('PrometheusMetric')]
          : [];
        expect(answers[i]!.errors ?? []).toEqual(expected);
      },
    );

    test(`every placeholder has its value in ${release}`, () => {
      const trials = answers.map(({ trial }) => JSON.stringify(trial ?? {}));
      expect(trials.filter((trial) => trial.includes('${'))).toEqual([]);
    });
  });
}

withWebhook('kueue', (ask) => {
  const kinds = ['ClusterQueue', 'ResourceFlavor', 'Cohort', 'LocalQueue'];
  const objects = objectsOf((chart) => {
    for (const [i, { example, write }] of queues.entries()) {
      if (kinds.some((kind) => example.startsWith(`${kind}/`))) write(new Chart(chart, `example-${i}`));
    }
    teamQueues(chart);
  }, '26.03').filter(({ kind }) => kinds.includes(kind as string));
  const answers = (ask as (question: unknown) => { errors: string[] | null }[])(objects);

  test.each(objects.map((object, i) => [named(object), i] as const))('Kueue 0.16 takes %s', (_, i) => {
    expect(answers[i]!.errors ?? []).toEqual([]);
  });
});
