import { goDurationSeconds, isGoDuration } from '../formats';
import { isAddress, isLabelValue } from './istio-hosts';
import { given, list, record, text, word } from './read';

/** Tells of a value at a path. */
export type Tell = (path: string, message: string) => void;

type Fields = Record<string, unknown>;

export const ISTIO_VALIDATION = 'https://github.com/istio/istio/blob/1.29.0/pkg/config/validation/validation.go';

/** The kind in every version of Istio's networking group, or those given. */
export function istioKinds(
  kind: string,
  group = 'networking.istio.io',
  versions: readonly string[] = ['v1', 'v1beta1', 'v1alpha3'],
): string[] {
  return versions.map((version) => `${group}/${version}/${kind}`);
}

/** Durations of at least one millisecond, in whole milliseconds. Fact: pkg/config/validation/agent/validation.go. */
export function checkDuration(value: unknown, path: string, tell: Tell): void {
  if (typeof value !== 'string') return;
  if (!isGoDuration(value)) {
    tell(path, `'${value}' is no duration such as '1.5s' or '10m'`);
    return;
  }
  const milliseconds = (goDurationSeconds(value) ?? 0) * 1000;
  if (milliseconds < 1) tell(path, `'${value}' is less than 1ms`);
  else if (Math.abs(milliseconds - Math.round(milliseconds)) > 1e-7)
    tell(path, `'${value}' has parts of a millisecond, which Envoy does not count`);
}

