import { containerProperties, type NamedContainer, podContainer } from '../../core/container';
import { fields, listOf, oneOf, or, positive } from '../../core/properties';
import { count } from '../../core/units';
import { defined, InvalidValue, isRecord, shown, within } from '../../core/values';
import { PodVolumes } from '../../core/volumes';
import type { Container as PodContainer } from '../../generated/core';
import { expression } from '../../validation/pattern';

/** Regular expressions of Go with two groups: the metric's name and its value. */
export interface MetricsFilter {
  readonly filter?: readonly string[];
}
/** Where a trial's metrics come from. */
export type MetricsCollector =
  /** Lines `name=value` on the standard output. */
  | 'stdOut'
  /** The trial reports by itself, with report_metrics of Katib's SDK. */
  | 'push'
  | { readonly stdOut: MetricsFilter }
  | {
      /** A file in the trial's pod. @default path '/var/log/katib/metrics.log', format 'TEXT' */
      readonly file: MetricsFilter & { readonly path?: `/${string}`; readonly format?: 'TEXT' | 'JSON' };
    }
  | {
      /** A folder of TensorFlow event files. @default '/var/log/katib/tfevent/' */
      readonly tensorFlowEvent: { readonly path?: `/${string}` };
    }
  | {
      /** An endpoint in the trial's pod. @default port 8080, path '/metrics' */
      readonly prometheus: {
        readonly port?: number;
        readonly path?: `/${string}`;
        readonly host?: string;
        readonly scheme?: 'HTTP' | 'HTTPS';
      };
    }
  | {
      /** A container of one's own beside the trial's. */
      readonly custom: NamedContainer | { readonly container: PodContainer };
      /** What the trial writes and the container reads. */
      readonly source?: MetricsFilter & {
        readonly file?: { readonly path: `/${string}`; readonly format?: 'TEXT' | 'JSON' };
        readonly directory?: `/${string}`;
      };
    };

const filter = listOf('text');
const file = { path: 'text', format: oneOf('TEXT', 'JSON') } as const;
export const metricsShape = or(
  fields({
    stdOut: fields({ filter }),
    file: fields({ ...file, filter }),
    tensorFlowEvent: fields({ path: 'text' }),
    prometheus: fields({ port: positive, path: 'text', host: 'text', scheme: oneOf('HTTP', 'HTTPS') }),
    custom: fields({ ...containerProperties, name: 'text', container: 'object' }),
    source: fields({ filter, file: fields(file, ['path']), directory: 'text' }),
  }),
  oneOf('stdOut', 'push'),
);

export interface Collector {
  readonly kind: 'StdOut' | 'Push' | 'File' | 'TensorFlowEvent' | 'PrometheusMetric' | 'Custom';
  readonly spec: Record<string, unknown>;
}

/** Katib's metricsCollectorSpec. Throws InvalidValue. */
export function metricsCollector(metrics: MetricsCollector): Collector {
  if (metrics === 'stdOut') return { kind: 'StdOut', spec: { collector: { kind: 'StdOut' } } };
  if (metrics === 'push') return { kind: 'Push', spec: { collector: { kind: 'Push' } } };
  if (!isRecord(metrics))
    throw new InvalidValue(
      `metrics ${shown(metrics)} is none of stdOut, push, { file }, { tensorFlowEvent }, { prometheus }, { custom }`,
    );
  return objectCollector(defined(metrics as object) as Exclude<MetricsCollector, string>);
}

function objectCollector(metrics: Exclude<MetricsCollector, string>): Collector {
  if ('stdOut' in metrics) return collector('StdOut', filterOf(metrics.stdOut));
  if ('file' in metrics) {
    const { path, format, filter } = metrics.file;
    if (format === 'JSON' && filter !== undefined)
      throw new InvalidValue('metrics.file.filter is for format TEXT, JSON lines have names');
    const fileSystemPath =
      path === undefined && format === undefined
        ? undefined
        : defined({ kind: 'File', path: absolute('metrics.file.path', path), format });
    return collector('File', { fileSystemPath, ...filterOf({ filter }) });
  }
  if ('tensorFlowEvent' in metrics) {
    const { path } = metrics.tensorFlowEvent;
    return collector('TensorFlowEvent', {
      fileSystemPath: path && { kind: 'Directory', path: absolute('metrics.tensorFlowEvent.path', path) },
    });
  }
  if ('prometheus' in metrics) {
    const { port, path, host, scheme } = metrics.prometheus;
    if (port !== undefined) within('metrics.prometheus.port', () => count(port, 1));
    const httpGet = defined({ path: absolute('metrics.prometheus.path', path), port, host, scheme });
    return collector('PrometheusMetric', { httpGet: Object.keys(httpGet).length === 0 ? undefined : httpGet });
  }
  if ('custom' in metrics) return custom(metrics);
  throw new InvalidValue(`metrics { ${Object.keys(metrics).join(', ')} } is no collector we know`);
}

function custom({ custom: container, source }: Extract<MetricsCollector, { custom: unknown }>): Collector {
  const volumes = new PodVolumes();
  const customCollector =
    'container' in container
      ? container.container
      : within('metrics.custom', () => podContainer(container.name, container, volumes));
  if (volumes.list.length > 0)
    throw new InvalidValue('metrics.custom.mounts cannot be, Katib mounts what source names into both containers');
  const { file, directory, filter } = source ?? {};
  if (file !== undefined && directory !== undefined)
    throw new InvalidValue('metrics.source is a file or a directory, not both');
  const fileSystemPath =
    file !== undefined
      ? defined({ kind: 'File', path: absolute('metrics.source.file.path', file.path), format: file.format })
      : directory && { kind: 'Directory', path: absolute('metrics.source.directory', directory) };
  const from = defined({ fileSystemPath, ...filterOf({ filter }) });
  return {
    kind: 'Custom',
    spec: defined({
      collector: { kind: 'Custom', customCollector },
      source: Object.keys(from).length === 0 ? undefined : from,
    }),
  };
}

function collector(kind: Collector['kind'], source: Record<string, unknown>): Collector {
  const given = defined(source);
  return { kind, spec: defined({ collector: { kind }, source: Object.keys(given).length === 0 ? undefined : given }) };
}

function filterOf({ filter }: MetricsFilter): { filter?: { metricsFormat: string[] } } {
  if (filter === undefined) return {};
  for (const format of filter) {
    const compiled = expression(format);
    if (compiled === undefined) throw new InvalidValue(`metrics filter '${format}' is no regular expression of Go`);
    if (!/\(.*\).*\(.*\)/.test(format) || compiled.groupCount() < 2)
      throw new InvalidValue(`metrics filter '${format}' needs two groups, for the metric's name and its value`);
  }
  return { filter: { metricsFormat: [...filter] } };
}

function absolute(field: string, path: string | undefined): string | undefined {
  if (path !== undefined && !path.startsWith('/')) throw new InvalidValue(`${field} '${path}' is no absolute path`);
  return path;
}
