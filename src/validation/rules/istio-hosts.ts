import { isIpv4, isIpv6 } from '../formats';

/** Why a text is not what Istio takes; `undefined` where it is. Facts: istio/istio pkg/config/validation/agent/validation.go. */
export type Check = (text: string) => string | undefined;

const LABEL = /^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$/;

export function isAddress(text: string): boolean {
  return isIpv4(text) || isIpv6(text);
}

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
  const parts = name.split('.');
  if (parts[0] === '*') return parts.length === 1 ? undefined : labels(parts.slice(1), name);
  const first = parts[0]!.startsWith('*') ? parts[0]!.slice(1) : parts[0]!;
  return labels([first.replace(/^-+(?=.)/, parts[0]!.startsWith('*') ? '' : '$&'), ...parts.slice(1)], name);
};

/** `namespace/host`, or a host alone; namespaces may be `.` and `*`. */
export const namespacedHost: Check = (name) => {
  const parts = name.split('/');
  if (parts.length > 2) return `'${name}' may have one '/' only`;
  const [namespace, host] = parts.length === 2 ? (parts as [string, string]) : [undefined, name];
  if (host === '') return `'${name}' has no host`;
  if (namespace !== undefined && namespace !== '*' && namespace !== '.' && !(namespace.length <= 63 && LABEL.test(namespace))) return `'${name}' names no namespace before '/'`;
  return isAddress(host) ? undefined : wildcardDomain(host);
};

function labels(parts: readonly string[], name: string): string | undefined {
  for (const [i, part] of parts.entries()) {
    // A complete name may end with a dot.
    if (part === '' && i === parts.length - 1 && i > 0) continue;
    if (part.length > 63 || !LABEL.test(part)) return `'${name}' is no domain name`;
  }
  const top = parts.at(-1) === '' ? parts.at(-2) : parts.at(-1);
  if (parts.length > 1 && top !== undefined && /^\d+$/.test(top)) return `'${name}' ends with a number, as no domain does`;
  return undefined;
}

export function isDnsLabel(text: string): boolean {
  return text.length <= 63 && LABEL.test(text);
}

const PROTOCOLS = new Set(['tcp', 'udp', 'grpc', 'grpc-web', 'http', 'http_proxy', 'http2', 'https', 'tls', 'hbone', 'doublehbone', 'mongo', 'redis', 'mysql']);

export function isProtocol(text: string): boolean {
  return PROTOCOLS.has(text.toLowerCase());
}

export function isHttp(protocol: string): boolean {
  return ['http', 'http2', 'http_proxy', 'grpc', 'grpc-web'].includes(protocol.toLowerCase());
}

export function isTls(protocol: string): boolean {
  return ['https', 'tls'].includes(protocol.toLowerCase());
}
