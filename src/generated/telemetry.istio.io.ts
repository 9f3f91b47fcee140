// Written by `npm run generate`; do not edit.
import type { LabelSelector, ObjectMeta } from './core';

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface TelemetryV1 {
  apiVersion: 'telemetry.istio.io/v1';
  kind: 'Telemetry';
  metadata?: ObjectMeta;
  spec?: TelemetrySpec;
}

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface TelemetryV1alpha1 {
  apiVersion: 'telemetry.istio.io/v1alpha1';
  kind: 'Telemetry';
  metadata?: ObjectMeta;
  spec?: TelemetrySpec;
}

export interface TelemetryAccessLogging {
  disabled?: boolean | null;
  filter?: TelemetryFilter;
  match?: TelemetryMatch;
  providers?: TelemetryProvider[];
}

export interface TelemetryCustomTag {
  environment?: TelemetryEnvironment;
  /** Release 26.03. */
  formatter?: TelemetryFormatter;
  header?: TelemetryEnvironment;
  literal?: TelemetryFormatter;
}

export interface TelemetryEnvironment {
  defaultValue?: string;
  name: string;
}

export interface TelemetryFilter {
  expression?: string;
}

export interface TelemetryFormatter {
  value: string;
}

export interface TelemetryMatch {
  mode?: 'CLIENT_AND_SERVER' | 'CLIENT' | 'SERVER';
}

export interface TelemetryMetric {
  overrides?: TelemetryOverride[];
  providers?: TelemetryProvider[];
  reportingInterval?: string;
}

export interface TelemetryOverride {
  disabled?: boolean | null;
  match?: TelemetryOverridesMatch;
  tagOverrides?: Record<string, TelemetryTagOverride>;
}

export interface TelemetryOverridesMatch {
  customMetric?: string;
  metric?: 'ALL_METRICS' | 'REQUEST_COUNT' | 'REQUEST_DURATION' | 'REQUEST_SIZE' | 'RESPONSE_SIZE' | 'TCP_OPENED_CONNECTIONS' | 'TCP_CLOSED_CONNECTIONS' | 'TCP_SENT_BYTES' | 'TCP_RECEIVED_BYTES' | 'GRPC_REQUEST_MESSAGES' | 'GRPC_RESPONSE_MESSAGES';
  mode?: 'CLIENT_AND_SERVER' | 'CLIENT' | 'SERVER';
}

export interface TelemetryProvider {
  name: string;
}

export interface TelemetrySpec {
  accessLogging?: TelemetryAccessLogging[];
  metrics?: TelemetryMetric[];
  selector?: LabelSelector;
  targetRef?: TelemetryTargetRef;
  targetRefs?: TelemetryTargetRef[];
  tracing?: TelemetryTracing[];
}

export interface TelemetryTagOverride {
  operation?: 'UPSERT' | 'REMOVE';
  value?: string;
}

export interface TelemetryTargetRef {
  group?: string;
  kind: string;
  name: string;
  namespace?: string;
}

export interface TelemetryTracing {
  customTags?: Record<string, TelemetryCustomTag>;
  disableSpanReporting?: boolean | null;
  enableIstioTags?: boolean | null;
  match?: TelemetryMatch;
  providers?: TelemetryProvider[];
  randomSamplingPercentage?: number | null;
  useRequestIdForTraceSampling?: boolean | null;
}
