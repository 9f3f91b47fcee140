import {
  AuthorizationPolicy,
  allowFrom,
  caller,
  PeerAuthentication,
  RequestAuthentication,
} from '../../../src/constructs/istio';
import { absent } from '../../../src/testing';
import { access } from '../../../src/validation/access';
import { inNamespace } from './program';

const lab = (namespace: string) => `cluster.local/ns/${namespace}/sa/default-editor`;
const gateway = 'cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account';

test('a policy is its specification under the newest version that all releases serve', () => {
  const { chart, manifests } = inNamespace('vision');
  new AuthorizationPolicy(chart, 'no-admin', {
    action: 'DENY',
    selector: { matchLabels: { app: 'scorer' } },
    rules: [
      { from: [{ source: { notNamespaces: ['ops'] } }], to: [{ operation: { paths: ['/admin*'], ports: ['8080'] } }] },
    ],
    metadata: { labels: { tier: 'models' } },
  });
  manifests().hasResource('security.istio.io/v1/AuthorizationPolicy', {
    metadata: { name: 'no-admin', namespace: 'vision', labels: { tier: 'models' } },
    spec: {
      action: 'DENY',
      selector: { matchLabels: { app: 'scorer' } },
      rules: [{ to: [{ operation: { paths: ['/admin*'] } }] }],
    },
  });
});

test.each<[string, object, string]>([
  [
    'an address',
    { from: [{ source: { ipBlocks: ['10.0.0.0/33'] } }] },
    "rules[0].from[0].source.ipBlocks[0] '10.0.0.0/33' is neither an IP address nor a CIDR block",
  ],
  [
    'a port',
    { to: [{ operation: { ports: ['http'] } }] },
    "rules[0].to[0].operation.ports[0] 'http' is not a port from 0 to 65535",
  ],
  [
    'a star in a service account',
    { from: [{ source: { serviceAccounts: ['vision/*'] } }] },
    "'vision/*' is not 'name' or 'namespace/name' without a star",
  ],
  ['a template', { to: [{ operation: { paths: ['/{**}/x/{*}'] } }] }, "'/{**}/x/{*}' is no path template"],
  ['a template with more in a segment', { to: [{ operation: { paths: ['/v{*}'] } }] }, "'/v{*}' is no path template"],
  ['an empty value', { from: [{ source: { ipBlocks: [''] } }] }, 'ipBlocks[0] is empty'],
  [
    'a condition',
    { when: [{ key: 'remote.ip', values: ['here'] }] },
    "rules[0].when[0].values[0] of 'remote.ip' 'here' is neither an IP address",
  ],
  ['nothing in a source', { from: [{ source: {} }] }, 'rules[0].from[0].source is empty: leave out from'],
])('what Istio would pass over is refused: %s', (_title, rule, message) => {
  const { chart } = inNamespace('vision');
  expect(() => new AuthorizationPolicy(chart, 'p', { rules: [rule] })).toThrow(`vision/p: `);
  expect(() => new AuthorizationPolicy(chart, 'p', { rules: [rule] })).toThrow(message);
});

test('templates that Istio knows pass', () => {
  const { chart, manifests } = inNamespace('vision');
  new AuthorizationPolicy(chart, 'p', {
    rules: [{ to: [{ operation: { paths: ['/v1/{*}/x/{**}', '/{**}', '/plain*'] } }] }],
  });
  manifests().resourceCount('AuthorizationPolicy', 1);
});

