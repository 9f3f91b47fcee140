import { type Block, parseAddress } from './address';
import type { AccessRequest } from './document';

/** A request as the matchers see it. */
export interface Facts {
  readonly tcp: boolean;
  /** `spiffe://...` of the peer; empty without mutual TLS. */
  readonly identity: string;
  readonly ip: Block;
  readonly remoteIp: Block;
  readonly destinationIp: Block | undefined;
  readonly port: number;
  readonly path: string | undefined;
  readonly sni: string;
  readonly claims: Readonly<Record<string, unknown>> | undefined;
  /** Values of a header or pseudo-header, one for each line of it; proxies compare them one by one. */
  header(name: string): readonly string[];
}

/** Claims that the proxies split at spaces before policies see them: istio pilot/pkg/security/authn/policy_applier.go. */
const SPACE_DELIMITED = ['permission', 'scope'];

export function factsOf(request: AccessRequest, path: string | undefined): Facts {
  const headers = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    const key = name.toLowerCase();
    headers.set(key, [...(headers.get(key) ?? []), ...(Array.isArray(value) ? value : [value]).map(String)]);
  }
  const authority =
    typeof request.host === 'string' ? [request.host] : (headers.get(':authority') ?? headers.get('host') ?? []);
  const one = (value: string | undefined) => (value === undefined ? [] : [value]);
  for (const name of [':authority', 'host']) headers.set(name, authority);
  headers.set(':path', one(path));
  headers.set(':method', one(request.method));
  return {
    tcp: request.protocol?.toUpperCase() === 'TCP',
    identity: request.principal ? `spiffe://${request.principal}` : '',
    ip: parseAddress(request.ip)!,
    remoteIp: parseAddress(request.remoteIp ?? request.ip)!,
    destinationIp: request.destinationIp ? parseAddress(request.destinationIp) : undefined,
    port: request.port,
    path,
    sni: request.sni ?? '',
    claims: request.jwt ? splitClaims(request.jwt) : undefined,
    header: (name) => headers.get(name.toLowerCase()) ?? [],
  };
}

function splitClaims(payload: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const claims: Record<string, unknown> = { ...payload };
  for (const name of SPACE_DELIMITED) {
    const value = claims[name];
    if (typeof value === 'string') claims[name] = value.split(' ').filter(Boolean);
  }
  return claims;
}

/** A claim's texts: one, or those of a list; anything else has none. */
export function claimTexts(
  claims: Readonly<Record<string, unknown>> | undefined,
  path: readonly string[],
): readonly string[] {
  let value: unknown = claims;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, key)) return [];
    value = (value as Record<string, unknown>)[key];
  }
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
