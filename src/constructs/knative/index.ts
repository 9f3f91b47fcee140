export type { AutoscalerSettings } from './autoscaler';
export { KnativeBase, type KnativeBaseProps } from './base';
export type { DeploymentSettings, GarbageCollection, QueueProxy, ServiceDefaults } from './deployment';
export { Broker, type BrokerProps, type EventingSettings, Trigger, type TriggerProps } from './eventing';
export { type FeatureState, gpuFeatures, type KnativeFeature } from './features';
export type { Domains, KnativeGateway, KnativeGateways, NetworkSettings } from './network';
export {
  DomainMapping,
  type DomainMappingProps,
  KnativeConfiguration,
  type KnativeConfigurationProps,
  KnativeRoute,
  type KnativeRouteProps,
} from './routing';
export type { KnativeScaling } from './scaling';
export {
  type ContainerService,
  KnativeService,
  type KnativeServiceProps,
  type TemplateService,
  type TrafficTarget,
} from './service';
