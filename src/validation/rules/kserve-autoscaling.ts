import { Quantity } from '../../core/units';
import { CLASS, type Fields, type Serving, since016 } from './kserve-rules';
import { annotation, given, number, record, records, text } from './read';

const KNATIVE_HPA = 'hpa.autoscaling.knative.dev';

export function checkAutoscaling(subject: Serving, path: string, spec: Fields): void {
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
