import { didYouMean, KubeflowError } from '../../core/errors';
import { isRecord } from '../../core/values';
import { bytesOf } from './amounts';
import type { FitDocument } from './document';
import { TAINT } from './taints';

/** Checks one value at `path` and reports what is wrong with it. */
type Check = (value: unknown, path: string, report: (path: string, sentence: string) => void) => void;

/** Remarks a file may carry anywhere; they decide nothing. */
const REMARKS = ['id', 'why', 'note', 'comment', 'description', 'expect'];

const text: Check = (value, path, report) => {
  if (typeof value !== 'string' || value === '') report(path, `must be text, not ${shownJson(value)}`);
};
const anyText: Check = (value, path, report) => {
  if (typeof value !== 'string') report(path, `must be text, not ${shownJson(value)}`);
};
const flag: Check = (value, path, report) => {
  if (typeof value !== 'boolean') report(path, `must be true or false, not ${shownJson(value)}`);
};
const number: Check = (value, path, report) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) report(path, `must be a number, not ${shownJson(value)}`);
};
const size: Check = (value, path, report) => {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
    report(path, `must be a number of at least 0, not ${shownJson(value)}`);
  }
};
const natural: Check = (value, path, report) => {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
    report(path, `must be a whole number of at least 0, not ${shownJson(value)}`);
  }
};
const positive: Check = (value, path, report) => {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) {
    report(path, `must be a whole number of at least 1, not ${shownJson(value)}`);
  }
};
const amount: Check = (value, path, report) => {
  if (typeof value === 'number' && Number.isFinite(value)) return;
  if (typeof value === 'string' && bytesOf(value) !== undefined) return;
  report(path, `must be a number or a quantity such as '64Gi', not ${shownJson(value)}`);
};

function oneOf(...names: readonly string[]): Check {
  return (value, path, report) => {
    if (typeof value === 'string' && names.includes(value)) return;
    const hint = typeof value === 'string' ? didYouMean(value, names) : '';
    report(path, `must be one of ${names.join(', ')}, not ${shownJson(value)}${hint}`);
  };
}

function listOf(check: Check): Check {
  return (value, path, report) => {
    if (!Array.isArray(value)) report(path, `must be a list, not ${shownJson(value)}`);
    else for (const [i, item] of value.entries()) check(item, `${path}[${i}]`, report);
  };
}

function mapOf(check: Check): Check {
  return (value, path, report) => {
    if (!isRecord(value)) report(path, `must be a map, not ${shownJson(value)}`);
    else for (const [key, item] of Object.entries(value)) check(item, `${path}.${key}`, report);
  };
}

function oneOrMore(check: Check): Check {
  const list = listOf(check);
  return (value, path, report) => (Array.isArray(value) ? list : check)(value, path, report);
}

function orNull(check: Check): Check {
  return (value, path, report) => {
    if (value !== null) check(value, path, report);
  };
}

function record(fields: Readonly<Record<string, Check>>, required: readonly string[] = []): Check {
  return (value, path, report) => {
    if (!isRecord(value)) {
      report(path, `must be an object, not ${shownJson(value)}`);
      return;
    }
    for (const [key, item] of Object.entries(value)) {
      const check = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (check) {
        if (item !== undefined) check(item, joined(path, key), report);
      } else if (!REMARKS.includes(key)) {
        report(joined(path, key), `is not a field here${didYouMean(key, Object.keys(fields))}`);
      }
    }
    for (const key of required) {
      if (value[key] === undefined) report(joined(path, key), 'is missing');
    }
  };
}

