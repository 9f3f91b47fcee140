import type { Problem } from '../finding';
import { podSecurity } from './pod-security-levels';
import type { RuleSet, Subject } from './rule';

/** Rule sets of one file, and their kinds: most programs use few, and load the rules of no others. */
interface Loader {
  readonly kinds: readonly string[];
  readonly load: () => readonly RuleSet[];
}

/** @param kinds without their groups and versions, with spaces between */
function sets<N extends string>(
  kinds: string,
  load: () => Readonly<Record<N, RuleSet>>,
  ...names: readonly N[]
): Loader {
  return {
    kinds: kinds.split(' '),
    load: () => {
      const file = load();
      return names.map((name) => file[name]);
    },
  };
}

/** Kinds of the training operator. */
const JOBS = 'PyTorchJob TFJob XGBoostJob PaddleJob JAXJob MPIJob';

/** In the order in which they are asked. */
const loaders: readonly Loader[] = [
  sets('Experiment', () => require('./katib') as typeof import('./katib'), 'katib'),
  sets('Experiment', () => require('./katib-algorithms') as typeof import('./katib-algorithms'), 'katibAlgorithms'),
  sets('InferenceService', () => require('./kserve') as typeof import('./kserve'), 'kserve'),
  sets(
    'InferenceGraph TrainedModel',
    () => require('./kserve-graph') as typeof import('./kserve-graph'),
    'kserveGraph',
    'kserveTrainedModel',
  ),
  sets(
    'ServingRuntime ClusterServingRuntime',
    () => require('./kserve-runtime') as typeof import('./kserve-runtime'),
    'kserveRuntime',
  ),
  sets(
    'ServingRuntime ClusterServingRuntime LocalModelCache',
    () => require('./kserve-set') as typeof import('./kserve-set'),
    'kserveRuntimeSet',
    'kserveModelCache',
  ),
  sets(
    'LLMInferenceService LLMInferenceServiceConfig',
    () => require('./kserve-llm') as typeof import('./kserve-llm'),
    'kserveLlm',
    'kserveLlmConfig',
  ),
  sets(JOBS, () => require('./training-v1') as typeof import('./training-v1'), 'trainingV1'),
  sets(
    'TrainingRuntime ClusterTrainingRuntime TrainJob',
    () => require('./trainer') as typeof import('./trainer'),
    'trainerRuntimes',
    'trainJob',
  ),
  sets('JobSet', () => require('./jobset') as typeof import('./jobset'), 'jobset'),
  sets(
    'ClusterQueue Cohort ResourceFlavor Workload',
    () => require('./kueue') as typeof import('./kueue'),
    'kueueQuotas',
    'kueueFlavor',
    'kueueWorkload',
  ),
  sets(
    `Pod Deployment StatefulSet LeaderWorkerSet Job JobSet TrainJob SparkApplication RayJob RayCluster RayService ${JOBS}`,
    () => require('./kueue-jobs') as typeof import('./kueue-jobs'),
    'kueueJobs',
  ),
  sets('Service Configuration Revision Route', () => require('./knative') as typeof import('./knative'), 'knative'),
  sets(
    'InferenceService',
    () => require('./knative-features') as typeof import('./knative-features'),
    'knativeInference',
  ),
  sets(
    'AuthorizationPolicy DestinationRule EnvoyFilter Gateway PeerAuthentication ProxyConfig RequestAuthentication ServiceEntry Sidecar Telemetry VirtualService WasmPlugin WorkloadEntry WorkloadGroup',
    () => require('./istio-annotations') as typeof import('./istio-annotations'),
    'istioAnnotations',
  ),
  sets('Gateway', () => require('./istio-gateway') as typeof import('./istio-gateway'), 'istioGateway'),
  sets(
    'DestinationRule',
    () => require('./istio-destination') as typeof import('./istio-destination'),
    'istioDestinationRule',
  ),
  sets('VirtualService', () => require('./istio-routes') as typeof import('./istio-routes'), 'istioVirtualService'),
  sets(
    'ServiceEntry',
    () => require('./istio-service-entry') as typeof import('./istio-service-entry'),
    'istioServiceEntry',
  ),
  sets(
    'AuthorizationPolicy RequestAuthentication PeerAuthentication',
    () => require('./istio-security') as typeof import('./istio-security'),
    'istioAuthorization',
    'istioRequestAuthentication',
    'istioPeerAuthentication',
  ),
  sets('Sidecar', () => require('./istio-sidecar') as typeof import('./istio-sidecar'), 'istioSidecar'),
  sets(
    'WorkloadEntry WorkloadGroup ProxyConfig',
    () => require('./istio-workloads') as typeof import('./istio-workloads'),
    'istioWorkloadEntry',
    'istioWorkloadGroup',
    'istioProxyConfig',
  ),
  sets('Telemetry', () => require('./istio-telemetry') as typeof import('./istio-telemetry'), 'istioTelemetry'),
  sets(
    'WasmPlugin EnvoyFilter',
    () => require('./istio-extensions') as typeof import('./istio-extensions'),
    'istioWasmPlugin',
    'istioEnvoyFilter',
  ),
  sets(
    'Notebook Profile PodDefault PVCViewer LeaderWorkerSet',
    () => require('./kubeflow') as typeof import('./kubeflow'),
    'kubeflow',
    'leaderWorkerSet',
  ),
  sets(
    'InferenceService',
    () => require('./serving-runtimes') as typeof import('./serving-runtimes'),
    'kserveModelFormat',
  ),
  sets(
    'InferenceService',
    () => require('./kserve-runtime-choice') as typeof import('./kserve-runtime-choice'),
    'kserveRuntimeChoice',
  ),
  sets(
    `Pod ReplicationController Deployment StatefulSet DaemonSet ReplicaSet Job CronJob Notebook JobSet LeaderWorkerSet ${JOBS}`,
    () => require('./core-workloads') as typeof import('./core-workloads'),
    'coreWorkloads',
    'customPods',
  ),
  sets('Job CronJob', () => require('./core-jobs') as typeof import('./core-jobs'), 'coreJobs'),
  sets('ConfigMap Secret', () => require('./core-data') as typeof import('./core-data'), 'coreData'),
  sets(
    'PersistentVolumeClaim PersistentVolume StorageClass',
    () => require('./core-storage') as typeof import('./core-storage'),
    'coreStorage',
  ),
  sets(
    'ResourceQuota LimitRange PriorityClass',
    () => require('./core-quota') as typeof import('./core-quota'),
    'coreQuota',
  ),
  sets('Service', () => require('./core-services') as typeof import('./core-services'), 'coreServices'),
  sets('NetworkPolicy Ingress', () => require('./core-network') as typeof import('./core-network'), 'coreNetwork'),
  sets(
    'Role ClusterRole RoleBinding ClusterRoleBinding',
    () => require('./core-access') as typeof import('./core-access'),
    'coreAccess',
  ),
  sets(
    'HorizontalPodAutoscaler PodDisruptionBudget',
    () => require('./core-autoscaling') as typeof import('./core-autoscaling'),
    'coreAutoscaling',
  ),
];

