import { subdomain } from '../names';
import { ELASTIC, GATES, wrongGates } from './kueue-gates';
import { checkTopology, podSets } from './kueue-topology';
import { annotation, at, given, goInteger, label, number, record, records, text } from './read';
import { ruleSet, type Subject } from './rule';

const GROUP = 'kueue.x-k8s.io';
const QUEUE = `${GROUP}/queue-name`;
const PREBUILT = `${GROUP}/prebuilt-workload-name`;
const LONGEST = `${GROUP}/max-exec-time-seconds`;
const LEAST = `${GROUP}/job-min-parallelism`;
const EQUAL = `${GROUP}/job-completions-equal-parallelism`;
const POD_GROUP = `${GROUP}/pod-group-name`;
const POD_COUNT = `${GROUP}/pod-group-total-count`;
const MANAGED = `${GROUP}/managed`;

const rules = {
  'kueue/queue-name': 'The queue named by a label has a valid name.',
  'kueue/max-exec-time': 'The longest execution time is a number of seconds more than 0.',
  'kueue/elastic-job': 'Only jobs of Kubernetes and Ray are elastic.',
  'kueue/gates': 'Gates of admission are different paths with domains.',
  'kueue/partial-admission': 'A job may begin with fewer pods, more than none and fewer than all.',
  'kueue/equal-completions':
    'Completions that follow the parallelism are those of an indexed job, as many as its pods.',
  'kueue/topology': 'Pods ask of the topology in one way, by the label of a level.',
  'kueue/pod-group': 'Pods of a group say its name and how many they are.',
  'kueue/ray': 'A cluster in a queue is deleted after its job, and scales only as an elastic job.',
} as const;

type Ids = keyof typeof rules;
type Report = Subject<Ids>['report'];
type Fields = Record<string, unknown>;

const FRAMEWORK = 'https://github.com/kubernetes-sigs/kueue/blob/v0.19.2/pkg/controller';

/** What Kueue's webhooks demand of jobs that carry its labels. */
export const kueueJobs = ruleSet<Ids>({
  sources: [
    `${FRAMEWORK}/jobframework/validation.go`,
    `${FRAMEWORK}/jobframework/tas_validation.go`,
    `${FRAMEWORK}/jobs/job/job_webhook.go`,
    `${FRAMEWORK}/jobs/pod/pod_webhook.go`,
    `${FRAMEWORK}/jobs/raycluster/raycluster_webhook.go`,
    `${FRAMEWORK}/jobs/rayjob/rayjob_webhook.go`,
  ],
  kinds: [
    'v1/Pod',
    'apps/v1/Deployment',
    'apps/v1/StatefulSet',
    'leaderworkerset.x-k8s.io/v1/LeaderWorkerSet',
    'batch/v1/Job',
    'jobset.x-k8s.io/v1alpha2/JobSet',
    'kubeflow.org/v1/PyTorchJob',
    'kubeflow.org/v1/TFJob',
    'kubeflow.org/v1/XGBoostJob',
    'kubeflow.org/v1/PaddleJob',
    'kubeflow.org/v1/JAXJob',
    'kubeflow.org/v2beta1/MPIJob',
    'trainer.kubeflow.org/v1alpha1/TrainJob',
    'sparkoperator.k8s.io/v1beta2/SparkApplication',
    'ray.io/v1/RayJob',
    'ray.io/v1/RayCluster',
    'ray.io/v1/RayService',
  ],
  rules,
  check: ({ object, report }) => {
    const gates = wrongGates(object);
    if (gates !== undefined) report('kueue/gates', `metadata.annotations.${GATES}`, gates);
    for (const key of [QUEUE, PREBUILT]) {
      const value = label(object, key);
      const wrong = value === undefined ? undefined : subdomain(value);
      if (wrong !== undefined) report('kueue/queue-name', `metadata.labels.${key}`, wrong);
    }
    const longest = label(object, LONGEST);
    if (longest !== undefined && !((goInteger(longest) ?? 0) > 0))
      report('kueue/max-exec-time', `metadata.labels.${LONGEST}`, `'${longest}' must be a whole number more than 0`);
    const elastic = at(object, 'metadata', 'annotations', ELASTIC) === 'true';
    const batch = object.apiVersion === 'batch/v1';
    const ray = text(object.apiVersion).startsWith('ray.io/');
    if (elastic && !batch && !ray)
      report('kueue/elastic-job', `metadata.annotations.${ELASTIC}`, `is not possible for ${text(object.kind)}`);
    if (batch) checkBatch(object, elastic, report);
    if (object.kind === 'Pod') checkPodGroup(object, report);
    if (ray && label(object, QUEUE)) checkRay(object, elastic, report);
    checkTopology(podSets(object), (path, message) => report('kueue/topology', path, message));
  },
});

const TRUE = ['1', 't', 'T', 'TRUE', 'true', 'True'];
const FALSE = ['0', 'f', 'F', 'FALSE', 'false', 'False'];

