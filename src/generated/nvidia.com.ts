// Written by `npm run generate`; do not edit.
import type { EnvVar, IntOrString, NodeAffinity, ObjectMeta, PodSecurityContext, Toleration, VolumeResourceRequirements } from './core';

// source: NVIDIA/gpu-operator@v26.7.0 config/crd/bases/nvidia.com_clusterpolicies.yaml
export interface ClusterPolicy {
  apiVersion: 'nvidia.com/v1';
  kind: 'ClusterPolicy';
  metadata?: ObjectMeta;
  spec?: ClusterPolicySpec;
}

// source: NVIDIA/gpu-operator@v26.7.0 config/crd/bases/nvidia.com_gpuclusters.yaml
export interface GPUCluster {
  apiVersion: 'nvidia.com/v1alpha1';
  kind: 'GPUCluster';
  metadata?: ObjectMeta;
  spec?: GPUClusterSpec;
}

// source: NVIDIA/gpu-operator@v26.7.0 config/crd/bases/nvidia.com_nvidiadrivers.yaml
export interface NVIDIADriver {
  apiVersion: 'nvidia.com/v1alpha1';
  kind: 'NVIDIADriver';
  metadata?: ObjectMeta;
  spec?: NVIDIADriverSpec;
}

export interface CertConfig {
  name?: string;
}

export interface ClusterPolicyArtifacts {
  pullSecret?: string;
  url: string;
}

export interface ClusterPolicyCcManager {
  args?: string[];
  defaultMode?: 'on' | 'off' | 'devtools';
  enabled?: boolean;
  env?: EnvVar[];
  hostNetwork?: boolean;
  image?: string;
  imagePullPolicy?: string;
  imagePullSecrets?: string[];
  repository?: string;
  resources?: VolumeResourceRequirements;
  version?: string;
}

export interface ClusterPolicyCdi {
  default?: boolean;
  enabled?: boolean;
  nriPluginEnabled?: boolean;
}

export interface ClusterPolicyConfig {
  default?: string;
  name?: string;
}

export interface ClusterPolicyCuda {
  env?: EnvVar[];
}

export interface ClusterPolicyDevicePlugin {
  args?: string[];
  config?: ClusterPolicyConfig;
  enabled?: boolean;
  env?: EnvVar[];
  hostNetwork?: boolean;
  image?: string;
  imagePullPolicy?: string;
  imagePullSecrets?: string[];
  mps?: ClusterPolicyMps;
  repository?: string;
  resources?: VolumeResourceRequirements;
  version?: string;
}

export interface ClusterPolicyDriver {
  args?: string[];
  certConfig?: CertConfig;
  enabled?: boolean;
  env?: EnvVar[];
  hostNetwork?: boolean;
  image?: string;
  imagePullPolicy?: string;
  imagePullSecrets?: string[];
  kernelModuleConfig?: CertConfig;
  kernelModuleType?: 'auto' | 'open' | 'proprietary';
  licensingConfig?: ClusterPolicyLicensingConfig;
  livenessProbe?: LivenessProbe;
  manager?: Manager;
  rdma?: Rdma;
  readinessProbe?: LivenessProbe;
  repoConfig?: ClusterPolicyRepoConfig;
  repository?: string;
  resources?: VolumeResourceRequirements;
  secretEnv?: string;
  startupProbe?: LivenessProbe;
  upgradePolicy?: ClusterPolicyUpgradePolicy;
  useNvidiaDriverCRD?: boolean;
  useOpenKernelModules?: boolean;
  usePrecompiled?: boolean;
  version?: string;
  virtualTopology?: ClusterPolicyVirtualTopology;
}

export interface ClusterPolicyGfd {
  args?: string[];
  enabled?: boolean;
  env?: EnvVar[];
  hostNetwork?: boolean;
  image?: string;
  imagePullPolicy?: string;
  imagePullSecrets?: string[];
  repository?: string;
  resources?: VolumeResourceRequirements;
  version?: string;
}

export interface ClusterPolicyHostPaths {
  driverInstallDir?: string;
  kubeletRootDir?: string;
  rootFS?: string;
}

export interface ClusterPolicyInitContainer {
  image?: string;
  imagePullPolicy?: string;
  imagePullSecrets?: string[];
  repository?: string;
  version?: string;
}

