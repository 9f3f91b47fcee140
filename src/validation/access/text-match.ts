/** Whether a text is what a value of a policy means. */
export type TextMatch = (text: string) => boolean;

/**
 * A value of a policy: `abc`, `abc*`, `*abc`, or `*` for anything that is not empty.
 * A star counts only once and only at an end; the first of the two wins, any other is a plain character.
 * `scheme` is put before the value, except before a lone `*`.
 */
export function textMatch(value: string, scheme = ''): TextMatch {
  if (value === '*') return (text) => text !== '';
  if (value.startsWith('*')) {
    const end = value.slice(1);
    return (text) => text.length >= scheme.length + end.length && text.startsWith(scheme) && text.endsWith(end);
  }
  if (value.endsWith('*')) {
    const start = scheme + value.slice(0, -1);
    return (text) => text.startsWith(start);
  }
  return exactly(scheme + value);
}

export function exactly(value: string): TextMatch {
  return (text) => text === value;
}

/** The same for a header, where `*` asks only that it is there, be it empty. */
export function headerMatch(value: string, ignoreCase = false): TextMatch {
  if (value === '*') return () => true;
  if (!ignoreCase) return textMatch(value);
  const matches = textMatch(value.toLowerCase());
  return (text) => matches(text.toLowerCase());
}

/** `*` anywhere stands for any run of characters, `/` among them. */
export function glob(pattern: string): TextMatch {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return (text) => text === pattern;
  const last = rest.pop()!;
  return (text) => {
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
    const end = text.length - last.length;
    let at = first.length;
    for (const part of rest) {
      const found = text.indexOf(part, at);
      if (found < 0 || found + part.length > end) return false;
      at = found + part.length;
    }
    return true;
  };
}

/** A text for use inside a regular expression. */
export function quoted(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
