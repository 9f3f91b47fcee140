/** Bounds of the fields of a schedule, with the names that some have. */
const FIELDS: readonly (readonly [name: string, least: number, most: number, names?: string])[] = [
  ['minute', 0, 59],
  ['hour', 0, 23],
  ['day of month', 1, 31],
  ['month', 1, 12, 'jan feb mar apr may jun jul aug sep oct nov dec'],
  ['day of week', 0, 6, 'sun mon tue wed thu fri sat'],
];
const WORDS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

/** Why a text is no schedule. Facts: github.com/robfig/cron v3 ParseStandard, which CronJobs are read with. */
export function scheduleProblem(schedule: string): string | undefined {
  if (schedule.includes('TZ')) return `'${schedule}' names a time zone: use timeZone`;
  if (schedule.startsWith('@')) {
    if (WORDS.includes(schedule)) return undefined;
    const every = /^@every (.+)$/.exec(schedule)?.[1];
    if (every !== undefined && /^[-+]?((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+$/.test(every)) return undefined;
    return `'${schedule}' is none of ${WORDS.join(', ')} and @every with a duration`;
  }
  const fields = schedule.split(/\s+/).filter((field) => field !== '');
  if (fields.length !== FIELDS.length) return `'${schedule}' has ${fields.length} fields, 5 are needed`;
  for (const [i, field] of fields.entries()) {
    const [name, least, most, names = ''] = FIELDS[i]!;
    const wrong = field.split(',').some((part) => part !== '' && !inBounds(part, least, most, names.split(' ')));
    if (wrong) return `'${field}' of '${schedule}' is no ${name}, from ${least} to ${most}`;
  }
  return undefined;
}

function inBounds(part: string, least: number, most: number, names: readonly string[]): boolean {
  const [range = '', step, ...more] = part.split('/');
  if (more.length > 0) return false;
  const [first = '', last, ...others] = range.split('-');
  if (step !== undefined && !(/^\d{1,9}$/.test(step) && Number(step) > 0)) return false;
  if (first === '*' || first === '?') return true;
  if (others.length > 0) return false;
  const value = (text: string) => {
    const named = names.indexOf(text.toLowerCase());
    if (named >= 0 && text !== '') return named + least;
    return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  };
  const from = value(first);
  const to = last === undefined ? (step === undefined ? from : most) : value(last);
  return from >= least && to <= most && from <= to;
}

/** Why a text is no time zone that the controller finds. */
export function zoneProblem(zone: string): string | undefined {
  if (zone === '') return "may not be ''";
  const parts = zone.split('/');
  const named = parts.every(
    (part) => /^[A-Za-z._+0-9][A-Za-z._+0-9-]{0,13}$/.test(part) && part !== '.' && part !== '..',
  );
  if (!named || zone.toLowerCase() === 'local') return `'${zone}' is no time zone such as Europe/Berlin`;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return undefined;
  } catch {
    return `'${zone}' is no time zone that is known`;
  }
}
