import { Quantity } from '../../core/units';
import { predictorServers } from '../kserve-servers';
import { annotation, at, given, number, record, records, text } from './read';
import { ruleSet, type Subject } from './rule';

const rules = {
  'kserve/name': 'The name is a host label: it becomes part of URLs.',
  'kserve/one-implementation': 'A predictor, transformer or explainer has exactly one implementation.',
  'kserve/predictor-name': 'A predictor given by its framework has no container name.',
  'kserve/autoscaler-class': 'The autoscaler class is one that KServe knows.',
  'kserve/replicas': 'Replica counts are not negative, and the least is not more than the most.',
  'kserve/container-concurrency': 'Container concurrency is not negative.',
  'kserve/scale-metric': 'The scale metric is one of the autoscaler in use.',
  'kserve/scale-target': 'The scale target is in the range of its metric.',
  'kserve/autoscaling-metrics': 'Autoscaling metrics are of types that the autoscaler in use knows, and are complete.',
  'kserve/deployment-strategy': 'A deployment strategy goes with standard deployments only.',
  'kserve/logger': 'A logger logs all, requests or responses, and its storage is complete.',
  'kserve/custom-protocol': 'A custom predictor speaks v1 or v2.',
  'kserve/storage-spec': 'A storage spec goes with the schemes that it knows.',
  'kserve/storage-uris':
    'Several storage URIs have absolute paths in one directory, and there is no single URI beside them.',
  'kserve/collocated-transformer': 'A transformer beside its predictor has no storage URI.',
  'kserve/multi-node':
    'A model on several nodes has one worker container, known GPUs, a volume or image for its weights, and no autoscaler.',
  'kserve/standard-mode-canary': 'Standard deployments have no canary traffic.',
  'kserve/standard-mode-scale-to-zero': 'Standard deployments do not scale to zero.',
  'kserve/framework-runtime-version':
    'The runtime version of TensorFlow Serving and TorchServe fits the presence of a GPU.',
} as const;

type Ids = keyof typeof rules;
type Serving = Subject<Ids>;
type Fields = Record<string, unknown>;

const KNATIVE_HPA = 'hpa.autoscaling.knative.dev';
const CLASS = 'serving.kserve.io/autoscalerClass';
const GPU_TYPES = ['nvidia.com/gpu', 'amd.com/gpu', 'intel.com/gpu', 'habana.ai/gaudi'];
const BASIC_RESOURCES = ['cpu', 'memory', 'storage', 'ephemeral-storage'];

/** KServe 0.16 took up new names for its modes, and admits a few things more. */
const since016 = ({ release }: Serving) => release === '26.03';

/** What KServe's admission webhook demands of an inference service. */
export const kserve = ruleSet<Ids>({
  sources: [
    'https://github.com/kserve/kserve/blob/v0.16.0/pkg/apis/serving/v1beta1/inference_service_validation.go',
    'https://github.com/kserve/kserve/blob/v0.16.0/pkg/apis/serving/v1beta1/component.go',
    'https://github.com/kserve/kserve/blob/v0.16.0/pkg/apis/serving/v1beta1/predictor.go',
    'https://github.com/kserve/kserve/blob/v0.15.0/pkg/apis/serving/v1beta1/inference_service_validation.go',
  ],
  kinds: ['serving.kserve.io/v1beta1/InferenceService'],
  rules,
  check: (subject) => {
    const { object, report } = subject;
    const spec = record(object.spec);
    const predictor = record(spec.predictor);
    const name = text(at(object, 'metadata', 'name'));
    if (name !== '' && !/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name)) {
      report(
        'kserve/name',
        'metadata.name',
        `'${name}' must be lower-case letters, digits and '-', starting with a letter`,
      );
    }
    checkClass(subject);
    checkMultiNode(subject, predictor);
    checkCollocation(subject, predictor);
    if (since016(subject)) checkFrameworkNames(subject, predictor);
    for (const component of ['predictor', 'transformer', 'explainer'] as const) {
      if (component === 'predictor' || given(spec[component]))
        checkComponent(subject, component, record(spec[component]));
    }
  },
});

