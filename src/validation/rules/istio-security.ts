import { isCidr } from '../formats';
import { isAddress } from './istio-hosts';
import { at, given, list, number, record, records, text } from './read';
import { ruleSet, type Subject } from './rule';

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
type Policy = Subject<Ids>;
type Fields = Record<string, unknown>;

/** What Istio's webhook demands of authorization policies. */
export const istioAuthorization = ruleSet<Ids>({
  sources: [SOURCE, 'https://github.com/istio/istio/blob/1.29.0/pkg/config/security/security.go'],
  kinds: versions('AuthorizationPolicy'),
  rules,
  check: ({ object, report }) => {
    const spec = record(object.spec);
    checkTargets(spec, (path, message) => report('istio/policy-target', path, message));
    const action = text(spec.action) || 'ALLOW';
    const custom = action === 'CUSTOM';
    const named = Array.isArray(spec.rules);
    if ((custom || action === 'DENY') && !named) report('istio/authorization-action', 'spec.rules', `are required for action ${action}: write [{}] for every request`);
    if (custom && named && text(record(spec.provider).name) === '') report('istio/authorization-action', 'spec.provider.name', 'is required for action CUSTOM');
    if (!custom && given(spec.provider)) report('istio/authorization-action', 'spec.provider', `goes with action CUSTOM only, not with ${action}`);
    for (const [i, rule] of records(spec.rules).entries()) checkRule(report, rule, `spec.rules[${i}]`, custom);
  },
});

const SOURCE_FIELDS = [
  'principals', 'notPrincipals', 'requestPrincipals', 'notRequestPrincipals', 'namespaces', 'notNamespaces', 'ipBlocks', 'notIpBlocks', 'remoteIpBlocks',
  'notRemoteIpBlocks', 'serviceAccounts', 'notServiceAccounts',
];
const OPERATION_FIELDS = ['ports', 'notPorts', 'methods', 'notMethods', 'paths', 'notPaths', 'hosts', 'notHosts'];
/** What an external authorizer is not told. */
const NOT_CUSTOM = ['namespaces', 'notNamespaces', 'serviceAccounts', 'notServiceAccounts', 'principals', 'notPrincipals', 'requestPrincipals', 'notRequestPrincipals'];

function checkRule(report: Policy['report'], rule: Fields, path: string, custom: boolean): void {
  for (const field of ['from', 'to']) {
    if (Array.isArray(rule[field]) && list(rule[field]).length === 0) report(field === 'from' ? 'istio/authorization-source' : 'istio/authorization-operation', `${path}.${field}`, 'may not be empty');
  }
  for (const [i, from] of records(rule.from).entries()) {
    const below = `${path}.from[${i}].source`;
    const source = record(from.source);
    if (!given(from.source)) report('istio/authorization-source', below, 'is required');
    else checkSource(report, source, below, custom);
  }
  for (const [i, to] of records(rule.to).entries()) {
    const below = `${path}.to[${i}].operation`;
    if (!given(to.operation)) report('istio/authorization-operation', below, 'is required');
    else checkOperation(report, record(to.operation), below);
  }
  for (const [i, condition] of records(rule.when).entries()) checkCondition(report, condition, `${path}.when[${i}]`, custom);
}

function checkSource(report: Policy['report'], source: Fields, path: string, custom: boolean): void {
  const rule = 'istio/authorization-source';
  const has = (field: string) => list(source[field]).length > 0;
  if (!SOURCE_FIELDS.some(has)) report(rule, path, 'may not be empty');
  if (['principals', 'notPrincipals', 'namespaces', 'notNamespaces'].some(has) && ['serviceAccounts', 'notServiceAccounts'].some(has)) report(rule, path, 'has serviceAccounts beside namespaces or principals');
  for (const field of SOURCE_FIELDS) {
    if (custom && NOT_CUSTOM.includes(field) && has(field)) report('istio/authorization-action', `${path}.${field}`, 'does not go with action CUSTOM');
    for (const [i, value] of list(source[field]).entries()) {
      if (value === '') report(rule, `${path}.${field}[${i}]`, 'may not be empty');
      else if (/ip/i.test(field) && /Blocks$/.test(field) && !isCidr(String(value)) && !isAddress(String(value))) report(rule, `${path}.${field}[${i}]`, `'${String(value)}' is no address and no range`);
    }
  }
}

function checkOperation(report: Policy['report'], operation: Fields, path: string): void {
  const rule = 'istio/authorization-operation';
  if (!OPERATION_FIELDS.some((field) => list(operation[field]).length > 0)) report(rule, path, 'may not be empty');
  for (const field of OPERATION_FIELDS) {
    for (const [i, value] of list(operation[field]).entries()) {
      const written = String(value);
      if (written === '') report(rule, `${path}.${field}[${i}]`, 'may not be empty');
      else if (/ports$/i.test(field) && !(/^\d{1,5}$/.test(written) && Number(written) >= 1 && Number(written) <= 65535)) report(rule, `${path}.${field}[${i}]`, `'${written}' is no port`);
      else if (/paths$/i.test(field)) {
        const wrong = pathTemplate(written);
        if (wrong !== undefined) report(rule, `${path}.${field}[${i}]`, wrong);
      }
    }
  }
}

