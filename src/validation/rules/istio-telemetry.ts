import { checkTargets } from './istio-targets';
import { ISTIO_VALIDATION, istioKinds, type Tell } from './istio-values';
import { given, number, record, records, text } from './read';
import { ruleSet, type Subject } from './rule';

const rules = {
  'istio/policy-target': 'A policy is for a selector or for targets, of kinds that Istio knows.',
  'istio/telemetry-providers': 'Providers of telemetry have names.',
  'istio/telemetry-metrics': 'Tags of metrics have a value where they are set, and none where they are removed.',
  'istio/telemetry-tracing': 'Traces are sampled from 0 to 100 percent, with tags that say something.',
  'istio/telemetry-logging': 'A filter of access logs is a CEL expression.',
} as const;

type Ids = keyof typeof rules;
type Report = Subject<Ids>['report'];
type Fields = Record<string, unknown>;

/** What Istio's webhook demands of telemetry. */
export const istioTelemetry = ruleSet<Ids>({
  sources: [ISTIO_VALIDATION],
  kinds: istioKinds('Telemetry', 'telemetry.istio.io', ['v1', 'v1alpha1']),
  rules,
  check: ({ object, report }) => {
    const spec = record(object.spec);
    checkTargets(spec, (path, message) => report('istio/policy-target', path, message));
    for (const field of ['metrics', 'tracing', 'accessLogging']) {
      for (const [i, item] of records(spec[field]).entries()) {
        for (const [j, { name }] of records(item.providers).entries())
          if (text(name) === '')
            report('istio/telemetry-providers', `spec.${field}[${i}].providers[${j}].name`, 'is required');
      }
    }
    for (const [i, item] of records(spec.metrics).entries()) checkMetrics(report, item, `spec.metrics[${i}]`);
    for (const [i, item] of records(spec.tracing).entries())
      checkTracing(item, `spec.tracing[${i}]`, (path, message) => report('istio/telemetry-tracing', path, message));
    for (const [i, item] of records(spec.accessLogging).entries()) {
      const expression = record(item.filter).expression;
      if (given(item.filter) && !parses(text(expression)))
        report(
          'istio/telemetry-logging',
          `spec.accessLogging[${i}].filter.expression`,
          `'${text(expression)}' is no CEL expression`,
        );
    }
  },
});

function checkMetrics(report: Report, metrics: Fields, path: string): void {
  const rule = 'istio/telemetry-metrics';
  for (const [i, override] of records(metrics.overrides).entries()) {
    const below = `${path}.overrides[${i}]`;
    for (const [tag, value] of Object.entries(record(override.tagOverrides))) {
      const { operation = 'UPSERT', value: shown } = record(value);
      const place = `${below}.tagOverrides.${tag}.value`;
      if (operation === 'UPSERT' && text(shown) === '') report(rule, place, 'is required for operation UPSERT');
      if (operation === 'REMOVE' && text(shown) !== '') report(rule, place, 'must be left out for operation REMOVE');
    }
    if (record(override.match).customMetric === '') report(rule, `${below}.match.customMetric`, 'may not be empty');
  }
}

function checkTracing(tracing: Fields, path: string, tell: Tell): void {
  const share = number(tracing.randomSamplingPercentage) ?? 0;
  if (share < 0 || share > 100) tell(`${path}.randomSamplingPercentage`, `${share} is no percentage`);
  for (const [name, tag] of Object.entries(record(tracing.customTags))) {
    const below = `${path}.customTags.${name}`;
    if (name === '') tell(`${path}.customTags`, 'may not have an empty name');
    for (const [kind, field] of [
      ['literal', 'value'],
      ['header', 'name'],
      ['environment', 'name'],
    ] as const) {
      const source = record(tag)[kind];
      if (given(source) && text(record(source)[field]) === '') tell(`${below}.${kind}.${field}`, 'is required');
    }
  }
}

/** Whether an expression can be read; true as well where it has parts that only other parsers know. */
function parses(expression: string): boolean {
  if (/[.[{,(]\s*\?|[\w.]\s*\{/.test(expression)) return true;
  const { parse } = require('@marcbachmann/cel-js') as { parse: (text: string) => unknown };
  try {
    // A name may begin with a dot, which this parser does not read.
    parse(expression.replace(/(^|[\s(,[&|!?:<>=])\.(?=[A-Za-z_])/g, '$1'));
    return true;
  } catch (error) {
    return !/^(un)?expected_/.test(String((error as { code?: unknown }).code));
  }
}