function checkClass(subject: Serving): void {
  const given = annotation(subject.object, CLASS);
  if (given === undefined) return;
  const known = subject.release === '1.10' ? ['hpa', 'external', 'keda'] : ['hpa', 'external', 'keda', 'none'];
  if (!known.includes(given))
    subject.report(
      'kserve/autoscaler-class',
      `metadata.annotations.${CLASS}`,
      `'${given}' is none of ${known.join(', ')}`,
    );
}

function checkFrameworkNames({ report }: Serving, predictor: Fields): void {
  for (const framework of predictorServers) {
    if (text(record(predictor[framework]).name) !== '') {
      report(
        'kserve/predictor-name',
        `spec.predictor.${framework}.name`,
        'must be left out: KServe names the container',
      );
      return;
    }
  }
}

function checkComponent(subject: Serving, component: 'predictor' | 'transformer' | 'explainer', spec: Fields): void {
  const { report } = subject;
  const path = `spec.${component}`;
  const count = implementations(component, spec);
  if (count !== 1) {
    const message = count === 0 ? 'has no implementation' : `has ${count} implementations, only one is possible`;
    const ways = { predictor: `model or containers`, transformer: 'containers', explainer: 'art or containers' }[
      component
    ];
    report('kserve/one-implementation', path, `${message}: give one of ${ways}`);
  }
  checkExtension(subject, path, spec);
  checkAutoscaling(subject, path, spec);
  if (since016(subject)) checkStorageUris(subject, path, component, spec);
  if (component === 'predictor') {
    checkFrameworkVersions(subject, spec);
    const custom = !predictorServers.some((framework) => given(spec[framework]));
    const [first] = custom ? records(spec.containers) : [];
    const protocol = records(first?.env).findIndex((env) => env.name === 'PROTOCOL');
    const value = text(records(first?.env)[protocol]?.value);
    if (protocol >= 0 && value !== 'v1' && value !== 'v2') {
      report(
        'kserve/custom-protocol',
        `${path}.containers[0].env[${protocol}].value`,
        `'${value}' is neither v1 nor v2`,
      );
    }
  }
  if (component === 'explainer' && given(spec.art)) checkStorageSpec(subject, `${path}.art`, record(spec.art), 'error');
}

function implementations(component: string, spec: Fields): number {
  const containers = records(spec.containers);
  if (component === 'transformer') return containers.length > 0 ? 1 : 0;
  if (component === 'explainer') return (given(spec.art) ? 1 : 0) + (containers.length > 0 ? 1 : 0);
  const named =
    predictorServers.filter((framework) => given(spec[framework])).length +
    containers.filter((c) => c.name === 'kserve-container').length;
  return named === 0 && containers.length > 0 ? 1 : named;
}

