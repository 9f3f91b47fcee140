import { isIpv4, isIpv6 } from '../formats';

/** Why a text is not what Istio takes; `undefined` where it is. Facts: istio/istio pkg/config/validation/agent/validation.go. */
export type Check = (text: string) => string | undefined;

const LABEL = /^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$/;

export function isAddress(text: string): boolean {
  return isIpv4(text) || isIpv6(text);
}

const WILDCARD_LABEL = /^(?:\*|(?:\*|\*-)?[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)$/;

/** A complete domain name. */
export const fqdn: Check = (name) => {
  if (name === '') return 'may not be empty';
  if (name.length > 255) return `has ${name.length} characters, at most 255 are allowed`;
  return labels(name.split('.'), name);
};

/** A domain name whose first part may be, or begin with, a wildcard. */
export const wildcardDomain: Check = (name) => {
  if (name === '') return 'may not be empty';
  if (name.length > 255) return `has ${name.length} characters, at most 255 are allowed`;
  const [first, ...rest] = name.split('.') as [string, ...string[]];
  if (first.length > 63 || !WILDCARD_LABEL.test(first)) return `'${name}' is no domain name`;
  return rest.length === 0 ? undefined : labels(rest, name);
};

/** `namespace/host`, or a host alone; namespaces may be `.` and `*`. */
export const namespacedHost: Check = (name) => {
  const at = name.indexOf('/');
  const host = name.slice(at + 1);
  const wrong = at < 0 ? undefined : namespacePart(name.slice(0, at), ['*', '.']);
  return wrong ?? hostPart(host, true);
};

/** What a sidecar is to know of: `namespace/host`, in which the namespace may be `.`, `*` and `~`. */
export const sidecarHost: Check = (name) => {
  const at = name.indexOf('/');
  if (at < 0) return `'${name}' must be namespace/host`;
  return namespacePart(name.slice(0, at), ['*', '.', '~']) ?? hostPart(name.slice(at + 1), false);
};

function namespacePart(namespace: string, others: readonly string[]): string | undefined {
  if (others.includes(namespace) || isDnsLabel(namespace)) return undefined;
  return `'${namespace}' before '/' is no namespace`;
}

function hostPart(host: string, addresses: boolean): string | undefined {
  if (host === '') return "has no host after '/'";
  if (host !== '*' && !host.includes('.')) return `'${host}' is no complete name`;
  if (host !== '*' && host.includes('*') && !host.startsWith('*.'))
    return `'${host}' may have '*' as its whole first part only`;
  return addresses && isAddress(host) ? undefined : wildcardDomain(host);
}

function labels(parts: readonly string[], name: string): string | undefined {
  if (/^[-+]?\d+$/.test(parts.at(-1)!)) return `'${name}' ends with a number, as no domain does`;
  for (const [i, part] of parts.entries()) {
    // A complete name may end with a dot.
    if (part === '' && i === parts.length - 1) return undefined;
    if (part.length > 63 || !LABEL.test(part)) return `'${name}' is no domain name`;
  }
  return undefined;
}

export function isDnsLabel(text: string): boolean {
  return text.length <= 63 && LABEL.test(text);
}

/** Why entries of `exportTo` are refused, with their indexes; -1 for the list. */
export function exportProblems(
  entries: readonly unknown[],
  namespace: string,
  serviceEntry: boolean,
): [index: number, message: string][] {
  const problems: [number, string][] = [];
  const seen = new Set<string>();
  for (const [i, entry] of entries.entries()) {
    if (typeof entry !== 'string') continue;
    const key = entry === '.' ? namespace || '.' : entry;
    if (seen.has(key)) problems.push([i, `'${entry}' is here twice`]);
    else if (entry === '~' ? !serviceEntry : entry !== '.' && entry !== '*' && !isDnsLabel(entry))
      problems.push([i, `'${entry}' is no namespace, and neither '.' nor '*'`]);
    seen.add(key);
  }
  if (entries.length > 1)
    for (const all of ['*', '~']) if (seen.has(all)) problems.push([-1, `have '${all}', which stands alone`]);
  return problems;
}

export function isLabelValue(value: string): boolean {
  return /^(?:(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/.test(value);
}

const PROTOCOLS = new Set([
  'tcp',
  'udp',
  'grpc',
  'grpc-web',
  'http',
  'http_proxy',
  'http2',
  'https',
  'tls',
  'hbone',
  'doublehbone',
  'mongo',
  'redis',
  'mysql',
]);

export function isProtocol(text: string): boolean {
  return PROTOCOLS.has(text.toLowerCase());
}

export function isHttp(protocol: string): boolean {
  return ['http', 'http2', 'http_proxy', 'grpc', 'grpc-web'].includes(protocol.toLowerCase());
}

export function isTls(protocol: string): boolean {
  return ['https', 'tls'].includes(protocol.toLowerCase());
}
