import { load } from 'js-yaml';
import type { KubeflowRelease } from '../../../src';
import {
  gpuFeatures,
  KnativeBase,
  type KnativeBaseProps,
  type KnativeFeature,
  KnativeService,
} from '../../../src/constructs/knative';
import { Resource } from '../../../src/core/resource';
import type { Manifests } from '../../../src/testing';
import { inNamespace } from '../istio/program';

function base(props?: KnativeBaseProps, release?: KubeflowRelease): Manifests {
  const { chart, manifests } = inNamespace('vision', { release });
  new KnativeBase(chart, 'knative', props);
  return manifests();
}

function config(manifests: Manifests, name: string): Record<string, string> | undefined {
  return manifests.find('ConfigMap', { metadata: { name } })[0]?.data as Record<string, string> | undefined;
}

test('without settings Knative keeps its own', () => {
  const manifests = base();
  expect(manifests.objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'Namespace knative-serving',
    'ConfigMap config-features',
  ]);
  expect(config(manifests, 'config-features')).toEqual({});
});

test("flags follow what the program's services have, whoever made them", () => {
  const { chart, manifests } = inNamespace('vision', {
    existing: [{ kind: 'PersistentVolumeClaim', name: 'weights' }],
  });
  new KnativeBase(chart, 'knative');
  new KnativeService(chart, 'web', {
    image: 'ghcr.io/acme/web:1',
    nodeSelector: { pool: 'l4' },
    tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists' }],
    runtimeClass: 'nvidia',
    mounts: { '/weights': { pvc: 'weights' } },
    env: { POD: { field: 'metadata.name' } },
  });
  new Resource(chart, 'iris', 'serving.kserve.io/v1beta1/InferenceService', {
    spec: {
      predictor: { priorityClassName: 'high', model: { modelFormat: { name: 'sklearn' }, storageUri: 'gs://x/y' } },
      transformer: { containers: [{ name: 'kserve-container', image: 'ghcr.io/acme/t:1' }], schedulerName: 'volcano' },
    },
  });
  expect(config(manifests(), 'config-features')).toEqual({
    'kubernetes.podspec-fieldref': 'enabled',
    'kubernetes.podspec-nodeselector': 'enabled',
    'kubernetes.podspec-persistent-volume-claim': 'enabled',
    'kubernetes.podspec-persistent-volume-write': 'enabled',
    'kubernetes.podspec-priorityclassname': 'enabled',
    'kubernetes.podspec-runtimeclassname': 'enabled',
    'kubernetes.podspec-schedulername': 'enabled',
    'kubernetes.podspec-tolerations': 'enabled',
  });
});

test('a model that is a plain Deployment needs nothing of Knative', () => {
  const { chart, manifests } = inNamespace('vision');
  new KnativeBase(chart, 'knative');
  new Resource(
    chart,
    'iris',
    'serving.kserve.io/v1beta1/InferenceService',
    {
      spec: {
        predictor: { nodeSelector: { a: 'b' }, model: { modelFormat: { name: 'sklearn' }, storageUri: 'gs://x/y' } },
      },
    },
    { annotations: { 'serving.kserve.io/deploymentMode': 'Standard' } },
  );
  expect(config(manifests(), 'config-features')).toEqual({});
});

test('what other programs need is said, and states have the last word', () => {
  const { chart, manifests } = inNamespace('vision');
  new KnativeBase(chart, 'knative', {
    needs: gpuFeatures,
    features: { affinity: 'disabled', tagHeaderRouting: 'enabled' },
  }).need('initContainers');
  expect(config(manifests(), 'config-features')).toEqual({
    'kubernetes.podspec-affinity': 'disabled',
    'kubernetes.podspec-init-containers': 'enabled',
    'kubernetes.podspec-nodeselector': 'enabled',
    'kubernetes.podspec-persistent-volume-claim': 'enabled',
    'kubernetes.podspec-persistent-volume-write': 'enabled',
    'kubernetes.podspec-runtimeclassname': 'enabled',
    'kubernetes.podspec-schedulername': 'enabled',
    'kubernetes.podspec-tolerations': 'enabled',
    'tag-header-based-routing': 'enabled',
  });
});

