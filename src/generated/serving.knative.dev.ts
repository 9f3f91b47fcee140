// Written by `npm run generate`; do not edit.
import type { ConfigMapKeySelector, ConfigMapVolumeSource, EnvFromSource, ExecAction, HTTPHeader, IntOrString, LocalObjectReference, ObjectMeta, ProjectedVolumeSource, ResourceRequirements, SecretKeySelector, SecretVolumeSource, SecurityContext, VolumeMount } from './core';

// source: kubeflow/manifests@26.03 common/knative/knative-serving/overlays/gateways
export interface Configuration {
  apiVersion: 'serving.knative.dev/v1';
  kind: 'Configuration';
  metadata?: ObjectMeta;
  spec?: ConfigurationSpec;
}

// source: kubeflow/manifests@26.03 common/knative/knative-serving/overlays/gateways
export interface Revision {
  apiVersion: 'serving.knative.dev/v1';
  kind: 'Revision';
  metadata?: ObjectMeta;
  spec?: RevisionSpec;
}

// source: kubeflow/manifests@26.03 common/knative/knative-serving/overlays/gateways
export interface Route {
  apiVersion: 'serving.knative.dev/v1';
  kind: 'Route';
  metadata?: ObjectMeta;
  spec?: RouteSpec;
}

// source: kubeflow/manifests@26.03 common/knative/knative-serving/overlays/gateways
export interface Service {
  apiVersion: 'serving.knative.dev/v1';
  kind: 'Service';
  metadata?: ObjectMeta;
  spec?: ServiceSpecV1;
}

// source: kubeflow/manifests@26.03 common/knative/knative-serving/overlays/gateways
export interface DomainMapping {
  apiVersion: 'serving.knative.dev/v1beta1';
  kind: 'DomainMapping';
  metadata?: ObjectMeta;
  spec?: DomainMappingSpec;
}

export interface ConfigurationSpec {
  template?: Template;
}

export interface DomainMappingRef {
  address?: string;
  apiVersion?: string;
  group?: string;
  kind: string;
  name: string;
  namespace?: string;
}

export interface DomainMappingSpec {
  ref: DomainMappingRef;
  tls?: DomainMappingTls;
}

export interface DomainMappingTls {
  secretName: string;
}

export interface Env {
  name: string;
  value?: string;
  valueFrom?: ValueFrom;
}

export interface Grpc {
  port?: number;
  service?: string;
}

export interface HttpGet {
  host?: string;
  httpHeaders?: HTTPHeader[];
  path?: string;
  port?: IntOrString;
  scheme?: string;
}

export interface LivenessProbe {
  exec?: ExecAction;
  failureThreshold?: number;
  grpc?: Grpc;
  httpGet?: HttpGet;
  initialDelaySeconds?: number;
  periodSeconds?: number;
  successThreshold?: number;
  tcpSocket?: TcpSocket;
  timeoutSeconds?: number;
}

export interface Port {
  containerPort?: number;
  name?: string;
  protocol?: string;
}

export interface RevisionContainer {
  args?: string[];
  command?: string[];
  env?: Env[];
  envFrom?: EnvFromSource[];
  image?: string;
  imagePullPolicy?: string;
  livenessProbe?: LivenessProbe;
  name?: string;
  ports?: Port[];
  readinessProbe?: LivenessProbe;
  resources?: ResourceRequirements;
  securityContext?: SecurityContext;
  startupProbe?: LivenessProbe;
  terminationMessagePath?: string;
  terminationMessagePolicy?: string;
  volumeMounts?: VolumeMount[];
  workingDir?: string;
}

export interface RevisionSpec {
  affinity?: Record<string, unknown>;
  automountServiceAccountToken?: boolean;
  containerConcurrency?: number;
  containers: RevisionContainer[];
  dnsConfig?: Record<string, unknown>;
  dnsPolicy?: string;
  enableServiceLinks?: boolean;
  hostAliases?: Record<string, unknown>[];
  hostIPC?: boolean;
  hostNetwork?: boolean;
  hostPID?: boolean;
  idleTimeoutSeconds?: number;
  imagePullSecrets?: LocalObjectReference[];
  initContainers?: Record<string, unknown>[];
  nodeSelector?: Record<string, unknown> | Record<string, string>;
  priorityClassName?: string;
  responseStartTimeoutSeconds?: number;
  runtimeClassName?: string;
  schedulerName?: string;
  securityContext?: Record<string, unknown>;
  serviceAccountName?: string;
  shareProcessNamespace?: boolean;
  timeoutSeconds?: number;
  tolerations?: Record<string, unknown>[];
  topologySpreadConstraints?: Record<string, unknown>[];
  volumes?: RevisionVolume[];
}

export interface RevisionVolume {
  configMap?: ConfigMapVolumeSource;
  /** Release 26.03. */
  csi?: Record<string, unknown>;
  emptyDir?: Record<string, unknown>;
  /** Release 26.03. */
  hostPath?: Record<string, unknown>;
  /** Release 26.03. */
  image?: Record<string, unknown>;
  name: string;
  persistentVolumeClaim?: Record<string, unknown>;
  projected?: ProjectedVolumeSource;
  secret?: SecretVolumeSource;
}

export interface RouteSpec {
  traffic?: Traffic[];
}

export interface ServiceSpecV1 {
  template?: Template;
  traffic?: Traffic[];
}

export interface TcpSocket {
  host?: string;
  port?: IntOrString;
}

export interface Template {
  metadata?: TemplateMetadata;
  spec?: RevisionSpec;
}

export interface TemplateMetadata {
  annotations?: Record<string, string>;
  finalizers?: string[];
  labels?: Record<string, string>;
  name?: string;
  namespace?: string;
  [key: string]: unknown;
}

export interface Traffic {
  configurationName?: string;
  latestRevision?: boolean;
  percent?: number;
  revisionName?: string;
  tag?: string;
  url?: string;
}

export interface ValueFrom {
  configMapKeyRef?: ConfigMapKeySelector;
  fieldRef?: Record<string, unknown>;
  resourceFieldRef?: Record<string, unknown>;
  secretKeyRef?: SecretKeySelector;
}
