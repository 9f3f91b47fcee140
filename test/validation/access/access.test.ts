import { type AccessDocument, type AccessRequest, access, type PolicyManifest } from '../../../src/validation/access';

const lab = 'cluster.local/ns/heron/sa/lab';
const token = {
  iss: 'https://accounts.example',
  sub: 'ada',
  aud: ['models', 'notebooks'],
  groups: ['lab'],
  scope: 'read write',
  realm: { roles: ['admin'] },
};

const base: AccessRequest = {
  principal: lab,
  ip: '10.4.1.7',
  host: 'scorer.heron.example',
  path: '/v1/models/finch:predict',
  method: 'POST',
  port: 8080,
};

function policy(name: string, spec: object, metadata: object = {}): PolicyManifest {
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name, namespace: 'heron', ...metadata },
    spec,
  };
}

function decide(
  policies: readonly PolicyManifest[],
  request: Partial<AccessRequest> = {},
  more: Partial<AccessDocument> = {},
) {
  return access({
    policies,
    workload: { namespace: 'heron', labels: { app: 'scorer', tier: 'gpu' } },
    request: { ...base, ...request },
    ...more,
  });
}

/** Whether one rule of an ALLOW policy lets the request in. */
function matches(rule: object, request: Partial<AccessRequest> = {}, more: Partial<AccessDocument> = {}): boolean {
  return decide([policy('p', { rules: [rule] })], request, more).decision === 'allow';
}
const from = (source: object) => ({ from: [{ source }] });
const to = (operation: object) => ({ to: [{ operation }] });
const when = (key: string, values: readonly string[], notValues?: readonly string[]) => ({
  when: [{ key, values, ...(notValues ? { notValues } : {}) }],
});

describe('which policies count', () => {
  test('without any the request is allowed, by nobody', () => {
    expect(decide([])).toEqual({ decision: 'allow', by: null, reason: 'no policy applies to the workload' });
  });

  test.each<[string, object, 'allow' | 'deny']>([
    ['no rules allow nothing', {}, 'deny'],
    ['an empty list allows nothing', { rules: [] }, 'deny'],
    ['an empty rule allows all', { rules: [{}] }, 'allow'],
    ['empty from and to restrict nothing', { rules: [{ from: [], to: [], when: [] }] }, 'allow'],
    ['an empty source restricts nothing', { rules: [{ from: [{ source: {} }] }] }, 'allow'],
    ['DENY without rules denies nothing', { action: 'DENY' }, 'allow'],
    ['DENY with an empty rule denies all', { action: 'DENY', rules: [{}] }, 'deny'],
    ['AUDIT decides nothing', { action: 'AUDIT', rules: [{}] }, 'allow'],
    ['an unknown action is passed over', { action: 'WARN', rules: [] }, 'allow'],
    ['labels that match', { selector: { matchLabels: { app: 'scorer' } } }, 'deny'],
    ['labels that do not', { selector: { matchLabels: { app: 'scorer', tier: 'cpu' } } }, 'allow'],
    ['an empty selector selects all', { selector: {} }, 'deny'],
    [
      'targetRefs never reach a sidecar',
      { targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'front' }] },
      'allow',
    ],
  ])('%s', (_title, spec, expected) => {
    expect(decide([policy('p', spec)]).decision).toBe(expected);
  });

  test('policies of the root namespace reach every namespace, others only their own', () => {
    const spec = { action: 'DENY', rules: [{}] };
    expect(decide([policy('p', spec, { namespace: 'istio-system' })]).by).toBe('istio-system/p');
    expect(decide([policy('p', spec, { namespace: 'finch' })]).decision).toBe('allow');
    expect(decide([policy('p', spec, { namespace: 'finch' })], {}, { rootNamespace: 'finch' }).decision).toBe('deny');
  });

  test('a gateway of the Gateway API takes policies that name it, and those that select its labels', () => {
    const workload = { namespace: 'heron', labels: { 'gateway.networking.k8s.io/gateway-name': 'front' } };
    const target = (name: string, kind = 'Gateway') =>
      policy('p', { targetRefs: [{ group: 'gateway.networking.k8s.io', kind, name }] });
    expect(decide([target('front')], {}, { workload }).decision).toBe('deny');
    expect(decide([target('back')], {}, { workload }).decision).toBe('allow');
    expect(decide([target('istio-waypoint', 'GatewayClass')], {}, { workload }).decision).toBe('allow');
    expect(decide([policy('p', {})], {}, { workload }).decision).toBe('deny');
  });

  test('a dry run decides nothing', () => {
    const annotations = { 'istio.io/dry-run': 'true' };
    expect(decide([policy('p', {}, { annotations })]).decision).toBe('allow');
    expect(decide([policy('p', { action: 'DENY', rules: [{}] }, { annotations })]).decision).toBe('allow');
  });
});

