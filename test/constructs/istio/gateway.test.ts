import { Gateway } from '../../../src/constructs/istio';
import { absent } from '../../../src/testing';
import { inNamespace } from './program';

const service = { name: 'scorer', namespace: 'vision', port: 8080 };

test('a service exposed with a certificate: a redirect, a listener, and a route beside the service', () => {
  const { chart, manifests } = inNamespace('istio-system');
  const gateway = new Gateway(chart, 'models');
  gateway.expose(service, {
    host: 'scorer.acme.io',
    tls: { secretName: 'scorer-tls' },
    minTls: 'TLSV1_3',
    route: { timeout: '30s' },
  });
  manifests()
    .hasResource('networking.istio.io/v1/Gateway', {
      spec: {
        selector: { istio: 'ingressgateway' },
        servers: [
          { hosts: ['scorer.acme.io'], port: { number: 80, protocol: 'HTTP' }, tls: { httpsRedirect: true } },
          {
            hosts: ['scorer.acme.io'],
            port: { number: 443, protocol: 'HTTPS', name: 'https-scorer-acme-io' },
            tls: { mode: 'SIMPLE', credentialName: 'scorer-tls', minProtocolVersion: 'TLSV1_3' },
          },
        ],
      },
    })
    .hasResource('networking.istio.io/v1/VirtualService', {
      metadata: { namespace: 'vision' },
      spec: {
        hosts: ['scorer.acme.io'],
        gateways: ['istio-system/models'],
        http: [
          {
            timeout: '30s',
            match: absent,
            route: [{ destination: { host: 'scorer.vision.svc.cluster.local', port: { number: 8080 } } }],
          },
        ],
      },
    });
});

test('paths of one host share its listeners', () => {
  const { chart, manifests } = inNamespace('istio-system');
  const gateway = new Gateway(chart, 'models');
  gateway.expose(service, { host: 'acme.io', tls: 'acme-tls', path: '/scorer', rewrite: '/' });
  gateway.expose({ name: 'docs', namespace: 'web' }, { host: 'acme.io', tls: 'acme-tls' });
  const [gatewayObject] = manifests().find('Gateway');
  expect((gatewayObject!.spec as { servers: unknown[] }).servers).toHaveLength(2);
  manifests().hasResource('VirtualService', {
    spec: { http: [{ match: [{ uri: { prefix: '/scorer' } }], rewrite: { uri: '/' } }] },
  });
  manifests().hasResource('VirtualService', {
    spec: { http: [{ route: [{ destination: { port: { number: 80 } } }] }] },
  });
});

test('plain HTTP is said, not slipped into', () => {
  const { chart, manifests } = inNamespace('vision');
  new Gateway(chart, 'plain', { selector: { app: 'edge' } }).expose({ name: 'web' }, { host: '*.acme.io', tls: false });
  manifests().hasResource('Gateway', {
    spec: { selector: { app: 'edge' }, servers: [{ port: { number: 80 }, tls: absent }] },
  });
  manifests().hasResource('VirtualService', {
    spec: { http: [{ route: [{ destination: { host: 'web.vision.svc.cluster.local' } }] }] },
  });
});

test('contradictions name both sides', () => {
  const { chart } = inNamespace('istio-system');
  const gateway = new Gateway(chart, 'models');
  gateway.expose(service, { host: 'a.io', tls: 'one' });
  expect(() => gateway.expose({ name: 'b', namespace: 'vision' }, { host: 'a.io', tls: 'two' })).toThrow(
    "istio-system/models: serves 'a.io' on port 443 as the certificate 'one', not as the certificate 'two'",
  );
  expect(() => gateway.expose({ name: 'b', namespace: 'vision' }, { host: 'a.io', tls: false })).toThrow(
    "serves 'a.io' with a certificate already",
  );
  expect(() => gateway.expose(service, { host: 'a.io', tls: 'one' })).toThrow("exposes scorer at 'a.io/' twice");
});

test('what a second path of a host does not say stays as it was', () => {
  const { chart, manifests } = inNamespace('istio-system');
  const gateway = new Gateway(chart, 'models');
  gateway.expose(service, { host: 'a.io', tls: 'one', minTls: 'TLSV1_3' });
  gateway.expose({ name: 'docs', namespace: 'vision' }, { host: 'a.io', tls: 'one', path: '/docs' });
  manifests().hasResource('Gateway', { spec: { servers: [{}, { tls: { minProtocolVersion: 'TLSV1_3' } }] } });
  expect(() =>
    gateway.expose({ name: 'x', namespace: 'vision' }, { host: 'a.io', tls: 'one', path: '/x', minTls: 'TLSV1_2' }),
  ).toThrow("serves 'a.io' from TLSV1_3, not from TLSV1_2");
});

test('a gateway that listens nowhere is an error', () => {
  const { chart, manifests } = inNamespace('istio-system');
  new Gateway(chart, 'empty');
  expect(manifests).toThrow('istio-system/empty: has no servers: say them, or expose a service');
});
