import { seconds } from '../../core/duration';
import { gpuClaim } from '../../core/gpu';
import { bytes, count } from '../../core/units';
import { InvalidValue, within } from '../../core/values';
import type { NodeAffinity, Toleration } from '../../generated/core';
import type { Channel } from './channel';
import { channel } from './context';
import type { Json, ParameterSource } from './ir';
import type { TaskOptions } from './task-options';

type Wire = (channel: Channel) => ParameterSource;

/** The channels that a task's Kubernetes settings name. */
export function kubernetesChannels(options: TaskOptions): Channel[] {
  const found: Channel[] = [];
  kubernetesConfig(options, (c) => {
    found.push(c);
    return {};
  });
  return found;
}

/** KubernetesExecutorConfig as JSON, or nothing. Upstream: kubernetes_platform/proto/kubernetes_executor_config.proto. Throws InvalidValue. */
export function kubernetesConfig(options: TaskOptions, wire: Wire): Record<string, Json> | undefined {
  const given = options.kubernetes ?? {};
  const placement = options.gpu === undefined ? {} : (gpuClaim(options.gpu).placement ?? {});
  const config: Record<string, unknown> = {};
  const parameter = (value: unknown): ParameterSource => {
    const c = channel(value);
    return c === undefined ? { runtimeValue: { constant: value as Json } } : wire(c);
  };
  const list = <T>(key: string, items: readonly T[] | undefined, spell: (item: T) => object) => {
    if (items !== undefined && items.length > 0)
      config[key] = items.map((item, i) => within(`${key}[${i}]`, () => spell(item)));
  };
  const named = (key: string, value: unknown) => ({
    ...(typeof value === 'string' ? { [key]: value } : {}),
    [`${key}Parameter`]: parameter(value),
  });

  list('secretAsEnv', given.secretEnv, (e) => ({
    ...named('secretName', e.secret),
    keyToEnv: Object.entries(e.keys).map(([secretKey, envVar]) => ({ secretKey, envVar })),
    optional: e.optional ?? false,
  }));
  list('secretAsVolume', given.secretVolumes, (v) => ({
    ...named('secretName', v.secret),
    mountPath: v.mountPath,
    optional: v.optional ?? false,
  }));
  list('configMapAsEnv', given.configMapEnv, (e) => ({
    ...named('configMapName', e.configMap),
    keyToEnv: Object.entries(e.keys).map(([configMapKey, envVar]) => ({ configMapKey, envVar })),
    optional: e.optional ?? false,
  }));
  list('configMapAsVolume', given.configMapVolumes, (v) => ({
    ...named('configMapName', v.configMap),
    mountPath: v.mountPath,
    optional: v.optional ?? false,
  }));
  list('pvcMount', given.pvcs, (v) => {
    const source = parameter(v.pvc);
    const before =
      typeof v.pvc === 'string' ? { constant: v.pvc } : { ...source, parameterExpressionSelector: undefined };
    return { ...before, pvcNameParameter: source, mountPath: v.mountPath, subPath: v.subPath || undefined };
  });
  list('emptyDirMounts', given.emptyDirs, (v) => ({
    volumeName: v.name,
    mountPath: v.mountPath,
    medium: v.medium,
    sizeLimit: v.sizeLimit === undefined ? undefined : bytes(v.sizeLimit),
  }));
  list('genericEphemeralVolume', given.ephemeralVolumes, (v) => ({
    volumeName: v.name,
    mountPath: v.mountPath,
    accessModes: v.accessModes,
    size: bytes(v.size),
    ...(v.storageClass === undefined ? { defaultStorageClass: true } : { storageClassName: v.storageClass }),
    metadata: podMetadata(v),
  }));
  if (given.sharedMemory !== undefined) {
    const { name, size } = given.sharedMemory;
    config.enabledSharedMemory = { volumeName: name ?? 'shm', size: size === undefined ? undefined : bytes(size) };
  }
  const selector = channel(given.nodeSelector);
  const labels = { ...placement.nodeSelector, ...(selector === undefined ? given.nodeSelector : {}) };
  if (selector !== undefined) {
    if (Object.keys(labels).length > 0)
      throw new InvalidValue('nodeSelector is a parameter and gpu brings labels of its own: write the labels out');
    config.nodeSelector = { nodeSelectorJson: wire(selector) };
  } else if (Object.keys(labels).length > 0) config.nodeSelector = { labels };
  list('tolerations', [...(placement.tolerations ?? []), ...(given.tolerations ?? [])], (t) => {
    const c = channel(t);
    if (c !== undefined) return { tolerationJson: wire(c) };
    const { tolerationSeconds, ...rest } = t as Toleration;
    return { ...rest, ...(tolerationSeconds === undefined ? {} : { tolerationSeconds: String(tolerationSeconds) }) };
  });
  list('nodeAffinity', [...placedNodeAffinity(placement.affinity), ...(given.nodeAffinity ?? [])], (term) => {
    if (channel(term) !== undefined || isKubernetesAffinity(term)) return { nodeAffinityJson: parameter(term) };
    const { weight } = term as { weight?: number };
    if (weight !== undefined && !(weight >= 1 && weight <= 100))
      throw new InvalidValue(`weight ${weight} is not between 1 and 100`);
    return term as object;
  });
  list('podAffinity', given.podAffinity, (rule) => ({
    matchPodExpressions: rule.matchExpressions,
    matchPodLabels: rule.matchLabels,
    topologyKey: rule.topologyKey,
    namespaces: rule.namespaces,
    matchNamespaceExpressions: rule.namespaceExpressions,
    matchNamespaceLabels: rule.namespaceLabels,
    weight: rule.weight,
    anti: rule.anti,
  }));
  list('imagePullSecret', given.imagePullSecrets, (secret) => named('secretName', secret));
  if (given.imagePullPolicy !== undefined) config.imagePullPolicy = given.imagePullPolicy;
  list('fieldPathAsEnv', Object.entries(given.fieldEnv ?? {}), ([name, fieldPath]) => ({ name, fieldPath }));
  const metadata = podMetadata(given);
  if (metadata !== undefined) config.podMetadata = metadata;
  if (given.securityContext !== undefined) {
    const { runAsUser, runAsGroup, runAsNonRoot } = given.securityContext;
    const id = (field: string, value: number | undefined) =>
      value === undefined ? undefined : String(within(field, () => count(value)));
    config.securityContext = {
      runAsUser: id('runAsUser', runAsUser),
      runAsGroup: id('runAsGroup', runAsGroup),
      runAsNonRoot,
    };
  }
  if (options.timeout !== undefined)
    config.activeDeadlineSeconds = String(within('timeout', () => count(seconds(options.timeout!), 1)));
  return Object.keys(config).length === 0 ? undefined : withoutUndefined(config);
}