describe('the order of actions', () => {
  const all = { rules: [{}] };
  const custom = policy('sso', { action: 'CUSTOM', provider: { name: 'oauth2-proxy' }, ...all });

  test('DENY comes before ALLOW', () => {
    const decision = decide([policy('a', all), policy('b', { action: 'DENY', ...all })]);
    expect(decision).toEqual({ decision: 'deny', by: 'heron/b', reason: 'rule 0 of DENY policy heron/b matches' });
  });

  test('a provider that allows does not bypass the others', () => {
    const providers = { 'oauth2-proxy': 'allow' } as const;
    expect(decide([custom], {}, { providers }).decision).toBe('allow');
    expect(decide([custom, policy('none', {})], {}, { providers }).decision).toBe('deny');
    expect(decide([custom, policy('no', { action: 'DENY', ...all })], {}, { providers }).by).toBe('heron/no');
  });

  test('a provider that denies has the first word', () => {
    const decision = decide(
      [custom, policy('no', { action: 'DENY', ...all })],
      {},
      { providers: { 'oauth2-proxy': 'deny' } },
    );
    expect(decision.by).toBe('heron/sso');
  });

  test('a provider that is not configured denies what its policy matches, no more', () => {
    expect(decide([custom])).toMatchObject({
      decision: 'deny',
      by: 'heron/sso',
      reason: expect.stringContaining("'oauth2-proxy' is not configured"),
    });
    const narrow = policy('sso', { action: 'CUSTOM', provider: { name: 'x' }, rules: [to({ paths: ['/admin*'] })] });
    expect(decide([narrow]).decision).toBe('allow');
  });

  test('a second provider on one workload denies what either matches', () => {
    const second = policy('opa', { action: 'CUSTOM', provider: { name: 'opa' }, rules: [to({ paths: ['/admin*'] })] });
    const providers = { 'oauth2-proxy': 'allow', opa: 'allow' } as const;
    expect(decide([custom, second], {}, { providers })).toMatchObject({ decision: 'deny', by: 'heron/sso' });
  });

  test('CUSTOM runs before tokens are read', () => {
    const rule = policy('sso', {
      action: 'CUSTOM',
      provider: { name: 'x' },
      rules: [from({ notRequestPrincipals: ['*'] })],
    });
    expect(decide([rule], { jwt: token }, { providers: { x: 'deny' } }).decision).toBe('deny');
  });

  test('of several rules that match, the first by name is named', () => {
    const spec = { action: 'DENY', ...all };
    expect(decide([policy('b', spec), policy('a', spec), policy('a', spec, { namespace: 'istio-system' })]).by).toBe(
      'heron/a',
    );
  });

  test('where nothing allows, nobody decided, and the reason says what differs', () => {
    const rules = [from({ namespaces: ['finch'] }), { ...to({ methods: ['GET'] }) }];
    expect(decide([policy('p', { rules })])).toEqual({
      decision: 'deny',
      by: null,
      reason:
        'no ALLOW policy matches: heron/p rule 0 differs in from (namespaces); heron/p rule 1 differs in to (methods)',
    });
  });
});

