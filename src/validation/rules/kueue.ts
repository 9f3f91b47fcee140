import { Quantity } from '../../core/units';
import { labelValue, qualifiedName, subdomain } from '../names';
import { domainPath } from './jobset';
import { annotation, at, given, goInteger, label, list, number, record, records, text, word } from './read';
import { ruleSet, type Subject } from './rule';

const quotas = {
  'kueue/resource-name': 'A resource has the name of a label key, and belongs to one group.',
  'kueue/flavor-name': 'A flavor stands in one group, once.',
  'kueue/flavor-resources': 'The resources of a flavor are those that its group covers, in their order.',
  'kueue/quota': 'Quotas and limits are not negative.',
  'kueue/limit-without-cohort': 'Borrowing and lending need a cohort.',
  'kueue/lending-limit': 'No more is lent than there is.',
  'kueue/fair-sharing': 'A weight for fair sharing is not negative, and not too small to count.',
  'kueue/selector': 'A selector has valid keys, operators and values.',
  'kueue/preemption': 'Borrowing by preemption needs reclaiming within the cohort.',
  'kueue/flavor-fungibility': 'A preference among flavors needs that the next flavor is tried.',
  'kueue/too-many': 'A queue has at most 256 flavors, 256 resources, and 512 pairs of them in a group.',
  'kueue/admission-check-flavors': 'Admission checks are for flavors of the queue.',
} as const;

type QuotaIds = keyof typeof quotas;

/** What Kueue's webhooks demand of cluster queues and cohorts. */
export const kueueQuotas = ruleSet<QuotaIds>({
  sources: [
    'https://github.com/kubernetes-sigs/kueue/blob/v0.19.2/pkg/webhooks/clusterqueue_webhook.go',
    'https://github.com/kubernetes-sigs/kueue/blob/v0.19.2/pkg/webhooks/cohort_webhook.go',
    'https://github.com/kubernetes-sigs/kueue/blob/v0.19.2/pkg/webhooks/common.go',
  ],
  kinds: ['ClusterQueue', 'Cohort'].flatMap((kind) =>
    ['v1beta1', 'v1beta2'].map((version) => `kueue.x-k8s.io/${version}/${kind}`),
  ),
  rules: quotas,
  check: (subject) => {
    const { object, report } = subject;
    const spec = record(object.spec);
    const isCohort = object.kind === 'Cohort';
    const parent = isCohort ? text(spec.parentName) || text(spec.parent) : text(spec.cohortName) || text(spec.cohort);
    checkGroups(subject, records(spec.resourceGroups), parent !== '', isCohort);
    const weight = quantity(record(spec.fairSharing).weight);
    if (weight !== undefined && weight < 0n) report('kueue/fair-sharing', 'spec.fairSharing', 'has a negative weight');
    else if (weight !== undefined && weight > 0n && weight <= 1n)
      report('kueue/fair-sharing', 'spec.fairSharing', 'has a weight too small to count: give 0 or more');
    if (isCohort) return;
    if (given(spec.namespaceSelector)) {
      checkSelector(record(spec.namespaceSelector), 'spec.namespaceSelector', (path, message) =>
        report('kueue/selector', path, message),
      );
    }
    const preemption = record(spec.preemption);
    const reclaim = preemption.reclaimWithinCohort ?? 'Never';
    if (
      given(spec.preemption) &&
      reclaim === 'Never' &&
      given(preemption.borrowWithinCohort) &&
      (record(preemption.borrowWithinCohort).policy ?? 'Never') !== 'Never'
    ) {
      report(
        'kueue/preemption',
        'spec.preemption',
        'has borrowWithinCohort, which needs reclaimWithinCohort other than Never',
      );
    }
    const fungibility = record(spec.flavorFungibility);
    const tries = (value: unknown, fallback: string) => (value ?? fallback) === 'TryNextFlavor';
    if (
      given(fungibility.preference) &&
      !(tries(fungibility.whenCanBorrow, 'MayStopSearch') && tries(fungibility.whenCanPreempt, 'TryNextFlavor'))
    ) {
      report(
        'kueue/flavor-fungibility',
        'spec.flavorFungibility.preference',
        'needs whenCanBorrow and whenCanPreempt to be TryNextFlavor',
      );
    }
    checkTotals(subject, records(spec.resourceGroups));
    checkAdmissionChecks(subject, spec);
  },
});

