import { policyProblems } from '../../../src/validation/access';

const sentences = (spec: object) => policyProblems({ ...spec }).map(({ path, message }) => `${path} ${message}`);
const rules = [{}];

test.each<[object, string[]]>([
  [{}, []],
  [{ action: 'ALLOW', rules: [] }, []],
  [{ action: 'CUSTOM', rules, provider: { name: 'oauth2-proxy' } }, []],
  [
    { action: 'DENY', rules: [] },
    ['rules is missing, so that DENY would never apply: write [{}] to mean every request'],
  ],
  [{ action: 'CUSTOM', rules }, ['provider.name is missing, CUSTOM needs it']],
  [{ rules, provider: { name: 'x' } }, ['provider goes with CUSTOM, not with ALLOW']],
  [
    { rules: [{ from: [{}], to: [{}] }] },
    [
      'rules[0].from[0].source is missing: leave out from to mean everybody',
      'rules[0].to[0].operation is missing: leave out to to mean everything',
    ],
  ],
  [
    { rules: [{ from: [{ source: { serviceAccounts: ['a'], notNamespaces: ['b'] } }] }] },
    ['rules[0].from[0].source has serviceAccounts beside notNamespaces: one of them is possible'],
  ],
  [
    {
      action: 'CUSTOM',
      provider: { name: 'x' },
      rules: [{ from: [{ source: { requestPrincipals: ['*'] } }], when: [{ key: 'source.namespace', values: ['a'] }] }],
    },
    [
      'rules[0].from[0].source.requestPrincipals does not go with CUSTOM, which runs before anybody is known',
      "rules[0].when[0].key 'source.namespace' does not go with CUSTOM, which runs before anybody is known",
    ],
  ],
  [
    { rules: [{ when: [{ key: 'request.headers', values: ['a'] }] }] },
    ["rules[0].when[0].key 'request.headers' has no name in brackets, as in request.headers[x-team]"],
  ],
  [{ rules: [{ when: [{ key: 'source.ip' }] }] }, ["rules[0].when[0] 'source.ip' has neither values nor notValues"]],
  [
    { rules: [{ when: [{ key: 'source.labels[app]', values: ['a'] }] }] },
    ["rules[0].when[0].key 'source.labels[app]' is no attribute that Istio knows"],
  ],
  [
    { rules: [{ to: [{ operation: { paths: ['/a{b}', '/{*}', '/x*'] } }] }] },
    [
      "rules[0].to[0].operation.paths[0] '/a{b}' is no path template: {*} and {**} each stand for whole segments, and {**} is the last of them",
    ],
  ],
])('%j', (spec, expected) => {
  expect(sentences(spec)).toEqual(expected);
});
