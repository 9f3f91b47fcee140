import { load } from 'js-yaml';
import type { KubeflowRelease } from '../../../src';
import { IstioBase, type IstioBaseProps, oauth2Proxy, sidecarAnnotations } from '../../../src/constructs/istio';
import { absent, type Manifests } from '../../../src/testing';
import { access } from '../../../src/validation/access';
import { inNamespace } from './program';

function base(props?: IstioBaseProps, release?: KubeflowRelease) {
  const { chart, manifests } = inNamespace('istio-system', { release });
  const istio = new IstioBase(chart, 'istio', props);
  return { istio, manifests: manifests() };
}

function mesh(manifests: Manifests): Record<string, unknown> {
  const [config] = manifests.find('ConfigMap', { metadata: { name: 'istio' } });
  return load((config!.data as { mesh: string }).mesh) as Record<string, unknown>;
}

test("by default the mesh is the release's own, with Kubeflow's login", () => {
  const { manifests } = base();
  expect(mesh(manifests)).toEqual({
    accessLogFile: '/dev/stdout',
    defaultConfig: { discoveryAddress: 'istiod.istio-system.svc:15012', proxyMetadata: {}, tracing: {} },
    enablePrometheusMerge: true,
    rootNamespace: 'istio-system',
    tcpKeepalive: { interval: '5s', probes: 3, time: '10s' },
    trustDomain: 'cluster.local',
    extensionProviders: [
      {
        name: 'oauth2-proxy',
        envoyExtAuthzHttp: {
          service: 'oauth2-proxy.oauth2-proxy.svc.cluster.local',
          port: 80,
          includeRequestHeadersInCheck: ['authorization', 'cookie'],
          headersToUpstreamOnAllow: [
            'authorization',
            'path',
            'x-auth-request-email',
            'x-auth-request-groups',
            'x-auth-request-user',
          ],
          headersToDownstreamOnDeny: ['content-type', 'set-cookie'],
        },
      },
    ],
  });
});

test.each<[KubeflowRelease, string]>([
  ['1.10', 'gcr.io/istio-release/proxyv2:1.26.1'],
  ['1.11', 'gcr.io/istio-release/proxyv2:1.28.0'],
  ['26.03', 'gcr.io/istio-release/proxyv2:1.28.0'],
])('gateways run the proxy of release %s', (release, image) => {
  base({}, release).manifests.hasResource('Deployment', {
    metadata: { name: 'istio-ingressgateway', namespace: 'istio-system' },
    spec: {
      template: {
        spec: {
          serviceAccountName: 'istio-ingressgateway-service-account',
          containers: [{ name: 'istio-proxy', image }],
        },
      },
    },
  });
});

test('nobody reaches anything but the gateways', () => {
  const { istio, manifests } = base();
  const policies = manifests.find('AuthorizationPolicy');
  const ask = (namespace: string, labels: Record<string, string>) =>
    access({
      policies,
      workload: { namespace, labels },
      request: { principal: null, ip: '10.0.0.1', host: 'h', path: '/', method: 'GET', port: 8080 },
    });
  expect(ask('vision', { app: 'scorer' }).decision).toBe('deny');
  expect(ask('istio-system', istio.ingress!.labels)).toMatchObject({
    decision: 'allow',
    by: 'istio-system/istio-ingressgateway',
  });
  expect(ask('istio-system', istio.clusterLocal!.labels).decision).toBe('allow');
});