const LABEL_KEY =
  /^([a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)*\/)?((?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$/;

/** Labels by Istio's grammar, which has no limit to the length of values. */
export function checkLabels(labels: unknown, path: string, tell: Tell): void {
  for (const [key, value] of Object.entries(record(labels))) {
    const [, prefix = '', name = ''] = LABEL_KEY.exec(key) ?? [];
    if (name === '' || name.length > 63 || prefix.length > 254) tell(`${path}.${key}`, `'${key}' is no label key`);
    if (typeof value === 'string' && !isLabelValue(value)) tell(`${path}.${key}`, `'${value}' is no label value`);
  }
}

/** Labels that choose workloads: neither empty keys nor wildcards. */
export function checkSelection(labels: unknown, path: string, tell: Tell): void {
  for (const [key, value] of Object.entries(record(labels))) {
    if (key === '') tell(path, 'may not have an empty key');
    if (key.includes('*') || word(value).includes('*')) tell(path, `may not have wildcards: ${key}=${word(value)}`);
  }
}

/** A path of a socket, or a name that begins with '@', after `unix://`. */
export function isSocket(bind: string): boolean {
  return /^unix:\/\/(@|\/.*[^/]$)/.test(bind);
}

/** An address or a socket to bind to. */
export function checkBind(bind: string, path: string, tell: Tell): void {
  if (bind.startsWith('unix://')) {
    if (!isSocket(bind)) tell(path, `'${bind}' is no absolute path to a socket`);
  } else if (bind !== '' && !isAddress(bind)) tell(path, `'${bind}' is no address`);
}

const TOKEN = /^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/;
const PSEUDO = new Set([':method', ':scheme', ':authority', ':path', ':status']);
const CLAIM = /^@request\.auth\.claims(\..+|\[.+\])$/i;

/** Whether a header stands for a claim of a token. */
export function isClaim(name: string): boolean {
  return CLAIM.test(name);
}

/** Why a request is not matched by such a header. */
export function matchedHeader(name: string): string | undefined {
  if (name === '') return 'may not be an empty name';
  return isClaim(name) || PSEUDO.has(name) || TOKEN.test(name) ? undefined : `'${name}' is no header name`;
}

/** Why such a header may not be listed by a CORS policy. */
export function corsHeader(name: string): string | undefined {
  if (name === '') return 'may not be empty';
  return name === '*' || TOKEN.test(name) ? undefined : `'${name}' is no header name`;
}

const isHost = (name: string) => name.toLowerCase() === 'host';
export const isAuthority = (name: string) => isHost(name) || name.toLowerCase() === ':authority';

function changedHeader(name: string, authority: boolean): string | undefined {
  if (name === '') return 'may not be an empty name';
  if (authority && isAuthority(name)) return undefined;
  return isHost(name) || name.startsWith(':') ? `'${name}' is not for routes to change` : undefined;
}

/** Headers that are added, set and removed. */
export function checkHeaders(headers: unknown, path: string, tell: Tell): void {
  for (const side of ['request', 'response']) {
    const operations = record(record(headers)[side]);
    for (const field of ['add', 'set']) {
      for (const [name, value] of Object.entries(record(operations[field]))) {
        const below = `${path}.headers.${side}.${field}`;
        const wrong = changedHeader(name, side === 'request');
        if (wrong !== undefined) tell(name === '' ? below : `${below}.${name}`, wrong);
        const bad = typeof value === 'string' ? headerValue(value) : undefined;
        if (bad !== undefined) tell(`${below}.${name}`, bad);
      }
    }
    for (const [i, name] of list(operations.remove).entries()) {
      const wrong = typeof name === 'string' ? changedHeader(name, false) : undefined;
      if (wrong !== undefined) tell(`${path}.headers.${side}.remove[${i}]`, wrong);
    }
  }
}

/** The authority is changed in one place: by a rewrite, or by a header that is set or added. */
export function authorityChanges(route: Fields): string[] {
  const places: string[] = [];
  if (text(record(route.rewrite).authority) !== '') places.push('rewrite.authority');
  for (const field of ['set', 'add']) {
    for (const [name, value] of Object.entries(record(record(record(route.headers).request)[field])))
      if (isAuthority(name) && given(value)) places.push(`headers.request.${field}.${name}`);
  }
  return places;
}

type State = 'literal' | 'variable' | 'array' | 'string' | 'text' | 'delimiter' | 'close' | 'end';

/**
 * Why Envoy cannot read a value of a header with its `%VARIABLES%`.
 * Facts: istio/istio pkg/config/validation/header_value_validator.go.
 */
export function headerValue(value: string): string | undefined {
  for (const character of value) {
    const code = character.charCodeAt(0);
    if ((code < 0x20 && code !== 9) || code === 0x7f) return 'has control characters';
  }
  let state: State = 'literal';
  for (let at = 0; at < value.length; at++) {
    const c = value[at]!;
    const blank = c === ' ';
    switch (state) {
      case 'literal':
        if (c !== '%') break;
        if (at + 1 >= value.length) return `'${value}' has a single '%': write '%%'`;
        if (value[at + 1] === '%') at++;
        else state = 'variable';
        break;
      case 'variable':
        if (c === '%') state = 'literal';
        else if (c === '(') state = 'array';
        break;
      case 'array':
        if (c === '[') state = 'string';
        else if (!blank) state = 'text';
        break;
      case 'string':
        if (c === '"') state = 'text';
        else if (!blank) return `'${value}' lacks a '"'`;
        break;
      case 'text':
        if (c === '\\') {
          if (at + 1 >= value.length) return `'${value}' ends in a backslash`;
          at++;
        } else if (c === ')') state = 'end';
        else if (c === '"') state = 'delimiter';
        break;
      case 'delimiter':
        if (c === ',') state = 'string';
        else if (c === ']') state = 'close';
        else if (!blank) return `'${value}' lacks a ',' or ']'`;
        break;
      case 'close':
        if (c === ')') state = 'end';
        else if (!blank) return `'${value}' lacks a ')'`;
        break;
      case 'end':
        if (c === '%') state = 'literal';
        else if (!blank) return `'${value}' lacks a '%'`;
        break;
    }
  }
  return state === 'literal' ? undefined : `'${value}' has a variable that does not end: '%' alone is written '%%'`;
}