function checkBatch(object: Fields, elastic: boolean, report: Report): void {
  const spec = record(object.spec);
  const parallelism = number(spec.parallelism) ?? 1;
  const completions = number(spec.completions);
  const least = annotation(object, LEAST);
  if (least !== undefined) {
    const place = `metadata.annotations.${LEAST}`;
    const pods = Math.min(parallelism, completions ?? parallelism);
    const count = goInteger(least);
    if (count === undefined || count <= 0 || count >= pods)
      report('kueue/partial-admission', place, `'${least}' must be a whole number from 1 to ${pods - 1}`);
    if (elastic) report('kueue/partial-admission', place, 'does not go with an elastic job');
  }
  const equal = annotation(object, EQUAL);
  if (equal === undefined) return;
  const place = `metadata.annotations.${EQUAL}`;
  if (!TRUE.includes(equal) && !FALSE.includes(equal))
    report('kueue/equal-completions', place, `'${equal}' is neither true nor false`);
  if (!TRUE.includes(equal)) return;
  if (spec.completionMode !== 'Indexed')
    report('kueue/equal-completions', place, 'goes with completionMode Indexed only');
  if (parallelism !== (completions ?? 1))
    report('kueue/equal-completions', 'spec.completions', `must be the parallelism, ${parallelism}`);
}

function checkPodGroup(object: Fields, report: Report): void {
  const managed = label(object, MANAGED);
  if (managed !== undefined && managed !== 'true')
    report('kueue/pod-group', `metadata.labels.${MANAGED}`, `'${managed}' must be true`);
  const name = label(object, POD_GROUP) ?? '';
  const count = annotation(object, POD_COUNT);
  if (name === '') {
    if (count !== undefined)
      report('kueue/pod-group', `metadata.labels.${POD_GROUP}`, `is required beside ${POD_COUNT}`);
    return;
  }
  const wrong = subdomain(name);
  if (wrong !== undefined) report('kueue/pod-group', `metadata.labels.${POD_GROUP}`, wrong);
  const place = `metadata.annotations.${POD_COUNT}`;
  if (count === undefined) report('kueue/pod-group', place, `is required beside ${POD_GROUP}`);
  else if (!((goInteger(count) ?? 0) > 0))
    report('kueue/pod-group', place, `'${count}' must be a whole number more than 0`);
  const prebuilt = label(object, PREBUILT);
  if (prebuilt !== undefined && prebuilt !== '' && prebuilt !== name)
    report('kueue/pod-group', `metadata.labels.${PREBUILT}`, `'${prebuilt}' must be the group, '${name}'`);
}

const MOST_POD_SETS = 18;
const GATE = 'kueue.x-k8s.io/elastic-job';

function checkRay(object: Fields, elastic: boolean, report: Report): void {
  const rule = 'kueue/ray';
  const spec = record(object.spec);
  if (object.kind === 'RayCluster') {
    checkRayCluster(spec, 'spec', elastic, report);
    if (!elastic) return;
    const gated = (pod: unknown) => records(record(pod).schedulingGates).some(({ name }) => name === GATE);
    const need = (group: Fields, path: string) => {
      if (!gated(at(group, 'template', 'spec')))
        report(rule, `${path}.template.spec.schedulingGates`, `must have '${GATE}' in an elastic job`);
    };
    need(record(spec.headGroupSpec), 'spec.headGroupSpec');
    for (const [i, group] of records(spec.workerGroupSpecs).entries()) need(group, `spec.workerGroupSpecs[${i}]`);
  } else if (object.kind === 'RayJob') {
    const selects = Object.keys(record(spec.clusterSelector)).length > 0;
    const own = given(spec.rayClusterSpec);
    if (selects && own) report(rule, 'spec.clusterSelector', 'does not go with rayClusterSpec in a queue');
    else if (!selects && !own) report(rule, 'spec.rayClusterSpec', 'is required without clusterSelector');
    if (selects || !own) return;
    if (spec.shutdownAfterJobFinishes !== true)
      report(rule, 'spec.shutdownAfterJobFinishes', 'must be true: the cluster would stay in its queue');
    checkRayCluster(record(spec.rayClusterSpec), 'spec.rayClusterSpec', elastic, report);
  }
}

function checkRayCluster(cluster: Fields, path: string, elastic: boolean, report: Report): void {
  const rule = 'kueue/ray';
  const groups = records(cluster.workerGroupSpecs);
  if (cluster.enableInTreeAutoscaling === true && !elastic)
    report(rule, `${path}.enableInTreeAutoscaling`, `goes with annotation ${ELASTIC}: 'true' only`);
  if (groups.length + 1 > MOST_POD_SETS)
    report(rule, `${path}.workerGroupSpecs`, `are ${groups.length}, at most ${MOST_POD_SETS - 1} are allowed`);
  for (const [i, { groupName }] of groups.entries())
    if (groupName === 'head') report(rule, `${path}.workerGroupSpecs[${i}].groupName`, "'head' is the head group");
}
