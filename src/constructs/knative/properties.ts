import { milliseconds, seconds } from '../../core/duration';
import { fields, type Known, listOf, mapOf, oneOf } from '../../core/properties';
import { resourceProperties } from '../../core/resources';
import { count } from '../../core/units';
import type { AutoscalerSettings } from './autoscaler';
import type { DeploymentSettings, GarbageCollection, QueueProxy, ServiceDefaults } from './deployment';
import type { EventingSettings } from './eventing';
import type { KnativeGateway, NetworkSettings } from './network';
import type { KnativeScaling } from './scaling';

const { cpu, memory, ephemeralStorage } = resourceProperties;
const untilDisabled = (value: never) => value === 'disabled' || milliseconds(value);

export const autoscaler: Known<AutoscalerSettings> = {
  scaleToZero: 'flag',
  scaleToZeroGracePeriod: milliseconds,
  scaleToZeroPodRetention: milliseconds,
  scaleDownDelay: milliseconds,
  stableWindow: milliseconds,
  concurrencyTarget: 'number',
  targetUtilization: 'number',
  requestsPerSecondTarget: 'number',
  targetBurstCapacity: 'number',
  activatorCapacity: 'number',
  panicWindowPercentage: 'number',
  panicThresholdPercentage: 'number',
  maxScaleUpRate: 'number',
  maxScaleDownRate: 'number',
  initialScale: 'number',
  allowZeroInitialScale: 'flag',
  minScale: 'number',
  maxScale: 'number',
  maxScaleLimit: 'number',
  autoscalerClass: oneOf('kpa.autoscaling.knative.dev', 'hpa.autoscaling.knative.dev'),
};
export const network: Known<NetworkSettings> = {
  domainTemplate: 'text',
  tagTemplate: 'text',
  externalDomainTls: 'flag',
  clusterLocalDomainTls: 'flag',
  systemInternalTls: 'flag',
  httpProtocol: oneOf('enabled', 'disabled', 'redirected'),
  defaultExternalScheme: oneOf('http', 'https'),
  ingressClass: 'text',
  certificateClass: 'text',
  namespaceWildcardCertSelector: 'object',
  rolloutDuration: seconds,
  autocreateClusterDomainClaims: 'flag',
  meshPodAddressability: 'flag',
  meshCompatibility: oneOf('enabled', 'disabled', 'auto'),
};
const gateway: Known<KnativeGateway> = { namespace: 'text', name: 'text', service: 'text', labelSelector: 'object' };
export const gateways = listOf(fields(gateway, ['namespace', 'name', 'service']));
export const queueProxy: Known<QueueProxy> = { image: 'text', cpu, memory, ephemeralStorage };
export const deployment: Known<DeploymentSettings> = {
  progressDeadline: milliseconds,
  digestResolutionTimeout: milliseconds,
  registriesSkippingTagResolving: listOf('text'),
  defaultAffinity: oneOf('none', 'prefer-spread-revision-over-nodes'),
  runtimeClasses: mapOf(mapOf('text')),
};
export const defaults: Known<ServiceDefaults> = {
  timeout: seconds,
  maxTimeout: seconds,
  responseStartTimeout: seconds,
  idleTimeout: seconds,
  concurrency: 'number',
  maxConcurrency: 'number',
  allowUnlimitedConcurrency: 'flag',
  enableServiceLinks: 'flag',
  cpu,
  memory,
  ephemeralStorage,
};
export const garbageCollection: Known<GarbageCollection> = {
  retainSinceCreate: untilDisabled,
  retainSinceLastActive: untilDisabled,
  minNonActiveRevisions: count,
  maxNonActiveRevisions: (value: number | 'disabled') => value === 'disabled' || count(value),
};
export const eventing: Known<EventingSettings> = {
  brokerClass: 'text',
  delivery: 'object',
  channel: fields({ apiVersion: 'text', kind: 'text', spec: 'object' }, ['apiVersion', 'kind']),
};

export const scaling: Known<KnativeScaling> = {
  min: 'number',
  max: 'number',
  initial: 'number',
  activation: 'number',
  utilization: 'number',
  window: milliseconds,
  scaleDownDelay: milliseconds,
  lastPodRetention: milliseconds,
  burstCapacity: 'number',
  panicWindowPercentage: 'number',
  panicThresholdPercentage: 'number',
  metric: oneOf('concurrency', 'rps', 'cpu', 'memory'),
  target: 'number',
  aggregation: oneOf('linear', 'weighted-exponential'),
};
