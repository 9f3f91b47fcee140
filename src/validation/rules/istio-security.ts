import { policyProblems } from '../access';
import { at, given, list, number, record, records, text, word } from './read';
import { ruleSet } from './rule';

const SOURCE = 'https://github.com/istio/istio/blob/1.29.0/pkg/config/validation/validation.go';
const versions = (kind: string) => ['v1', 'v1beta1'].map((version) => `security.istio.io/${version}/${kind}`);

const rules = {
  'istio/policy-target': 'A policy is for a selector or for targets, of kinds that Istio knows.',
  'istio/authorization-action': 'A policy has what its action needs.',
  'istio/authorization-source': 'Sources say something, with values that are not empty and address ranges that exist.',
  'istio/authorization-operation': 'Operations say something, with ports and paths that exist.',
  'istio/authorization-condition': 'Conditions have a key that Istio knows, and values.',
} as const;

type Ids = keyof typeof rules;
type Fields = Record<string, unknown>;

/** What Istio's webhook demands of authorization policies. */
export const istioAuthorization = ruleSet<Ids>({
  sources: [SOURCE, 'https://github.com/istio/istio/blob/1.29.0/pkg/config/security/security.go'],
  kinds: versions('AuthorizationPolicy'),
  rules,
  check: ({ object, report }) => {
    const spec = record(object.spec);
    checkTargets(spec, (path, message) => report('istio/policy-target', path, message));
    for (const { path, message } of policyProblems(spec)) report(ruleOf(path), `spec.${path}`, message);
  },
});

function ruleOf(path: string): Ids {
  if (path.includes('.from[')) return 'istio/authorization-source';
  if (path.includes('.to[')) return 'istio/authorization-operation';
  return path.includes('.when[') ? 'istio/authorization-condition' : 'istio/authorization-action';
}

const TARGETS = [
  'core/Service',
  '/Service',
  'networking.istio.io/ServiceEntry',
  'gateway.networking.k8s.io/Gateway',
  'gateway.networking.k8s.io/GatewayClass',
];

function checkTargets(spec: Fields, report: (path: string, message: string) => void): void {
  const targets = list(spec.targetRefs).length > 0;
  if ([given(spec.selector), given(spec.targetRef), targets].filter(Boolean).length > 1)
    report('spec', 'has selector and targets, only one is possible');
  for (const [key, value] of Object.entries(record(at(spec, 'selector', 'matchLabels')))) {
    if (key === '') report('spec.selector.matchLabels', 'may not have an empty key');
    if (key.includes('*') || word(value).includes('*'))
      report('spec.selector.matchLabels', `may not have wildcards: ${key}=${word(value)}`);
  }
  const all: readonly (readonly [Fields, string])[] = [
    ...(given(spec.targetRef) ? ([[record(spec.targetRef), 'spec.targetRef']] as const) : []),
    ...records(spec.targetRefs).map((ref, i) => [ref, `spec.targetRefs[${i}]`] as const),
  ];
  for (const [ref, path] of all) {
    if (text(ref.name) === '') report(`${path}.name`, 'is required');
    if (text(ref.namespace) !== '') report(`${path}.namespace`, 'must be left out');
    if (!TARGETS.includes(`${text(ref.group)}/${text(ref.kind)}`))
      report(
        `${path}.kind`,
        `'${text(ref.kind)}' of group '${text(ref.group)}' is none of Service, ServiceEntry, Gateway, GatewayClass`,
      );
  }
}

/** What Istio's webhook demands of authentication by tokens. */
export const istioRequestAuthentication = ruleSet({
  sources: [SOURCE],
  kinds: versions('RequestAuthentication'),
  rules: {
    'istio/policy-target': 'A policy is for a selector or for targets, of kinds that Istio knows.',
    'istio/jwt-rule': 'A token has an issuer or keys, at an address that exists, and places to be found in.',
  },
  check: ({ object, report }) => {
    const spec = record(object.spec);
    checkTargets(spec, (path, message) => report('istio/policy-target', path, message));
    for (const [i, rule] of records(spec.jwtRules).entries()) {
      const path = `spec.jwtRules[${i}]`;
      const wrong = (at: string, message: string) => report('istio/jwt-rule', `${path}${at}`, message);
      const uri = text(rule.jwksUri) || text(rule.jwks_uri);
      if (text(rule.issuer) === '' && uri === '') wrong('.issuer', 'is required, or jwksUri');
      if (uri !== '' && !isKeyAddress(uri)) wrong('.jwksUri', `'${uri}' must be an http or https address`);
      if (text(rule.jwks) !== '' && !isJson(text(rule.jwks))) wrong('.jwks', 'is no JSON');
      for (const field of ['audiences', 'fromParams', 'fromCookies'])
        for (const [j, value] of list(rule[field]).entries())
          if (value === '') wrong(`.${field}[${j}]`, 'may not be empty');
      for (const [j, header] of records(rule.fromHeaders).entries())
        if (text(header.name) === '') wrong(`.fromHeaders[${j}].name`, 'is required');
      for (const [j, claim] of records(rule.outputClaimToHeaders).entries()) {
        for (const field of ['claim', 'header'])
          if (text(claim[field]) === '') wrong(`.outputClaimToHeaders[${j}].${field}`, 'is required');
        const header = text(claim.header);
        if (header !== '' && !/^[-_A-Za-z0-9]+$/.test(header))
          wrong(`.outputClaimToHeaders[${j}].header`, `'${header}' may only have letters, digits, '-' and '_'`);
      }
    }
  },
});

function isKeyAddress(uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { protocol, hostname } = new URL(uri);
  return (protocol === 'http:' || protocol === 'https:') && hostname !== '';
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}

/** What Istio's webhook demands of mutual TLS. */
export const istioPeerAuthentication = ruleSet({
  sources: [SOURCE],
  kinds: versions('PeerAuthentication'),
  rules: {
    'istio/peer-ports': 'Modes of single ports need a selector.',
    'istio/policy-target': 'A policy is for a selector without wildcards.',
  },
  check: ({ object, report }) => {
    const spec = record(object.spec);
    checkTargets(spec, (path, message) => report('istio/policy-target', path, message));
    const ports = record(spec.portLevelMtls);
    const selected = Object.keys(record(at(spec, 'selector', 'matchLabels'))).length > 0;
    if (!selected && Object.keys(ports).length > 0)
      report('istio/peer-ports', 'spec.portLevelMtls', 'needs a selector');
    if (given(spec.portLevelMtls) && Object.keys(ports).length === 0)
      report('istio/peer-ports', 'spec.portLevelMtls', 'may not be empty');
    for (const port of Object.keys(ports)) {
      const value = number(Number(port)) ?? 0;
      if (!(value >= 1 && value <= 65535))
        report('istio/peer-ports', `spec.portLevelMtls.${port}`, `'${port}' is no port`);
    }
  },
});
