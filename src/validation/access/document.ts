import { isIP } from 'node:net';
import { InvalidValue, isRecord, shown } from '../../core/values';

/** Where a request arrives: a sidecar or a gateway, not a waypoint. */
export interface AccessWorkload {
  readonly namespace: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** One request, as the workload's proxy sees it. */
export interface AccessRequest {
  /** `cluster.local/ns/<namespace>/sa/<name>`; `null` without mutual TLS. */
  readonly principal?: string | null;
  /** Address of the peer. */
  readonly ip: string;
  /** Address of the client that the gateway trusts. @default ip */
  readonly remoteIp?: string;
  /** The authority, with its port where the client sends one. */
  readonly host?: string;
  /** Path with its query, as sent. */
  readonly path?: string;
  readonly method?: string;
  /** The workload's own port. */
  readonly port: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Payload of a token that passed RequestAuthentication. */
  readonly jwt?: Readonly<Record<string, unknown>> | null;
  /** @default 'HTTP' */
  readonly protocol?: 'HTTP' | 'TCP';
  /** Server name of the TLS connection, if it named one. */
  readonly sni?: string;
  /** Address of the workload, which `destination.ip` asks for. */
  readonly destinationIp?: string;
}

/** An AuthorizationPolicy manifest. */
export interface PolicyManifest {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: {
    readonly name?: string;
    readonly namespace?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: unknown;
}

/** What `access` decides: one request at one workload against all policies of a mesh. */
export interface AccessDocument {
  /** AuthorizationPolicies of every namespace; other kinds are passed over. */
  readonly policies: readonly PolicyManifest[];
  /** Its policies hold in every namespace. @default 'istio-system' */
  readonly rootNamespace?: string;
  readonly workload: AccessWorkload;
  readonly request: AccessRequest;
  /** What each CUSTOM provider answers; one that is not named is not configured. */
  readonly providers?: Readonly<Record<string, 'allow' | 'deny'>>;
  /** @default 'cluster.local' */
  readonly trustDomain?: string;
  readonly trustDomainAliases?: readonly string[];
}

/** A document from outside, checked. Throws an `InvalidValue` that names every wrong place. */
export function readAccessDocument(value: unknown): AccessDocument {
  const wrong: string[] = [];
  const want = (ok: boolean, place: string, sentence: string) => {
    if (!ok) wrong.push(`${place}: ${sentence}`);
  };
  if (!isRecord(value))
    throw new InvalidValue(`document: ${shown(value)} is not an object with policies, workload and request`);
  const document = said(value);
  const { policies, rootNamespace, workload, request, providers } = document;
  want(Array.isArray(policies), 'policies', 'a list of AuthorizationPolicy manifests is needed, it may be empty');
  if (Array.isArray(policies))
    policies.forEach((p, i) => {
      readPolicy(p, `policies[${i}]`, want);
    });
  want(
    rootNamespace === undefined || isText(rootNamespace),
    'rootNamespace',
    `${shown(rootNamespace)} is not a namespace`,
  );
  if (!isRecord(workload)) wrong.push('workload: an object with namespace and labels is needed');
  else {
    want(isText(workload.namespace), 'workload.namespace', 'the namespace of the workload is needed');
    want(isTextMap(workload.labels), 'workload.labels', 'labels map names to text');
  }
  if (!isRecord(request)) wrong.push('request: an object with ip and port is needed');
  else readRequest(request, want);
  const answers = isRecord(providers) ? Object.entries(providers) : [];
  want(
    providers === undefined || isRecord(providers),
    'providers',
    'an object of provider names with their answers is needed',
  );
  for (const [name, answer] of answers) {
    want(
      answer === 'allow' || answer === 'deny',
      `providers.${name}`,
      `${shown(answer)} is neither 'allow' nor 'deny'`,
    );
  }
  if (wrong.length > 0) throw new InvalidValue(wrong.join('\n'));
  return document as unknown as AccessDocument;
}

/** Without what is null, here and in the parts that are objects of ours: null says nothing. */
function said(value: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(
    kept.map(([name, member]) => [
      name,
      (name === 'workload' || name === 'request') && isRecord(member) ? said(member) : member,
    ]),
  );
}

type Want = (ok: boolean, place: string, sentence: string) => void;

function readPolicy(policy: unknown, place: string, want: Want): void {
  want(isRecord(policy), place, 'a manifest is needed');
  if (!isRecord(policy)) return;
  const { metadata, spec } = policy;
  want(isRecord(metadata) && isText(metadata.name), `${place}.metadata.name`, 'a policy needs a name');
  want(spec === undefined || spec === null || isRecord(spec), `${place}.spec`, `${shown(spec)} is not an object`);
  if (isRecord(spec)) {
    const { rules, selector } = spec;
    want(rules === undefined || rules === null || Array.isArray(rules), `${place}.spec.rules`, 'rules are a list');
    want(
      selector === undefined || selector === null || isRecord(selector),
      `${place}.spec.selector`,
      'a selector is an object with matchLabels',
    );
  }
}

function readRequest(request: Record<string, unknown>, want: Want): void {
  const { principal, ip, remoteIp, destinationIp, port, headers, jwt, protocol } = request;
  want(
    principal === undefined || typeof principal === 'string',
    'request.principal',
    `${shown(principal)} is neither text nor null`,
  );
  want(
    typeof principal !== 'string' || !principal.startsWith('spiffe://'),
    'request.principal',
    `write ${shown(principal)} without spiffe://, as policies do`,
  );
  want(isAddress(ip), 'request.ip', `${shown(ip)} is not an IP address`);
  for (const [name, address] of Object.entries({ remoteIp, destinationIp })) {
    want(address === undefined || isAddress(address), `request.${name}`, `${shown(address)} is not an IP address`);
  }
  want(
    typeof port === 'number' && Number.isInteger(port) && port >= 0 && port <= 65535,
    'request.port',
    `${shown(port)} is not a port, a number from 0 to 65535`,
  );
  for (const name of ['host', 'path', 'method', 'sni']) {
    want(
      request[name] === undefined || typeof request[name] === 'string',
      `request.${name}`,
      `${shown(request[name])} is not text`,
    );
  }
  want(headers === undefined || isRecord(headers), 'request.headers', 'headers map names to text');
  want(jwt === undefined || isRecord(jwt), 'request.jwt', 'the payload of a token is an object');
  want(
    protocol === undefined || typeof protocol === 'string',
    'request.protocol',
    `${shown(protocol)} is neither 'HTTP' nor 'TCP'`,
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isTextMap(value: unknown): boolean {
  return value === undefined || (isRecord(value) && Object.values(value).every((v) => typeof v === 'string'));
}

function isAddress(value: unknown): boolean {
  return typeof value === 'string' && isIP(value) !== 0;
}