test('a feature that the release lacks, or nobody knows, is refused', () => {
  expect(() => base({ needs: ['csiVolume'] }, '1.10')).toThrow(
    "vision/knative: needs 'csiVolume', which the Knative of release 1.10 does not have: use release 26.03, or do without",
  );
  expect(config(base({ needs: ['csiVolume'] }), 'config-features')).toEqual({
    'kubernetes.podspec-volumes-csi': 'enabled',
  });
  expect(() => base({ needs: ['nodeSelectors' as KnativeFeature] })).toThrow("did you mean 'nodeSelector'?");
});

test('every setting under its key', () => {
  const manifests = base({
    autoscaler: {
      scaleToZero: false,
      stableWindow: '90s',
      scaleToZeroGracePeriod: '1m',
      concurrencyTarget: 50,
      targetBurstCapacity: -1,
      maxScale: 10,
      maxScaleLimit: 20,
    },
    domain: { 'acme.io': {}, 'internal.acme.io': { scope: 'internal' } },
    network: {
      domainTemplate: '{{.Name}}-{{.Namespace}}.{{.Domain}}',
      externalDomainTls: true,
      httpProtocol: 'redirected',
      rolloutDuration: '2m',
      autocreateClusterDomainClaims: true,
    },
    queueProxy: { image: 'registry.acme.io/queue:1', cpu: { request: '50m' }, memory: '200Mi' },
    deployment: {
      progressDeadline: '1d',
      registriesSkippingTagResolving: ['registry.acme.io', 'dev.local'],
      runtimeClasses: { nvidia: { accelerator: 'gpu' } },
    },
    defaults: { timeout: '10m', maxTimeout: '1h', memory: { limit: '2Gi' }, enableServiceLinks: false },
    garbageCollection: {
      retainSinceCreate: '2d',
      retainSinceLastActive: 'disabled',
      minNonActiveRevisions: 2,
      maxNonActiveRevisions: 5,
    },
    observability: { 'logging.enable-request-log': 'true' },
  });
  expect(config(manifests, 'config-autoscaler')).toEqual({
    'enable-scale-to-zero': 'false',
    'stable-window': '1m30s',
    'scale-to-zero-grace-period': '1m',
    'container-concurrency-target-default': '50',
    'target-burst-capacity': '-1',
    'max-scale': '10',
    'max-scale-limit': '20',
  });
  const domains = config(manifests, 'config-domain')!;
  expect(domains['acme.io']).toBe('');
  expect(load(domains['internal.acme.io']!)).toEqual({ selector: { scope: 'internal' } });
  expect(config(manifests, 'config-network')).toEqual({
    'domain-template': '{{.Name}}-{{.Namespace}}.{{.Domain}}',
    'external-domain-tls': 'enabled',
    'http-protocol': 'redirected',
    'rollout-duration': '120',
    'autocreate-cluster-domain-claims': 'true',
  });
  const deployment = config(manifests, 'config-deployment')!;
  expect(deployment).toMatchObject({
    'queue-sidecar-image': 'registry.acme.io/queue:1',
    'queue-sidecar-cpu-request': '50m',
    'queue-sidecar-memory-request': '200Mi',
    'queue-sidecar-memory-limit': '200Mi',
    'progress-deadline': '24h',
    'registries-skipping-tag-resolving': 'registry.acme.io,dev.local',
  });
  expect(deployment).not.toHaveProperty('queue-sidecar-cpu-limit');
  expect(load(deployment['runtime-class-name']!)).toEqual({ nvidia: { selector: { accelerator: 'gpu' } } });
  expect(config(manifests, 'config-defaults')).toEqual({
    'revision-timeout-seconds': '600',
    'max-revision-timeout-seconds': '3600',
    'revision-memory-limit': '2Gi',
    'enable-service-links': 'false',
  });
  expect(config(manifests, 'config-gc')).toEqual({
    'retain-since-create-time': '48h',
    'retain-since-last-active-time': 'disabled',
    'min-non-active-revisions': '2',
    'max-non-active-revisions': '5',
  });
  expect(config(manifests, 'config-observability')).toEqual({ 'logging.enable-request-log': 'true' });
});

