import { labelValue, qualifiedName } from '../names';
import { ELASTIC, GATES, wrongGates } from './kueue-gates';
import { quantity } from './quantity';
import { at, given, number, record, records } from './read';
import { ruleSet } from './rule';

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