test('settings of the mesh', () => {
  const { manifests } = base({
    mtls: 'STRICT',
    denyByDefault: false,
    trustDomain: 'acme.io',
    holdApplicationUntilProxyStarts: true,
    accessLogs: { encoding: 'JSON', filter: 'response.code >= 400' },
    tracing: { service: 'otel.observability.svc.cluster.local', sampling: 5 },
    authorizers: [
      oauth2Proxy,
      {
        name: 'opa',
        protocol: 'grpc',
        service: 'opa.opa.svc.cluster.local',
        port: 9191,
        timeout: '2s',
        failOpen: true,
      },
    ],
    mesh: { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' }, defaultConfig: { terminationDrainDuration: '30s' } },
  });
  expect(mesh(manifests)).toMatchObject({
    trustDomain: 'acme.io',
    accessLogEncoding: 'JSON',
    enableTracing: true,
    outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
    defaultConfig: { holdApplicationUntilProxyStarts: true, terminationDrainDuration: '30s' },
    extensionProviders: [
      { name: 'oauth2-proxy' },
      {
        name: 'opa',
        envoyExtAuthzGrpc: { service: 'opa.opa.svc.cluster.local', port: 9191, timeout: '2s', failOpen: true },
      },
      { name: 'otel', opentelemetry: { port: 4317 } },
    ],
  });
  manifests
    .hasResource('PeerAuthentication', {
      metadata: { name: 'default', namespace: 'istio-system' },
      spec: { mtls: { mode: 'STRICT' } },
    })
    .hasResource('Telemetry', {
      spec: {
        accessLogging: [{ filter: { expression: 'response.code >= 400' } }],
        tracing: [{ providers: [{ name: 'otel' }], randomSamplingPercentage: 5 }],
      },
    })
    .resourceCount('AuthorizationPolicy', 2);
  expect(mesh(base({ accessLogs: false, authorizers: [] }).manifests)).not.toHaveProperty('accessLogFile');
});

test('gateways are sized, placed and reached', () => {
  const { istio, manifests } = base({
    clusterLocal: false,
    ingress: {
      replicas: { min: 2, max: 10, cpuPercent: 60 },
      cpu: { request: '500m', limit: 4 },
      memory: '2Gi',
      serviceType: 'LoadBalancer',
      serviceAnnotations: { 'service.beta.kubernetes.io/aws-load-balancer-type': 'external' },
      sourceRanges: ['203.0.113.0/24'],
      externalTrafficPolicy: 'Local',
      placement: { nodeSelector: { pool: 'edge' }, tolerations: [{ key: 'edge', operator: 'Exists' }] },
      trustedProxies: 1,
    },
    istiod: { replicas: { min: 2, max: 4 }, cpu: '500m', memory: '4Gi' },
    proxy: { cpu: { request: '10m' }, memory: { request: '64Mi', limit: '256Mi' } },
  });
  expect(istio.clusterLocal).toBeUndefined();
  expect(istio.ingress!.principal).toBe('cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account');
  manifests
    .hasResource('HorizontalPodAutoscaler', {
      metadata: { name: 'istio-ingressgateway' },
      spec: { minReplicas: 2, maxReplicas: 10, metrics: [{ resource: { target: { averageUtilization: 60 } } }] },
    })
    .hasResource('PodDisruptionBudget', { spec: { minAvailable: 1 } })
    .hasResource('Service', {
      metadata: { annotations: { 'service.beta.kubernetes.io/aws-load-balancer-type': 'external' } },
      spec: { type: 'LoadBalancer', loadBalancerSourceRanges: ['203.0.113.0/24'], externalTrafficPolicy: 'Local' },
    })
    .hasResource('Deployment', {
      spec: {
        replicas: absent,
        template: {
          metadata: { annotations: { 'proxy.istio.io/config': 'gatewayTopology: { numTrustedProxies: 1 }' } },
          spec: {
            nodeSelector: { pool: 'edge' },
            tolerations: [{ key: 'edge' }],
            containers: [
              { resources: { requests: { cpu: '500m', memory: '2Gi' }, limits: { cpu: '4', memory: '2Gi' } } },
            ],
          },
        },
      },
    })
    .hasResource('HorizontalPodAutoscaler', { metadata: { name: 'istiod' }, spec: { minReplicas: 2, maxReplicas: 4 } });
  const istiod = istio.installation.charts.find((chart) => chart.name === 'istiod')!;
  expect(istiod.values).toMatchObject({
    configMap: false,
    autoscaleEnabled: false,
    resources: { requests: { memory: '4Gi' } },
    global: { proxy: { resources: { limits: { memory: '256Mi' } } } },
  });
});

test.each<[IstioBaseProps, string | undefined]>([
  [{}, 'oauth2-proxy'],
  [{ platform: 'gke' }, 'gke'],
  [{ authorizers: [] }, 'insecure'],
  [{ dataPlane: 'ambient' }, 'ambient-oauth2-proxy'],
  [{ dataPlane: 'ambient', authorizers: [] }, 'ambient'],
  [{ dataPlane: 'ambient', platform: 'gke' }, 'ambient-oauth2-proxy-gke'],
  [{ platform: 'openshift' }, undefined],
])('%j is installed from the overlay %s', (props, overlay) => {
  const { installation } = base(props).istio;
  expect(installation.overlay).toBe(overlay && `common/istio/istio-install/overlays/${overlay}`);
});

test('ambient: ztunnel on the nodes, which the namespace must allow', () => {
  const { istio, manifests } = base({ dataPlane: 'ambient', platform: 'gke' });
  manifests.hasResource('Namespace', { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } });
  expect(mesh(manifests)).toMatchObject({ defaultConfig: { proxyMetadata: { ISTIO_META_ENABLE_HBONE: 'true' } } });
  expect(istio.namespaceLabels).toEqual({ 'istio.io/dataplane-mode': 'ambient' });
  expect(base().istio.namespaceLabels).toEqual({ 'istio-injection': 'enabled' });
  expect(istio.installation.charts.map(({ name, values }) => [name, values.profile ?? values.global])).toEqual([
    ['base', undefined],
    ['istiod', 'ambient'],
    ['cni', 'ambient'],
    ['ztunnel', { platform: 'gke' }],
  ]);
  expect(() => base({ dataPlane: 'ambient' }, '1.10')).toThrow(
    "istio-system/istio: dataPlane 'ambient' is not installed by release 1.10",
  );
});

test.each<[IstioBaseProps, string]>([
  [
    { ingress: { replicas: { min: 3, max: 2 } } },
    'istio-system/istio/istio-ingressgateway: replicas 3 to 2 is no range',
  ],
  [{ ingress: { sourceRanges: ['10.0.0.0/8'] } }, 'sourceRanges only restrict a balancer'],
  [{ tracing: { service: 'x', sampling: 101 } }, 'tracing.sampling 101 is no percentage'],
  [{ authorizers: [oauth2Proxy, oauth2Proxy] }, "authorizers 'oauth2-proxy' is there twice"],
  [{ authorizers: [{ name: 'OPA', service: 'x', port: 1 }] }, "authorizers 'OPA' is no name"],
])('%j is refused', (props, message) => {
  expect(() => base(props)).toThrow(message);
});

test("a pod's own sidecar is sized by annotations", () => {
  expect(sidecarAnnotations({ cpu: { request: '50m' }, memory: { limit: '1Gi' } })).toEqual({
    'sidecar.istio.io/proxyCPU': '50m',
    'sidecar.istio.io/proxyMemoryLimit': '1Gi',
  });
});