/** Paths with `{*}` and `{**}`, which stand alone between slashes, the latter last. Facts: istio/istio pkg/config/security/security.go. */
function pathTemplate(path: string): string | undefined {
  if (!path.includes('{*}') && !path.includes('{**}')) return undefined;
  let last = false;
  for (const part of path.split('/')) {
    if (last && part.includes('{**}')) return `'${path}' may have {**} once, after any {*}`;
    if (part === '{**}') {
      last = true;
      continue;
    }
    if (part === '{*}') {
      if (last) return `'${path}' may not have {*} after {**}`;
      continue;
    }
    if (part.includes('{*}') || part.includes('{**}')) return `'${path}' must have {*} and {**} alone between slashes`;
    if (/[{}*]/.test(part)) return `'${path}' may not have other wildcards beside {*} and {**}`;
  }
  return undefined;
}

const KEYS = ['source.ip', 'remote.ip', 'source.namespace', 'source.serviceAccount', 'source.principal', 'destination.ip', 'destination.port', 'connection.sni', 'request.auth.principal', 'request.auth.audiences', 'request.auth.presenter'];

function checkCondition(report: Policy['report'], condition: Fields, path: string, custom: boolean): void {
  const rule = 'istio/authorization-condition';
  const key = text(condition.key);
  if (key === '') {
    report(rule, `${path}.key`, 'is required');
    return;
  }
  if (custom && (['source.namespace', 'source.serviceAccount', 'source.principal'].includes(key) || key.startsWith('request.auth.'))) report('istio/authorization-action', `${path}.key`, `'${key}' does not go with action CUSTOM`);
  const values = [...list(condition.values), ...list(condition.notValues)].map(String);
  if (values.length === 0) report(rule, path, 'needs values or notValues');
  const mapped = /^(request\.headers|request\.auth\.claims)\[.+\]$/.test(key) || key.startsWith('experimental.envoy.filters.');
  if (!KEYS.includes(key) && !mapped) report(rule, `${path}.key`, `'${key}' is no attribute that Istio knows`);
  for (const field of ['values', 'notValues']) {
    for (const [i, value] of list(condition[field]).entries()) {
      const written = String(value);
      if (key.endsWith('.ip') && !isCidr(written) && !isAddress(written)) report(rule, `${path}.${field}[${i}]`, `'${written}' is no address and no range`);
      if (key === 'destination.port' && !(/^\d{1,5}$/.test(written) && Number(written) >= 1 && Number(written) <= 65535)) report(rule, `${path}.${field}[${i}]`, `'${written}' is no port`);
    }
  }
}

const TARGETS = ['core/Service', '/Service', 'networking.istio.io/ServiceEntry', 'gateway.networking.k8s.io/Gateway', 'gateway.networking.k8s.io/GatewayClass'];

function checkTargets(spec: Fields, report: (path: string, message: string) => void): void {
  const targets = list(spec.targetRefs).length > 0;
  if ([given(spec.selector), given(spec.targetRef), targets].filter(Boolean).length > 1) report('spec', 'has selector and targets, only one is possible');
  for (const [key, value] of Object.entries(record(at(spec, 'selector', 'matchLabels')))) {
    if (key === '') report('spec.selector.matchLabels', 'may not have an empty key');
    if (key.includes('*') || String(value).includes('*')) report('spec.selector.matchLabels', `may not have wildcards: ${key}=${String(value)}`);
  }
  const all: readonly (readonly [Fields, string])[] = [
    ...(given(spec.targetRef) ? ([[record(spec.targetRef), 'spec.targetRef']] as const) : []),
    ...records(spec.targetRefs).map((ref, i) => [ref, `spec.targetRefs[${i}]`] as const),
  ];
  for (const [ref, path] of all) {
    if (text(ref.name) === '') report(`${path}.name`, 'is required');
    if (text(ref.namespace) !== '') report(`${path}.namespace`, 'must be left out');
    if (!TARGETS.includes(`${text(ref.group)}/${text(ref.kind)}`)) report(`${path}.kind`, `'${text(ref.kind)}' of group '${text(ref.group)}' is none of Service, ServiceEntry, Gateway, GatewayClass`);
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
      for (const field of ['audiences', 'fromParams', 'fromCookies']) for (const [j, value] of list(rule[field]).entries()) if (value === '') wrong(`.${field}[${j}]`, 'may not be empty');
      for (const [j, header] of records(rule.fromHeaders).entries()) if (text(header.name) === '') wrong(`.fromHeaders[${j}].name`, 'is required');
      for (const [j, claim] of records(rule.outputClaimToHeaders).entries()) {
        for (const field of ['claim', 'header']) if (text(claim[field]) === '') wrong(`.outputClaimToHeaders[${j}].${field}`, 'is required');
        const header = text(claim.header);
        if (header !== '' && !/^[-_A-Za-z0-9]+$/.test(header)) wrong(`.outputClaimToHeaders[${j}].header`, `'${header}' may only have letters, digits, '-' and '_'`);
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
    if (!selected && Object.keys(ports).length > 0) report('istio/peer-ports', 'spec.portLevelMtls', 'needs a selector');
    if (given(spec.portLevelMtls) && Object.keys(ports).length === 0) report('istio/peer-ports', 'spec.portLevelMtls', 'may not be empty');
    for (const port of Object.keys(ports)) {
      const value = number(Number(port)) ?? 0;
      if (!(value >= 1 && value <= 65535)) report('istio/peer-ports', `spec.portLevelMtls.${port}`, `'${port}' is no port`);
    }
  },
});
