import { isRecord, type Json } from '../finding';

// Facts: k8s.io/api batch/v1 and core/v1 types.go, the fields with `omitempty` that are no pointers.
// biome-ignore format: a list of words
const SCALARS = new Set([
  'active', 'audience', 'certificateChainPath', 'chapAuthDiscovery', 'chapAuthSession', 'completedIndexes', 'credentialBundlePath', 'datasetName',
  'datasetUUID', 'directory', 'dnsPolicy', 'effect', 'failed', 'failureThreshold', 'fieldsType', 'generateName', 'generation', 'group', 'host', 'hostIP',
  'hostIPC', 'hostNetwork', 'hostPID', 'hostPort', 'hostname', 'imagePullPolicy', 'initialDelaySeconds', 'iscsiInterface', 'keyPath', 'keyType',
  'keyring', 'level', 'manager', 'medium', 'message', 'nodeName', 'operation', 'partition', 'periodSeconds', 'pool', 'prefix', 'priorityClassName',
  'protectionDomain', 'protocol', 'pullPolicy', 'reason', 'reference', 'request', 'resourceVersion', 'revision', 'role', 'schedulerName', 'scheme',
  'secretFile', 'selfLink', 'serviceAccount', 'serviceAccountName', 'sslEnabled', 'stdin', 'stdinOnce', 'storageMode', 'storagePolicyID',
  'storagePolicyName', 'storagePool', 'subPath', 'subPathExpr', 'subdomain', 'subresource', 'succeeded', 'successThreshold', 'targetContainerName',
  'tenant', 'terminationMessagePath', 'terminationMessagePolicy', 'timeoutSeconds', 'tty', 'user', 'volumeNamespace', 'workingDir',
]);
/** Fields whose name is a pointer elsewhere, by what they are in. */
const SCALARS_IN: Readonly<Record<string, readonly string[]>> = {
  containers: ['image'],
  initContainers: ['image'],
  spec: ['restartPolicy'],
  env: ['value'],
  ports: ['name'],
  volumeMounts: ['readOnly'],
  persistentVolumeClaim: ['readOnly'],
  nfs: ['readOnly'],
  httpGet: ['path'],
  tolerations: ['key', 'operator', 'value'],
  imagePullSecrets: ['name'],
  secretKeyRef: ['name'],
  configMapKeyRef: ['name'],
  secretRef: ['name'],
  configMapRef: ['name'],
  configMap: ['name'],
  secret: ['secretName'],
};
// biome-ignore format: a list of words
const LISTS = new Set([
  'accessModes', 'add', 'args', 'claims', 'command', 'conditions', 'drop', 'env', 'envFrom', 'ephemeralContainers', 'finalizers', 'hostAliases',
  'hostnames', 'httpHeaders', 'imagePullSecrets', 'initContainers', 'items', 'managedFields', 'matchExpressions', 'matchFields', 'matchLabelKeys',
  'mismatchLabelKeys', 'nameservers', 'namespaces', 'onPodConditions', 'ownerReferences', 'ports', 'preferredDuringSchedulingIgnoredDuringExecution',
  'readinessGates', 'requiredDuringSchedulingIgnoredDuringExecution', 'resizePolicy', 'resourceClaims', 'restartPolicyRules', 'schedulingGates',
  'searches', 'supplementalGroups', 'sysctls', 'targetWWNs', 'tolerations', 'topologySpreadConstraints', 'volumeDevices', 'volumeMounts', 'volumes',
  'wwids',
]);
/** Lists that are written even where there are none. */
const KEPT = new Set(['containers', 'monitors', 'nodeSelectorTerms', 'rules', 'sources', 'creationTimestamp']);
const MAPS = new Set([
  'annotations',
  'labels',
  'limits',
  'matchLabels',
  'nodeSelector',
  'overhead',
  'requests',
  'volumeAttributes',
]);

/** Paths of a job's fields that Go's types leave out when they write what they have read: nulls, zeros and empty lists. */
export function leftOut(job: Json): string[] {
  const found: string[] = [];
  const visit = (value: unknown, path: string, holder: string): void => {
    if (Array.isArray(value)) {
      for (const [i, item] of value.entries()) {
        if (item === null) found.push(`${path}[${i}]`);
        else visit(item, `${path}[${i}]`, holder);
      }
    } else if (isRecord(value)) {
      for (const [key, below] of Object.entries(value)) {
        const place = path === '' ? key : `${path}.${key}`;
        const values = MAPS.has(holder);
        // Amounts of resources are not compared.
        const amount = holder === 'limits' || holder === 'requests';
        if (below === null ? !KEPT.has(key) && !amount : !values && isLeftOut(key, below, holder)) found.push(place);
        else if (!values) visit(below, place, key);
      }
    }
  };
  visit(job, '', '');
  return found;
}

function isLeftOut(key: string, value: unknown, holder: string): boolean {
  if (Array.isArray(value))
    return value.length === 0 && (LISTS.has(key) || (key === 'values' && holder === 'matchExpressions'));
  if (isRecord(value)) return MAPS.has(key) && Object.keys(value).length === 0;
  if (value !== false && value !== 0 && value !== '') return false;
  return SCALARS.has(key) || SCALARS_IN[holder]?.includes(key) === true;
}
