import { quoted, type TextMatch, textMatch } from './text-match';

/** Characters that a normalized path carries unescaped: letters, digits, `-`, `_`, `~`. */
const UNESCAPED = /[A-Za-z0-9\-_~]/;
const DOT = /^(?:\.|%2e)/i;
const HEX = /^%([0-9a-f]{2})/i;

/**
 * A request's path as Istio's default normalization (BASE) leaves it: dot segments resolved, backslashes turned, escapes of
 * plain characters decoded; slashes are not merged. `undefined` where the proxy answers 400.
 * Upstream: envoy source/common/http/path_utility.cc, legacy Chromium path canonicalizer.
 */
export function normalizePath(path: string): string | undefined {
  if (path.includes('#')) return undefined;
  const query = path.indexOf('?');
  const [bare, rest] = query < 0 ? [path, ''] : [path.slice(0, query), path.slice(query)];
  const normal = normalizeBare(Buffer.from(bare, 'utf8').toString('latin1'));
  return normal === undefined ? undefined : normal + rest;
}

function normalizeBare(path: string): string | undefined {
  let out = path.startsWith('/') || path.startsWith('\\') ? '' : '/';
  let brokenPercent = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < path.length; ) {
    const dot = DOT.exec(path.slice(at, at + 3))?.[0];
    const char = path[at]!;
    if (dot !== undefined) {
      const step = out.endsWith('/') ? dotSegment(path, at + dot.length) : undefined;
      if (step === undefined) out += '.';
      else if (step.up) out = out.slice(0, out.lastIndexOf('/', out.length - 2) + 1) || '/';
      at += dot.length + (step?.length ?? 0);
    } else if (char === '\\') {
      out += '/';
      at++;
    } else if (char === '%') {
      const hex = HEX.exec(path.slice(at, at + 3))?.[1];
      if (hex === undefined) {
        brokenPercent = out.length;
        out += '%';
        at++;
        continue;
      }
      const code = Number.parseInt(hex, 16);
      if (code === 0) return undefined;
      at += 3;
      const decoded = String.fromCharCode(code);
      if (!UNESCAPED.test(decoded)) {
        out += `%${hex}`;
        continue;
      }
      out += decoded;
      if (brokenPercent >= out.length - 3) out = guardNestedEscape(out, brokenPercent, path[at]);
    } else if (char === '\0') {
      return undefined;
    } else {
      out += escapedWhenBare(char) ? `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}` : char;
      at++;
    }
  }
  return out === '' ? '/' : out;
}

/** Whether a byte is written as `%XX`: controls, blanks, all beyond ASCII, and what no path may carry. */
function escapedWhenBare(byte: string): boolean {
  return byte <= ' ' || byte >= '\x7f' || '"#<>?^`{|}'.includes(byte);
}

/** What the dot before `at` says when it follows a slash: this directory, the one above, or nothing special. */
function dotSegment(path: string, at: number): { readonly up: boolean; readonly length: number } | undefined {
  const slash = (index: number) => path[index] === '/' || path[index] === '\\';
  if (at === path.length) return { up: false, length: 0 };
  if (slash(at)) return { up: false, length: 1 };
  const second = DOT.exec(path.slice(at, at + 3))?.[0].length;
  if (second === undefined) return undefined;
  if (at + second === path.length) return { up: true, length: second };
  return slash(at + second) ? { up: true, length: second + 1 } : undefined;
}

/** A decoded character must not complete an escape that was none in the request: `%%30` may not become `%0`. */
function guardNestedEscape(out: string, percent: number, next: string | undefined): string {
  const complete =
    percent === out.length - 3 ? out.slice(percent) : next === undefined ? '' : out.slice(percent) + next;
  return HEX.test(complete) ? `${out.slice(0, percent)}%25${out.slice(percent + 1)}` : out;
}

/** The path without query, which is what `paths` compares. */
function withoutQuery(path: string): string {
  return path.split(/[?#]/, 1)[0]!;
}

/** A value of `paths`: `/exact`, `/prefix*`, `*suffix`, `*`, or a template with `{*}` and `{**}`. */
export function pathMatch(value: string): TextMatch {
  const matches = isTemplate(value) ? templateMatch(value) : textMatch(value);
  return (path) => matches(withoutQuery(path));
}

export function isTemplate(value: string): boolean {
  return value.includes('{*}') || value.includes('{**}');
}

const LITERAL = "[a-zA-Z0-9\\-._~%!$&'()+,;:@=]";
const IS_LITERAL = new RegExp(`^${LITERAL}+$`);

/** A template that Envoy's grammar refuses matches nothing. */
function templateMatch(value: string): TextMatch {
  const pattern = templatePattern(value.replaceAll('{*}', '*').replaceAll('{**}', '**'));
  if (pattern === undefined) return () => false;
  const expression = new RegExp(`^${pattern}$`);
  return (path) => expression.test(path);
}

function templatePattern(template: string): string | undefined {
  if (!template.startsWith('/') || !/^[\x21-\x7e]*$/.test(template)) return undefined;
  const segments = template.slice(1).split('/');
  let pattern = '';
  let open = true;
  for (const [index, segment] of segments.entries()) {
    const last = index === segments.length - 1;
    pattern += '/';
    if (segment === '' && last) break;
    const [, operator, suffix = ''] = /^(\*{0,2})(.*)$/.exec(segment)!;
    if (operator === '') {
      if (!IS_LITERAL.test(segment)) return undefined;
    } else {
      if (!open || (suffix !== '' && !(last && IS_LITERAL.test(suffix)))) return undefined;
      open = operator === '*';
      pattern += operator === '*' ? `${LITERAL}+` : `(?:${LITERAL}|/)*`;
    }
    pattern += quoted(suffix);
  }
  return pattern;
}