function checkExtension(subject: Serving, path: string, spec: Fields): void {
  const { report } = subject;
  const min = number(spec.minReplicas) ?? 1;
  const max = number(spec.maxReplicas) ?? 0;
  if (min < 0) report('kserve/replicas', `${path}.minReplicas`, `${min} is less than 0`);
  if (max < 0) report('kserve/replicas', `${path}.maxReplicas`, `${max} is less than 0`);
  else if (min > max && max !== 0)
    report('kserve/replicas', `${path}.minReplicas`, `${min} is more than maxReplicas, ${max}`);
  const concurrency = number(spec.containerConcurrency);
  if (concurrency !== undefined && concurrency < 0)
    report('kserve/container-concurrency', `${path}.containerConcurrency`, `${concurrency} is less than 0`);
  if (given(spec.logger)) {
    const logger = record(spec.logger);
    if (!['all', 'request', 'response'].includes(text(logger.mode)))
      report('kserve/logger', `${path}.logger.mode`, `'${text(logger.mode)}' is none of all, request and response`);
    if (since016(subject) && given(logger.storage)) {
      const missing = ['path', 'parameters', 'key'].filter((field) => !given(record(logger.storage)[field]));
      if (missing.length > 0) report('kserve/logger', `${path}.logger.storage`, `lacks ${missing.join(', ')}`);
    }
  }
  const mode = annotation(subject.object, 'serving.kserve.io/deploymentMode');
  if (mode === 'Standard' || mode === 'RawDeployment') {
    if (given(spec.canaryTrafficPercent)) {
      report(
        'kserve/standard-mode-canary',
        `${path}.canaryTrafficPercent`,
        `has no effect in ${mode} mode: all traffic goes to the new version`,
        'warning',
      );
    }
    if (spec.minReplicas === 0 && annotation(subject.object, CLASS) !== 'keda') {
      report(
        'kserve/standard-mode-scale-to-zero',
        `${path}.minReplicas`,
        `0 becomes 1 in ${mode} mode: only Knative and KEDA scale to zero`,
        'warning',
      );
    }
  }
}

function checkAutoscaling(subject: Serving, path: string, spec: Fields): void {
  const mode = annotation(subject.object, 'serving.kserve.io/deploymentMode');
  const standard = since016(subject) ? 'Standard' : 'RawDeployment';
  if (mode === standard) {
    const scaler = annotation(subject.object, CLASS);
    if (scaler === 'hpa') checkHpa(subject, path, spec);
    else if (scaler === 'keda') checkKeda(subject, path, spec);
  } else if (annotation(subject.object, 'autoscaling.knative.dev/class') === KNATIVE_HPA) checkHpa(subject, path, spec);
  else checkKpa(subject, path, spec);
}

function checkKpa({ report, object }: Serving, path: string, spec: Fields): void {
  if (given(spec.deploymentStrategy))
    report(
      'kserve/deployment-strategy',
      `${path}.deploymentStrategy`,
      'goes with standard deployments only, this one is served by Knative',
    );
  const metric = given(spec.scaleMetric) ? text(spec.scaleMetric) : 'concurrency';
  if (metric !== 'concurrency' && metric !== 'rps') {
    const mode = annotation(object, 'serving.kserve.io/deploymentMode');
    const now = mode === undefined ? 'Knative, the default mode,' : `Knative, which stands for mode '${mode}',`;
    report(
      'kserve/scale-metric',
      `${path}.scaleMetric`,
      `'${metric}' is no metric of ${now} it scales by concurrency or rps`,
    );
  }
  const target = number(spec.scaleTarget);
  if (target !== undefined && metric === 'rps' && target < 1)
    report('kserve/scale-target', `${path}.scaleTarget`, `${target} requests a second are less than 1`);
}

function checkHpa({ report }: Serving, path: string, spec: Fields): void {
  const metric = given(spec.scaleMetric) ? text(spec.scaleMetric) : 'cpu';
  if (metric !== 'cpu' && metric !== 'memory')
    report(
      'kserve/scale-metric',
      `${path}.scaleMetric`,
      `'${metric}' is no metric of the HPA: it scales by cpu or memory`,
    );
  const target = number(spec.scaleTarget);
  if (target !== undefined) {
    if ((metric === 'cpu' && target < 1) || target > 100)
      report('kserve/scale-target', `${path}.scaleTarget`, `${target} is no percentage from 1 to 100`);
    else if (metric === 'memory' && target < 1)
      report('kserve/scale-target', `${path}.scaleTarget`, `${target} is less than 1`);
  }
  for (const [i, item] of records(record(spec.autoScaling).metrics).entries()) {
    const below = `${path}.autoScaling.metrics[${i}]`;
    if (item.type !== 'Resource')
      report(
        'kserve/autoscaling-metrics',
        `${below}.type`,
        `'${text(item.type)}' is no metric of the HPA: it knows Resource only`,
      );
    else if (!given(item.resource))
      report('kserve/autoscaling-metrics', `${below}.resource`, 'is required for type Resource');
  }
}

