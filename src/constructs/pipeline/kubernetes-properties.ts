import { fields, type Known, listOf, mapOf, oneOf, type Shape } from '../../core/properties';
import { bytes, count } from '../../core/units';
import type { EphemeralVolume, KubernetesOptions, PodAffinityRule } from './kubernetes-options';
import { nameOrRef, refOr } from './properties';

const key: Shape = fields({ secret: nameOrRef, keys: mapOf('text'), optional: 'flag' }, ['secret', 'keys']);
const volume: Shape = fields({ secret: nameOrRef, mountPath: 'text', optional: 'flag' }, ['secret', 'mountPath']);
const mapKey: Shape = fields({ configMap: nameOrRef, keys: mapOf('text'), optional: 'flag' }, ['configMap', 'keys']);
const mapVolume: Shape = fields({ configMap: nameOrRef, mountPath: 'text', optional: 'flag' }, [
  'configMap',
  'mountPath',
]);
const requirements = listOf(fields({ key: 'text', operator: 'text', values: listOf('text') }, ['key', 'operator']));
const ephemeral: Known<EphemeralVolume> = {
  name: 'text',
  mountPath: 'text',
  accessModes: listOf(oneOf('ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod')),
  size: bytes,
  storageClass: 'text',
  labels: mapOf('text'),
  annotations: mapOf('text'),
};
const podRule: Known<PodAffinityRule> = {
  matchExpressions: requirements,
  matchLabels: mapOf('text'),
  topologyKey: 'text',
  namespaces: listOf('text'),
  namespaceExpressions: requirements,
  namespaceLabels: mapOf('text'),
  weight: 'number',
  anti: 'flag',
};
const toleration = fields({
  key: 'text',
  operator: oneOf('Equal', 'Exists'),
  value: 'text',
  effect: oneOf('NoSchedule', 'PreferNoSchedule', 'NoExecute'),
  tolerationSeconds: 'number',
});

/** What a step may ask of Kubernetes. */
export const kubernetesProperties: Known<KubernetesOptions> = {
  secretEnv: listOf(key),
  secretVolumes: listOf(volume),
  configMapEnv: listOf(mapKey),
  configMapVolumes: listOf(mapVolume),
  pvcs: listOf(fields({ pvc: nameOrRef, mountPath: 'text', subPath: 'text' }, ['pvc', 'mountPath'])),
  emptyDirs: listOf(
    fields({ name: 'text', mountPath: 'text', medium: oneOf('Memory', 'HugePages'), sizeLimit: bytes }, [
      'name',
      'mountPath',
    ]),
  ),
  ephemeralVolumes: listOf(fields(ephemeral, ['name', 'mountPath', 'accessModes', 'size'])),
  sharedMemory: fields({ name: 'text', size: bytes }),
  nodeSelector: refOr(mapOf('text'), 'labels'),
  tolerations: listOf(refOr(toleration, 'toleration')),
  nodeAffinity: listOf(refOr('object', 'term')),
  podAffinity: listOf(fields(podRule, ['topologyKey'])),
  imagePullSecrets: listOf(nameOrRef),
  imagePullPolicy: oneOf('Always', 'IfNotPresent', 'Never'),
  fieldEnv: mapOf('text'),
  labels: mapOf('text'),
  annotations: mapOf('text'),
  securityContext: fields({ runAsUser: count, runAsGroup: count, runAsNonRoot: 'flag' }),
};