describe('who asks', () => {
  test.each<[string, object, boolean]>([
    ['exact', { principals: [lab] }, true],
    ['prefix', { principals: ['cluster.local/ns/heron/*'] }, true],
    ['suffix', { principals: ['*/ns/heron/sa/lab'] }, true],
    ['presence', { principals: ['*'] }, true],
    ['a star in the middle is a character', { principals: ['cluster.local/*/sa/lab'] }, false],
    ['the second star is a character', { principals: ['*lab*'] }, false],
    ['the scheme is not written', { principals: [`spiffe://${lab}`] }, false],
    ['namespace', { namespaces: ['heron'] }, true],
    ['namespace by prefix', { namespaces: ['her*'] }, true],
    ['namespace with a star inside', { namespaces: ['h*n'] }, true],
    ['a dot is a dot', { namespaces: ['h.ron'] }, false],
    ['service account of the policy', { serviceAccounts: ['lab'] }, true],
    ['service account with namespace', { serviceAccounts: ['heron/lab'] }, true],
    ['service account of another namespace', { serviceAccounts: ['finch/lab'] }, false],
    ['service account is whole', { serviceAccounts: ['la'] }, false],
    ['trust domain', { trustDomains: ['cluster.local'] }, true],
    ['trust domain by suffix', { trustDomains: ['*.local'] }, true],
    ['trust domain of others', { trustDomains: ['other'] }, false],
    ['fields of one source are all needed', { namespaces: ['heron'], ipBlocks: ['10.5.0.0/16'] }, false],
  ])('%s', (_title, source, expected) => {
    expect(matches(from(source))).toBe(expected);
  });

  test('without mutual TLS nothing positive matches, and everything negative does', () => {
    for (const source of [
      { principals: ['*'] },
      { namespaces: ['*'] },
      { serviceAccounts: ['lab'] },
      { trustDomains: ['*'] },
    ]) {
      expect(matches(from(source), { principal: null })).toBe(false);
    }
    expect(matches(from({ notPrincipals: ['*'] }), { principal: null })).toBe(true);
    expect(matches(from({ notNamespaces: ['heron'] }), { principal: null })).toBe(true);
    expect(matches(from({ notNamespaces: ['heron'] }))).toBe(false);
  });

  test('cluster.local in a policy means the trust domains of the mesh', () => {
    const mesh = { trustDomain: 'td1', trustDomainAliases: ['old'] };
    const ask = (value: string, principal: string) => matches(from({ principals: [value] }), { principal }, mesh);
    expect(ask(lab, 'td1/ns/heron/sa/lab')).toBe(true);
    expect(ask(lab, 'old/ns/heron/sa/lab')).toBe(true);
    expect(ask(lab, lab)).toBe(false);
    expect(ask('old/ns/heron/sa/lab', 'td1/ns/heron/sa/lab')).toBe(true);
    expect(ask('foreign/ns/heron/sa/lab', 'td1/ns/heron/sa/lab')).toBe(false);
    expect(ask('foreign/ns/heron/sa/lab', 'foreign/ns/heron/sa/lab')).toBe(true);
  });

  test.each<[string, object, Partial<AccessRequest>, boolean]>([
    ['address', { ipBlocks: ['10.4.1.7'] }, {}, true],
    ['block', { ipBlocks: ['10.4.0.0/16'] }, {}, true],
    ['a block by any address in it', { ipBlocks: ['10.4.9.9/16'] }, {}, true],
    ['outside', { ipBlocks: ['10.4.1.8/30', '10.5.0.0/16'] }, {}, false],
    ['all', { ipBlocks: ['0.0.0.0/0'] }, {}, true],
    ['families do not meet', { ipBlocks: ['::/0'] }, {}, false],
    ['IPv6', { ipBlocks: ['2001:db8::/32'] }, { ip: '2001:db8:0:1::7' }, true],
    ['IPv6 outside', { ipBlocks: ['2001:db8:1::/48'] }, { ip: '2001:db8::7' }, false],
    ['the peer, not the client', { ipBlocks: ['203.0.113.0/24'] }, { remoteIp: '203.0.113.4' }, false],
    ['the client', { remoteIpBlocks: ['203.0.113.0/24'] }, { remoteIp: '203.0.113.4' }, true],
    ['the client is the peer without a gateway', { remoteIpBlocks: ['10.4.1.0/24'] }, {}, true],
    ['negated', { notIpBlocks: ['10.4.1.0/24'] }, {}, false],
  ])('%s', (_title, source, request, expected) => {
    expect(matches(from(source), request)).toBe(expected);
  });

  test.each<[string, string, boolean]>([
    ['exact', 'https://accounts.example/ada', true],
    ['any subject', 'https://accounts.example/*', true],
    ['part of a subject', 'https://accounts.example/a*', true],
    ['any issuer', '*/ada', true],
    ['end of an issuer', '*.example/ada', true],
    ['presence', '*', true],
    ['start of an issuer without a slash', 'https:*', true],
    ['start of an issuer with a slash', 'https://accounts*', false],
    ['a star on both sides is a character in the subject', '*/*', false],
    ['no subject', 'https://accounts.example', false],
  ])('request principal: %s', (_title, value, expected) => {
    expect(matches(from({ requestPrincipals: [value] }), { jwt: token })).toBe(expected);
    expect(matches(from({ requestPrincipals: [value] }))).toBe(false);
  });

  test('a token without subject is no request principal', () => {
    expect(matches(from({ requestPrincipals: ['*'] }), { jwt: { iss: 'i' } })).toBe(false);
    expect(matches(from({ notRequestPrincipals: ['*'] }), { jwt: { iss: 'i' } })).toBe(true);
  });
});

