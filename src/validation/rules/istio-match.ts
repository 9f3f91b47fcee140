import { isCidr } from '../formats';
import { expression } from '../pattern';
import { fqdn, isAddress, isDnsLabel } from './istio-hosts';
import { checkLabels, matchedHeader, type Tell } from './istio-values';
import { list, number, record, text, word } from './read';

type Fields = Record<string, unknown>;

/** Gateways by `namespace/name`, or by a complete name. */
export function checkGateways(gateways: readonly string[], path: string, tell: Tell): void {
  for (const [i, name] of gateways.entries()) {
    const [namespace = '', gateway, ...more] = name.split('/');
    if (gateway === undefined) {
      const wrong = fqdn(name);
      if (wrong !== undefined) tell(`${path}[${i}]`, wrong);
      // Upstream looks at no name after one without a namespace.
      return;
    }
    if (more.length > 0 || !isDnsLabel(namespace) || !isDnsLabel(gateway))
      tell(`${path}[${i}]`, `'${name}' must be namespace/name`);
  }
}

/** Which requests of HTTP a route is for. */
export function checkHttpMatch(match: Fields, path: string, tell: Tell): void {
  checkRegex(match.uri, `${path}.uri`, tell);
  for (const field of ['scheme', 'method', 'authority']) checkText(match[field], `${path}.${field}`, tell);
  for (const field of ['headers', 'queryParams', 'withoutHeaders']) {
    for (const [name, value] of Object.entries(record(match[field]))) {
      const below = `${path}.${field}.${name}`;
      const wrong = field === 'queryParams' ? undefined : matchedHeader(name);
      if (wrong !== undefined) tell(name === '' ? `${path}.${field}` : below, wrong);
      if (field === 'withoutHeaders' && record(value).regex === '*') continue;
      checkText(value, below, tell);
    }
  }
  checkPort(match, path, tell);
  checkGateways(list(match.gateways).map(word), `${path}.gateways`, tell);
  checkLabels(match.sourceLabels, `${path}.sourceLabels`, tell);
  const namespace = text(match.sourceNamespace);
  if (namespace !== '' && !isDnsLabel(namespace)) tell(`${path}.sourceNamespace`, `'${namespace}' is no namespace`);
}

/** Which connections a route of TLS or TCP is for. */
export function checkConnectionMatch(match: Fields, path: string, tell: Tell): void {
  for (const [i, subnet] of list(match.destinationSubnets).entries()) {
    if (!isCidr(word(subnet)) && !isAddress(word(subnet)))
      tell(`${path}.destinationSubnets[${i}]`, `'${word(subnet)}' is no address range`);
  }
  checkPort(match, path, tell);
  checkLabels(match.sourceLabels, `${path}.sourceLabels`, tell);
  checkGateways(list(match.gateways).map(word), `${path}.gateways`, tell);
}

function checkPort(match: Fields, path: string, tell: Tell): void {
  const port = number(match.port) ?? 0;
  if (port !== 0 && (port < 1 || port > 65535)) tell(`${path}.port`, `${port} must be from 1 to 65535`);
}

function checkText(match: unknown, path: string, tell: Tell): void {
  if (record(match).prefix === '') tell(`${path}.prefix`, 'may not be empty');
  checkRegex(match, path, tell);
}

/** A regular expression as RE2 reads it. */
export function checkRegex(match: unknown, path: string, tell: Tell): void {
  const pattern = record(match).regex;
  if (typeof pattern !== 'string') return;
  if (pattern === '') tell(`${path}.regex`, 'may not be empty');
  else checkExpression(pattern, `${path}.regex`, tell);
}

export function checkExpression(pattern: string, path: string, tell: Tell): void {
  if (pattern.length > 1024) tell(path, `has ${pattern.length} characters, at most 1024 are allowed`);
  else if (expression(pattern) === undefined) tell(path, `'${pattern}' is no RE2 expression`);
}
