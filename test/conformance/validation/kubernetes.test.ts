import { agreement, figures } from './agreement';
import { coreBases, coreGrid } from './core-grid';
import { apiserver } from './judge';

jest.setTimeout(30 * 60_000);

const ask = apiserver([]);
if (typeof ask === 'string') console.log(`skipped: ${ask}`);
const conform = typeof ask === 'string' ? describe.skip : describe;

/** What the server of a cluster fills in before it validates: addresses, ports and the service account of a pod. */
const ALLOCATED = /^spec\.(clusterIPs|healthCheckNodePort): Required|serviceAccountToken: Forbidden/;
/** Odd enough that nobody meets them: negative bounds of a range, a profile of nothing, terms that are written twice. */
const RARE =
  /maxLimitRequestRatio|appArmorProfile\.localhostProfile|spec\.scopes: .*applied to resource|matchLabelExpressions: Duplicate/;
/** Zero values of what OpenAPI calls required, and names that only these strategies let pass. */
const LENIENT = /^(schema\/required|metadata\/name) /;

conform("Kubernetes' own kinds", () => {
  const judge = ask as Exclude<typeof ask, string>;

  test('are taken as they stand', () => {
    const bases = coreBases();
    expect(judge(bases).flatMap(({ problems }) => problems)).toEqual([]);
    const result = agreement(
      bases,
      bases.map(() => []),
      '26.03',
    );
    expect(result.alarms).toEqual([]);
  });

  test('with a field changed are refused as the server refuses them', () => {
    const objects = coreGrid();
    const verdicts = judge(objects);
    const known = objects.flatMap((object, i) => (verdicts[i]!.known ? [{ object, verdict: verdicts[i]! }] : []));
    const result = agreement(
      known.map((k) => k.object),
      known.map((k) => [k.verdict]),
      '26.03',
    );
    console.log(`${known.length} objects: ${figures(result)}`);
    expect(result.misses.filter((miss) => !ALLOCATED.test(miss) && !RARE.test(miss))).toEqual([]);
    expect(result.alarms.filter((alarm) => !LENIENT.test(alarm))).toEqual([]);
  });
});
