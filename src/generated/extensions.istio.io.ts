// Written by `npm run generate`; do not edit.
import type { LabelSelector, ObjectMeta } from './core';

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface WasmPlugin {
  apiVersion: 'extensions.istio.io/v1alpha1';
  kind: 'WasmPlugin';
  metadata?: ObjectMeta;
  spec: WasmPluginSpec;
}

export interface WasmPluginEnv {
  name: string;
  value?: string;
  valueFrom?: 'INLINE' | 'HOST';
}

export interface WasmPluginMatch {
  mode?: 'UNDEFINED' | 'CLIENT' | 'SERVER' | 'CLIENT_AND_SERVER';
  ports?: WasmPluginPort[];
}

export interface WasmPluginPort {
  number: number;
}

export interface WasmPluginSpec {
  failStrategy?: 'FAIL_CLOSE' | 'FAIL_OPEN' | 'FAIL_RELOAD';
  imagePullPolicy?: 'UNSPECIFIED_POLICY' | 'IfNotPresent' | 'Always';
  imagePullSecret?: string;
  match?: WasmPluginMatch[];
  phase?: 'UNSPECIFIED_PHASE' | 'AUTHN' | 'AUTHZ' | 'STATS';
  pluginConfig?: Record<string, unknown>;
  pluginName?: string;
  priority?: number | null;
  selector?: LabelSelector;
  sha256?: string;
  targetRef?: WasmPluginTargetRef;
  targetRefs?: WasmPluginTargetRef[];
  type?: 'UNSPECIFIED_PLUGIN_TYPE' | 'HTTP' | 'NETWORK';
  url: string;
  verificationKey?: string;
  vmConfig?: WasmPluginVmConfig;
}

export interface WasmPluginTargetRef {
  group?: string;
  kind: string;
  name: string;
  namespace?: string;
}

export interface WasmPluginVmConfig {
  env?: WasmPluginEnv[];
}
