import { join } from 'node:path';
import type { Finding } from '../../../src/validation';
import { agreement, figures } from './agreement';
import { celSamples } from './cel-samples';
import { examples, present, shared } from './corpus';
import { apiserver } from './judge';
import { type MutantClass, mutants } from './mutants';

jest.setTimeout(30 * 60_000);

const RELEASE = '26.03';
const ask = present
  ? apiserver([join(shared, 'crds', RELEASE), join(shared, 'crds', 'companions')])
  : 'upstream examples are absent';
if (typeof ask === 'string') console.log(`skipped: ${ask}`);
const conform = typeof ask === 'string' ? describe.skip : describe;
/** Kinds whose CRDs have no schema: the server takes what their controllers cannot read. */
const UNTYPED = new Set(['Experiment', 'Suggestion', 'Trial', 'ScheduledWorkflow', 'Viewer']);
const byServer = ({ rule }: Finding) => /^(schema|cel|metadata|object)\//.test(rule);

conform('kube-apiserver', () => {
  const judge = ask as Exclude<typeof ask, string>;

  test('refuses the mutants of examples that are refused here, at the same paths', () => {
    const classes = new Map<MutantClass | 'as they are', unknown[]>();
    const seen = new Set<string>();
    for (const { object } of examples()) {
      if (UNTYPED.has(String(object.kind)) || /Workflow/.test(String(object.kind))) continue;
      classes.set('as they are', [...(classes.get('as they are') ?? []), object]);
      for (const { kind, object: mutant } of mutants(object, RELEASE, seen)) {
        const list = classes.get(kind);
        if (list === undefined) classes.set(kind, [mutant]);
        else list.push(mutant);
      }
    }
    for (const [name, objects] of classes) {
      const verdicts = judge(objects);
      const known = objects
        .map((object, i) => ({ object, verdict: verdicts[i]! }))
        .filter(({ verdict }) => verdict.known);
      const result = agreement(
        known.map((k) => k.object),
        known.map((k) => [k.verdict]),
        RELEASE,
        byServer,
      );
      console.log(`${name}: ${figures(result)}`);
      expect(result.alarms).toEqual([]);
      expect(result.elsewhere).toEqual([]);
      // JobSet's webhook names the rules before the schema is looked at. Negative replicas are refused for the scale subresource,
      // which is restated among the rules of the kinds.
      expect(
        result.misses.filter((miss) => !/^(spec\.failurePolicy\.rules|\.spec.*replicas: .*non-negative)/.test(miss)),
      ).toEqual([]);
    }
  });

  test('evaluates every CEL rule as it is evaluated here', () => {
    const { rules, samples } = celSamples(RELEASE, 4);
    const objects = samples.map(({ object }) => object);
    const result = agreement(
      objects,
      judge(objects).map((verdict) => [verdict]),
      RELEASE,
      byServer,
    );
    console.log(`${rules} CEL rules, ${objects.length} objects: ${figures(result)}`);
    expect([...result.misses, ...result.alarms, ...result.elsewhere]).toEqual([]);
  });
});
