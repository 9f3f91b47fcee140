import { labelValue, qualifiedName } from '../names';
import { record, records, text } from './read';
import { ruleSet } from './rule';

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
