import { isRecord } from '../../../src/core/values';
import { predictorServers } from '../../../src/validation/kserve-servers';

export type Json = Record<string, unknown>;
export interface Difference {
  readonly path: string;
  readonly ours: unknown;
  readonly theirs: unknown;
}

/** Fields of a predictor that KServe's webhook turns into `model`. */
const FORMATS = predictorServers.filter((name) => name !== 'model');

/** The object with what is the same to KServe spelled the same way. */
export function saidAlike(object: Json): Json {
  const out = walk(object) as Json;
  const spec = out.spec as Json | undefined;
  if (isRecord(spec?.predictor)) spec.predictor = predictor(spec.predictor);
  return out;
}

function predictor(given: Json): Json {
  const { serviceAccount, ...rest } = given;
  // The name that Kubernetes still reads and no longer writes.
  if (serviceAccount !== undefined) rest.serviceAccountName = serviceAccount;
  const format = FORMATS.find((name) => isRecord(rest[name]));
  if (format !== undefined) {
    rest.model = { modelFormat: { name: format }, ...(rest[format] as Json) };
    delete rest[format];
  }
  // A container alone is the model's whatever it is called.
  const containers = rest.containers as Json[] | undefined;
  if (containers?.length === 1 && rest.model === undefined) containers[0]!.name = 'kserve-container';
  const model = rest.model as Json | undefined;
  if ((model?.modelFormat as Json | undefined)?.name === 'triton') model!.protocolVersion ??= 'v2';
  return rest;
}

function walk(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(walk);
  if (!isRecord(value)) return value;
  const out = Object.fromEntries(
    Object.entries(value)
      .filter(([, v]) => v !== undefined && v !== null)
      .map(([k, v]) => [k, walk(v)]),
  );
  if (out.protocol === 'TCP' && 'containerPort' in out) delete out.protocol;
  if (isRecord(out.limits) || isRecord(out.requests)) return requestsFromLimits(out);
  return out;
}

/** The API server copies limits to requests that are not given. */
function requestsFromLimits(resources: Json): Json {
  const texts = (amounts: unknown) =>
    Object.fromEntries(Object.entries((amounts ?? {}) as Json).map(([name, amount]) => [name, quantity(amount)]));
  return {
    ...resources,
    limits: texts(resources.limits),
    requests: { ...texts(resources.limits), ...texts(resources.requests) },
  };
}

function quantity(amount: unknown): string {
  const milli = /^(\d+)m$/.exec(String(amount))?.[1];
  return milli === undefined ? String(amount) : String(Number(milli) / 1000);
}

export function differences(ours: unknown, theirs: unknown, path = ''): Difference[] {
  if (Array.isArray(ours) && Array.isArray(theirs)) {
    const length = Math.max(ours.length, theirs.length);
    return Array.from({ length }, (_, i) => differences(ours[i], theirs[i], `${path}/${i}`)).flat();
  }
  if (isRecord(ours) && isRecord(theirs)) {
    const keys = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
    return [...keys].flatMap((key) => differences(ours[key], theirs[key], `${path}/${key}`));
  }
  return JSON.stringify(ours) === JSON.stringify(theirs) ? [] : [{ path, ours, theirs }];
}
