import { type Finding, validateManifests } from '../../../src/validation';
import { examples, present } from './corpus';
import { type Ask, upstream, type Verdict } from './judge';
import { mutants } from './mutants';
import { pairs } from './tables';
import { changedRuntimes, jobSets, type ObjectSet, ownRuntimes, shippedRuntimes, trainJobs } from './training-objects';

type Json = Record<string, unknown>;

jest.setTimeout(20 * 60_000);

const trainer = upstream('trainer', {
  module: 'github.com/kubeflow/trainer/v2',
  version: 'v2.1.0',
  repository: 'kubeflow/trainer',
  tag: 'v2.1.0',
});
const operator = upstream('training-operator', {
  module: 'github.com/kubeflow/training-operator',
  version: 'v1.9.2',
  repository: 'kubeflow/trainer',
  tag: 'v1.9.2',
});

/** The server refuses it itself, for the scale subresource. */
const SCALED = /^-1 is less than 0$/;
/** What is refused before a webhook is asked. */
const BEFORE = /^(schema|metadata|cel|limits|object|pod|reference|set)\//;
const kinds = (...names: string[]) => {
  const wanted = new Set(names);
  return (object: Json) => wanted.has(String(object.kind)) && /kubeflow|jobset/.test(String(object.apiVersion));
};
const V1 = kinds('PyTorchJob', 'TFJob', 'XGBoostJob', 'PaddleJob', 'JAXJob', 'MPIJob');
const RUNTIMES = kinds('TrainingRuntime', 'ClusterTrainingRuntime');

test.each<[string, Ask | string, () => ObjectSet[]]>([
  ['training-operator 1.9, pairs of our tables', operator, () => alone(pairs('training' as never, 2500).filter(V1))],
  ['training-operator 1.9, mutants of examples', operator, () => alone(mutated(V1))],
  [
    'runtimes of Trainer 2.1, pairs of our tables',
    trainer,
    () => alone(pairs('training' as never, 900).filter(RUNTIMES)),
  ],
  ['runtimes of Trainer 2.1, mutants', trainer, () => alone(mutated(RUNTIMES, shippedRuntimes()))],
  ['runtimes of Trainer 2.1, changes of every job', trainer, () => alone(changedRuntimes())],
  ['JobSet 0.10, pairs of our tables', trainer, () => alone(pairs('scheduling', 2500).filter(kinds('JobSet')))],
  ['JobSet 0.10, mutants of examples', trainer, () => alone(mutated(kinds('JobSet')))],
  ['JobSet 0.10, random sets', trainer, () => alone(jobSets())],
  ['TrainJobs of Trainer 2.1 with shipped runtimes', trainer, () => trainJobs(shippedRuntimes(), false)],
  ['TrainJobs of Trainer 2.1 with runtimes of their own', trainer, () => trainJobs(ownRuntimes(), true)],
])('%s: the webhook agrees', (name, ask, make) => {
  if (typeof ask === 'string') {
    console.log(`skipped: ${ask}`);
    return;
  }
  const made = make();
  const shipped = name.includes('shipped');
  const sets = made.filter((set) => !errorsOf(set, shipped).some(({ rule }) => BEFORE.test(rule)));
  const input = ask === operator ? sets.map((set) => set.at(-1)!) : sets.map((set) => set);
  const { misses, alarms, elsewhere, ...counts } = compare(sets, ask(input), shipped);
  console.log(`${name}, ${sets.length} of ${made.length} objects pass the schema: ${JSON.stringify(counts)}`);
  if (process.env.SHOW) console.log(JSON.stringify({ misses, alarms, elsewhere }, null, 1));
  expect(alarms).toEqual([]);
  expect(misses).toEqual([]);
  expect(elsewhere).toEqual([]);
});

function alone(objects: readonly Json[]): ObjectSet[] {
  return objects.map((object) => [object]);
}

function mutated(wanted: (object: Json) => boolean, more: readonly Json[] = []): Json[] {
  if (!present) return [];
  const seen = new Set<string>();
  return (
    [...examples().map(({ object }) => object), ...more]
      .filter(wanted)
      // The server drops nulls before it asks.
      .flatMap((object) => [
        object,
        ...mutants(object, '26.03', seen)
          .filter(({ kind }) => kind !== 'null')
          .map((mutant) => mutant.object),
      ])
  );
}

/** Errors of the last object. Shipped runtimes are known without their objects. */
function errorsOf(set: ObjectSet, shipped: boolean): readonly Finding[] {
  const objects = shipped ? set.slice(-1) : set;
  const findings = validateManifests(objects, { isolated: objects.length === 1 });
  return findings.filter(
    ({ severity, object, message }) => severity === 'error' && object === objects.length - 1 && !SCALED.test(message),
  );
}

function compare(sets: readonly ObjectSet[], verdicts: readonly Verdict[], shipped: boolean) {
  const result = {
    bothRefuse: 0,
    bothAccept: 0,
    misses: [] as string[],
    alarms: [] as string[],
    elsewhere: [] as string[],
  };
  for (const [i, set] of sets.entries()) {
    const { problems } = verdicts[i]!;
    const asked = set.at(-1)!;
    const errors = errorsOf(set, shipped);
    const said = `${asked.kind} ${JSON.stringify(asked.spec).slice(0, 300)}`;
    const paths = errors.map(({ path }) => path);
    if (problems.length === 0 && errors.length === 0) result.bothAccept++;
    else if (problems.length === 0) result.alarms.push(`${paths[0]}: ${errors[0]!.message} - ${said}`);
    else if (errors.length === 0) result.misses.push(`${problems[0]!.path} ${problems[0]!.detail} - ${said}`);
    else {
      result.bothRefuse++;
      for (const { path, detail } of problems) {
        const place = dotted(path);
        if (
          place !== '' &&
          !paths.some(
            (ours) =>
              dotted(ours) === place || dotted(ours).startsWith(`${place}.`) || dotted(ours).startsWith(`${place}[`),
          )
        )
          result.elsewhere.push(`${path} ${detail}, ours ${paths.join(', ')} - ${said}`);
      }
    }
  }
  return result;
}

function dotted(path: string): string {
  return path.replace(/\[([^\]\d][^\]]*)\]/g, '.$1');
}
