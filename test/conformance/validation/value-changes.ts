type Json = Record<string, unknown>;
type Steps = readonly (string | number)[];

/** Values that some rule of Kubernetes dislikes, tried in the place of every text, number, list and object. */
const TEXTS = [
  '',
  'Bad_Name!',
  'UPPER',
  'x'.repeat(64),
  'x'.repeat(254),
  'a/b/c',
  'example.com/thing',
  '-x',
  '../x',
  '/abs',
  '$(X)',
  '300.1.1.1',
  '10.0.0.1',
  '10.0.0.0/33',
  '10.0.0.0/8',
  '*',
  '*.example.com',
  'a b',
  'a--b',
  'a=b',
  '0',
  '70000',
  '-1',
  '1.5',
  '150%',
  '1Gi',
  'None',
  'Other',
];
const NUMBERS = [-1, 0, 1, 2, 101, 65536, 2147483647];

/**
 * An object with one field changed, in every way of a few that some rule dislikes.
 * @param seen changes that were made before, by kind, place and value: they are passed over, and new ones added
 */
export function valueChanges(base: Json, seen?: Set<string>): Json[] {
  const made: Json[] = [];
  const put = (steps: Steps, value: unknown) => {
    const where = steps.map((step) => (typeof step === 'number' ? '*' : step)).join('.');
    const what = `${String(base.kind)} ${where} ${JSON.stringify(value)}`;
    if (seen?.has(what)) return;
    seen?.add(what);
    made.push(changed(base, steps, value));
  };
  const walk = (value: unknown, steps: Steps): void => {
    const top = steps.length === 0 || (steps.length === 1 && steps[0] !== 'spec');
    if (steps.length > 0 && steps[0] !== 'apiVersion' && steps[0] !== 'kind') {
      if (typeof value === 'string') for (const odd of TEXTS) put(steps, odd);
      else if (typeof value === 'number') for (const odd of NUMBERS) put(steps, odd);
      else if (typeof value === 'boolean') put(steps, !value);
      else if (Array.isArray(value)) {
        put(steps, []);
        if (value.length > 0) put(steps, [...value, value[0]]);
      } else if (!top && value !== null) put(steps, {});
      if (steps[0] !== 'metadata' || steps.length > 1) put(steps, undefined);
    }
    if (Array.isArray(value)) for (const [i, item] of value.entries()) walk(item, [...steps, i]);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, below] of Object.entries(value)) walk(below, [...steps, key]);
      if (steps.at(-1) !== undefined && MAPS.has(String(steps.at(-1)))) {
        const [first = 'x'] = Object.values(value);
        for (const odd of ['', 'Bad Key!', 'a/b/c', 'example.com/extra', 'cpu', 'pods', 'plain', 'hugepages-2Mi'])
          put([...steps, odd], first);
      }
    }
  };
  walk(base, []);
  return made;
}

const MAPS = new Set(
  'labels annotations matchLabels nodeSelector limits requests hard data binaryData max min default defaultRequest maxLimitRequestRatio parameters'.split(
    ' ',
  ),
);

function changed(base: Json, steps: Steps, value: unknown): Json {
  const copy = JSON.parse(JSON.stringify(base)) as Json;
  let holder: Json = copy;
  for (const step of steps.slice(0, -1)) holder = holder[step] as Json;
  const last = String(steps.at(-1));
  if (value !== undefined) holder[last] = value;
  else if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete holder[last];
  return copy;
}