describe('what is asked', () => {
  test.each<[string, object, Partial<AccessRequest>, boolean]>([
    ['host', { hosts: ['scorer.heron.example'] }, {}, true],
    ['host in any case', { hosts: ['SCORER.*'] }, { host: 'Scorer.Heron.Example' }, true],
    [
      'a port in the host is part of it',
      { hosts: ['scorer.heron.example'] },
      { host: 'scorer.heron.example:8080' },
      false,
    ],
    ['a suffix with a port', { hosts: ['*:8080'] }, { host: 'scorer.heron.example:8080' }, true],
    ['port', { ports: ['8080'] }, {}, true],
    ['port with zeros before', { ports: ['08080'] }, {}, true],
    ['method', { methods: ['POST'] }, {}, true],
    ['method is case-sensitive', { methods: ['post'] }, {}, false],
    ['exact path', { paths: ['/v1/models/finch:predict'] }, {}, true],
    ['path prefix', { paths: ['/v1/*'] }, {}, true],
    ['path suffix', { paths: ['*:predict'] }, {}, true],
    ['the query is no part of the path', { paths: ['*:predict'] }, { path: '/v1/models/finch:predict?x=/admin' }, true],
    ['not that path', { notPaths: ['/v1/*'] }, {}, false],
    ['operation fields are all needed', { paths: ['/v1/*'], methods: ['GET'] }, {}, false],
  ])('%s', (_title, operation, request, expected) => {
    expect(matches(to(operation), request)).toBe(expected);
  });

  test.each<[string, string, boolean]>([
    ['/v1/models/{*}', '/v1/models/finch:predict', true],
    ['/v1/models/{*}', '/v1/models/finch/predict', false],
    ['/v1/models/{*}', '/v1/models/', false],
    ['/v1/models/{*}', '/v1/models/a%20b=c', true],
    ['/{*}/models/{**}', '/v2/models/a/b', true],
    ['/{*}/models/{**}', '/v2/models/', true],
    ['/{*}/models/{**}', '/v2/models', false],
    ['/v1/{**}/predict', '/v1/a/b/predict', true],
    ['/v1/{**}/predict', '/v1/predict', false],
    ['/foo/{**}/', '/foo/bar/', true],
    ['/foo/{**}/', '/foo//', true],
    ['/foo/{**}/', '/foo/bar', false],
    ['/{**}', '/', true],
    ['/foo/{*}.txt', '/foo/bar.txt', true],
    ['/{**}/a/{*}', '/x/a/b', false],
    ['/v1.0/{*}', '/v1x0/a', false],
  ])('template %s on %s', (template, path, expected) => {
    expect(matches(to({ paths: [template] }), { path })).toBe(expected);
  });

  test.each<[string, string]>([
    ['/public/../admin', '/admin'],
    ['/public/%2e%2E/admin', '/admin'],
    ['/public\\..\\admin', '/admin'],
    ['/%61dmin', '/admin'],
    ['/./admin', '/admin'],
    ['/../../admin', '/admin'],
    ['/admin/.', '/admin/'],
    ['/admin/x/..', '/admin/'],
    ['//admin', '//admin'],
    ['/a%2fb', '/a%2fb'],
    ['/a%2Fb', '/a%2Fb'],
    ['/a/.../b', '/a/.../b'],
    ['/a"b', '/a%22b'],
    ['/%%361', '/%2561'],
    ['/é', '/%C3%A9'],
    ['/a%zz', '/a%zz'],
    ['/%7Ehome%5f', '/~home_'],
  ])('path %s is compared as %s', (path, normal) => {
    expect(matches(to({ paths: [normal] }), { path })).toBe(true);
  });

  test('paths that the proxy refuses are denied whatever the policies say', () => {
    for (const path of ['/a#b', '/a%00b']) expect(decide([], { path })).toMatchObject({ decision: 'deny', by: null });
  });
});