function checkKeda({ report }: Serving, path: string, spec: Fields): void {
  const rule = 'kserve/autoscaling-metrics';
  if (given(spec.scaleMetric))
    report('kserve/scale-metric', `${path}.scaleMetric`, 'does not go with KEDA: use autoScaling.metrics');
  for (const [i, item] of records(record(spec.autoScaling).metrics).entries()) {
    const below = `${path}.autoScaling.metrics[${i}]`;
    const type = text(item.type);
    if (type === 'Resource') {
      if (given(item.resource)) checkResourceMetric(report, `${below}.resource`, record(item.resource));
      else report(rule, `${below}.resource`, 'is required for type Resource');
    } else if (type === 'External' || type === 'PodMetric') {
      const field = type === 'External' ? 'external' : 'podmetric';
      if (!given(item[field])) {
        report(rule, `${below}.${field}`, `is required for type ${type}`);
        continue;
      }
      const source = record(item[field]);
      const target = record(source.target);
      if (text(record(source.metric).query) === '') report(rule, `${below}.${field}.metric.query`, 'is required');
      if (!given(target.value)) report(rule, `${below}.${field}.target.value`, 'is required');
      else checkTarget(report, `${below}.${field}.target`, target);
    } else report(rule, `${below}.type`, `'${type}' is none of Resource, External and PodMetric`);
  }
}

function checkResourceMetric(report: Serving['report'], path: string, resource: Fields): void {
  const rule = 'kserve/autoscaling-metrics';
  const target = record(resource.target);
  const type = text(target.type);
  if (resource.name === 'cpu') {
    if (type !== 'Utilization') report(rule, `${path}.target.type`, `'${type}' must be Utilization for cpu`);
  } else if (resource.name === 'memory') {
    if (type !== 'AverageValue' && type !== 'Utilization')
      report(rule, `${path}.target.type`, `'${type}' must be AverageValue or Utilization for memory`);
    else if (type === 'AverageValue' && lessThan(target.averageValue, '1Mi'))
      report(rule, `${path}.target.averageValue`, 'must be at least 1Mi');
  } else report(rule, `${path}.name`, `'${text(resource.name)}' is neither cpu nor memory`);
  checkTarget(report, `${path}.target`, target);
}

function checkTarget(report: Serving['report'], path: string, target: Fields): void {
  const rule = 'kserve/autoscaling-metrics';
  const field = { Utilization: 'averageUtilization', AverageValue: 'averageValue', Value: 'value' }[text(target.type)];
  if (field === undefined) return;
  if (!given(target[field])) report(rule, `${path}.${field}`, `is required for type ${text(target.type)}`);
  const share = number(target.averageUtilization);
  if (field === 'averageUtilization' && share !== undefined && (share < 1 || share > 100))
    report(rule, `${path}.${field}`, `${share} is no percentage from 1 to 100`);
}

function lessThan(value: unknown, least: string): boolean {
  if (typeof value !== 'string' && typeof value !== 'number') return false;
  try {
    return Quantity.parse(value).compare(Quantity.parse(least)) < 0;
  } catch {
    return false;
  }
}

function checkStorageSpec({ report }: Serving, path: string, spec: Fields, severity: 'error' | 'warning'): void {
  if (!given(spec.storage)) return;
  const schemes = ['s3://', 'hdfs://', 'webhdfs://'];
  const uri = text(spec.storageUri);
  const type = at(spec, 'storage', 'parameters', 'type');
  if (uri !== '') {
    if (!schemes.some((s) => uri.startsWith(s)))
      report(
        'kserve/storage-spec',
        `${path}.storageUri`,
        `'${uri}' beside storage must start with one of ${schemes.join(', ')}`,
        severity,
      );
  } else if (typeof type === 'string' && !schemes.some((s) => `${type}://`.startsWith(s))) {
    report(
      'kserve/storage-spec',
      `${path}.storage.parameters.type`,
      `'${type}' is none of s3, hdfs and webhdfs`,
      severity,
    );
  }
}

