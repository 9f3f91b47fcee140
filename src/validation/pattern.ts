import type { RE2JS } from 're2js';

/** The commonest patterns of schemas: they mean the same to JavaScript, and give it no cause to try anything twice. */
const PLAIN = new Map(
  [
    // A quantity.
    String.raw`^(\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))))?$`,
    // Labels of RFC 1035 and 1123, subdomains, label values and label keys.
    '^[a-z]([-a-z0-9]*[a-z0-9])?$',
    '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
    String.raw`^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$`,
    '^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$',
    String.raw`^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$`,
  ].map((pattern) => [pattern, new RegExp(pattern)]),
);

/** Whether a text matches anywhere; `undefined` where the pattern is no RE2 expression. */
export type Matcher = (text: string) => boolean | undefined;

const compiled = new Map<string, RE2JS | undefined>();
const matchers = new Map<string, Matcher>();
const LONGEST_REMEMBERED = 256;
const MOST_REMEMBERED = 4096;

/** Reads texts in time linear in them and the pattern, as Go's regexp does. */
export function matcherOf(pattern: string): Matcher {
  let matcher = matchers.get(pattern);
  if (matcher === undefined) {
    matcher = remembering(pattern);
    if (matchers.size >= MOST_REMEMBERED) matchers.clear();
    matchers.set(pattern, matcher);
  }
  return matcher;
}

function remembering(pattern: string): Matcher {
  const plain = PLAIN.get(pattern);
  const known = new Map<string, boolean>();
  return (text) => {
    if (text.length > LONGEST_REMEMBERED) return test(pattern, text);
    const before = known.get(text);
    if (before !== undefined) return before;
    const result = plain === undefined ? test(pattern, text) : plain.test(text);
    if (result !== undefined) {
      if (known.size >= MOST_REMEMBERED) known.clear();
      known.set(text, result);
    }
    return result;
  };
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
  if (compiled.size >= MOST_REMEMBERED) compiled.clear();
  compiled.set(pattern, re);
  return re;
}

function test(pattern: string, text: string): boolean | undefined {
  return expression(pattern)?.matcher(text).find();
}
