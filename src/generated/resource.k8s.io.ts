// Written by `npm run generate`; do not edit.
import type { NodeSelector, ObjectMeta, Quantity } from './core';

// source: @kubernetes/client-node@1.4.0 io.k8s.api.resource.v1.DeviceClass
export interface DeviceClassV1 {
  apiVersion: 'resource.k8s.io/v1';
  kind: 'DeviceClass';
  metadata?: ObjectMeta;
  spec: DeviceClassSpec;
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.resource.v1.ResourceClaim
export interface ResourceClaimV1 {
  apiVersion: 'resource.k8s.io/v1';
  kind: 'ResourceClaim';
  metadata?: ObjectMeta;
  spec: ResourceClaimSpec;
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.resource.v1.ResourceClaimTemplate
export interface ResourceClaimTemplateV1 {
  apiVersion: 'resource.k8s.io/v1';
  kind: 'ResourceClaimTemplate';
  metadata?: ObjectMeta;
  spec: ResourceClaimTemplateSpec;
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.resource.v1.ResourceSlice
export interface ResourceSliceV1 {
  apiVersion: 'resource.k8s.io/v1';
  kind: 'ResourceSlice';
  metadata?: ObjectMeta;
  spec: ResourceSliceSpec;
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.resource.v1beta1.DeviceClass
export interface DeviceClassV1beta1 {
  apiVersion: 'resource.k8s.io/v1beta1';
  kind: 'DeviceClass';
  metadata?: ObjectMeta;
  spec: DeviceClassSpec;
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.resource.v1beta1.ResourceClaim
export interface ResourceClaimV1beta1 {
  apiVersion: 'resource.k8s.io/v1beta1';
  kind: 'ResourceClaim';
  metadata?: ObjectMeta;
  spec: ResourceClaimSpecV1beta1;
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.resource.v1beta1.ResourceClaimTemplate
export interface ResourceClaimTemplateV1beta1 {
  apiVersion: 'resource.k8s.io/v1beta1';
  kind: 'ResourceClaimTemplate';
  metadata?: ObjectMeta;
  spec: ResourceClaimTemplateSpecV1beta1;
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.resource.v1beta1.ResourceSlice
export interface ResourceSliceV1beta1 {
  apiVersion: 'resource.k8s.io/v1beta1';
  kind: 'ResourceSlice';
  metadata?: ObjectMeta;
  spec: ResourceSliceSpecV1beta1;
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.resource.v1beta2.DeviceClass
export interface DeviceClassV1beta2 {
  apiVersion: 'resource.k8s.io/v1beta2';
  kind: 'DeviceClass';
  metadata?: ObjectMeta;
  spec: DeviceClassSpec;
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.resource.v1beta2.ResourceClaim
export interface ResourceClaimV1beta2 {
  apiVersion: 'resource.k8s.io/v1beta2';
  kind: 'ResourceClaim';
  metadata?: ObjectMeta;
  spec: ResourceClaimSpec;
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.resource.v1beta2.ResourceClaimTemplate
export interface ResourceClaimTemplateV1beta2 {
  apiVersion: 'resource.k8s.io/v1beta2';
  kind: 'ResourceClaimTemplate';
  metadata?: ObjectMeta;
  spec: ResourceClaimTemplateSpec;
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.resource.v1beta2.ResourceSlice
export interface ResourceSliceV1beta2 {
  apiVersion: 'resource.k8s.io/v1beta2';
  kind: 'ResourceSlice';
  metadata?: ObjectMeta;
  spec: ResourceSliceSpec;
}

export interface BasicDevice {
  allNodes?: boolean;
  allowMultipleAllocations?: boolean;
  attributes?: Record<string, DeviceAttribute>;
  bindingConditions?: string[];
  bindingFailureConditions?: string[];
  bindsToNode?: boolean;
  capacity?: Record<string, DeviceCapacity>;
  consumesCounters?: DeviceCounterConsumption[];
  nodeName?: string;
  nodeSelector?: NodeSelector;
  taints?: DeviceTaint[];
}

export interface CELDeviceSelector {
  expression: string;
}

export interface CapacityRequestPolicy {
  default?: Quantity;
  validRange?: CapacityRequestPolicyRange;
  validValues?: Quantity[];
}

export interface CapacityRequestPolicyRange {
  max?: Quantity;
  min: Quantity;
  step?: Quantity;
}

export interface CapacityRequirements {
  requests?: Record<string, Quantity>;
}

export interface Counter {
  value: Quantity;
}

export interface CounterSet {
  counters: Record<string, Counter>;
  name: string;
}

export interface Device {
  allNodes?: boolean;
  allowMultipleAllocations?: boolean;
  attributes?: Record<string, DeviceAttribute>;
  bindingConditions?: string[];
  bindingFailureConditions?: string[];
  bindsToNode?: boolean;
  capacity?: Record<string, DeviceCapacity>;
  consumesCounters?: DeviceCounterConsumption[];
  name: string;
  nodeName?: string;
  nodeSelector?: NodeSelector;
  taints?: DeviceTaint[];
}

export interface DeviceAttribute {
  bool?: boolean;
  int?: number;
  string?: string;
  version?: string;
}

export interface DeviceCapacity {
  requestPolicy?: CapacityRequestPolicy;
  value: Quantity;
}

export interface DeviceClaim {
  config?: DeviceClaimConfiguration[];
  constraints?: DeviceConstraint[];
  requests?: DeviceRequest[];
}

export interface DeviceClaimConfiguration {
  opaque?: OpaqueDeviceConfiguration;
  requests?: string[];
}

export interface DeviceClaimV1beta1 {
  config?: DeviceClaimConfiguration[];
  constraints?: DeviceConstraint[];
  requests?: DeviceRequestV1beta1[];
}

export interface DeviceClassConfiguration {
  opaque?: OpaqueDeviceConfiguration;
}

export interface DeviceClassSpec {
  config?: DeviceClassConfiguration[];
  extendedResourceName?: string;
  selectors?: DeviceSelector[];
}

export interface DeviceConstraint {
  distinctAttribute?: string;
  matchAttribute?: string;
  requests?: string[];
}

export interface DeviceCounterConsumption {
  counterSet: string;
  counters: Record<string, Counter>;
}

export interface DeviceRequest {
  exactly?: ExactDeviceRequest;
  firstAvailable?: DeviceSubRequest[];
  name: string;
}

export interface DeviceRequestV1beta1 {
  adminAccess?: boolean;
  allocationMode?: string;
  capacity?: CapacityRequirements;
  count?: number;
  deviceClassName?: string;
  firstAvailable?: DeviceSubRequest[];
  name: string;
  selectors?: DeviceSelector[];
  tolerations?: DeviceToleration[];
}

export interface DeviceSelector {
  cel?: CELDeviceSelector;
}

export interface DeviceSubRequest {
  allocationMode?: string;
  capacity?: CapacityRequirements;
  count?: number;
  deviceClassName: string;
  name: string;
  selectors?: DeviceSelector[];
  tolerations?: DeviceToleration[];
}

export interface DeviceTaint {
  effect: 'NoExecute' | 'NoSchedule';
  key: string;
  timeAdded?: string;
  value?: string;
}

export interface DeviceToleration {
  effect?: 'NoExecute' | 'NoSchedule';
  key?: string;
  operator?: 'Equal' | 'Exists';
  tolerationSeconds?: number;
  value?: string;
}

export interface DeviceV1beta1 {
  basic?: BasicDevice;
  name: string;
}

export interface ExactDeviceRequest {
  adminAccess?: boolean;
  allocationMode?: string;
  capacity?: CapacityRequirements;
  count?: number;
  deviceClassName: string;
  selectors?: DeviceSelector[];
  tolerations?: DeviceToleration[];
}

export interface OpaqueDeviceConfiguration {
  driver: string;
  parameters: Record<string, unknown>;
}

export interface ResourceClaimSpec {
  devices?: DeviceClaim;
}

export interface ResourceClaimSpecV1beta1 {
  devices?: DeviceClaimV1beta1;
}

export interface ResourceClaimTemplateSpec {
  metadata?: ObjectMeta;
  spec: ResourceClaimSpec;
}

export interface ResourceClaimTemplateSpecV1beta1 {
  metadata?: ObjectMeta;
  spec: ResourceClaimSpecV1beta1;
}

export interface ResourcePool {
  generation: number;
  name: string;
  resourceSliceCount: number;
}

export interface ResourceSliceSpec {
  allNodes?: boolean;
  devices?: Device[];
  driver: string;
  nodeName?: string;
  nodeSelector?: NodeSelector;
  perDeviceNodeSelection?: boolean;
  pool: ResourcePool;
  sharedCounters?: CounterSet[];
}

export interface ResourceSliceSpecV1beta1 {
  allNodes?: boolean;
  devices?: DeviceV1beta1[];
  driver: string;
  nodeName?: string;
  nodeSelector?: NodeSelector;
  perDeviceNodeSelection?: boolean;
  pool: ResourcePool;
  sharedCounters?: CounterSet[];
}