export interface ClusterPolicyKataManager {
  args?: string[];
  config?: ClusterPolicyKataManagerConfig;
  enabled?: boolean;
  env?: EnvVar[];
  hostNetwork?: boolean;
  image?: string;
  imagePullPolicy?: string;
  imagePullSecrets?: string[];
  repository?: string;
  resources?: VolumeResourceRequirements;
  version?: string;
}

export interface ClusterPolicyKataManagerConfig {
  artifactsDir?: string;
  runtimeClasses?: ClusterPolicyRuntimeClass[];
}

export interface ClusterPolicyLicensingConfig {
  configMapName?: string;
  nlsEnabled?: boolean;
  secretName?: string;
}

export interface ClusterPolicyMetrics {
  serviceMonitor?: ServiceMonitor;
}

export interface ClusterPolicyMig {
  strategy?: 'none' | 'single' | 'mixed';
}

export interface ClusterPolicyMigManager {
  args?: string[];
  config?: ClusterPolicyMigManagerConfig;
  enabled?: boolean;
  env?: EnvVar[];
  gpuClientsConfig?: CertConfig;
  hostNetwork?: boolean;
  image?: string;
  imagePullPolicy?: string;
  imagePullSecrets?: string[];
  repository?: string;
  resources?: VolumeResourceRequirements;
  version?: string;
}

export interface ClusterPolicyMigManagerConfig {
  default?: 'all-disabled' | '';
  name?: string;
}

export interface ClusterPolicyMps {
  root?: string;
}

export interface ClusterPolicyOperator {
  annotations?: Record<string, string>;
  defaultRuntime?: string;
  initContainer?: ClusterPolicyInitContainer;
  labels?: Record<string, string>;
  metrics?: ClusterPolicyMetrics;
  runtimeClass?: string;
  use_ocp_driver_toolkit?: boolean;
}

export interface ClusterPolicyPsa {
  enabled?: boolean;
}

export interface ClusterPolicyRepoConfig {
  configMapName?: string;
}

export interface ClusterPolicyRuntimeClass {
  artifacts: ClusterPolicyArtifacts;
  name: string;
  nodeSelector?: Record<string, string>;
}

export interface ClusterPolicySandboxWorkloads {
  defaultWorkload?: 'container' | 'vm-passthrough' | 'vm-vgpu';
  enabled?: boolean;
  mode?: 'kubevirt' | 'kata';
}

export interface ClusterPolicySpec {
  ccManager?: ClusterPolicyCcManager;
  cdi?: ClusterPolicyCdi;
  daemonsets: Daemonsets;
  dcgm: Dcgm;
  dcgmExporter: DcgmExporter;
  devicePlugin: ClusterPolicyDevicePlugin;
  driver: ClusterPolicyDriver;
  gdrcopy?: Gdrcopy;
  gds?: Gdrcopy;
  gfd: ClusterPolicyGfd;
  hostPaths?: ClusterPolicyHostPaths;
  kataManager?: ClusterPolicyKataManager;
  kataSandboxDevicePlugin?: ClusterPolicyGfd;
  mig?: ClusterPolicyMig;
  migManager?: ClusterPolicyMigManager;
  nodeStatusExporter: ClusterPolicyGfd;
  operator: ClusterPolicyOperator;
  psa?: ClusterPolicyPsa;
  psp?: ClusterPolicyPsa;
  sandboxDevicePlugin?: ClusterPolicyGfd;
  sandboxWorkloads?: ClusterPolicySandboxWorkloads;
  toolkit: ClusterPolicyToolkit;
  validator?: ClusterPolicyValidator;
  vfioManager?: ClusterPolicyVfioManager;
  vgpuDeviceManager?: ClusterPolicyVgpuDeviceManager;
  vgpuManager?: ClusterPolicyVgpuManager;
}

export interface ClusterPolicyToolkit {
  args?: string[];
  enabled?: boolean;
  env?: EnvVar[];
  hostNetwork?: boolean;
  image?: string;
  imagePullPolicy?: string;
  imagePullSecrets?: string[];
  installDir?: string;
  repository?: string;
  resources?: VolumeResourceRequirements;
  version?: string;
}

export interface ClusterPolicyUpgradePolicy {
  autoUpgrade?: boolean;
  drain?: Drain;
  maxParallelUpgrades?: number;
  maxUnavailable?: IntOrString;
  podDeletion?: PodDeletion;
  waitForCompletion?: WaitForCompletion;
}

