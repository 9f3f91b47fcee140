import { expression } from '../pattern';
import type { KatibConfig } from './katib-config';
import type { Admission } from './katib-ids';
import { given, list, record, text, word } from './read';

const COLLECTOR = 'spec.metricsCollectorSpec';

export function checkCollector({ report }: Admission, spec: Record<string, unknown>, config: KatibConfig): void {
  const collector = record(spec.metricsCollectorSpec);
  const kind = given(collector.collector) ? text(record(collector.collector).kind) : 'StdOut';
  const source = record(collector.source);
  const file = record(source.fileSystemPath);
  const path = text(file.path);
  const rule = 'katib/metrics-collector';
  switch (kind) {
    case 'StdOut':
    case 'Push':
      return;
    case 'File': {
      const format = text(file.format) || 'TEXT';
      if ((text(file.kind) || 'File') !== 'File' || !(path || '/').startsWith('/')) {
        report(
          rule,
          `${COLLECTOR}.source.fileSystemPath.path`,
          'must be an absolute path, of kind File, where the metrics are written',
        );
      }
      if (format !== 'TEXT' && format !== 'JSON')
        report(rule, `${COLLECTOR}.source.fileSystemPath.format`, `'${format}' is neither TEXT nor JSON`);
      if (format === 'JSON' && given(source.filter))
        report(rule, `${COLLECTOR}.source.filter`, 'does not go with metrics in JSON');
      break;
    }
    case 'TensorFlowEvent':
      if ((text(file.kind) || 'Directory') !== 'Directory' || !(path || '/').startsWith('/')) {
        report(
          rule,
          `${COLLECTOR}.source`,
          'needs fileSystemPath of kind Directory with an absolute path, where the events are written',
        );
      }
      if (text(file.format) !== '') report(rule, `${COLLECTOR}.source.fileSystemPath.format`, 'must be left out');
      break;
    case 'PrometheusMetric': {
      // A warning, since the configuration of an installation is seldom in the set.
      if (!config.collectors.includes(kind)) {
        const refused =
          "'PrometheusMetric' is refused until katib-config has a collector for it: the shipped one has not";
        report(rule, `${COLLECTOR}.collector.kind`, refused, 'warning');
      }
      const get = record(source.httpGet);
      const port =
        get.port === undefined || get.port === null || get.port === 0 || get.port === '0' ? '8080' : word(get.port);
      if (!/^\+?\d{1,18}$/.test(port) || Number(port) <= 0)
        report(rule, `${COLLECTOR}.source.httpGet.port`, `'${port}' is no positive number`);
      if (!(text(get.path) || '/metrics').startsWith('/'))
        report(rule, `${COLLECTOR}.source.httpGet.path`, `'${text(get.path)}' must start with '/'`);
      break;
    }
    case 'Custom':
      if (!given(record(collector.collector).customCollector))
        report(rule, `${COLLECTOR}.collector.customCollector`, 'is required for kind Custom');
      if (
        given(source.fileSystemPath) &&
        (!path.startsWith('/') || (file.kind !== 'Directory' && file.kind !== 'File'))
      ) {
        report(rule, `${COLLECTOR}.source.fileSystemPath`, 'needs an absolute path and kind File or Directory');
      }
      break;
    default:
      report(
        rule,
        `${COLLECTOR}.collector.kind`,
        `'${kind}' is none of StdOut, File, TensorFlowEvent, PrometheusMetric, Push and Custom`,
      );
  }
  checkFilter(report, source);
}

function checkFilter(report: Admission['report'], source: Record<string, unknown>): void {
  for (const format of list(record(source.filter).metricsFormat)) {
    const pattern = text(format);
    const path = `${COLLECTOR}.source.filter.metricsFormat`;
    if (expression(pattern) === undefined)
      report('katib/metrics-format', path, `'${pattern}' is no regular expression`);
    else if (!/\(.*\).*\(.*\)/.test(pattern))
      report('katib/metrics-format', path, `'${pattern}' needs two groups in parentheses: the name and the value`);
  }
}
