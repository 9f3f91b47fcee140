import type { KubeflowRelease } from '../../core/release';
import { isRecord } from '../../core/values';

/** Fields and behaviours that Knative refuses until its `config-features` has their flag. */
export const features = {
  affinity: 'kubernetes.podspec-affinity',
  addCapabilities: 'kubernetes.containerspec-addcapabilities',
  csiVolume: 'kubernetes.podspec-volumes-csi',
  dnsConfig: 'kubernetes.podspec-dnsconfig',
  dnsPolicy: 'kubernetes.podspec-dnspolicy',
  emptyDir: 'kubernetes.podspec-volumes-emptydir',
  fieldRef: 'kubernetes.podspec-fieldref',
  hostAliases: 'kubernetes.podspec-hostaliases',
  hostIPC: 'kubernetes.podspec-hostipc',
  hostNetwork: 'kubernetes.podspec-hostnetwork',
  hostPID: 'kubernetes.podspec-hostpid',
  hostPath: 'kubernetes.podspec-volumes-hostpath',
  http2Detection: 'autodetect-http2',
  imageVolume: 'kubernetes.podspec-volumes-image',
  initContainers: 'kubernetes.podspec-init-containers',
  mountPropagation: 'kubernetes.podspec-volumes-mount-propagation',
  multiContainer: 'multi-container',
  multiContainerProbing: 'multi-container-probing',
  nodeSelector: 'kubernetes.podspec-nodeselector',
  persistentVolumeClaim: 'kubernetes.podspec-persistent-volume-claim',
  persistentVolumeWrite: 'kubernetes.podspec-persistent-volume-write',
  priorityClass: 'kubernetes.podspec-priorityclassname',
  queueProxyPodInfo: 'queueproxy.mount-podinfo',
  queueProxyResourceDefaults: 'queueproxy.resource-defaults',
  runtimeClass: 'kubernetes.podspec-runtimeclassname',
  schedulerName: 'kubernetes.podspec-schedulername',
  securePodDefaults: 'secure-pod-defaults',
  securityContext: 'kubernetes.podspec-securitycontext',
  shareProcessNamespace: 'kubernetes.podspec-shareprocessnamespace',
  tagHeaderRouting: 'tag-header-based-routing',
  tolerations: 'kubernetes.podspec-tolerations',
  topologySpreadConstraints: 'kubernetes.podspec-topologyspreadconstraints',
} as const;

export type KnativeFeature = keyof typeof features;
/** `allowed` leaves the choice to an annotation of each service. */
export type FeatureState = 'enabled' | 'disabled' | 'allowed';

/** What models on a GPU pool have: placed there, in their runtime class, with claims for their weights. */
export const gpuFeatures: readonly KnativeFeature[] = [
  'nodeSelector',
  'tolerations',
  'affinity',
  'runtimeClass',
  'schedulerName',
  'persistentVolumeClaim',
  'persistentVolumeWrite',
];

/** Flags that Knative 1.16, of releases 1.10 and 1.11, does not know. Source: knative/serving pkg/apis/config/features.go. */
const sinceKnative121: ReadonlySet<KnativeFeature> = new Set([
  'csiVolume',
  'hostPath',
  'imageVolume',
  'mountPropagation',
]);

export function isServed(feature: KnativeFeature, release: KubeflowRelease): boolean {
  return release === '26.03' || !sinceKnative121.has(feature);
}

/** On without a flag. */
const onByDefault: ReadonlySet<KnativeFeature> = new Set(['emptyDir', 'multiContainer']);

const fieldFeatures: Readonly<Record<string, KnativeFeature>> = {
  affinity: 'affinity',
  dnsConfig: 'dnsConfig',
  dnsPolicy: 'dnsPolicy',
  hostAliases: 'hostAliases',
  hostIPC: 'hostIPC',
  hostNetwork: 'hostNetwork',
  hostPID: 'hostPID',
  initContainers: 'initContainers',
  nodeSelector: 'nodeSelector',
  priorityClassName: 'priorityClass',
  runtimeClassName: 'runtimeClass',
  schedulerName: 'schedulerName',
  securityContext: 'securityContext',
  shareProcessNamespace: 'shareProcessNamespace',
  tolerations: 'tolerations',
  topologySpreadConstraints: 'topologySpreadConstraints',
};

const volumeFeatures: Readonly<Record<string, KnativeFeature>> = {
  csi: 'csiVolume',
  hostPath: 'hostPath',
  image: 'imageVolume',
};

/**
 * What a pod specification needs. Source: knative/serving pkg/apis/serving/fieldmask.go and k8s_validation.go.
 * `model` and the like of an InferenceService count as containers.
 */
export function featuresOf(pod: Readonly<Record<string, unknown>>): ReadonlySet<KnativeFeature> {
  const needed = new Set<KnativeFeature>();
  for (const [field, feature] of Object.entries(fieldFeatures)) if (isSaid(pod[field])) needed.add(feature);
  for (const volume of records(pod.volumes)) {
    for (const [field, feature] of Object.entries(volumeFeatures)) if (isSaid(volume[field])) needed.add(feature);
    if (isRecord(volume.persistentVolumeClaim)) {
      needed.add('persistentVolumeClaim');
      if (volume.persistentVolumeClaim.readOnly !== true) needed.add('persistentVolumeWrite');
    }
  }
  const containers = records(pod.containers);
  const others = Object.values(pod).filter((value) => isRecord(value) && looksLikeContainer(value)) as Record<
    string,
    unknown
  >[];
  for (const container of [...containers, ...others, ...records(pod.initContainers)])
    containerFeatures(container, needed);
  if (
    containers.filter((c) => ['readinessProbe', 'livenessProbe', 'startupProbe'].some((probe) => isSaid(c[probe])))
      .length > 1
  ) {
    needed.add('multiContainerProbing');
  }
  return needed;
}

export function needsFlag(feature: KnativeFeature): boolean {
  return !onByDefault.has(feature);
}

function containerFeatures(container: Record<string, unknown>, needed: Set<KnativeFeature>): void {
  for (const { valueFrom } of records(container.env)) {
    if (isRecord(valueFrom) && (valueFrom.fieldRef || valueFrom.resourceFieldRef)) needed.add('fieldRef');
  }
  for (const mount of records(container.volumeMounts)) if (mount.mountPropagation) needed.add('mountPropagation');
  const { securityContext } = container;
  const capabilities =
    isRecord(securityContext) && isRecord(securityContext.capabilities) ? securityContext.capabilities : {};
  if (isSaid(capabilities.add)) needed.add('addCapabilities');
}

function looksLikeContainer(value: Record<string, unknown>): boolean {
  return ['image', 'env', 'resources', 'storageUri', 'modelFormat', 'volumeMounts'].some((field) => field in value);
}

function records(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function isSaid(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}