export interface ClusterPolicyValidator {
  args?: string[];
  cuda?: ClusterPolicyCuda;
  driver?: ClusterPolicyCuda;
  env?: EnvVar[];
  hostNetwork?: boolean;
  image?: string;
  imagePullPolicy?: string;
  imagePullSecrets?: string[];
  plugin?: ClusterPolicyCuda;
  repository?: string;
  resources?: VolumeResourceRequirements;
  toolkit?: ClusterPolicyCuda;
  version?: string;
  vfioPCI?: ClusterPolicyCuda;
  vgpuDevices?: ClusterPolicyCuda;
  vgpuManager?: ClusterPolicyCuda;
}

export interface ClusterPolicyVfioManager {
  args?: string[];
  driverManager?: Manager;
  enabled?: boolean;
  env?: EnvVar[];
  hostNetwork?: boolean;
  image?: string;
  imagePullPolicy?: string;
  imagePullSecrets?: string[];
  repository?: string;
  resources?: VolumeResourceRequirements;
  version?: string;
}

export interface ClusterPolicyVgpuDeviceManager {
  args?: string[];
  config?: ClusterPolicyVgpuDeviceManagerConfig;
  enabled?: boolean;
  env?: EnvVar[];
  hostNetwork?: boolean;
  image?: string;
  imagePullPolicy?: string;
  imagePullSecrets?: string[];
  repository?: string;
  resources?: VolumeResourceRequirements;
  version?: string;
}

export interface ClusterPolicyVgpuDeviceManagerConfig {
  default?: string;
  name?: string;
}

export interface ClusterPolicyVgpuManager {
  args?: string[];
  driverManager?: Manager;
  enabled?: boolean;
  env?: EnvVar[];
  hostNetwork?: boolean;
  image?: string;
  imagePullPolicy?: string;
  imagePullSecrets?: string[];
  kernelModuleConfig?: CertConfig;
  repository?: string;
  resources?: VolumeResourceRequirements;
  version?: string;
}

export interface ClusterPolicyVirtualTopology {
  config?: string;
}

export interface Daemonsets {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
  podSecurityContext?: PodSecurityContext;
  priorityClassName?: string;
  rollingUpdate?: RollingUpdate;
  tolerations?: Toleration[];
  updateStrategy?: 'RollingUpdate' | 'OnDelete';
}

export interface Dcgm {
  args?: string[];
  enabled?: boolean;
  env?: EnvVar[];
  hostNetwork?: boolean;
  hostPort?: number;
  image?: string;
  imagePullPolicy?: string;
  imagePullSecrets?: string[];
  repository?: string;
  resources?: VolumeResourceRequirements;
  version?: string;
}

export interface DcgmExporter {
  annotations?: Record<string, string>;
  args?: string[];
  config?: CertConfig;
  enablePodLabels?: boolean;
  enablePodUID?: boolean;
  enabled?: boolean;
  env?: EnvVar[];
  hostNetwork?: boolean;
  hostPID?: boolean;
  hpcJobMapping?: HpcJobMapping;
  image?: string;
  imagePullPolicy?: string;
  imagePullSecrets?: string[];
  podLabelAllowlistRegex?: string[];
  repository?: string;
  resources?: VolumeResourceRequirements;
  service?: DcgmExporterService;
  serviceMonitor?: ServiceMonitor;
  version?: string;
}

export interface DcgmExporterService {
  internalTrafficPolicy?: string;
  type?: string;
}

export interface Drain {
  deleteEmptyDir?: boolean;
  enable?: boolean;
  force?: boolean;
  podSelector?: string;
  timeoutSeconds?: number;
}

export interface GPUClusterComputeDomains {
  controller?: GPUClusterController;
  enabled?: boolean;
  kubeletPlugin?: GPUClusterKubeletPlugin;
}

export interface GPUClusterController {
  env?: EnvVar[];
  resources?: VolumeResourceRequirements;
}

export interface GPUClusterDraDriver {
  computeDomains?: GPUClusterComputeDomains;
  featureGates?: Record<string, boolean>;
  gpus?: GPUClusterGpus;
  image?: string;
  imagePullPolicy?: string;
  imagePullSecrets?: string[];
  repository?: string;
  version?: string;
}

export interface GPUClusterGpus {
  kubeletPlugin?: GPUClusterKubeletPlugin;
}

export interface GPUClusterHealthcheck {
  enabled?: boolean;
  port?: number;
}

