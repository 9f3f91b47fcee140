import { rmSync } from 'node:fs';
import { Chart } from 'cdk8s';
import {
  allowFrom,
  caller,
  type ExternalAuthorizer,
  Gateway,
  IstioBase,
  ModelAccess,
  oauth2Proxy,
} from '../../../src/constructs/istio';
import { KubeflowApp } from '../../../src/core/app';
import { policyProblems } from '../../../src/validation/access';
import { tempFolder } from '../../temp';
import { Choices, mesh } from './documents';
import { found, Istio } from './istio';

const go = found('go');
const MESHES = Number(process.env.KUBEFLOW_CDK_MESHES ?? 2000);
const SEED = Number(process.env.KUBEFLOW_CDK_SEED ?? 1);

(go ? describe : describe.skip)(`Istio's own validation${go ? '' : ' (absent: Go)'}`, () => {
  const directory = tempFolder('problems');
  let istio: Istio;
  beforeAll(() => {
    istio = new Istio(go!, directory, ['-validate']);
  });
  afterAll(() => {
    istio?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  test(`the policies of ${MESHES} meshes: refused by one is refused by both`, async () => {
    const choices = new Choices(SEED);
    const differing: unknown[] = [];
    const counts = { taken: 0, refused: 0 };
    for (let i = 0; i < MESHES; i++) {
      for (const policy of mesh(choices).policies) {
        const { selector: _, targetRefs: __, ...spec } = policy.spec as Record<string, unknown>;
        const { name, namespace } = policy.metadata!;
        const changed = oddly(spec, choices) as Record<string, unknown>;
        const manifest = { ...policy, metadata: { name, namespace }, spec: changed };
        const { error } = await istio.ask(manifest);
        const ours = policyProblems(changed);
        counts[error ? 'refused' : 'taken']++;
        if (Boolean(error) !== ours.length > 0) differing.push({ spec: changed, error, ours });
      }
    }
    console.log(`${JSON.stringify(counts)}, ${differing.length} differ`);
    expect(differing.slice(0, 3).map((d) => JSON.stringify(d, null, 1))).toEqual([]);
  });

  test('takes what our constructs write, the settings of the mesh among it', async () => {
    const app = new KubeflowApp();
    const chart = new Chart(app.manifests, 'mesh', { disableResourceNameHashes: true, namespace: 'vision' });
    const tracing = { service: 'otel.observability.svc.cluster.local', sampling: 5 };
    const opa: ExternalAuthorizer = {
      name: 'opa',
      protocol: 'grpc',
      service: 'opa.opa.svc.cluster.local',
      port: 9191,
      timeout: '2s',
      failOpen: true,
      statusOnError: '503',
      includeRequestBodyInCheck: { maxRequestBytes: 1024, allowPartialMessage: true },
    };
    new IstioBase(chart, 'plain');
    new IstioBase(chart, 'all', {
      mtls: 'STRICT',
      dataPlane: 'ambient',
      accessLogs: { encoding: 'JSON', format: '{"status": "%RESPONSE_CODE%"}', filter: 'response.code >= 400' },
      tracing,
      holdApplicationUntilProxyStarts: true,
      authorizers: [oauth2Proxy, opa],
      mesh: { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' }, defaultConfig: { terminationDrainDuration: '30s' } },
    });
    const gateway = new Gateway(chart, 'models');
    gateway.expose(
      { name: 'scorer', port: 8080 },
      { host: 'a.io', tls: 'a', minTls: 'TLSV1_3', route: { timeout: '30s', retries: { attempts: 2 } } },
    );
    gateway.expose({ name: 'docs' }, { host: 'a.io', tls: 'a', path: '/docs', rewrite: '/' });
    gateway.expose({ name: 'wild' }, { host: '*.b.io', tls: false });
    const token = {
      issuer: 'https://accounts.example',
      claims: { groups: ['lab'], 'realm][roles': ['a'] },
      audiences: ['x'],
    };
    allowFrom(chart, 'callers', {
      callers: [
        caller.inNamespace('ops'),
        caller.as('ops', 'backup'),
        caller.user('ada@acme.io'),
        caller.withToken(token),
        caller.at(['10.0.0.0/8']),
        caller.anyone({ paths: ['/v1/{*}'], ports: [8080] }),
      ],
    });
    new ModelAccess(chart, 'm', {
      model: { name: 'm', namespace: 'vision' },
      serviceAccounts: ['ops/backup'],
      users: ['ada@acme.io'],
      token,
    });
    const ours = (chart.toJson() as { apiVersion: string; kind: string }[]).filter(
      ({ apiVersion, kind }) => apiVersion.includes('istio.io/') || kind === 'ConfigMap',
    );
    const said = [];
    for (const object of ours) said.push((await istio.ask<{ error: string }>(object)).error);
    expect(ours.length).toBeGreaterThan(14);
    expect(said.filter((error) => error !== '')).toEqual([]);
  });
});

const odd = [
  '',
  ...[
    '/{*}x',
    '/a/{**}/{*}',
    '/{**}/{**}',
    '/a{b}',
    '/a}',
    '/x/{*}/y z',
    '//{*}',
    '/{*}//a',
    '/{*}/',
    '/{**}',
    '{*}',
    '/{*}/*',
  ],
  ...[
    'a*b',
    '*a*',
    '**',
    'ns/sa/x',
    '/x',
    'x/',
    'cluster.local/x',
    '65536',
    '00080',
    '0',
    '80 ',
    '10.0.0.0/8',
    'fe80::1%eth0',
    'fe80::1%eth0/64',
    '1.2.3.4/032',
    '1.2.3.4.5',
  ],
];

/** The same with a value here and there that somebody may have mistyped. */
function oddly(value: unknown, choices: Choices): unknown {
  if (Array.isArray(value)) {
    return value.map((entry) =>
      typeof entry === 'string' && choices.chance(0.06) ? choices.one(odd) : oddly(entry, choices),
    );
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, oddly(entry, choices)]));
}
