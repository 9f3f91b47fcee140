import { KubeflowApp, PlatformStack, type PlatformStackProps, platformOf, TeamStack } from '../../../src';
import { absent, Manifests } from '../../../src/testing';

function platform(props: Partial<PlatformStackProps> = {}) {
  const app = new KubeflowApp();
  const stack = new PlatformStack(app, 'platform', { domain: 'ml.acme.io', ...props });
  return { app, stack, manifests: () => Manifests.of(app) };
}

test('the gateway answers for the domain', () => {
  platform()
    .manifests()
    .hasResource('Gateway', {
      metadata: { name: 'kubeflow-gateway', namespace: 'kubeflow' },
      spec: { servers: [{ hosts: ['ml.acme.io', '*.ml.acme.io'], port: { number: 80 } }] },
    });
});

test('with a certificate, plain HTTP is redirected', () => {
  platform({ tlsSecret: 'ml-tls' })
    .manifests()
    .hasResource('Gateway', {
      spec: {
        servers: [
          { tls: { httpsRedirect: true } },
          { port: { number: 443 }, tls: { mode: 'SIMPLE', credentialName: 'ml-tls' } },
        ],
      },
    });
});

test('Knative lets models choose their nodes', () => {
  platform()
    .manifests()
    .hasResource('ConfigMap', {
      metadata: { name: 'config-features', namespace: 'knative-serving' },
      data: { 'kubernetes.podspec-nodeselector': 'enabled', 'kubernetes.podspec-tolerations': 'enabled' },
    });
});

test.each([[{ without: ['knative' as const] }], [{ components: ['katib' as const] }]])(
  'no Knative, no Knative settings: %j',
  (props) => {
    platform(props)
      .manifests()
      .resourceCount('ConfigMap', 0, { metadata: { namespace: 'knative-serving' } });
  },
);

test('a team on a platform has its release, another its app’s', () => {
  const { app, stack } = platform({ release: '1.10' });
  expect(platformOf(new TeamStack(app, 'a', { owner: 'a@b.c', platform: stack })).release).toBe('1.10');
  expect(platformOf(new TeamStack(app, 'b', { owner: 'a@b.c' })).release).toBe('26.03');
});

test('training is the API that the release installs', () => {
  expect(platform({ release: '1.10', components: ['training'] }).stack.facts.components).toContain('training-operator');
  expect(platform({ release: '26.03', components: ['training'] }).stack.facts.components).toContain('trainer');
});

test('an unknown component is refused', () => {
  expect(() => platform({ components: ['katbi' as never] })).toThrow(
    "platform: components 'katbi' is no component of Kubeflow, did you mean 'katib'?",
  );
});

test('a team’s objects land in its namespace', () => {
  const { app } = platform();
  new TeamStack(app, 'vision', { owner: 'a@b.c', members: { 'b@b.c': 'edit' } });
  Manifests.of(app)
    .hasResource('RoleBinding', { metadata: { namespace: 'vision' } })
    .hasResource('Profile', { metadata: { namespace: absent } });
});

test.each([
  [{ domian: 'a.b' }, "platform: domian is no property here, did you mean 'domain'?"],
  [{ domain: undefined }, 'platform: domain is missing'],
  [{ pools: {} }, 'platform: pools {} is no list'],
])('%j is refused', (props, sentence) => expect(() => platform(props as never)).toThrow(sentence));
