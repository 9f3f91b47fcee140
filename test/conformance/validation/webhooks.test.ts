import { join } from 'node:path';
import { agreement, figures } from './agreement';
import { present, shared } from './corpus';
import { apiserver, upstream, upstreamIstio } from './judge';
import { pairs } from './tables';

jest.setTimeout(60 * 60_000);

/** What upstream's validators refuse though the cluster takes it: a mutating webhook rewrites the field first. */
const REWRITTEN_BEFORE = /RuntimeVersion is GPU enabled/;

const JUDGES = [
  {
    name: 'KServe 0.16',
    table: 'kserve',
    release: '26.03',
    group: 'serving.kserve.io/',
    ask: () =>
      upstream(
        'kserve',
        { module: 'github.com/kserve/kserve', version: 'v0.16.0', repository: 'kserve/kserve', tag: 'v0.16.0' },
        ['more_015.go'],
      ),
  },
  {
    name: 'KServe 0.15',
    table: 'kserve',
    release: '1.11',
    group: 'serving.kserve.io/',
    ask: () =>
      upstream(
        'kserve',
        { module: 'github.com/kserve/kserve', version: 'v0.15.2', repository: 'kserve/kserve', tag: 'v0.15.2' },
        ['more_016.go'],
      ),
  },
  {
    name: 'Knative Serving 1.16',
    table: 'mesh',
    release: '1.11',
    group: 'serving.knative.dev/',
    ask: () =>
      upstream('knative', {
        module: 'knative.dev/serving',
        version: 'v0.43.2',
        repository: 'knative/serving',
        tag: 'knative-v1.16.2',
      }),
  },
  {
    name: 'Kueue 0.19',
    table: 'scheduling',
    release: '26.03',
    group: 'kueue.x-k8s.io/',
    ask: () =>
      upstream('kueue', {
        module: 'sigs.k8s.io/kueue',
        version: 'v0.19.2',
        repository: 'kubernetes-sigs/kueue',
        tag: 'v0.19.2',
      }),
  },
  { name: 'Istio', table: 'mesh', release: '26.03', group: 'istio.io/', ask: upstreamIstio },
] as const;

const server = present
  ? apiserver(['26.03', 'companions'].map((set) => join(shared, 'crds', set)))
  : 'upstream data is absent';
const server111 = present ? apiserver(['1.11', 'companions'].map((set) => join(shared, 'crds', set))) : server;

describe.each(JUDGES)('$name', ({ name, table, release, group, ask }) => {
  test('agrees on pairs of the changes that our own tables make', () => {
    const crds = release === '26.03' ? server : server111;
    const judge = typeof crds === 'string' ? crds : ask();
    if (typeof judge === 'string' || typeof crds === 'string') {
      console.log(`skipped: ${String(judge)}`);
      return;
    }
    const all = pairs(table, 2500).filter((object) => String(object.apiVersion).includes(group));
    const hooks = judge(all);
    const schemas = crds(all);
    const known = all.flatMap((object, i) => (hooks[i]!.known ? [{ object, verdicts: [hooks[i]!, schemas[i]!] }] : []));
    const result = agreement(
      known.map((k) => k.object),
      known.map((k) => k.verdicts),
      release,
      ({ rule }) => rule !== 'kind/not-served',
    );
    console.log(`${name}, ${known.length} objects: ${figures(result)}`);
    expect(known.length).toBeGreaterThan(50);
    expect(result.alarms).toEqual([]);
    expect(result.misses.filter((miss) => !REWRITTEN_BEFORE.test(miss))).toEqual([]);
  });
});