function checkGroups(
  { report }: Subject<QuotaIds>,
  groups: readonly Record<string, unknown>[],
  hasParent: boolean,
  isCohort: boolean,
): void {
  const resources = new Set<string>();
  const flavors = new Set<string>();
  for (const [i, group] of groups.entries()) {
    const path = `spec.resourceGroups[${i}]`;
    const covered = list(group.coveredResources).map(word);
    for (const [j, name] of covered.entries()) {
      const wrong = qualifiedName(name);
      if (wrong !== undefined) report('kueue/resource-name', `${path}.coveredResources[${j}]`, wrong);
      if (resources.has(name))
        report('kueue/resource-name', `${path}.coveredResources[${j}]`, `'${name}' is covered twice`);
      resources.add(name);
    }
    for (const [j, flavor] of records(group.flavors).entries()) {
      const name = text(flavor.name);
      if (flavors.has(name)) report('kueue/flavor-name', `${path}.flavors[${j}].name`, `'${name}' stands here twice`);
      flavors.add(name);
      for (const [k, resource] of records(flavor.resources).entries()) {
        if (k >= covered.length) break;
        const below = `${path}.flavors[${j}].resources[${k}]`;
        if (resource.name !== covered[k])
          report(
            'kueue/flavor-resources',
            `${below}.name`,
            `'${text(resource.name)}' must be '${covered[k]}', as in coveredResources`,
          );
        checkQuota(report, below, resource, hasParent, isCohort);
      }
    }
  }
}

function checkQuota(
  report: Subject<QuotaIds>['report'],
  path: string,
  resource: Record<string, unknown>,
  hasParent: boolean,
  isCohort: boolean,
): void {
  const nominal = quantity(resource.nominalQuota);
  if (nominal !== undefined && nominal < 0n) report('kueue/quota', `${path}.nominalQuota`, 'is negative');
  for (const field of ['borrowingLimit', 'lendingLimit']) {
    if (!given(resource[field])) continue;
    const limit = quantity(resource[field]);
    if (limit !== undefined && limit < 0n) report('kueue/quota', `${path}.${field}`, 'is negative');
    if (!hasParent)
      report(
        'kueue/limit-without-cohort',
        `${path}.${field}`,
        `must be left out without a ${isCohort ? 'parent' : 'cohort'}`,
      );
    if (field === 'lendingLimit' && !isCohort && limit !== undefined && nominal !== undefined && limit > nominal) {
      report(
        'kueue/lending-limit',
        `${path}.${field}`,
        `is more than the nominalQuota, ${word(resource.nominalQuota)}`,
      );
    }
  }
}

function checkTotals({ report }: Subject<QuotaIds>, groups: readonly Record<string, unknown>[]): void {
  const sum = (field: string) => groups.reduce((total, group) => total + list(group[field]).length, 0);
  if (sum('flavors') > 256)
    report('kueue/too-many', 'spec.resourceGroups', `have ${sum('flavors')} flavors, at most 256 are allowed`);
  if (sum('coveredResources') > 256)
    report(
      'kueue/too-many',
      'spec.resourceGroups',
      `cover ${sum('coveredResources')} resources, at most 256 are allowed`,
    );
  for (const [i, group] of groups.entries()) {
    const pairs = records(group.flavors).reduce((total, flavor) => total + list(flavor.resources).length, 0);
    if (pairs > 512)
      report(
        'kueue/too-many',
        `spec.resourceGroups[${i}]`,
        `has ${pairs} pairs of flavor and resource, at most 512 are allowed`,
      );
  }
}

function checkAdmissionChecks({ report }: Subject<QuotaIds>, spec: Record<string, unknown>): void {
  const flavors = new Set(
    records(spec.resourceGroups).flatMap((group) => records(group.flavors).map(({ name }) => text(name))),
  );
  for (const [i, check] of records(record(spec.admissionChecksStrategy).admissionChecks).entries()) {
    for (const [j, flavor] of list(check.onFlavors).entries()) {
      if (!flavors.has(word(flavor))) {
        report(
          'kueue/admission-check-flavors',
          `spec.admissionChecksStrategy.admissionChecks[${i}].onFlavors[${j}]`,
          `'${word(flavor)}' is no flavor of the queue: ${[...flavors].join(', ')}`,
        );
      }
    }
  }
}

