import type { AccessDocument, AccessRequest, PolicyManifest } from '../../../src/validation/access';

/** A seeded source of choices, so that a run can be told again. */
export class Choices {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** mulberry32 */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  one<T>(from: readonly T[]): T {
    return from[Math.floor(this.next() * from.length)]!;
  }

  some<T>(from: readonly T[], most: number): T[] {
    return Array.from({ length: 1 + Math.floor(this.next() * most) }, () => this.one(from));
  }
}

export const principals = [
  'cluster.local/ns/heron/sa/lab',
  'cluster.local/ns/finch/sa/lab',
  'cluster.local/ns/heron-dev/sa/default',
  'td2/ns/heron/sa/lab',
  'old.td/ns/finch/sa/lab-2',
  'cluster.local/ns/istio-system/sa/gateway',
];

const values: Record<string, readonly string[]> = {
  principals: [
    ...principals,
    '*',
    '*/ns/heron/sa/lab',
    'cluster.local/ns/heron/*',
    '*lab',
    'cluster*/ns/heron/sa/lab',
    '*local/ns/finch/sa/lab',
    'cluster.local/ns/heron/sa/*',
    'td1/ns/heron/sa/lab',
    'cluster.local/*',
    '**',
    'spiffe://cluster.local/ns/heron/sa/lab',
    '*td/ns/finch/sa/lab-2',
    'lab',
    '',
  ],
  requestPrincipals: [
    'https://accounts.example/ada',
    'https://accounts.example/*',
    'https://accounts*',
    '*/ada',
    '*',
    '*/*',
    '*ada',
    '*.example/ada',
    'https://accounts.example/a*',
    'https://accounts.example',
    '*/a*',
    'issuer*/ada',
    'issuer/ada',
  ],
  namespaces: ['heron', 'finch', 'heron*', '*dev', '*', 'f*h', 'h.ron', 'istio-system', ''],
  serviceAccounts: [
    'lab',
    'default',
    'heron/lab',
    'finch/lab',
    'istio-system/gateway',
    'heron/la',
    'heron-dev/default',
    'lab-2',
  ],
  ipBlocks: [
    '127.4.1.7',
    '127.4.0.0/16',
    '127.0.0.0/8',
    '127.4.1.0/29',
    '0.0.0.0/0',
    '::1',
    '2001:db8::/32',
    '::/0',
    '127.4.1',
    '127.4.1.7/33',
    '127.4.1.7/08',
    '127.4.9.9/16',
  ],
  remoteIpBlocks: [
    '203.0.113.4',
    '203.0.113.0/24',
    '2001:db8::1',
    '2001:db8::/33',
    '198.51.100.0/30',
    '127.4.0.0/16',
    '::ffff:203.0.113.4',
    'x',
  ],
  trustDomains: ['cluster.local', 'td1', 'td2', '*', 'cluster*', '*local', 'old.*', 'old.td'],
  hosts: [
    'scorer.heron.example',
    'SCORER.heron.example',
    '*.example',
    'scorer*',
    '*',
    'scorer.heron.example:8080',
    '*:8080',
    '*.EXAMPLE',
    'other.example',
  ],
  ports: ['8080', '9090', '0', '70000', '08080', 'x', '-1'],
  methods: ['GET', 'POST', '*', 'P*', '*ET', 'get', 'PUT'],
  paths: [
    '/v1/models/finch:predict',
    '/v1/*',
    '*:predict',
    '*',
    '/v1/models/{*}',
    '/{**}',
    '/v1/{**}/predict',
    '/v1/{*}/{**}',
    '/{*}/{*}',
    '/admin',
    '/admin*',
    '/a%2fb',
    '/foo/{*}.txt',
    '/foo/{**}/',
    '/foo/{**}',
    '*/',
    '/',
    '/a%20b',
    '/v1/models/finch:predict?x=1',
  ],
};

