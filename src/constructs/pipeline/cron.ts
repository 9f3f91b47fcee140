import { InvalidValue } from '../../core/values';

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const FIELDS = [
  { name: 'second', least: 0, most: 59 },
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day of month', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12, words: MONTHS },
  { name: 'day of week', least: 0, most: 6, words: DAYS },
] as const;
const DESCRIPTORS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

/**
 * A cron expression as Pipelines reads it, with its seconds in front: `'0 2 * * *'` becomes `'0 0 2 * * *'`. Six fields are
 * taken as they are. Throws InvalidValue. Upstream: backend/src/crd/controller/scheduledworkflow/util/cron_schedule.go.
 */
export function cron(expression: string): string {
  const text = String(expression).trim();
  if (text.startsWith('@')) {
    if (DESCRIPTORS.includes(text)) return text;
    throw new InvalidValue(
      `'${expression}' is no schedule, write one of ${DESCRIPTORS.join(' ')}, or interval for every so often`,
    );
  }
  const given = text.split(/\s+/);
  if (given.length !== 5 && given.length !== 6) {
    throw new InvalidValue(
      `'${expression}' has ${given.length} fields, a cron expression has 5 (minute, hour, day, month, weekday) or 6 with seconds in front`,
    );
  }
  const fields = given.length === 5 ? ['0', ...given] : given;
  fields.forEach((field, i) => {
    for (const part of field.split(',')) check(part, FIELDS[i]!, expression);
  });
  return fields.join(' ');
}

function check(part: string, field: (typeof FIELDS)[number], expression: string): void {
  const [range = '', step, ...more] = part.split('/');
  const wrong = (why: string): never => {
    throw new InvalidValue(`'${expression}': ${field.name} '${part}' ${why}`);
  };
  if (more.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) wrong('has no whole step after /');
  if (range === '*' || range === '?') return;
  const [from = '', to, ...rest] = range.split('-');
  if (rest.length > 0) wrong('is no range');
  const [low, high] = [value(from, field), to === undefined ? undefined : value(to, field)];
  if (low === undefined || (to !== undefined && high === undefined)) wrong('is no number or name of it');
  for (const n of [low, high])
    if (n !== undefined && (n < field.least || n > field.most))
      wrong(`is not between ${field.least} and ${field.most}`);
  if (low !== undefined && high !== undefined && low > high) wrong('ends before it begins');
}

function value(text: string, field: (typeof FIELDS)[number]): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const index = 'words' in field ? (field.words as readonly string[]).indexOf(text.toUpperCase()) : -1;
  return index === -1 ? undefined : index + field.least;
}