describe('allowFrom', () => {
  const callers = [
    caller.inNamespace(['vision', { namespace: 'speech' }]),
    caller.as('ops', 'backup', { methods: ['GET'] }),
    caller.user('ada@acme.io', { paths: ['/v1/*'] }),
    caller.withToken({
      issuer: 'https://accounts.example',
      claims: { groups: ['lab'], 'realm][roles': ['admin'] },
      audiences: ['models'],
    }),
    caller.at(['10.9.0.0/16']),
    caller.anyone({ paths: ['/healthz'], ports: [8080] }),
  ];
  const program = () => {
    const { chart, manifests } = inNamespace('vision');
    allowFrom(chart, 'scorer', { workload: { app: 'scorer' }, callers });
    return manifests();
  };

  test('each caller is one rule', () => {
    program().hasResource('AuthorizationPolicy', {
      metadata: { name: 'scorer', namespace: 'vision' },
      spec: {
        action: absent,
        selector: { matchLabels: { app: 'scorer' } },
        rules: [
          { from: [{ source: { namespaces: ['vision', 'speech'] } }], to: absent },
          {
            from: [{ source: { principals: ['cluster.local/ns/ops/sa/backup'] } }],
            to: [{ operation: { methods: ['GET'] } }],
          },
          { when: [{ key: 'request.headers[kubeflow-userid]', values: ['ada@acme.io'] }] },
          { from: [{ source: { requestPrincipals: ['https://accounts.example/*'] } }] },
          { from: [{ source: { ipBlocks: ['10.9.0.0/16'] } }] },
          { from: absent, to: [{ operation: { paths: ['/healthz'], ports: ['8080'] } }] },
        ],
      },
    });
  });

  test.each<[string, object, 'allow' | 'deny']>([
    ['the own team', { principal: lab('vision') }, 'allow'],
    ['another team that is named', { principal: lab('speech') }, 'allow'],
    ['a team that is not', { principal: lab('finance') }, 'deny'],
    ['a service account reading', { principal: 'cluster.local/ns/ops/sa/backup', method: 'GET' }, 'allow'],
    ['the same writing', { principal: 'cluster.local/ns/ops/sa/backup' }, 'deny'],
    ['a user through the gateway', { principal: gateway, headers: { 'kubeflow-userid': 'ada@acme.io' } }, 'allow'],
    ['another user', { principal: gateway, headers: { 'kubeflow-userid': 'eve@acme.io' } }, 'deny'],
    [
      'the user, said by somebody else',
      { principal: lab('finance'), headers: { 'kubeflow-userid': 'ada@acme.io' } },
      'deny',
    ],
    [
      'a token',
      {
        jwt: { iss: 'https://accounts.example', sub: 'x', aud: 'models', groups: ['lab'], realm: { roles: ['admin'] } },
      },
      'allow',
    ],
    [
      'a token without the group',
      {
        jwt: {
          iss: 'https://accounts.example',
          sub: 'x',
          aud: 'models',
          groups: ['guests'],
          realm: { roles: ['admin'] },
        },
      },
      'deny',
    ],
    ['an address', { ip: '10.9.3.4' }, 'allow'],
    ['a health check', { path: '/healthz', method: 'GET' }, 'allow'],
    ['a health check elsewhere', { path: '/healthz', port: 9090 }, 'deny'],
    ['plaintext', {}, 'deny'],
  ])('%s', (_title, request, expected) => {
    const policies = program().find('AuthorizationPolicy');
    const { decision } = access({
      policies,
      workload: { namespace: 'vision', labels: { app: 'scorer' } },
      request: {
        principal: null,
        ip: '10.4.1.7',
        host: 'scorer',
        path: '/v1/models/m:predict',
        method: 'POST',
        port: 8080,
        ...request,
      },
    });
    expect(decision).toBe(expected);
  });

  test('nobody is no list of callers', () => {
    const { chart } = inNamespace('vision');
    expect(() => allowFrom(chart, 'p', { callers: [] })).toThrow('vision/p: callers is empty, which refuses everybody');
  });
});

test('authentication of peers and of requests', () => {
  const { chart, manifests } = inNamespace('vision');
  new PeerAuthentication(chart, 'metrics', {
    selector: { matchLabels: { app: 'scorer' } },
    mtls: { mode: 'STRICT' },
    portLevelMtls: { '9090': { mode: 'PERMISSIVE' } },
  });
  new RequestAuthentication(chart, 'tokens', {
    jwtRules: [{ issuer: 'https://accounts.example', audiences: ['models'], forwardOriginalToken: true }],
  });
  manifests()
    .hasResource('security.istio.io/v1/PeerAuthentication', {
      spec: { portLevelMtls: { '9090': { mode: 'PERMISSIVE' } } },
    })
    .hasResource('security.istio.io/v1/RequestAuthentication', {
      spec: { jwtRules: [{ issuer: 'https://accounts.example' }] },
    });
});