const when: Record<string, readonly string[]> = {
  'source.ip': values.ipBlocks!,
  'remote.ip': values.remoteIpBlocks!,
  'source.namespace': values.namespaces!,
  'source.serviceAccount': values.serviceAccounts!,
  'source.trustDomain': values.trustDomains!,
  'source.principal': values.principals!,
  'request.auth.principal': values.requestPrincipals!,
  'request.auth.audiences': ['models', 'mod*', '*', '*els', 'other'],
  'request.auth.presenter': ['notebook', '*'],
  'request.auth.claims[groups]': ['lab', 'ops', '*', 'la*', 'lab ops', '1'],
  'request.auth.claims[scope]': ['read', 'write', 'read write', '*'],
  'request.auth.claims[permission]': ['read', 'read write'],
  'request.auth.claims[realm][roles]': ['admin', '*', 'adm*'],
  'request.auth.claims[realm][deep][id]': ['7', 'seven'],
  'request.auth.claims[level]': ['3', '*', 'true'],
  'request.auth.claims[admin]': ['true', '*'],
  'request.auth.claims': ['a'],
  'request.auth.claims[a]b': ['a'],
  'request.auth.claims[a.b]': ['dotted'],
  'request.headers[x-team]': ['heron', 'her*', '*', '*on', 'HERON', 'heron,finch', ''],
  'request.headers[X-Team]': ['heron', '*'],
  'request.headers[host]': ['scorer.heron.example', '*:8080'],
  'request.headers[:path]': ['/v1/*', '*x=/admin'],
  'request.headers[:method]': ['GET'],
  'request.headers': ['a'],
  'destination.port': values.ports!,
  'connection.sni': ['scorer.heron.example', '*', 'outbound*'],
  'experimental.envoy.filters.network.mysql_proxy[db.table]': ['[a]', 'b'],
  'experimental.envoy.filters.network.mysql_proxy': ['a'],
  'destination.labels[app]': ['scorer'],
};

const sources = [
  'principals',
  'requestPrincipals',
  'namespaces',
  'serviceAccounts',
  'ipBlocks',
  'remoteIpBlocks',
  'trustDomains',
];
const operations = ['hosts', 'ports', 'methods', 'paths'];

/** A mesh: everything of a document but the request. */
export type Mesh = Omit<AccessDocument, 'request'>;

export function mesh(choices: Choices): Mesh {
  const count = 1 + Math.floor(choices.next() * 4);
  const labels: Record<string, string> = { app: 'scorer', tier: 'gpu' };
  if (choices.chance(0.15)) labels['gateway.networking.k8s.io/gateway-name'] = 'front';
  const rootNamespace = choices.chance(0.1) ? 'heron' : 'istio-system';
  return {
    workload: { namespace: choices.chance(0.1) ? 'istio-system' : 'heron', labels },
    policies: Array.from({ length: count }, (_, i) => policy(choices, `p${(i * 7) % 10}`)),
    ...(rootNamespace === 'istio-system' ? {} : { rootNamespace }),
    ...(choices.chance(0.2) ? { trustDomain: 'td1', trustDomainAliases: ['old.td', 'td2'] } : {}),
    providers: choices.chance(0.3)
      ? {}
      : { sso: choices.one(['allow', 'deny'] as const), opa: choices.one(['allow', 'deny'] as const) },
  };
}

function policy(choices: Choices, name: string): PolicyManifest {
  const action = choices.one([undefined, 'ALLOW', 'ALLOW', 'ALLOW', 'DENY', 'DENY', 'CUSTOM', 'AUDIT']);
  const spec: Record<string, unknown> = {};
  if (action !== undefined) spec.action = action;
  if (action === 'CUSTOM') spec.provider = { name: choices.one(['sso', 'sso', 'sso', 'opa', 'absent']) };
  const aim = choices.next();
  if (aim < 0.2)
    spec.selector = {
      matchLabels: choices.one([
        { app: 'scorer' },
        { app: 'other' },
        { app: 'scorer', tier: 'gpu' },
        { app: 'scorer', zone: 'a' },
        {},
      ]),
    };
  else if (aim < 0.28) {
    spec.targetRefs = [
      {
        group: 'gateway.networking.k8s.io',
        kind: choices.one(['Gateway', 'Gateway', 'GatewayClass']),
        name: choices.one(['front', 'back']),
      },
    ];
  } else if (aim < 0.3) spec.targetRefs = [{ kind: 'Service', name: 'scorer' }];
  if (!choices.chance(0.06))
    spec.rules = choices.chance(0.04)
      ? []
      : Array.from({ length: 1 + Math.floor(choices.next() * 2) }, () => rule(choices));
  const annotations =
    action !== 'CUSTOM' && choices.chance(0.08)
      ? { 'istio.io/dry-run': choices.one(['true', 'false', 'T']) }
      : undefined;
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: {
      name,
      namespace: choices.one(['heron', 'heron', 'heron', 'istio-system', 'finch']),
      ...(annotations ? { annotations } : {}),
    },
    spec,
  };
}

function rule(choices: Choices): Record<string, unknown> {
  const parts: Record<string, unknown> = {};
  if (choices.chance(0.5))
    parts.from = choices.chance(0.05)
      ? []
      : Array.from({ length: choices.one([1, 1, 2]) }, () => entry(choices, 'source', sources));
  if (choices.chance(0.5))
    parts.to = choices.chance(0.05)
      ? []
      : Array.from({ length: choices.one([1, 1, 2]) }, () => entry(choices, 'operation', operations));
  if (choices.chance(0.4)) parts.when = Array.from({ length: choices.one([1, 1, 2]) }, () => condition(choices));
  return parts;
}

