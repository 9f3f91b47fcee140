import type { Construct } from 'constructs';
import { nameOf } from '../../core/environment';
import { Problems } from '../../core/errors';
import { metadataShape } from '../../core/metadata';
import { namespaceOf } from '../../core/names';
import { checkProperties, type Known, listOf, oneOf, or } from '../../core/properties';
import { type Metadata, Resource, type SpecOf } from '../../core/resource';
import { defined, InvalidValue } from '../../core/values';
import type { LabelSelector } from '../../generated/core';
import type { AdmissionCheck, Cohort } from './exact';
import { type FlavorQuota, quotaShape, resourceGroups } from './quota';

const KIND = 'kueue.x-k8s.io/v1beta2/ClusterQueue';
type Spec = SpecOf<typeof KIND>;

/** A namespace by name, or whatever has one: a team, a chart. */
export type NamespaceLike = string | { readonly namespace?: string };

export interface ClusterQueueProps {
  /** How much of which nodes it may use. Kueue tries flavors in this order. */
  readonly flavors: readonly FlavorQuota[];
  /** Whose jobs it admits. @default every namespace with a LocalQueue */
  readonly namespaces?: readonly NamespaceLike[] | LabelSelector;
  /** Queues that share what they do not use. */
  readonly cohort?: string | Cohort;
  /** @default 'BestEffortFIFO' */
  readonly queueingStrategy?: 'BestEffortFIFO' | 'StrictFIFO';
  /** @default never */
  readonly preemption?: Spec['preemption'];
  readonly flavorFungibility?: Spec['flavorFungibility'];
  /** Checks for all flavors; those of some flavors only as Kueue spells them. */
  readonly admissionChecks?: readonly (string | AdmissionCheck)[] | Spec['admissionChecksStrategy'];
  readonly fairSharing?: Spec['fairSharing'];
  readonly admissionScope?: Spec['admissionScope'];
  readonly concurrentAdmissionPolicy?: Spec['concurrentAdmissionPolicy'];
  /** @default 'None' */
  readonly stopPolicy?: 'None' | 'Hold' | 'HoldAndDrain';
  readonly metadata?: Metadata;
}

const queueProperties: Known<ClusterQueueProps> = {
  flavors: listOf(quotaShape),
  namespaces: or(listOf(namespaceOf), 'object'),
  cohort: nameOf,
  queueingStrategy: oneOf('BestEffortFIFO', 'StrictFIFO'),
  preemption: 'object',
  flavorFungibility: 'object',
  admissionChecks: or(listOf(nameOf), 'object'),
  fairSharing: 'object',
  admissionScope: 'object',
  concurrentAdmissionPolicy: 'object',
  stopPolicy: oneOf('None', 'Hold', 'HoldAndDrain'),
  metadata: metadataShape,
};

/** Quota on the whole cluster's nodes, for the namespaces it is for. */
export class ClusterQueue extends Resource<typeof KIND> {
  constructor(scope: Construct, id: string, props: ClusterQueueProps) {
    const problems = new Problems(scope, id);
    checkProperties(problems, props, queueProperties, ['flavors']);
    problems.throw();
    const { flavors, namespaces, cohort, admissionChecks, metadata, preemption, ...rest } = props;
    const cohortName = typeof cohort === 'object' ? cohort.name : cohort;
    const groups = problems.try(() => resourceGroups(flavors, cohortName !== undefined));
    const selector = problems.try(() => namespaceSelector(namespaces));
    if (preemption?.reclaimWithinCohort === 'Never' && (preemption.borrowWithinCohort?.policy ?? 'Never') !== 'Never') {
      problems.add("preemption.borrowWithinCohort needs reclaimWithinCohort other than 'Never'");
    }
    problems.throw();
    const spec = defined<Spec>({
      cohortName,
      namespaceSelector: selector,
      resourceGroups: groups!.length === 0 ? undefined : groups,
      preemption,
      ...rest,
      admissionChecksStrategy: checks(admissionChecks),
    });
    super(scope, id, KIND, { spec }, metadata);
  }
}

function checks(given: ClusterQueueProps['admissionChecks']): Spec['admissionChecksStrategy'] {
  if (!Array.isArray(given)) return given as Spec['admissionChecksStrategy'];
  return {
    admissionChecks: given.map((check: string | AdmissionCheck) => ({
      name: typeof check === 'string' ? check : check.name,
    })),
  };
}

/** Every namespace where none is named: without a selector Kueue admits nothing. */
function namespaceSelector(given: ClusterQueueProps['namespaces']): LabelSelector {
  if (given === undefined) return {};
  if (!Array.isArray(given)) return given as LabelSelector;
  const values = given.map((namespace: NamespaceLike) => namespaceOf(namespace));
  if (values.length === 0) throw new InvalidValue('namespaces is empty, nobody could use the queue');
  return { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values }] };
}
