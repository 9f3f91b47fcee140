import { at, given, number, record, records, text } from './read';
import { ruleSet } from './rule';

/** What KServe's webhook demands of an inference graph. */
export const kserveGraph = ruleSet({
  sources: ['https://github.com/kserve/kserve/blob/v0.16.0/pkg/apis/serving/v1alpha1/inference_graph_validation.go'],
  kinds: ['serving.kserve.io/v1alpha1/InferenceGraph'],
  rules: {
    'kserve/graph-name': 'The name of a graph is a host label.',
    'kserve/graph-root': "A graph has a node called 'root'.",
    'kserve/graph-step-name': 'Steps of one node have different names.',
    'kserve/graph-target': 'A step has exactly one target: a node, a service or a URL.',
    'kserve/graph-weight': 'The routes of a splitter have weights that add up to 100.',
  },
  check: ({ object, report }) => {
    const name = text(at(object, 'metadata', 'name'));
    if (name !== '' && !/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name)) {
      report(
        'kserve/graph-name',
        'metadata.name',
        `'${name}' must be lower-case letters, digits and '-', starting with a letter`,
      );
    }
    const nodes = record(at(object, 'spec', 'nodes'));
    if (!Object.hasOwn(nodes, 'root'))
      report('kserve/graph-root', 'spec.nodes', "has no node 'root', where the graph begins");
    for (const [node, value] of Object.entries(nodes)) {
      const steps = records(record(value).steps);
      const path = `spec.nodes.${node}`;
      const names = new Set<string>();
      let total = 0;
      for (const [i, step] of steps.entries()) {
        const called = text(step.name);
        if (called !== '' && names.has(called))
          report('kserve/graph-step-name', `${path}.steps[${i}].name`, `'${called}' is used twice`);
        names.add(called);
        const targets = ['nodeName', 'serviceName', 'serviceUrl'].filter((field) => text(step[field]) !== '');
        if (targets.length === 0)
          report('kserve/graph-target', `${path}.steps[${i}]`, 'needs a target: nodeName, serviceName or serviceUrl');
        else if (targets.length > 1)
          report(
            'kserve/graph-target',
            `${path}.steps[${i}]`,
            `has ${targets.join(' and ')}, only one target is possible`,
          );
        if (record(value).routerType !== 'Splitter') continue;
        if (!given(step.weight))
          report('kserve/graph-weight', `${path}.steps[${i}].weight`, 'is required in a splitter');
        total += number(step.weight) ?? 0;
      }
      if (record(value).routerType === 'Splitter' && total !== 100 && steps.every((step) => given(step.weight))) {
        report('kserve/graph-weight', `${path}.steps`, `have weights that add up to ${total}, not 100`);
      }
    }
  },
});

/** What KServe's webhook demands of a trained model. */
export const kserveTrainedModel = ruleSet({
  sources: ['https://github.com/kserve/kserve/blob/v0.16.0/pkg/apis/serving/v1alpha1/trainedmodel_webhook.go'],
  kinds: ['serving.kserve.io/v1alpha1/TrainedModel'],
  rules: {
    'kserve/trained-model-name': "The name of a trained model has letters, digits, '_' and '-'.",
    'kserve/trained-model-storage': 'A trained model is stored where the agent can fetch it.',
  },
  check: ({ object, report }) => {
    const name = text(at(object, 'metadata', 'name'));
    if (name !== '' && !/^[a-zA-Z0-9_-]+$/.test(name))
      report('kserve/trained-model-name', 'metadata.name', `'${name}' may only have letters, digits, '_' and '-'`);
    const uri = text(at(object, 'spec', 'model', 'storageUri'));
    const schemes = ['s3://', 'gs://', 'https://', 'http://'];
    if (!schemes.some((scheme) => uri.startsWith(scheme)))
      report(
        'kserve/trained-model-storage',
        'spec.model.storageUri',
        `'${uri}' must start with one of ${schemes.join(', ')}`,
      );
  },
});
