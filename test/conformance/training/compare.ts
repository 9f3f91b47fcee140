export type Json = Record<string, unknown>;
export interface Difference {
  readonly path: string;
  readonly ours: unknown;
  readonly theirs: unknown;
}

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object with what is the same to a cluster spelled the same way. */
export function saidAlike(object: Json): Json {
  return trialNames(walk(object) as Json);
}

function walk(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => walk(item));
  if (!isRecord(value)) return value;
  const out = Object.fromEntries(
    Object.entries(value)
      .filter(([, v]) => v !== undefined && v !== null)
      .map(([k, v]) => [k, walk(v)]),
  );
  if (isRecord(out.limits) || isRecord(out.requests)) return requestsFromLimits(out);
  if (isRecord(out.feasibleSpace)) return { ...out, feasibleSpace: numbers(out.feasibleSpace) };
  return out;
}

/** The API server copies limits to requests that are not given. */
function requestsFromLimits(resources: Json): Json {
  const texts = (amounts: unknown) =>
    Object.fromEntries(Object.entries((amounts ?? {}) as Json).map(([name, amount]) => [name, String(amount)]));
  return {
    ...resources,
    limits: texts(resources.limits),
    requests: { ...texts(resources.limits), ...texts(resources.requests) },
  };
}

function numbers(space: Json): Json {
  return Object.fromEntries(
    Object.entries(space).map(([field, value]) => [
      field,
      ['min', 'max', 'step'].includes(field) ? String(Number(value)) : value,
    ]),
  );
}

/** Parameters of a trial go by the names of the search; what a name is described as is nobody's input. */
function trialNames(object: Json): Json {
  const template = isRecord(object.spec) && isRecord(object.spec.trialTemplate) ? object.spec.trialTemplate : undefined;
  if (template === undefined || !Array.isArray(template.trialParameters)) return object;
  let text = JSON.stringify(object);
  for (const { name, reference } of template.trialParameters as { name: string; reference: string }[]) {
    text = text.replaceAll(`\${trialParameters.${name}}`, `\${trialParameters.<${reference}>}`);
  }
  const renamed = JSON.parse(text) as { spec: { trialTemplate: { trialParameters: unknown } } };
  renamed.spec.trialTemplate.trialParameters = (template.trialParameters as { reference: string }[])
    .map(({ reference }) => ({ name: `<${reference}>`, reference }))
    .sort((a, b) => a.reference.localeCompare(b.reference));
  const spec = renamed.spec as unknown as { algorithm?: { algorithmSettings?: { name: string }[] } };
  spec.algorithm?.algorithmSettings?.sort((a, b) => a.name.localeCompare(b.name));
  return renamed as unknown as Json;
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
  return String(ours) === String(theirs) && typeof ours === typeof theirs
    ? []
    : JSON.stringify(ours) === JSON.stringify(theirs)
      ? []
      : [{ path, ours, theirs }];
}