function podMetadata(of: {
  labels?: Readonly<Record<string, string>>;
  annotations?: Readonly<Record<string, string>>;
}) {
  const some = (map: Readonly<Record<string, string>> | undefined) =>
    map !== undefined && Object.keys(map).length > 0 ? map : undefined;
  const [labels, annotations] = [some(of.labels), some(of.annotations)];
  return labels === undefined && annotations === undefined ? undefined : { labels, annotations };
}

function isKubernetesAffinity(term: object): boolean {
  return (
    'preferredDuringSchedulingIgnoredDuringExecution' in term ||
    'requiredDuringSchedulingIgnoredDuringExecution' in term ||
    Object.keys(term).length === 0
  );
}

function placedNodeAffinity(
  affinity: { nodeAffinity?: NodeAffinity; podAffinity?: object; podAntiAffinity?: object } | undefined,
): NodeAffinity[] {
  if (affinity?.podAffinity !== undefined || affinity?.podAntiAffinity !== undefined) {
    throw new InvalidValue('gpu places its pods beside other pods, which a step cannot say: use podAffinity');
  }
  return affinity?.nodeAffinity === undefined ? [] : [affinity.nodeAffinity];
}

function withoutUndefined(value: Record<string, unknown>): Record<string, Json> {
  return JSON.parse(JSON.stringify(value)) as Record<string, Json>;
}
