import { check } from './cases';

const PATCH = 'spec.configPatches[0]';
const HTTP = 'spec.http[0]';

check([
  {
    kind: 'Telemetry',
    base: `
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: { name: t }
spec:
  selector: { matchLabels: { app: a } }
  metrics: [{ providers: [{ name: prometheus }], overrides: [{ tagOverrides: { host: { operation: UPSERT, value: request.host } } }] }]
  tracing: [{ randomSamplingPercentage: 10, customTags: { team: { literal: { value: a } } } }]
  accessLogging: [{ filter: { expression: "response.code >= 400" } }]
`,
    accepted: [
      { 'spec.metrics[0].overrides[0].tagOverrides.host': { operation: 'REMOVE' } },
      { 'spec.accessLogging[0].filter.expression': "connection.mtls || request.headers['x'].startsWith('a')" },
    ],
    refused: [
      {
        rule: 'istio/telemetry-metrics',
        change: { 'spec.metrics[0].overrides[0].tagOverrides.host': { operation: 'REMOVE', value: 'a' } },
        path: 'spec.metrics[0].overrides[0].tagOverrides.host.value',
      },
      {
        rule: 'istio/telemetry-providers',
        change: { 'spec.tracing[0].providers': [{ name: '' }] },
        path: 'spec.tracing[0].providers[0].name',
      },
      {
        rule: 'istio/telemetry-tracing',
        change: { 'spec.tracing[0].randomSamplingPercentage': 101 },
        path: 'spec.tracing[0].randomSamplingPercentage',
      },
      {
        rule: 'istio/telemetry-logging',
        change: { 'spec.accessLogging[0].filter.expression': 'response.code >=' },
        path: 'spec.accessLogging[0].filter.expression',
      },
    ],
  },
  {
    kind: 'WasmPlugin',
    base: '{ apiVersion: extensions.istio.io/v1alpha1, kind: WasmPlugin, metadata: { name: w }, spec: { url: "oci://ghcr.io/a/b:1", vmConfig: { env: [{ name: A, value: b }] }, match: [{ ports: [{ number: 80 }] }] } }',
    accepted: [{ 'spec.url': 'ghcr.io/a/b:1' }],
    refused: [
      { rule: 'istio/wasm-module', change: { 'spec.url': 'ftp://a/b' }, path: 'spec.url' },
      {
        rule: 'istio/wasm-environment',
        change: { 'spec.vmConfig.env[0].valueFrom': 'HOST' },
        path: 'spec.vmConfig.env[0].value',
      },
      {
        rule: 'istio/wasm-match',
        change: { 'spec.match[0].ports[0].number': 0 },
        path: 'spec.match[0].ports[0].number',
      },
    ],
  },
  {
    kind: 'EnvoyFilter',
    base: `
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: { name: e }
spec:
  configPatches:
    - applyTo: HTTP_FILTER
      match:
        context: GATEWAY
        proxy: { proxyVersion: "^1\\\\.2.*" }
        listener: { filterChain: { filter: { name: envoy.filters.network.http_connection_manager, subFilter: { name: envoy.filters.http.router } } } }
      patch: { operation: INSERT_BEFORE, value: { name: x } }
`,
    accepted: [{ [`${PATCH}.patch`]: { operation: 'REMOVE' } }],
    refused: [
      { rule: 'istio/envoy-patch', change: { [`${PATCH}.applyTo`]: undefined }, path: `${PATCH}.applyTo` },
      {
        rule: 'istio/envoy-patch',
        change: { [`${PATCH}.patch.operation`]: undefined },
        path: `${PATCH}.patch.operation`,
      },
      { rule: 'istio/envoy-patch', change: { [`${PATCH}.patch.value`]: undefined }, path: `${PATCH}.patch.value` },
      {
        rule: 'istio/envoy-match',
        change: { [`${PATCH}.match.listener`]: undefined, [`${PATCH}.match.cluster`]: { name: 'c' } },
        path: `${PATCH}.match.cluster`,
      },
      {
        rule: 'istio/envoy-match',
        change: { [`${PATCH}.match.proxy.proxyVersion`]: '(' },
        path: `${PATCH}.match.proxy.proxyVersion`,
      },
      {
        rule: 'istio/envoy-match',
        change: { [`${PATCH}.applyTo`]: 'NETWORK_FILTER' },
        path: `${PATCH}.match.listener.filterChain.filter.subFilter`,
      },
    ],
  },
  {
    kind: 'VirtualService',
    base: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: v, namespace: team }
spec:
  hosts: [web]
  http:
    - match: [{ headers: { x-team: { exact: a } } }]
      headers: { request: { set: { x-from: "%DOWNSTREAM_REMOTE_ADDRESS%" }, remove: [x-b] } }
      corsPolicy: { allowHeaders: [x-a], maxAge: 24h }
      timeout: 1.5s
      route: [{ destination: { host: web } }]
`,
    accepted: [
      { [`${HTTP}.fault`]: { abort: { grpcStatus: 'NOT_FOUND' } } },
      { 'spec.gateways': ['team/gate'], [`${HTTP}.match[0].headers`]: { '@request.auth.claims.sub': { exact: 'a' } } },
      { [`${HTTP}.headers.request.set.x-from`]: '100%% sure' },
    ],
    refused: [
      {
        rule: 'istio/dry-run',
        change: { 'metadata.annotations': { 'istio.io/dry-run': 'true' } },
        path: 'metadata.annotations.istio.io/dry-run',
      },
      {
        rule: 'istio/internal-annotation',
        change: { 'metadata.annotations': { 'internal.istio.io/parents': 'a' } },
        path: 'metadata.annotations.internal.istio.io/parents',
      },
      {
        rule: 'istio/match',
        change: { [`${HTTP}.match[0].headers`]: { '@request.auth.claims.sub': { exact: 'a' } } },
        path: `${HTTP}.match[0].headers.@request.auth.claims.sub`,
      },
      {
        rule: 'istio/match',
        change: { [`${HTTP}.match[0].headers`]: { 'a b': { exact: 'a' } } },
        path: `${HTTP}.match[0].headers.a b`,
      },
      {
        rule: 'istio/http-headers',
        change: { [`${HTTP}.headers.request.set.x-from`]: '50% off' },
        path: `${HTTP}.headers.request.set.x-from`,
      },
      {
        rule: 'istio/http-headers',
        change: { [`${HTTP}.headers.request.remove[0]`]: ':path' },
        path: `${HTTP}.headers.request.remove[0]`,
      },
      {
        rule: 'istio/http-headers',
        change: { [`${HTTP}.rewrite`]: { authority: 'a' }, [`${HTTP}.headers.request.set.Host`]: 'b' },
        path: `${HTTP}.headers.request.set.Host`,
      },
      {
        rule: 'istio/http-cors',
        change: { [`${HTTP}.corsPolicy.allowHeaders[0]`]: 'a b' },
        path: `${HTTP}.corsPolicy.allowHeaders[0]`,
      },
      {
        rule: 'istio/http-cors',
        change: { [`${HTTP}.corsPolicy.maxAge`]: '1.5s' },
        path: `${HTTP}.corsPolicy.maxAge`,
      },
      { rule: 'istio/http-route', change: { [`${HTTP}.timeout`]: '1.5ms' }, path: `${HTTP}.timeout` },
      {
        rule: 'istio/http-fault',
        change: { [`${HTTP}.fault`]: { abort: { grpcStatus: 'LOST' } } },
        path: `${HTTP}.fault.abort.grpcStatus`,
      },
    ],
  },
  {
    kind: 'DestinationRule',
    base: '{ apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: { name: d, namespace: team }, spec: { host: web, trafficPolicy: { loadBalancer: { localityLbSetting: { distribute: [{ from: a/b/*, to: { a/b/*: 80, c/*: 20 } }] }, warmup: { duration: 30s } } } } }',
    accepted: [
      {
        'spec.trafficPolicy.loadBalancer.localityLbSetting': {
          failover: [{ from: 'a', to: 'b' }],
        },
      },
      { 'spec.workloadSelector': { matchLabels: { app: 'a' } }, 'spec.exportTo': ['.'] },
    ],
    refused: [
      {
        rule: 'istio/traffic-policy',
        change: { 'spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[0].to': { 'a/b/*': 80 } },
        path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[0].to',
      },
      {
        rule: 'istio/traffic-policy',
        change: {
          'spec.trafficPolicy.loadBalancer.localityLbSetting': { failover: [{ from: 'a', to: 'a' }] },
        },
        path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.failover[0].to',
      },
      {
        rule: 'istio/traffic-policy',
        change: { 'spec.trafficPolicy.loadBalancer.warmup.aggression': 0.5 },
        path: 'spec.trafficPolicy.loadBalancer.warmup.aggression',
      },
      {
        rule: 'istio/workload-selector',
        change: { 'spec.workloadSelector': { matchLabels: { app: '*' } } },
        path: 'spec.workloadSelector.matchLabels',
      },
      {
        rule: 'istio/export-to',
        change: { 'spec.workloadSelector': { matchLabels: { app: 'a' } }, 'spec.exportTo': ['other'] },
        path: 'spec.exportTo',
      },
    ],
  },
  {
    kind: 'RequestAuthentication',
    base: '{ apiVersion: security.istio.io/v1, kind: RequestAuthentication, metadata: { name: r }, spec: { jwtRules: [{ jwksUri: "https://a.com/keys" }] } }',
    refused: [
      {
        rule: 'istio/jwt-rule',
        change: { 'spec.jwtRules[0]': { jwksUri: 'https://a.com/keys' } },
        path: 'spec.jwtRules[0].issuer',
        options: { release: '1.10' },
      },
      {
        rule: 'istio/jwt-rule',
        change: { 'spec.jwtRules[0]': { issuer: 'a', jwks: '{"keys":[{"kty":"RSA"}]}' } },
        path: 'spec.jwtRules[0].jwks',
      },
    ],
  },
]);