/** What Kueue's webhook demands of flavors. */
export const kueueFlavor = ruleSet({
  sources: ['https://github.com/kubernetes-sigs/kueue/blob/v0.19.2/pkg/webhooks/resourceflavor_webhook.go'],
  kinds: ['kueue.x-k8s.io/v1beta1/ResourceFlavor', 'kueue.x-k8s.io/v1beta2/ResourceFlavor'],
  rules: {
    'kueue/node-labels': 'Node labels are valid labels.',
    'kueue/node-taints': 'Node taints are valid, and each key and effect stands once.',
    'kueue/tolerations': 'Tolerations have valid keys.',
  },
  check: ({ object, report }) => {
    const spec = record(object.spec);
    for (const [key, value] of Object.entries(record(spec.nodeLabels))) {
      const wrong = qualifiedName(key) ?? (typeof value === 'string' ? labelValue(value) : undefined);
      if (wrong !== undefined) report('kueue/node-labels', 'spec.nodeLabels', wrong);
    }
    const seen = new Set<string>();
    for (const [i, taint] of records(spec.nodeTaints).entries()) {
      const path = `spec.nodeTaints[${i}]`;
      const key = qualifiedName(text(taint.key));
      if (key !== undefined) report('kueue/node-taints', `${path}.key`, key);
      const value = labelValue(text(taint.value));
      if (value !== undefined) report('kueue/node-taints', `${path}.value`, value);
      const pair = `${text(taint.key)}:${text(taint.effect)}`;
      if (seen.has(pair)) report('kueue/node-taints', path, `repeats key and effect '${pair}'`);
      seen.add(pair);
    }
    for (const [i, toleration] of records(spec.tolerations).entries()) {
      const wrong = text(toleration.key) === '' ? undefined : qualifiedName(text(toleration.key));
      if (wrong !== undefined) report('kueue/tolerations', `spec.tolerations[${i}].key`, wrong);
    }
  },
});

/** What Kueue's webhook demands of workloads when they are made. */
export const kueueWorkload = ruleSet({
  sources: ['https://github.com/kubernetes-sigs/kueue/blob/v0.19.2/pkg/webhooks/workload_webhook.go'],
  kinds: ['kueue.x-k8s.io/v1beta1/Workload', 'kueue.x-k8s.io/v1beta2/Workload'],
  rules: {
    'kueue/workload-min-count': 'At most one pod set may be made smaller.',
    'kueue/workload-pods-resource': "No container asks for 'pods', which Kueue counts itself.",
    'kueue/workload-resources': 'Requests and limits of the pods are not negative.',
    'kueue/workload-slices': 'Slices of a pod set have a topology and a size.',
    'kueue/workload-metadata': 'Labels and annotations of the pods are valid.',
    'kueue/workload-gates': 'Gates of admission are different paths with domains.',
  },
  check: ({ object, report }) => {
    const sets = records(at(object, 'spec', 'podSets'));
    const variable = sets.filter((set) => given(set.minCount)).length;
    if (variable > 1)
      report('kueue/workload-min-count', 'spec.podSets', `has ${variable} sets with minCount, at most one is allowed`);
    if (variable > 0 && at(object, 'metadata', 'annotations', ELASTIC) === 'true')
      report('kueue/workload-min-count', 'spec.podSets', 'have minCount, which an elastic job cannot have');
    const gates = wrongGates(object);
    if (gates !== undefined) report('kueue/workload-gates', `metadata.annotations.${GATES}`, gates);
    for (const [i, set] of sets.entries()) {
      const path = `spec.podSets[${i}]`;
      const spec = record(at(set, 'template', 'spec'));
      const resources = (at: string, value: unknown) => {
        for (const kind of ['requests', 'limits']) {
          for (const [name, amount] of Object.entries(record(record(value)[kind]))) {
            if (name === 'pods') report('kueue/workload-pods-resource', `${at}.${kind}.pods`, 'is reserved for Kueue');
            if ((quantity(amount) ?? 0n) < 0n)
              report('kueue/workload-resources', `${at}.${kind}.${name}`, `${String(amount)} is less than 0`);
          }
        }
      };
      for (const field of ['initContainers', 'containers']) {
        for (const [j, container] of records(spec[field]).entries())
          resources(`${path}.template.spec.${field}[${j}].resources`, container.resources);
      }
      resources(`${path}.template.spec.resources`, spec.resources);
      const metadata = record(at(set, 'template', 'metadata'));
      for (const [key, value] of Object.entries(record(metadata.labels))) {
        const wrong = qualifiedName(key) ?? (typeof value === 'string' ? labelValue(value) : undefined);
        if (wrong !== undefined) report('kueue/workload-metadata', `${path}.template.metadata.labels`, wrong);
      }
      for (const key of Object.keys(record(metadata.annotations))) {
        const wrong = qualifiedName(key.toLowerCase());
        if (wrong !== undefined) report('kueue/workload-metadata', `${path}.template.metadata.annotations`, wrong);
      }
      const topology = record(set.topologyRequest);
      const size = number(topology.podSetSliceSize);
      const below = `${path}.topologyRequest.podSetSliceSize`;
      if (!given(topology.podSetSliceRequiredTopology)) {
        if (given(topology.podSetSliceSize))
          report('kueue/workload-slices', below, 'may only be set beside podSetSliceRequiredTopology');
      } else if (!given(topology.podSetSliceSize))
        report('kueue/workload-slices', below, 'is required beside podSetSliceRequiredTopology');
      else if (size !== undefined && size <= 0) report('kueue/workload-slices', below, `${size} is not more than 0`);
    }
  },
});

