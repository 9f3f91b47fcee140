import { at, label, list, record, records, text } from '../rules/read';
import type { Add, Fields } from './reference';

const GROUP = 'kueue.x-k8s.io';

const LABELS = [
  [`${GROUP}/queue-name`, 'queue', 'LocalQueue', {}],
  [`${GROUP}/priority-class`, 'workload-priority-class', 'WorkloadPriorityClass', { in: '' }],
] as const;

/** Queue and priority that the labels of any object name. */
export function queueReferences(object: Fields, path: string, add: Add): void {
  for (const [key, rule, kind, more] of LABELS) {
    const name = label(object, key);
    if (name !== undefined) add(rule, kind, name, `${path}metadata.labels.${key}`, more);
  }
}

/** What a ClusterQueue names: flavors, and the checks that admit to them. */
export function clusterQueueReferences(spec: Fields, add: Add): void {
  const none = { in: '' };
  for (const [i, group] of records(spec.resourceGroups).entries()) {
    for (const [j, { name }] of records(group.flavors).entries())
      add('resource-flavor', 'ResourceFlavor', name, `spec.resourceGroups[${i}].flavors[${j}].name`, none);
  }
  for (const [i, name] of list(spec.admissionChecks).entries())
    add('admission-check', 'AdmissionCheck', name, `spec.admissionChecks[${i}]`, none);
  const strategy = 'spec.admissionChecksStrategy.admissionChecks';
  for (const [i, { name }] of records(record(spec.admissionChecksStrategy).admissionChecks).entries())
    add('admission-check', 'AdmissionCheck', name, `${strategy}[${i}].name`, none);
}

/** What the settings of Kueue's admission checks name. */
export function admissionReferences(object: Fields, spec: Fields, add: Add): void {
  switch (object.kind) {
    case 'AdmissionCheck': {
      const { apiGroup, kind, name } = record(spec.parameters);
      if (apiGroup === GROUP) add('admission-parameters', text(kind), name, 'spec.parameters.name', { in: '' });
      break;
    }
    case 'MultiKueueConfig':
      for (const [i, name] of list(spec.clusters).entries())
        add('multikueue-cluster', 'MultiKueueCluster', name, `spec.clusters[${i}]`, { in: '' });
      break;
    case 'MultiKueueCluster': {
      const ways = [
        ['spec.kubeConfig', record(spec.kubeConfig)],
        ['spec.clusterSource.kubeConfig', record(at(spec, 'clusterSource', 'kubeConfig'))],
      ] as const;
      for (const [path, { locationType = 'Secret', location }] of ways)
        if (locationType === 'Secret')
          add('secret', 'Secret', location, `${path}.location`, { in: 'kueue-system', elsewhere: true });
      break;
    }
  }
}
