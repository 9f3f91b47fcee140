import type { Problem } from './finding';

/** Fields that Kubernetes' OpenAPI calls required though its server takes their zero value. */
const ZERO_IS_FINE = new Set([
  'PriorityClass value',
  'EndpointSlice endpoints',
  'ControllerRevision revision',
  'StatefulSet spec.serviceName',
  'RoleBinding roleRef.apiGroup',
  'ClusterRoleBinding roleRef.apiGroup',
  'LimitRange spec.limits',
  'Job spec.podFailurePolicy.rules',
  'PersistentVolumeClaim spec.dataSource.kind',
]);
/** The same wherever a pod or a job is described. */
const ZERO_IS_FINE_IN =
  /\.onPodConditions\[\d+\]\.status$|\.preference$|\.sleep\.seconds$|\.httpHeaders\[\d+\]\.value$|\.sysctls\[\d+\]\.value$|\.iscsi\.lun$/;

/** Required by schemas, filled by the projects' mutating webhooks before schemas are looked at. */
const FILLED_BY_WEBHOOKS: readonly (readonly [kind: string, path: RegExp])[] = [
  ['jobset.x-k8s.io/v1alpha2/JobSet', /^spec\.failurePolicy\.rules\[\d+\]\.name$/],
];

/** Whether a field that the schema requires may be left out of this kind, `group/version/Kind` or `version/Kind`. */
export function mayBeLeftOut(problem: Problem, kind: string, isCore: boolean): boolean {
  if (problem.rule !== 'schema/required') return false;
  if (!isCore) return FILLED_BY_WEBHOOKS.some(([of, path]) => of === kind && path.test(problem.path));
  const name = kind.slice(kind.lastIndexOf('/') + 1);
  return ZERO_IS_FINE.has(`${name} ${problem.path}`) || ZERO_IS_FINE_IN.test(problem.path);
}
