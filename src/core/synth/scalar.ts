/** How a string is best written: as it is, as lines of a literal block, or between quotes. */
export type ScalarStyle = 'plain' | 'literal' | 'single' | 'double';

/** What readers of YAML 1.1 or 1.2 take for a line break, refuse, or drop; unpaired surrogates among it. */
const NEEDS_ESCAPE = /(?![\t\n])\p{Cc}|[\u2028\u2029\ufeff\ufffe\uffff]|\p{Surrogate}/u;
/** No plain scalar starts, ends or goes on like this. */
const NEVER_PLAIN = /^[ ,[\]{}#&*!|>'"%@`]|^[-?:](?: |$)|^(?:---|\.\.\.)|\t|: | #|[ :]$/;
const WORD = /^(?:y|n|yes|no|on|off|true|false|null|~|=|<<|[-+]?\.(?:inf|nan))$/i;
/** What some reader takes for a number, a time of the day or a date. */
const NUMBERS = [
  /^[-+]?[0-9][0-9,]*$/,
  /^[-+]?0[xob][0-9a-f.p+-]*$/,
  /^[-+]?[0-9]*\.[0-9]*(?:e[-+]?[0-9]+)?$/,
  /^[-+]?[0-9]*(?:\.[0-9]*)?e[-+]?[0-9]+$/,
  /^[-+]?[0-9]+(?::[0-9]+)+(?:\.[0-9]*)?$/,
  /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}/,
];
const NUMBER = new RegExp(NUMBERS.map(({ source }) => source).join('|'), 'i');
const WHITESPACE_AT_END = /(?:^|\n)[ \t]+\n*$/;

/** @param inKey keys have no literal blocks */
export function styleOf(text: string, inKey: boolean): ScalarStyle {
  if (NEEDS_ESCAPE.test(text)) return 'double';
  if (text.includes('\n')) {
    return inKey || WHITESPACE_AT_END.test(text) || text.trim() === '' ? 'double' : 'literal';
  }
  if (text !== '' && !NEVER_PLAIN.test(text) && !WORD.test(text) && !NUMBER.test(withoutSeparators(text)))
    return 'plain';
  return text.includes('"') && !text.includes("'") ? 'single' : 'double';
}

/** Digits may be grouped by underscores, anywhere for some readers. */
function withoutSeparators(text: string): string {
  return text.includes('_') && /^[-+.0-9]/.test(text) ? text.replaceAll('_', '') : text;
}

const ESCAPED_BY_YAML_ONLY = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** Between quotes, on one line. */
export function quoted(text: string, style: 'single' | 'double'): string {
  if (style === 'single') return `'${text}'`;
  return JSON.stringify(text).replace(
    ESCAPED_BY_YAML_ONLY,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Header of a literal block: an indentation indicator where the text starts with white space, then what ends it. */
export function literalHeader(text: string): string {
  const indicator = /^\n*[ \t]/.test(text) ? '2' : '';
  if (!text.endsWith('\n')) return `|${indicator}-`;
  return text.endsWith('\n\n') ? `|${indicator}+` : `|${indicator}`;
}

/** As JavaScript prints it, with a fraction before an exponent: YAML 1.1 knows no others. */
export function numberText(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return '.inf';
  if (value === Number.NEGATIVE_INFINITY) return '-.inf';
  if (Number.isNaN(value)) return '.nan';
  if (Object.is(value, -0)) return '-0';
  const text = String(value);
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}
