import { policyProblems } from '../access';
import { isRecord } from '../finding';
import { DRY_RUN } from './istio-annotations';
import { checkTargets } from './istio-targets';
import { checkDuration } from './istio-values';
import { annotation, at, given, list, number, record, records, text } from './read';
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

/** What Istio's webhook demands of authorization policies. */
export const istioAuthorization = ruleSet<Ids>({
  sources: [SOURCE, 'https://github.com/istio/istio/blob/1.29.0/pkg/config/security/security.go'],
  kinds: versions('AuthorizationPolicy'),
  rules,
  check: ({ object, report }) => {
    const spec = record(object.spec);
    checkTargets(spec, (path, message) => report('istio/policy-target', path, message));
    const trial = annotation(object, DRY_RUN);
    const action = text(spec.action) || 'ALLOW';
    if (trial !== undefined && action !== 'ALLOW' && action !== 'DENY')
      report('istio/authorization-action', `metadata.annotations.${DRY_RUN}`, `does not go with action ${action}`);
    else if (trial !== undefined && !/^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(trial))
      report('istio/authorization-action', `metadata.annotations.${DRY_RUN}`, `'${trial}' is neither true nor false`);
    for (const { path, message } of policyProblems(spec)) report(ruleOf(path), `spec.${path}`, message);
  },
});

function ruleOf(path: string): Ids {
  if (path.includes('.from[')) return 'istio/authorization-source';
  if (path.includes('.to[')) return 'istio/authorization-operation';
  return path.includes('.when[') ? 'istio/authorization-condition' : 'istio/authorization-action';
}

/** What Istio's webhook demands of authentication by tokens. */
export const istioRequestAuthentication = ruleSet({
  sources: [SOURCE],
  kinds: versions('RequestAuthentication'),
  rules: {
    'istio/policy-target': 'A policy is for a selector or for targets, of kinds that Istio knows.',
    'istio/jwt-rule': 'A token has an issuer or keys, at an address that exists, and places to be found in.',
  },
  check: ({ object, release, report }) => {
    const spec = record(object.spec);
    checkTargets(spec, (path, message) => report('istio/policy-target', path, message));
    // Istio 1.26 asks for an issuer always, and takes no '_' in headers.
    const old = release === '1.10';
    for (const [i, rule] of records(spec.jwtRules).entries()) {
      const path = `spec.jwtRules[${i}]`;
      const wrong = (at: string, message: string) => report('istio/jwt-rule', `${path}${at}`, message);
      const uri = text(rule.jwksUri) || text(rule.jwks_uri);
      if (text(rule.issuer) === '' && (old || uri === ''))
        wrong('.issuer', old ? 'is required' : 'is required, or jwksUri');
      if (uri !== '' && !isKeyAddress(uri)) wrong('.jwksUri', `'${uri}' must be an http or https address`);
      const keys = text(rule.jwks) === '' ? undefined : keySet(text(rule.jwks));
      if (keys !== undefined) wrong('.jwks', keys);
      for (const field of ['audiences', 'fromParams', 'fromCookies'])
        for (const [j, value] of list(rule[field]).entries())
          if (value === '') wrong(`.${field}[${j}]`, 'may not be empty');
      for (const [j, header] of records(rule.fromHeaders).entries())
        if (text(header.name) === '') wrong(`.fromHeaders[${j}].name`, 'is required');
      for (const [j, claim] of records(rule.outputClaimToHeaders).entries()) {
        for (const field of ['claim', 'header'])
          if (text(claim[field]) === '') wrong(`.outputClaimToHeaders[${j}].${field}`, 'is required');
        const header = text(claim.header);
        if (header !== '' && !(old ? /^[-A-Za-z0-9]+$/ : /^[-_A-Za-z0-9]+$/).test(header))
          wrong(
            `.outputClaimToHeaders[${j}].header`,
            `'${header}' may only have letters, digits, '-'${old ? '' : " and '_'"}`,
          );
      }
      checkDuration(rule.timeout, '.timeout', wrong);
    }
  },
});

function isKeyAddress(uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { protocol, hostname } = new URL(uri);
  return (protocol === 'http:' || protocol === 'https:') && hostname !== '';
}

/** Members without which a key of its type is none. */
const KEY_PARTS: Readonly<Record<string, readonly string[]>> = {
  RSA: ['n', 'e'],
  EC: ['crv', 'x', 'y'],
  OKP: ['crv', 'x'],
  oct: ['k'],
};

/** Why a text is no set of keys, and no key alone. */
function keySet(value: string): string | undefined {
  let set: unknown;
  try {
    set = JSON.parse(value);
  } catch {
    return 'is no JSON';
  }
  if (!isRecord(set)) return 'is no JSON object';
  if ('keys' in set && !Array.isArray(set.keys)) return "has 'keys' that are no list";
  for (const key of 'keys' in set ? records(set.keys) : [set]) {
    const type = text(key.kty);
    if (!Object.hasOwn(KEY_PARTS, type))
      return `has a key of type '${type}', none of ${Object.keys(KEY_PARTS).join(', ')}`;
    const missing = KEY_PARTS[type]!.find((part) => text(key[part]) === '');
    if (missing !== undefined) return `has a key of type ${type} without '${missing}'`;
  }
  return undefined;
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
