import { qualifiedName } from '../names';
import { checkSelector } from './label-selector';
import { quantity } from './quantity';
import { given, list, record, records, text, word } from './read';
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
