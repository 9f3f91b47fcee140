import { join } from 'node:path';
import { agreement, figures } from './agreement';
import { present, shared } from './corpus';
import { type Ask, apiserver, type Source, upstream } from './judge';
import { pairs, type RuleTable } from './tables';
import { unitCases } from './unit-cases';
import { valueChanges } from './value-changes';

jest.setTimeout(60 * 60_000);

type Json = Record<string, unknown>;

/** What upstream's validators refuse though the cluster takes it: a mutating webhook rewrites the field first. */
const REWRITTEN_BEFORE = /RuntimeVersion is GPU enabled/;

const KSERVE = { module: 'github.com/kserve/kserve', repository: 'kserve/kserve' };
const KNATIVE = { module: 'knative.dev/serving', repository: 'knative/serving' };
const ISTIO = {
  module: 'istio.io/istio',
  repository: 'istio/istio',
  paths: ['go.mod', 'go.sum', 'pkg', 'pilot', 'security/pkg', 'operator', 'tools/bug-report'],
};

interface Judge {
  readonly project: 'kserve' | 'knative' | 'kueue' | 'istio';
  readonly tables: readonly RuleTable[];
  readonly release: '1.10' | '1.11' | '26.03';
  readonly source: Source;
  readonly without?: readonly string[];
  /** Kinds that other projects' webhooks judge besides. */
  readonly others?: RegExp;
}

const JUDGES: readonly Judge[] = [
  {
    project: 'kserve',
    tables: ['kserve'],
    release: '26.03',
    source: { ...KSERVE, version: 'v0.16.0', tag: 'v0.16.0' },
    without: ['more_015.go'],
  },
  {
    project: 'kserve',
    tables: ['kserve'],
    release: '1.11',
    source: { ...KSERVE, version: 'v0.15.2', tag: 'v0.15.2' },
    without: ['more_016.go'],
  },
  {
    project: 'kserve',
    tables: ['kserve'],
    release: '1.10',
    source: { ...KSERVE, version: 'v0.15.0', tag: 'v0.15.0' },
    without: ['more_016.go'],
  },
  {
    project: 'knative',
    tables: ['mesh'],
    release: '26.03',
    source: { ...KNATIVE, version: 'v0.48.1', tag: 'knative-v1.21.1' },
  },
  {
    project: 'knative',
    tables: ['mesh'],
    release: '1.11',
    source: { ...KNATIVE, version: 'v0.43.2', tag: 'knative-v1.16.2' },
  },
  {
    project: 'kueue',
    tables: ['scheduling', 'queued-jobs'],
    release: '26.03',
    source: {
      module: 'sigs.k8s.io/kueue',
      repository: 'kubernetes-sigs/kueue',
      version: 'v0.19.2',
      tag: 'v0.19.2',
    },
    others: /^(JobSet|LeaderWorkerSet|JAXJob)$/,
  },
  {
    project: 'istio',
    tables: ['mesh', 'istio-sidecar', 'istio-extensions'],
    release: '26.03',
    source: { ...ISTIO, version: '1.29.0', tag: '1.29.0' },
  },
  {
    project: 'istio',
    tables: ['mesh', 'istio-sidecar', 'istio-extensions'],
    release: '1.10',
    source: { ...ISTIO, version: '1.26.1', tag: '1.26.1' },
  },
];

/** What the server says of kinds, and what KServe's controller says once its webhook has let an object pass. */
const BEYOND_WEBHOOKS = new Set([
  'kind/not-served',
  'kserve/canary-percent',
  'kserve/model-format',
  'kserve/storage-scheme',
]);

const server = (release: string): Ask | string =>
  present ? apiserver([release, 'companions'].map((set) => join(shared, 'crds', set))) : 'upstream data is absent';

const named = JUDGES.map((judge) => ({ ...judge, name: `${judge.project} ${judge.source.version}, ${judge.release}` }));

describe.each(named)('$name', ({ project, tables, release, source, without, others = /^$/, name }) => {
  /** Both judges of what the webhook knows, and what they differ about. */
  const compare = (what: string, all: readonly Json[], least: number) => {
    const crds = server(release);
    const judge = typeof crds === 'string' ? crds : upstream(project, source, without);
    if (typeof judge === 'string' || typeof crds === 'string') {
      console.log(`skipped: ${String(judge)}`);
      return;
    }
    const objects = all.filter(({ kind }) => !others.test(String(kind)));
    const hooks = judge(objects);
    const schemas = crds(objects);
    const known = objects.flatMap((object, i) =>
      hooks[i]!.known ? [{ object, verdicts: [hooks[i]!, schemas[i]!] }] : [],
    );
    const result = agreement(
      known.map((k) => k.object),
      known.map((k) => k.verdicts),
      release,
      ({ rule }) => !BEYOND_WEBHOOKS.has(rule),
    );
    console.log(`${name}, ${what}, ${known.length} objects: ${figures(result)}`);
    expect(known.length).toBeGreaterThan(least);
    expect(result.alarms).toEqual([]);
    expect(result.misses.filter((miss) => !REWRITTEN_BEFORE.test(miss))).toEqual([]);
  };

  test('agrees on pairs of the changes that our own tables make', () => {
    compare(
      'pairs',
      tables.flatMap((table) => pairs(table, 2500)),
      50,
    );
  });

  test('agrees on what its own unit tests validate, and on changes of it', () => {
    const cases = unitCases(project, source);
    if (typeof cases === 'string') {
      console.log(`skipped: ${cases}`);
      return;
    }
    compare('unit tests', cases, 50);
    const seen = new Set<string>();
    compare(
      'changed unit tests',
      cases.flatMap((object) => valueChanges(object, seen)),
      500,
    );
  });
});