test('a change of sizes keeps the image, which the controller cannot do without', () => {
  const image = (release: KubeflowRelease) =>
    config(base({ queueProxy: { cpu: 1 } }, release), 'config-deployment')!['queue-sidecar-image'];
  expect(image('26.03')).toMatch(/^gcr\.io\/knative-releases\/knative\.dev\/serving\/cmd\/queue@sha256:[0-9a-f]{64}$/);
  expect(image('1.10')).toBe(image('1.11'));
  expect(image('1.10')).not.toBe(image('26.03'));
});

test("gateways in the format of Kubeflow's own ConfigMap, until one has a selector", () => {
  const external = {
    namespace: 'kubeflow',
    name: 'kubeflow-gateway',
    service: 'istio-ingressgateway.istio-system.svc.cluster.local',
  };
  expect(config(base({ gateways: { external: [external] } }), 'config-istio')).toEqual({
    'gateway.kubeflow.kubeflow-gateway': 'istio-ingressgateway.istio-system.svc.cluster.local',
  });
  const inner = { ...external, name: 'inner', labelSelector: { matchLabels: { scope: 'inner' } } };
  const both = config(base({ gateways: { external: [external, inner] } }), 'config-istio')!;
  expect(load(both['external-gateways']!)).toEqual([external, inner]);
});

test('eventing: its namespace and the defaults of brokers and channels', () => {
  const channel = { apiVersion: 'messaging.knative.dev/v1beta1', kind: 'KafkaChannel', spec: { numPartitions: 3 } };
  const manifests = base({ eventing: { channel, delivery: { retry: 3 } } });
  manifests.hasResource('Namespace', { metadata: { name: 'knative-eventing' } });
  expect(load(config(manifests, 'config-br-default-channel')!['channel-template-spec']!)).toEqual(channel);
  expect(load(config(manifests, 'config-br-defaults')!['default-br-config']!)).toMatchObject({
    clusterDefault: { brokerClass: 'MTChannelBasedBroker', name: 'config-br-default-channel', delivery: { retry: 3 } },
  });
});

test.each<[KnativeBaseProps, string]>([
  [{ autoscaler: { stableWindow: '5s' } }, "stable-window '5s' must be whole seconds from 6s to 3600s"],
  [{ autoscaler: { maxScaleUpRate: 1 } }, 'max-scale-up-rate 1 must be a number, above 1'],
  [{ autoscaler: { initialScale: 0 } }, 'initial-scale 0 needs allowZeroInitialScale'],
  [{ autoscaler: { maxScaleLimit: 5 } }, 'max-scale 0 must be from 1 to max-scale-limit 5'],
  [{ autoscaler: { targetUtilization: 0 } }, 'is below 0.01'],
  [{ autoscaler: { targetBurstCapacity: -2 } }, 'target-burst-capacity -2 must be at least 0, or -1 for unlimited'],
  [{ autoscaler: { scaleDownDelay: '1500ms' } }, "scale-down-delay '1s500ms' must be whole seconds"],
  [{ domain: 'Acme_io' }, "domain 'Acme_io' is no domain"],
  [{ domain: { 'a.io': {}, 'b.io': {} } }, 'domain has 2 defaults (a.io, b.io)'],
  [{ network: { domainTemplate: '{{.Domain}}' } }, "domain-template '{{.Domain}}' has no {{.Name}}"],
  [{ defaults: { timeout: '20m' } }, 'defaults.timeout 1200s is more than maxTimeout 600s'],
  [{ defaults: { idleTimeout: '6m' } }, 'defaults.idleTimeout 360s is more than timeout 300s'],
  [{ defaults: { concurrency: 1001 } }, 'container-concurrency 1001 must be a whole number, at least 0, at most 1000'],
  [
    { garbageCollection: { maxNonActiveRevisions: 5 } },
    'min-non-active-revisions 20 is more than max-non-active-revisions 5',
  ],
  [
    { gateways: { local: [{ namespace: 'a', name: 'b', service: 'c', labelSelector: {} }] } },
    'gateways.local has 0 without labelSelector',
  ],
  [{ queueProxy: { memory: '200MB' as '200M' } }, "queueProxy.memory '200MB'"],
])('%j is refused', (props, message) => {
  expect(() => base(props)).toThrow('vision/knative: ');
  expect(() => base(props)).toThrow(message);
});
