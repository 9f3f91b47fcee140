import { choices, clip, shownValue, suggestion } from './finding';
import { formatProblem } from './formats';
import { canonical } from './items';
import { matcherOf } from './pattern';
import type { SchemaNode } from './schema';
import type { Check } from './walk';

/** What a node demands of texts and numbers beyond their type. */
export function scalarChecks(node: SchemaNode, asGo: boolean): Check[] {
  const checks: Check[] = [];
  const { minLength, maxLength, pattern, format, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } =
    node;
  if (minLength !== undefined || maxLength !== undefined) {
    checks.push((value, walk) => {
      if (typeof value !== 'string') return;
      const length = runes(value, Math.max(minLength ?? 0, maxLength ?? 0));
      if (maxLength !== undefined && length > maxLength) {
        walk.report('schema/too-large', `has ${value.length} characters, at most ${maxLength} are allowed`);
      } else if (minLength !== undefined && length < minLength) {
        walk.report(
          'schema/bounds',
          value === '' ? 'may not be empty' : `'${clip(value)}' is shorter than ${minLength} characters`,
        );
      }
    });
  }
  if (pattern !== undefined && pattern !== '') {
    const matches = matcherOf(pattern);
    checks.push((value, walk) => {
      if (typeof value === 'string' && matches(value) === false) {
        walk.report('schema/pattern', `${shownValue(value)} does not match ${pattern}`);
      }
    });
  }
  if (format !== undefined) {
    checks.push((value, walk) => {
      if (typeof value !== 'string') return;
      // Go's own decoder takes empty bytes, and line breaks in base64.
      const bytes = asGo && format === 'byte';
      if (bytes && value === '') return;
      const problem = formatProblem(format, bytes ? value.replace(/[\r\n]/g, '') : value);
      if (problem !== undefined) walk.report('schema/format', `${shownValue(value)} ${problem}`);
    });
  }
  if (minimum !== undefined) {
    checks.push((value, walk) => {
      if (typeof value === 'number' && (value < minimum || (exclusiveMinimum === true && value === minimum))) {
        walk.report(
          'schema/bounds',
          `${value} is too small, it must be ${exclusiveMinimum ? 'more than' : 'at least'} ${minimum}`,
        );
      }
    });
  }
  if (maximum !== undefined) {
    checks.push((value, walk) => {
      if (typeof value === 'number' && (value > maximum || (exclusiveMaximum === true && value === maximum))) {
        walk.report(
          'schema/bounds',
          `${value} is too large, it must be ${exclusiveMaximum ? 'less than' : 'at most'} ${maximum}`,
        );
      }
    });
  }
  if (multipleOf !== undefined) {
    checks.push((value, walk) => {
      if (typeof value === 'number' && !Number.isInteger(value / multipleOf)) {
        walk.report('schema/bounds', `${value} is no multiple of ${multipleOf}`);
      }
    });
  }
  return checks;
}

export function enumCheck(node: SchemaNode, emptyIsUnset: boolean): Check | undefined {
  const values = node.enum;
  if (values === undefined || values.length === 0) return undefined;
  const scalars = new Set(values);
  return (value, walk) => {
    if (scalars.has(value) || (emptyIsUnset && value === '')) return;
    if (typeof value === 'object' && value !== null && values.some((v) => canonical(v) === canonical(value))) return;
    const hint =
      typeof value === 'string'
        ? suggestion(
            value,
            values.filter((v): v is string => typeof v === 'string'),
          )
        : '';
    walk.report('schema/enum', `${shownValue(value)} is not one of ${choices(values)}${hint}`);
  };
}

/** Counts code points, as Go counts runes; stops counting well above `enough`. */
function runes(text: string, enough: number): number {
  if (text.length > enough * 2 + 2) return text.length;
  let count = 0;
  for (const _ of text) count++;
  return count;
}
