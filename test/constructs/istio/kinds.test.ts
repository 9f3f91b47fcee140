import type { KubeflowRelease } from '../../../src';
import {
  DestinationRule,
  EnvoyFilter,
  ProxyConfig,
  ServiceEntry,
  Sidecar,
  Telemetry,
  VirtualService,
  WasmPlugin,
  WorkloadEntry,
  WorkloadGroup,
} from '../../../src/constructs/istio';
import { inNamespace } from './program';

/** One of each, as every release's schemas take them. */
function all(release: KubeflowRelease) {
  const { chart, manifests } = inNamespace('vision', { release });
  new VirtualService(chart, 'canary', {
    hosts: ['scorer'],
    http: [
      {
        match: [{ headers: { 'x-canary': { exact: 'yes' } } }],
        route: [{ destination: { host: 'scorer', subset: 'v2' } }],
      },
      {
        route: [
          { destination: { host: 'scorer', subset: 'v1' }, weight: 90 },
          { destination: { host: 'scorer', subset: 'v2' }, weight: 10 },
        ],
        retries: { attempts: 3, perTryTimeout: '2s', retryOn: '5xx' },
        mirror: { host: 'shadow' },
      },
    ],
  });
  new DestinationRule(chart, 'scorer', {
    host: 'scorer',
    trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' }, connectionPool: { http: { http2MaxRequests: 100 } } },
    subsets: [
      { name: 'v1', labels: { version: 'v1' } },
      { name: 'v2', labels: { version: 'v2' } },
    ],
  });
  new Sidecar(chart, 'default', { egress: [{ hosts: ['./*', 'istio-system/*'] }] });
  new ServiceEntry(chart, 'hub', {
    hosts: ['huggingface.co'],
    location: 'MESH_EXTERNAL',
    resolution: 'DNS',
    ports: [{ number: 443, name: 'tls', protocol: 'TLS' }],
  });
  new WorkloadEntry(chart, 'vm', { address: '10.0.0.4', labels: { app: 'legacy' }, serviceAccount: 'legacy' });
  new WorkloadGroup(chart, 'vms', {
    entryMetadata: { labels: { app: 'legacy' } },
    template: { serviceAccount: 'legacy', ports: { http: 8080 } },
    metadata: { labels: { team: 'vision' } },
  });
  new ProxyConfig(chart, 'proxies', { concurrency: 2, environmentVariables: { A: 'b' } });
  new Telemetry(chart, 'logs', {
    accessLogging: [{ providers: [{ name: 'envoy' }], filter: { expression: 'response.code >= 500' } }],
  });
  new EnvoyFilter(chart, 'grace', {
    configPatches: [
      {
        applyTo: 'NETWORK_FILTER',
        match: {
          context: 'SIDECAR_INBOUND',
          listener: { filterChain: { filter: { name: 'envoy.filters.network.http_connection_manager' } } },
        },
        patch: {
          operation: 'MERGE',
          value: { typed_config: { '@type': 'type.googleapis.com/x', stream_idle_timeout: '0s' } },
        },
      },
    ],
  });
  new WasmPlugin(chart, 'limits', { url: 'oci://ghcr.io/acme/limits:1', phase: 'AUTHN', pluginConfig: { rate: 10 } });
  return manifests();
}

test.each<KubeflowRelease>(['1.10', '1.11', '26.03'])('every kind is valid in release %s', (release) => {
  const { objects } = all(release);
  expect(objects.map(({ apiVersion, kind }) => `${apiVersion}/${kind}`).sort()).toEqual([
    'extensions.istio.io/v1alpha1/WasmPlugin',
    'networking.istio.io/v1/DestinationRule',
    'networking.istio.io/v1/ServiceEntry',
    'networking.istio.io/v1/Sidecar',
    'networking.istio.io/v1/VirtualService',
    'networking.istio.io/v1/WorkloadEntry',
    'networking.istio.io/v1/WorkloadGroup',
    'networking.istio.io/v1alpha3/EnvoyFilter',
    'networking.istio.io/v1beta1/ProxyConfig',
    'telemetry.istio.io/v1/Telemetry',
  ]);
});

test('the entries of a group have metadata of their own', () => {
  all('26.03').hasResource('WorkloadGroup', {
    metadata: { labels: { team: 'vision' } },
    spec: { metadata: { labels: { app: 'legacy' } } },
  });
});
