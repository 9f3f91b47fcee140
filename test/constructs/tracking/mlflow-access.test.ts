import { Chart } from 'cdk8s';
import { KubeflowApp } from '../../../src';
import { MlflowAccess } from '../../../src/constructs/tracking';

function objects(mesh: boolean) {
  const app = new KubeflowApp();
  new MlflowAccess(new Chart(app.manifests, 'access'), 'mlflow-teams', {
    teams: ['vision', { namespace: 'speech' }, 'istio-system'],
    mesh,
  });
  return app.manifests.attempt().objects.map(({ manifest }) => manifest as { kind: string });
}

test('pods of the teams may reach the server, whoever has no sidecar', () => {
  const [network, ...rest] = objects(false);
  expect(rest).toEqual([]);
  expect(network).toMatchObject({
    kind: 'NetworkPolicy',
    metadata: { name: 'mlflow-teams', namespace: 'mlflow' },
    spec: {
      podSelector: { matchLabels: { app: 'mlflow' } },
      ingress: [
        {
          from: [
            {
              namespaceSelector: {
                matchExpressions: [
                  { key: 'kubernetes.io/metadata.name', operator: 'In', values: ['vision', 'speech', 'istio-system'] },
                ],
              },
            },
          ],
          ports: [{ protocol: 'TCP', port: 5000 }],
        },
      ],
    },
  });
});

test('a server in the mesh takes plain text on its port', () => {
  expect(objects(true).slice(1)).toMatchObject([
    { kind: 'PeerAuthentication', spec: { portLevelMtls: { 5000: { mode: 'PERMISSIVE' } } } },
    { kind: 'AuthorizationPolicy', spec: { action: 'ALLOW', rules: [{ to: [{ operation: { ports: ['5000'] } }] }] } },
  ]);
});

test('a server for nobody is refused', () => {
  const app = new KubeflowApp();
  expect(() => new MlflowAccess(new Chart(app.manifests, 'access'), 'm', { teams: [] })).toThrow(
    'access/m: teams is empty',
  );
});
