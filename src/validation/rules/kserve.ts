import { predictorServers } from '../kserve-servers';
import { checkAutoscaling } from './kserve-autoscaling';
import { checkMultiNode } from './kserve-multi-node';
import { CLASS, type Fields, type Ids, kserveRules as rules, type Serving, since016 } from './kserve-rules';
import { checkCollocation, checkStorageScheme, checkStorageSpec, checkStorageUris } from './kserve-storage';
import { annotation, at, given, number, record, records, text } from './read';
import { ruleSet } from './rule';

/** What KServe's admission webhook demands of an inference service. */
export const kserve = ruleSet<Ids>({
  sources: [
    'https://github.com/kserve/kserve/blob/v0.16.0/pkg/controller/v1beta1/inferenceservice/utils/utils.go',
    'https://github.com/knative/serving/blob/knative-v1.16.2/pkg/apis/serving/v1/route_validation.go',
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
    for (const framework of predictorServers)
      if (given(spec[framework])) checkStorageScheme(subject, `${path}.${framework}`, record(spec[framework]));
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
  if (component === 'explainer' && given(spec.art)) {
    checkStorageSpec(subject, `${path}.art`, record(spec.art), 'error');
    checkStorageScheme(subject, `${path}.art`, record(spec.art));
  }
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
  const canary = number(spec.canaryTrafficPercent);
  if (canary !== undefined && (canary < 0 || canary > 100))
    report('kserve/canary-percent', `${path}.canaryTrafficPercent`, `${canary} is not 0 to 100`);
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
