export type { FeatureRuleProps } from './features';
export type { LoadBalancerProps } from './load-balancer';
export type { ClusterApiRef, MachineDeploymentProps } from './machine-deployment';
export type { NetworkOperatorProps } from './network-operator';
export { OnPremStack, type OnPremStackProps } from './on-prem';
export type { StorageClassProps } from './storage';