const taintObject: Check = record(
  { key: text, value: anyText, effect: oneOf('NoSchedule', 'PreferNoSchedule', 'NoExecute') },
  ['key', 'effect'],
);
const taint: Check = (value, path, report) => {
  if (typeof value !== 'string') taintObject(value, path, report);
  else if (!TAINT.test(value)) report(path, `must read key=value:Effect, not ${shownJson(value)}`);
};
const toleration: Check = record({
  key: anyText,
  operator: anyText,
  value: anyText,
  effect: anyText,
  tolerationSeconds: number,
});
const container = {
  name: text,
  cpu: number,
  cpuLimit: number,
  memoryGi: number,
  memoryLimitGi: number,
  gpu: number,
  gpuLimit: orNull(number),
  extra: mapOf(amount),
};
const expression: Check = record(
  {
    key: text,
    operator: anyText,
    values: listOf((value, path, report) => {
      if (typeof value !== 'string' && typeof value !== 'number') report(path, `must be text, not ${shownJson(value)}`);
    }),
  },
  ['key', 'operator'],
);
const podTerm: Check = record({ to: listOf(text), topologyKey: anyText }, ['to', 'topologyKey']);
const spread: Check = record(
  {
    topologyKey: anyText,
    maxSkew: number,
    minDomains: number,
    nodeTaintsPolicy: oneOf('Honor', 'Ignore'),
    nodeAffinityPolicy: oneOf('Honor', 'Ignore'),
    whenUnsatisfiable: oneOf('DoNotSchedule', 'ScheduleAnyway'),
  },
  ['topologyKey', 'maxSkew'],
);
const pods: Check = record({
  ...container,
  role: text,
  count: natural,
  maxCount: natural,
  containers: listOf(record(container)),
  initContainers: listOf(record({ ...container, restartPolicy: anyText })),
  overhead: record({ cpu: number, memoryGi: number }),
  nodeSelector: mapOf(anyText),
  tolerations: listOf(toleration),
  affinity: record({
    node: listOf(listOf(expression)),
    pod: listOf(podTerm),
    podAnti: listOf(podTerm),
  }),
  spread: listOf(spread),
  volumeZones: listOf(text),
});
const workload: Check = record(
  {
    name: text,
    kind: text,
    pods: listOf(pods),
    gang: flag,
    parallel: natural,
    nodeSelector: mapOf(anyText),
    tolerations: listOf(toleration),
  },
  ['name', 'pods'],
);
const pool: Check = record(
  {
    name: text,
    gpus: natural,
    accelerator: text,
    cpu: size,
    memoryGi: size,
    minNodes: natural,
    maxNodes: natural,
    labels: mapOf(anyText),
    taints: listOf(taint),
    cloud: oneOf('eks', 'gke', 'aks'),
    resource: text,
    extra: mapOf(amount),
    zones: listOf(text),
    maxPods: natural,
    mig: record({
      strategy: oneOf('mixed', 'single'),
      perGpu: oneOrMore(mapOf(natural)),
      auto: flag,
    }),
    timeSlicing: record({ replicas: positive, failRequestsGreaterThanOne: flag }, ['replicas']),
  },
  ['name', 'cpu', 'memoryGi', 'maxNodes'],
);
const flavor: Check = record(
  {
    name: text,
    nodeLabels: mapOf(anyText),
    nodeTaints: listOf(taint),
    tolerations: listOf(toleration),
    quota: mapOf(amount),
    borrow: mapOf(amount),
  },
  ['name', 'quota'],
);
const shape: Check = record(
  {
    pools: listOf(pool),
    workloads: listOf(workload),
    quota: oneOrMore(record({ name: text, hard: mapOf(amount), workloads: listOf(text) }, ['hard'])),
    queue: oneOrMore(
      record({ name: text, flavors: listOf(flavor), groups: listOf(listOf(flavor)), workloads: listOf(text) }, [
        'flavors',
      ]),
    ),
    daemonsets: listOf(
      record({ name: text, cpu: size, memoryGi: size, nodeSelector: mapOf(anyText), tolerations: listOf(toleration) }),
    ),
    admission: listOf(text),
  },
  ['pools', 'workloads'],
);

/**
 * The document, checked: unknown fields, wrong types and names that point nowhere.
 * Throws KubeflowError with one `path: sentence` per problem.
 */
export function readFitDocument(given: unknown): FitDocument {
  const value = withoutNulls(given);
  const problems: string[] = [];
  const report = (path: string, sentence: string) => problems.push(`${path || 'document'}: ${sentence}`);
  shape(value, '', report);
  if (problems.length === 0) crossCheck(value as FitDocument, report);
  if (problems.length > 0) throw new KubeflowError(problems);
  return value as FitDocument;
}

/** A field that is null is left out, but for the limit that is expressly none. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) =>
      item === null && key !== 'gpuLimit' ? [] : [[key, withoutNulls(item)]],
    ),
  );
}

function crossCheck(document: FitDocument, report: (path: string, sentence: string) => void): void {
  unique(document.pools, 'pools', report);
  unique(document.workloads, 'workloads', report);
  for (const [i, pool] of document.pools.entries()) {
    if ((pool.minNodes ?? 0) > pool.maxNodes) {
      report(`pools[${i}].minNodes`, `${pool.minNodes} is more than maxNodes, ${pool.maxNodes}`);
    }
    if (Array.isArray(pool.mig?.perGpu) && pool.mig.perGpu.length > (pool.gpus ?? 0)) {
      report(`pools[${i}].mig.perGpu`, `has ${pool.mig.perGpu.length} maps for ${pool.gpus ?? 0} GPUs`);
    }
  }
  for (const [i, workload] of document.workloads.entries()) {
    for (const [j, pods] of workload.pods.entries()) {
      if (pods.maxCount !== undefined && pods.count !== undefined && pods.maxCount < pods.count) {
        report(`workloads[${i}].pods[${j}].maxCount`, `${pods.maxCount} is less than count, ${pods.count}`);
      }
    }
  }
  const names = document.workloads.map((workload) => workload.name);
  for (const field of ['quota', 'queue'] as const) {
    const held = document[field];
    const many = Array.isArray(held);
    for (const [i, one] of (held === undefined ? [] : many ? held : [held]).entries()) {
      for (const [j, name] of (one.workloads ?? []).entries()) {
        if (!names.includes(name)) {
          report(
            `${field}${many ? `[${i}]` : ''}.workloads[${j}]`,
            `'${name}' is no workload here${didYouMean(name, names)}`,
          );
        }
      }
    }
  }
}

function unique(
  items: readonly { readonly name: string }[],
  path: string,
  report: (path: string, s: string) => void,
): void {
  const seen = new Set<string>();
  for (const [i, { name }] of items.entries()) {
    if (seen.has(name)) report(`${path}[${i}].name`, `'${name}' is taken by another entry`);
    seen.add(name);
  }
}

function joined(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function shownJson(value: unknown): string {
  const json = JSON.stringify(value) ?? 'undefined';
  return json.length > 40 ? `${json.slice(0, 37)}...` : json;
}