export interface GPUClusterHostPaths {
  driverInstallDir?: string;
  kubeletRootDir?: string;
}

export interface GPUClusterKubeletPlugin {
  env?: EnvVar[];
  healthcheck?: GPUClusterHealthcheck;
  resources?: VolumeResourceRequirements;
}

export interface GPUClusterSpec {
  daemonsets?: Daemonsets;
  dcgm?: Dcgm;
  dcgmExporter?: DcgmExporter;
  draDriver: GPUClusterDraDriver;
  hostPaths?: GPUClusterHostPaths;
}

export interface Gdrcopy {
  args?: string[];
  enabled?: boolean;
  env?: EnvVar[];
  image?: string;
  imagePullPolicy?: string;
  imagePullSecrets?: string[];
  repository?: string;
  version?: string;
}

export interface HpcJobMapping {
  directory?: string;
  enabled?: boolean;
}

export interface LivenessProbe {
  failureThreshold?: number;
  initialDelaySeconds?: number;
  periodSeconds?: number;
  successThreshold?: number;
  timeoutSeconds?: number;
}

export interface Manager {
  env?: EnvVar[];
  image?: string;
  imagePullPolicy?: string;
  imagePullSecrets?: string[];
  repository?: string;
  version?: string;
}

export interface NVIDIADriverLicensingConfig {
  name?: string;
  nlsEnabled?: boolean;
  secretName?: string;
}

export interface NVIDIADriverSpec {
  annotations?: Record<string, string>;
  args?: string[];
  certConfig?: CertConfig;
  default?: boolean;
  driverType?: 'gpu' | 'vgpu' | 'vgpu-host-manager';
  env?: EnvVar[];
  gdrcopy?: Gdrcopy;
  gds?: Gdrcopy;
  hostNetwork?: boolean;
  image?: string;
  imagePullPolicy?: string;
  imagePullSecrets?: string[];
  kernelModuleConfig?: CertConfig;
  kernelModuleType?: 'auto' | 'open' | 'proprietary';
  labels?: Record<string, string>;
  licensingConfig?: NVIDIADriverLicensingConfig;
  livenessProbe?: LivenessProbe;
  manager?: Manager;
  nodeAffinity?: NodeAffinity;
  nodeSelector?: Record<string, string>;
  podSecurityContext?: PodSecurityContext;
  priorityClassName?: string;
  rdma?: Rdma;
  readinessProbe?: LivenessProbe;
  repoConfig?: CertConfig;
  repository?: string;
  resources?: VolumeResourceRequirements;
  secretEnv?: string;
  startupProbe?: LivenessProbe;
  tolerations?: Toleration[];
  upgradePolicy?: NVIDIADriverUpgradePolicy;
  useOpenKernelModules?: boolean;
  usePrecompiled?: boolean;
  version?: string;
  virtualTopologyConfig?: CertConfig;
}

export interface NVIDIADriverUpgradePolicy {
  autoUpgrade?: boolean;
  drain?: Drain;
  maxParallelUpgrades?: number;
  maxUnavailable?: IntOrString;
  podDeletion?: PodDeletion;
  waitForCompletion?: WaitForCompletion;
}

export interface PodDeletion {
  deleteEmptyDir?: boolean;
  force?: boolean;
  timeoutSeconds?: number;
}

export interface Rdma {
  enabled?: boolean;
  useHostMofed?: boolean;
}

export interface Relabeling {
  action?: 'replace' | 'Replace' | 'keep' | 'Keep' | 'drop' | 'Drop' | 'hashmod' | 'HashMod' | 'labelmap' | 'LabelMap' | 'labeldrop' | 'LabelDrop' | 'labelkeep' | 'LabelKeep' | 'lowercase' | 'Lowercase' | 'uppercase' | 'Uppercase' | 'keepequal' | 'KeepEqual' | 'dropequal' | 'DropEqual';
  modulus?: number;
  regex?: string;
  replacement?: string;
  separator?: string;
  sourceLabels?: string[];
  targetLabel?: string;
}

export interface RollingUpdate {
  maxUnavailable?: string;
}

export interface ServiceMonitor {
  additionalLabels?: Record<string, string>;
  enabled?: boolean;
  honorLabels?: boolean;
  interval?: string;
  relabelings?: Relabeling[];
  scrapeTimeout?: string;
}

export interface WaitForCompletion {
  podSelector?: string;
  timeoutSeconds?: number;
}
