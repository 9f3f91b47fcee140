import type { RE2JS } from 're2js';

const compiled = new Map<string, RE2JS | undefined>();
const remembered = new Map<string, Map<string, boolean>>();
const LONGEST_REMEMBERED = 256;
const MOST_REMEMBERED = 4096;

/**
 * Whether `text` matches anywhere, in time linear in both, as Go's regexp does.
 * `undefined` where the pattern is no RE2 expression.
 */
export function matches(pattern: string, text: string): boolean | undefined {
  if (text.length > LONGEST_REMEMBERED) return test(pattern, text);
  let known = remembered.get(pattern);
  if (known === undefined) {
    known = new Map();
    remembered.set(pattern, known);
  }
  const before = known.get(text);
  if (before !== undefined) return before;
  const result = test(pattern, text);
  if (result !== undefined) {
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(text, result);
  }
  return result;
}

/** The compiled expression, or `undefined` where Go would not compile it. */
export function expression(pattern: string): RE2JS | undefined {
  if (compiled.has(pattern)) return compiled.get(pattern);
  let re: RE2JS | undefined;
  try {
    re = (require('re2js') as { RE2JS: typeof RE2JS }).RE2JS.compile(pattern);
  } catch {
    re = undefined;
  }
  if (compiled.size >= MOST_REMEMBERED) {
    compiled.clear();
    remembered.clear();
  }
  compiled.set(pattern, re);
  return re;
}

function test(pattern: string, text: string): boolean | undefined {
  return expression(pattern)?.matcher(text).find();
}
