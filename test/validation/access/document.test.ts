import { readAccessDocument } from '../../../src/validation/access';

const good = {
  policies: [{ kind: 'AuthorizationPolicy', metadata: { name: 'p', namespace: 'heron' }, spec: { rules: [{}] } }],
  workload: { namespace: 'heron', labels: { app: 'scorer' } },
  request: { principal: null, ip: '10.4.1.7', host: 'h', path: '/', method: 'GET', port: 8080 },
};

test('a complete document is read as it is, and null says nothing', () => {
  const { principal: _, ...request } = good.request;
  expect(readAccessDocument(good)).toEqual({ ...good, request });
  const nulls = {
    ...good,
    providers: null,
    rootNamespace: null,
    request: { ...good.request, remoteIp: null, jwt: null, headers: null },
  };
  expect(readAccessDocument(nulls)).toEqual({ ...good, request });
});

test('every wrong place is named at once', () => {
  const wrong = {
    policies: [{ metadata: {}, spec: { rules: {} } }, 'x'],
    workload: { labels: { app: 1 } },
    request: { principal: 'spiffe://cluster.local/ns/a/sa/b', ip: '10.4.1', port: '8080', path: 7 },
    providers: { sso: 'maybe' },
  };
  const read = () => readAccessDocument(wrong);
  for (const part of [
    'policies[0].metadata.name: a policy needs a name',
    'policies[0].spec.rules: rules are a list',
    'policies[1]: a manifest is needed',
    'workload.namespace: the namespace of the workload is needed',
    'workload.labels: labels map names to text',
    "request.principal: write 'spiffe://cluster.local/ns/a/sa/b' without spiffe://, as policies do",
    "request.ip: '10.4.1' is not an IP address",
    "request.port: '8080' is not a port, a number from 0 to 65535",
    'request.path: 7 is not text',
    "providers.sso: 'maybe' is neither 'allow' nor 'deny'",
  ]) {
    expect(read).toThrow(part);
  }
});

test.each([null, [], 'x', {}])('%j is no document', (value) => {
  expect(() => readAccessDocument(value)).toThrow(/needed|not an object/);
});