const GATES = 'kueue.x-k8s.io/admission-gated-by';

/** Gates by which admission of a workload waits: paths with domains, each once. */
function wrongGates(object: Record<string, unknown>): string | undefined {
  const value = annotation(object, GATES);
  if (value === undefined || value.trim() === '') return undefined;
  const seen = new Set<string>();
  for (const gate of value.split(',').map((part) => part.trim())) {
    if (gate === '') return `'${value}' has an empty name`;
    if (seen.has(gate)) return `'${gate}' stands twice`;
    seen.add(gate);
    const wrong = domainPath(gate);
    if (wrong !== undefined) return wrong;
    if (gate.length > 63) return `'${gate}' has ${gate.length} characters, at most 63 are allowed`;
  }
  return undefined;
}

const QUEUE = 'kueue.x-k8s.io/queue-name';
const PREBUILT = 'kueue.x-k8s.io/prebuilt-workload-name';
const LONGEST = 'kueue.x-k8s.io/max-exec-time-seconds';
const ELASTIC = 'kueue.x-k8s.io/elastic-job';

/** What Kueue's webhooks demand of jobs that carry its labels. */
export const kueueJobs = ruleSet({
  sources: ['https://github.com/kubernetes-sigs/kueue/blob/v0.19.2/pkg/controller/jobframework/validation.go'],
  kinds: [
    'batch/v1/Job',
    'jobset.x-k8s.io/v1alpha2/JobSet',
    'kubeflow.org/v1/PyTorchJob',
    'kubeflow.org/v1/TFJob',
    'kubeflow.org/v1/XGBoostJob',
    'kubeflow.org/v1/PaddleJob',
    'kubeflow.org/v1/JAXJob',
    'kubeflow.org/v2beta1/MPIJob',
    'trainer.kubeflow.org/v1alpha1/TrainJob',
    'ray.io/v1/RayJob',
    'ray.io/v1/RayCluster',
    'ray.io/v1/RayService',
  ],
  rules: {
    'kueue/queue-name': 'The queue named by a label has a valid name.',
    'kueue/max-exec-time': 'The longest execution time is a number of seconds more than 0.',
    'kueue/elastic-job': 'Only jobs of Kubernetes and Ray are elastic.',
    'kueue/gates': 'Gates of admission are different paths with domains.',
  },
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
    if (elastic && object.kind !== 'Job' && !text(object.apiVersion).startsWith('ray.io/'))
      report('kueue/elastic-job', `metadata.annotations.${ELASTIC}`, `is not possible for ${text(object.kind)}`);
  },
});

/** A label selector's requirements. Facts: k8s.io/apimachinery pkg/apis/meta/v1/validation. */
export function checkSelector(
  selector: Record<string, unknown>,
  path: string,
  report: (path: string, message: string) => void,
): void {
  for (const [key, value] of Object.entries(record(selector.matchLabels))) {
    const wrong = qualifiedName(key) ?? (typeof value === 'string' ? labelValue(value) : undefined);
    if (wrong !== undefined) report(`${path}.matchLabels`, wrong);
  }
  for (const [i, expression] of records(selector.matchExpressions).entries()) {
    const below = `${path}.matchExpressions[${i}]`;
    const values = list(expression.values);
    switch (expression.operator) {
      case 'In':
      case 'NotIn':
        if (values.length === 0) report(`${below}.values`, `are required for operator ${expression.operator}`);
        break;
      case 'Exists':
      case 'DoesNotExist':
        if (values.length > 0) report(`${below}.values`, `must be left out for operator ${expression.operator}`);
        break;
      default:
        report(`${below}.operator`, `'${text(expression.operator)}' is none of In, NotIn, Exists, DoesNotExist`);
    }
    const wrong = qualifiedName(text(expression.key));
    if (wrong !== undefined) report(`${below}.key`, wrong);
    for (const [j, value] of values.entries()) {
      const wrongValue = labelValue(word(value));
      if (wrongValue !== undefined) report(`${below}.values[${j}]`, wrongValue);
    }
  }
}

/** Nano units of a quantity, `undefined` where it is none. */
function quantity(value: unknown): bigint | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  try {
    return Quantity.parse(value).nanos;
  } catch {
    return undefined;
  }
}
