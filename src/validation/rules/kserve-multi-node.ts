import { predictorServers } from '../kserve-servers';
import { CLASS, type Fields, type Serving, since016 } from './kserve-rules';
import { annotation, given, number, record, records, text } from './read';

const GPU_TYPES = ['nvidia.com/gpu', 'amd.com/gpu', 'intel.com/gpu', 'habana.ai/gaudi'];
const BASIC_RESOURCES = ['cpu', 'memory', 'storage', 'ephemeral-storage'];

export function checkMultiNode(subject: Serving, predictor: Fields): void {
  if (!given(predictor.workerSpec)) return;
  const { report, object } = subject;
  const rule = 'kserve/multi-node';
  const worker = record(predictor.workerSpec);
  const containers = records(worker.containers);
  if (containers.length > 1)
    report(rule, 'spec.predictor.workerSpec.containers', `are ${containers.length}, only one is allowed`);
  const framework = predictorServers.find((name) => given(predictor[name]));
  if (framework !== undefined) {
    const model = record(predictor[framework]);
    const path = `spec.predictor.${framework}`;
    for (const [i, env] of records(model.env).entries()) {
      if (env.name === 'PIPELINE_PARALLEL_SIZE' || env.name === 'TENSOR_PARALLEL_SIZE') {
        report(
          rule,
          `${path}.env[${i}]`,
          `${env.name} may not be set here: use workerSpec.${env.name === 'PIPELINE_PARALLEL_SIZE' ? 'pipelineParallelSize' : 'tensorParallelSize'}`,
        );
      }
    }
    checkGpuTypes(subject, `${path}.resources`, model.resources);
    const allowed = since016(subject) ? ['pvc', 'oci'] : ['pvc'];
    const uri = model.storageUri;
    if (!given(uri)) report(rule, `${path}.storageUri`, 'is required on several nodes');
    else if (!allowed.includes(text(uri).split('://')[0]!))
      report(
        rule,
        `${path}.storageUri`,
        `'${text(uri)}' must start with ${allowed.map((s) => `${s}://`).join(' or ')} on several nodes`,
      );
    const wanted = subject.release === '1.10' ? 'external' : 'none';
    const scaler = annotation(object, CLASS) ?? '';
    if (scaler !== wanted)
      report(
        rule,
        `metadata.annotations.${CLASS}`,
        scaler === ''
          ? `is required on several nodes, as '${wanted}'`
          : `'${scaler}' must be '${wanted}' on several nodes`,
      );
  }
  const leastPipeline = subject.release === '1.10' ? 2 : 1;
  const pipeline = number(worker.pipelineParallelSize);
  if (pipeline !== undefined && pipeline < leastPipeline)
    report(rule, 'spec.predictor.workerSpec.pipelineParallelSize', `${pipeline} is less than ${leastPipeline}`);
  const tensor = number(worker.tensorParallelSize);
  if (tensor !== undefined && tensor < 1)
    report(rule, 'spec.predictor.workerSpec.tensorParallelSize', `${tensor} is less than 1`);
  for (const [i, container] of containers.entries())
    checkGpuTypes(subject, `spec.predictor.workerSpec.containers[${i}].resources`, container.resources);
}

function checkGpuTypes({ report, object }: Serving, path: string, resources: unknown): void {
  const known = gpuTypes(annotation(object, 'serving.kserve.io/gpu-resource-types') ?? '');
  if (known === undefined) {
    report(
      'kserve/multi-node',
      'metadata.annotations.serving.kserve.io/gpu-resource-types',
      'must be a JSON list of resource names',
    );
    return;
  }
  const unknown = unknownResources(resources, known);
  if (unknown.length > 0)
    report(
      'kserve/multi-node',
      path,
      `ask for ${unknown.join(', ')}, which annotation serving.kserve.io/gpu-resource-types does not name`,
    );
}

/** GPU resources that KServe knows, with those of the annotation; `undefined` where that cannot be read. */
export function gpuTypes(annotated: string): readonly string[] | undefined {
  if (annotated === '') return GPU_TYPES;
  try {
    const more: unknown = JSON.parse(annotated);
    const valid =
      Array.isArray(more) && more.length > 0 && more.every((item) => typeof item === 'string' && item !== '');
    return valid ? [...GPU_TYPES, ...(more as string[])] : undefined;
  } catch {
    return undefined;
  }
}

export function unknownResources(resources: unknown, known: readonly string[]): string[] {
  const { limits, requests } = record(resources);
  const asked = new Set([...Object.keys(record(limits)), ...Object.keys(record(requests))]);
  return [...asked].filter((name) => !BASIC_RESOURCES.includes(name) && !known.includes(name));
}