function entry(choices: Choices, name: string, fields: readonly string[]): Record<string, unknown> {
  if (choices.chance(0.03)) return {};
  const chosen: Record<string, unknown> = {};
  if (!choices.chance(0.03)) {
    for (const field of choices.some(fields, 2)) {
      const twin = choices.chance(0.25) ? `not${field[0]!.toUpperCase()}${field.slice(1)}` : field;
      chosen[twin] = choices.some(values[field]!, 3);
    }
  }
  return { [name]: chosen };
}

function condition(choices: Choices): Record<string, unknown> {
  const key = choices.one(Object.keys(when));
  const some = () => choices.some(when[key]!, 3);
  const kind = choices.next();
  if (kind < 0.03) return { key };
  if (kind < 0.7) return { key, values: some() };
  return kind < 0.9 ? { key, notValues: some() } : { key, values: some(), notValues: some() };
}

const tokens: readonly (Record<string, unknown> | undefined)[] = [
  undefined,
  {
    iss: 'https://accounts.example',
    sub: 'ada',
    aud: 'models',
    groups: ['lab', 'ops'],
    scope: 'read write',
    realm: { roles: ['admin', 'user'], deep: { id: 'seven' } },
  },
  {
    iss: 'https://accounts.example',
    sub: 'a*',
    aud: ['models', 'other'],
    groups: 'lab',
    permission: 'read write',
    azp: 'notebook',
    level: 3,
    admin: true,
  },
  {
    iss: 'issuer',
    sub: 'ada',
    groups: ['lab', 7, null],
    scope: ['read write'],
    realm: { roles: 'admin', deep: { id: 7 } },
    'a.b': 'dotted',
  },
  { iss: 'issuer', groups: 'lab ops' },
  { sub: 'ada', level: '3', admin: 'true', realm: ['admin'] },
  { iss: 'https://accounts.example', sub: '', groups: '' },
];

export const requestPaths = [
  '/',
  '/v1/models/finch:predict',
  '/v1/models/finch:predict?x=/admin',
  '/v1/models/a/predict',
  '/v1/predict',
  '/public/../admin',
  '/public/..\\admin',
  '/admin/',
  '//admin',
  '/%61dmin',
  '/a%2Fb',
  '/a%2fb',
  '/v1\\models\\x',
  '/.%2e/admin',
  '/%2E%2E/admin?y',
  '/./v1/./models/..',
  '/../../admin',
  '/v1/.../x',
  '/x%zz/..',
  '/%%36%31',
  '/%%361',
  '/%2561',
  '/foo/bar.txt',
  '/foo/bar/',
  '/foo//',
  '/foo/bar/baz.txt',
  '/~a%7Eb%5f',
  '/a"b<c>',
  '/a%20b',
  '/a|b^c`d{e}',
  '/v1/models/x=y',
  '/admin#fragment',
  '/a%00b',
  '/a;b=c/..;/d',
  '/v1/models/finch%3Apredict',
  '/admin%3Fx',
  '/ADMIN',
  '/v1/',
  '/v1//',
  '/foo',
];

export function request(choices: Choices): AccessRequest {
  const principal = choices.chance(0.25) ? null : choices.one(principals);
  const shared = {
    principal,
    ip: choices.one(['127.4.1.7', '127.4.1.9', '127.9.0.1']),
    port: choices.one([8080, 8080, 9090]),
  };
  const sni = principal !== null && choices.chance(0.3) ? { sni: 'scorer.heron.example' } : {};
  if (choices.chance(0.2)) return { ...shared, ...sni, protocol: 'TCP' };
  const jwt = choices.one(tokens);
  return {
    ...shared,
    ...sni,
    ...(choices.chance(0.3)
      ? { remoteIp: choices.one(['203.0.113.4', '203.0.113.200', '2001:db8::1', '198.51.100.3']) }
      : {}),
    host: choices.one(['scorer.heron.example', 'Scorer.Heron.Example', 'scorer.heron.example:8080', 'other.example']),
    path: choices.chance(0.4) ? '/v1/models/finch:predict' : choices.one(requestPaths),
    method: choices.one(['GET', 'POST', 'PUT']),
    ...(choices.chance(0.4)
      ? {
          headers: choices.one<Record<string, string | string[]>>([
            { 'x-team': 'heron' },
            { 'X-TEAM': 'HERON' },
            { 'x-team': ['heron', 'finch'] },
            { 'x-team': '' },
          ]),
        }
      : {}),
    ...(jwt ? { jwt } : {}),
  };
}