describe('when', () => {
  const headers = { 'X-Team': 'heron', 'x-empty': '' };
  test.each<[string, object, boolean]>([
    ['a claim that is a list', when('request.auth.claims[groups]', ['lab']), true],
    ['part of a list entry', when('request.auth.claims[groups]', ['la*']), true],
    ['a nested claim', when('request.auth.claims[realm][roles]', ['admin']), true],
    ['a claim that is missing', when('request.auth.claims[nobody]', ['*']), false],
    ['a missing claim has not the value', when('request.auth.claims[nobody]', [], ['*']), true],
    ['scope is split at spaces', when('request.auth.claims[scope]', ['write']), true],
    ['scope is not compared whole', when('request.auth.claims[scope]', ['read write']), false],
    ['an audience of several', when('request.auth.audiences', ['notebooks']), true],
    ['no presenter', when('request.auth.presenter', ['*']), false],
    ['principal of the request', when('request.auth.principal', ['*/ada']), true],
    ['a header, its name in any case', when('request.headers[x-team]', ['heron']), true],
    ['a header value is case-sensitive', when('request.headers[x-team]', ['Heron']), false],
    ['a header that is there, but empty', when('request.headers[x-empty]', ['*']), true],
    ['a header that is not there', when('request.headers[x-none]', ['*']), false],
    ['the host header', when('request.headers[host]', ['scorer.heron.example']), true],
    ['source', when('source.principal', [lab]), true],
    ['source namespace', when('source.namespace', ['heron'], ['finch']), true],
    ['destination port', when('destination.port', ['8080']), true],
    ['no server name', when('connection.sni', ['*']), false],
    ['metadata that nobody set', when('experimental.envoy.filters.network.mysql_proxy[db.table]', ['[a]']), false],
    ['a condition without values asks nothing', { when: [{ key: 'source.ip' }] }, true],
    ['an unknown attribute drops the rule', when('destination.labels[app]', ['scorer']), false],
    [
      'all conditions are needed',
      { when: [...when('source.namespace', ['heron']).when, ...when('remote.ip', ['10.9.0.0/16']).when] },
      false,
    ],
  ])('%s', (_title, rule, expected) => {
    expect(matches(rule, { jwt: token, headers })).toBe(expected);
  });

  test('numbers and booleans in a token equal no text', () => {
    const jwt = { iss: 'i', sub: 's', level: 3, admin: true };
    expect(matches(when('request.auth.claims[level]', ['3', '*']), { jwt })).toBe(false);
    expect(matches(when('request.auth.claims[admin]', ['true']), { jwt })).toBe(false);
  });

  test('a header sent twice is compared line by line', () => {
    const twice = { headers: { 'x-team': ['heron', 'finch'] } };
    expect(matches(when('request.headers[x-team]', ['finch']), twice)).toBe(true);
    expect(matches(when('request.headers[x-team]', ['heron,finch']), twice)).toBe(false);
  });
});

describe('what cannot be compared', () => {
  const tcp = { protocol: 'TCP' } as const;
  const deny = (rule: object, request: Partial<AccessRequest> = {}) =>
    decide([policy('p', { action: 'DENY', rules: [rule] })], request).decision === 'deny';

  test('on TCP an ALLOW rule about HTTP is dropped', () => {
    expect(matches({ ...from({ namespaces: ['heron'] }) }, tcp)).toBe(true);
    expect(matches({ ...from({ namespaces: ['heron'] }), ...to({ methods: ['GET'] }) }, tcp)).toBe(false);
    expect(matches({ to: [{ operation: { ports: ['8080'] } }, { operation: { paths: ['/x'] } }] }, tcp)).toBe(false);
    expect(decide([policy('p', { rules: [to({ hosts: ['*'] })] })], tcp).reason).toContain(
      'hosts is known of HTTP requests only',
    );
  });

  test('on TCP a DENY rule about HTTP reaches further', () => {
    expect(deny(to({ methods: ['GET'] }), tcp)).toBe(true);
    expect(deny(to({ methods: ['GET'] }))).toBe(false);
    expect(deny(to({ methods: ['GET'], ports: ['9090'] }), tcp)).toBe(false);
    expect(deny({ ...from({ requestPrincipals: ['*'], namespaces: ['heron'] }) }, tcp)).toBe(true);
    expect(deny(when('request.headers[x-team]', ['a']), tcp)).toBe(true);
  });

  test('a value that is none drops an ALLOW rule and leaves a DENY rule without it', () => {
    expect(matches(to({ ports: ['8080', '70000'] }))).toBe(false);
    expect(deny(to({ ports: ['9090', '70000'] }))).toBe(false);
    expect(deny(to({ ports: ['70000'] }))).toBe(true);
    expect(matches(from({ ipBlocks: ['10.4.0.0/33', '10.0.0.0/8'] }))).toBe(false);
    expect(deny(from({ ipBlocks: ['10.4.0.0/33'] }))).toBe(true);
    expect(deny(when('destination.labels[app]', ['scorer']))).toBe(false);
  });
});