export interface RuleDescription {
  readonly id: string;
  readonly demands: string;
  readonly sources: readonly string[];
  readonly kinds: readonly string[];
}

/** Every restated rule, with the upstream files it comes from. */
export function ruleCatalog(): RuleDescription[] {
  const all = new Map<string, RuleDescription>();
  for (const { rules, sources, kinds } of [...loaders.flatMap(({ load }) => load()), podSecurity]) {
    for (const [id, demands] of Object.entries(rules)) {
      const known = all.get(id);
      all.set(id, {
        id,
        demands: known?.demands ?? demands,
        sources: [...new Set([...(known?.sources ?? []), ...sources])],
        kinds: [...new Set([...(known?.kinds ?? []), ...kinds])],
      });
    }
  }
  return [...all.values()];
}

type Check = (subject: Subject) => void;

/** What a rule reports with. */
export function ruleReporter(report: (problem: Problem) => void): Subject['report'] {
  return (rule, path, message, severity = 'error') => report({ rule, severity, path, message });
}

const byKind = new Map<string, readonly Check[]>();

/** What a kind, `group/version/Kind` or `version/Kind`, is held to beyond its schema. */
export function rulesFor(kind: string): readonly Check[] {
  let checks = byKind.get(kind);
  if (checks === undefined) {
    const name = nameOf(kind);
    checks = loaders
      .filter(({ kinds }) => kinds.includes(name))
      .flatMap(({ load }) => load())
      .filter(({ kinds }) => kinds.includes(kind))
      .map(({ check }) => check);
    byKind.set(kind, checks);
  }
  return checks;
}

/** Kinds that a rule set has and its row in the table has not: there are none. */
export function unreachableKinds(): string[] {
  return loaders.flatMap(({ kinds, load }) =>
    load().flatMap((set) => set.kinds.filter((kind) => !kinds.includes(nameOf(kind)))),
  );
}

function nameOf(kind: string): string {
  return kind.slice(kind.lastIndexOf('/') + 1);
}
