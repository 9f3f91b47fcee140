import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { policyProblems } from '../../../src/validation/access';
import { Choices, mesh } from './documents';
import { found, Istio } from './istio';

const go = found('go');
const MESHES = Number(process.env.KUBEFLOW_CDK_MESHES ?? 2000);
const SEED = Number(process.env.KUBEFLOW_CDK_SEED ?? 1);

(go ? describe : describe.skip)(`Istio's own validation${go ? '' : ' (absent: Go)'}`, () => {
  const directory = mkdtempSync(join(tmpdir(), 'kubeflow-cdk-problems-'));
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
