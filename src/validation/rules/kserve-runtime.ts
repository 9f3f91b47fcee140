import { gpuTypes, unknownResources } from './kserve-multi-node';
import { at, given, number, record, records, text, word } from './read';
import { ruleSet } from './rule';

/** What KServe's webhook demands of serving runtimes. */
export const kserveRuntime = ruleSet({
  sources: [
    'https://github.com/kserve/kserve/blob/v0.16.0/pkg/webhook/admission/servingruntime/servingruntime_webhook.go',
  ],
  kinds: ['serving.kserve.io/v1alpha1/ServingRuntime', 'serving.kserve.io/v1alpha1/ClusterServingRuntime'],
  rules: {
    'kserve/runtime-priority': 'A model format that is chosen automatically has one priority in its runtime.',
    'kserve/runtime-multi-node':
      'A runtime on several nodes has one worker container and known GPUs, and takes sizes from workerSpec.',
  },
  check: ({ object, release, report }) => {
    const spec = record(object.spec);
    if (spec.disabled === true) return;
    const priorities = new Map<string, unknown>();
    for (const [i, format] of records(spec.supportedModelFormats).entries()) {
      if (format.autoSelect !== true) continue;
      const name = text(format.name);
      const before = priorities.get(name);
      if (!priorities.has(name)) priorities.set(name, format.priority);
      else if (given(before) && given(format.priority) && before !== format.priority) {
        report(
          'kserve/runtime-priority',
          `spec.supportedModelFormats[${i}].priority`,
          `${word(format.priority)} of '${name}' differs from ${word(before)}, given above`,
        );
      }
    }
    if (!given(spec.workerSpec)) return;
    const rule = 'kserve/runtime-multi-node';
    const worker = record(spec.workerSpec);
    const workers = records(worker.containers);
    if (workers.length > 1) report(rule, 'spec.workerSpec.containers', `are ${workers.length}, only one is allowed`);
    const known = gpuTypes(text(at(spec, 'annotations', 'serving.kserve.io/gpu-resource-types')));
    if (known === undefined)
      report(rule, 'spec.annotations.serving.kserve.io/gpu-resource-types', 'must be a JSON list of resource names');
    const gpus = (path: string, resources: unknown) => {
      const unknown = known === undefined ? [] : unknownResources(resources, known);
      if (unknown.length > 0)
        report(
          rule,
          path,
          `ask for ${unknown.join(', ')}, which annotation serving.kserve.io/gpu-resource-types does not name`,
        );
    };
    for (const [i, container] of records(spec.containers).entries()) {
      if (container.name !== 'kserve-container') continue;
      for (const [j, env] of records(container.env).entries()) {
        if (env.name === 'PIPELINE_PARALLEL_SIZE' || env.name === 'TENSOR_PARALLEL_SIZE') {
          report(rule, `spec.containers[${i}].env[${j}]`, `${env.name} may not be set here: use workerSpec`);
        }
      }
      gpus(`spec.containers[${i}].resources`, container.resources);
    }
    if (workers[0]?.name === 'worker-container') gpus('spec.workerSpec.containers[0].resources', workers[0].resources);
    // KServe 0.15.0 fills in no sizes, and counts the head with the pipeline.
    const old = release === '1.10';
    const leastPipeline = old ? 2 : 1;
    for (const field of old ? ['pipelineParallelSize', 'tensorParallelSize'] : [])
      if (!given(worker[field])) report(rule, `spec.workerSpec.${field}`, 'is required');
    const pipeline = number(worker.pipelineParallelSize);
    if (pipeline !== undefined && pipeline < leastPipeline)
      report(rule, 'spec.workerSpec.pipelineParallelSize', `${pipeline} is less than ${leastPipeline}`);
    const tensor = number(worker.tensorParallelSize);
    if (tensor !== undefined && tensor < 1)
      report(rule, 'spec.workerSpec.tensorParallelSize', `${tensor} is less than 1`);
  },
});