/** KServe rewrites frameworks to `model` before it checks them, so these are not refused, only unlikely to work. */
function checkFrameworkVersions({ report }: Serving, predictor: Fields): void {
  for (const framework of ['tensorflow', 'pytorch'] as const) {
    const version = record(predictor[framework]).runtimeVersion;
    if (typeof version !== 'string') continue;
    const gpu = given(at(predictor[framework], 'resources', 'limits', 'nvidia.com/gpu'));
    if (gpu !== version.includes('gpu')) {
      const message = gpu
        ? `'${version}' is no GPU image, and a GPU is asked for`
        : `'${version}' is a GPU image, and no GPU is asked for`;
      report('kserve/framework-runtime-version', `spec.predictor.${framework}.runtimeVersion`, message, 'warning');
    }
  }
}

function checkStorageUris({ report }: Serving, path: string, component: string, spec: Fields): void {
  if (!given(spec.storageUris)) return;
  const rule = 'kserve/storage-uris';
  const items = records(spec.storageUris);
  if (singleUri(component, spec) !== undefined)
    report(rule, `${path}.storageUris`, 'and a single storage URI do not go together');
  const plain: string[] = [];
  const volumes: string[] = [];
  for (const [i, item] of items.entries()) {
    const mount = typeof item.mountPath === 'string' ? item.mountPath : '';
    if (text(item.uri) === '') report(rule, `${path}.storageUris[${i}].uri`, 'is required');
    if (mount === '/') report(rule, `${path}.storageUris[${i}].mountPath`, 'may not be the root directory');
    else if (!mount.startsWith('/'))
      report(rule, `${path}.storageUris[${i}].mountPath`, `'${mount}' must be an absolute path`);
    else if (mount.includes('..')) report(rule, `${path}.storageUris[${i}].mountPath`, `'${mount}' may not have '..'`);
    (text(item.uri).startsWith('pvc://') ? volumes : plain).push(mount);
  }
  if (plain.length <= 1) return;
  if (new Set(volumes).size < volumes.length) report(rule, `${path}.storageUris`, 'mount two volumes at one path');
  const [first, ...others] = plain.map((mount) => mount.split('/').filter((part) => part !== ''));
  if (others.some((parts) => parts[0] !== first![0]))
    report(rule, `${path}.storageUris`, `have no directory in common: ${plain.join(', ')}`);
}

function singleUri(component: string, spec: Fields): unknown {
  if (component === 'explainer' && text(record(spec.art).storageUri) !== '') return record(spec.art).storageUri;
  if (component === 'predictor') {
    const framework = predictorServers.find((name) => given(spec[name]));
    if (framework !== undefined)
      return given(record(spec[framework]).storageUri) ? record(spec[framework]).storageUri : undefined;
  }
  const containers = records(spec.containers);
  const container = component === 'predictor' ? containers.find((c) => c.name === 'kserve-container') : containers[0];
  return records(container?.env).find((env) => env.name === 'STORAGE_URI')?.value;
}

function checkCollocation({ report }: Serving, predictor: Fields): void {
  const i = records(predictor.containers).findIndex((container) => container.name === 'transformer-container');
  const env = records(records(predictor.containers)[i]?.env).findIndex((variable) => variable.name === 'STORAGE_URI');
  if (env >= 0)
    report(
      'kserve/collocated-transformer',
      `spec.predictor.containers[${i}].env[${env}]`,
      'STORAGE_URI belongs to the predictor, not to the transformer',
    );
}

function checkMultiNode(subject: Serving, predictor: Fields): void {
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
