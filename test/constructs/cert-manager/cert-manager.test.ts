import { Chart } from 'cdk8s';
import { declareExisting, KubeflowApp } from '../../../src';
import {
  Certificate,
  type CertificateProps,
  ClusterIssuer,
  Issuer,
  letsEncrypt,
  PrivateCa,
} from '../../../src/constructs/cert-manager';
import { absent, Manifests } from '../../../src/testing';

function program() {
  const app = new KubeflowApp();
  const chart = new Chart(app.manifests, 'tls', { namespace: 'istio-system', disableResourceNameHashes: true });
  declareExisting(chart, { kind: 'Namespace', name: 'istio-system' }, { kind: 'Namespace', name: 'cert-manager' });
  return { chart, manifests: () => Manifests.of(app) };
}

test("a certificate from Let's Encrypt", () => {
  const { chart, manifests } = program();
  const issuer = new ClusterIssuer(chart, 'letsencrypt', letsEncrypt({ email: 'ops@acme.io' }));
  const certificate = new Certificate(chart, 'models-tls', {
    issuer,
    dnsNames: ['models.acme.io', '*.models.acme.io'],
    duration: '60d',
    renewBefore: '15d',
    privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
  });
  expect(certificate.secretName).toBe('models-tls');
  manifests()
    .hasResource('ClusterIssuer', {
      metadata: { name: 'letsencrypt', namespace: absent },
      spec: {
        acme: {
          server: 'https://acme-v02.api.letsencrypt.org/directory',
          email: 'ops@acme.io',
          privateKeySecretRef: { name: 'letsencrypt' },
          solvers: [{ http01: { ingress: { ingressClassName: 'istio' } } }],
        },
      },
    })
    .hasResource('Certificate', {
      metadata: { name: 'models-tls', namespace: 'istio-system' },
      spec: {
        secretName: 'models-tls',
        issuerRef: { kind: 'ClusterIssuer', name: 'letsencrypt', group: absent },
        duration: '1440h',
        renewBefore: '360h',
      },
    });
  expect(letsEncrypt({ email: 'a@b.c', staging: true }).acme).toMatchObject({
    server: 'https://acme-staging-v02.api.letsencrypt.org/directory',
    privateKeySecretRef: { name: 'letsencrypt-staging' },
  });
});

test('an authority of one’s own', () => {
  const { chart, manifests } = program();
  const ca = new PrivateCa(chart, 'acme-ca', { commonName: 'Acme CA' });
  new Certificate(chart, 'webhook', {
    issuer: ca.issuer,
    dnsNames: ['webhook.istio-system.svc'],
    secretName: 'webhook-cert',
  });
  manifests()
    .hasResource('ClusterIssuer', { metadata: { name: 'acme-ca-root' }, spec: { selfSigned: {} } })
    .hasResource('Certificate', {
      metadata: { name: 'acme-ca-ca', namespace: 'cert-manager' },
      spec: { isCA: true, secretName: 'acme-ca', duration: '87600h', issuerRef: { name: 'acme-ca-root' } },
    })
    .hasResource('ClusterIssuer', { metadata: { name: 'acme-ca' }, spec: { ca: { secretName: 'acme-ca' } } })
    .hasResource('Certificate', { spec: { secretName: 'webhook-cert', issuerRef: { name: 'acme-ca' } } });
});

test('an issuer of another group is named with it', () => {
  const { chart, manifests } = program();
  new Certificate(chart, 'x', {
    issuer: { name: 'pca', kind: 'AWSPCAClusterIssuer', group: 'awspca.cert-manager.io' },
    dnsNames: ['x.io'],
  });
  manifests().hasResource('Certificate', {
    spec: { issuerRef: { group: 'awspca.cert-manager.io', kind: 'AWSPCAClusterIssuer' } },
  });
});

const issuer = { name: 'i', kind: 'ClusterIssuer' } as const;
test.each<[Partial<CertificateProps>, string]>([
  [{}, 'tls/x: names nobody: say dnsNames, or one of commonName'],
  [{ commonName: `${'a'.repeat(62)}.io` }, 'has 65 characters, 64 are allowed'],
  [{ dnsNames: ['x'], duration: '30m' }, "duration '30m' is less than 1h"],
  [{ dnsNames: ['x'], renewBefore: '1m' }, "renewBefore '1m' is less than 5m"],
  [{ dnsNames: ['x'], duration: '2h', renewBefore: '2h' }, "renewBefore '2h' is not less than the duration"],
  [{ dnsNames: ['x'], renewBefore: '2h', renewBeforePercentage: 30 }, 'two words for one thing'],
  [{ dnsNames: ['x'], duration: '90' as '90d' }, "duration '90' is not a duration"],
])('%j is refused', (props, message) => {
  const { chart } = program();
  expect(() => new Certificate(chart, 'x', { issuer, ...props })).toThrow(message);
});

test('an issuer signs for its own namespace', () => {
  const { chart } = program();
  const own = new Issuer(chart, 'own', { selfSigned: {}, metadata: { namespace: 'cert-manager' } });
  expect(
    () => new Certificate(chart, 'x', { issuer: own, dnsNames: ['x'], metadata: { namespace: 'istio-system' } }),
  ).toThrow("issuer 'own' signs for namespace 'cert-manager' only, not 'istio-system': use a ClusterIssuer");
});
