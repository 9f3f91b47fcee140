import { isRecord } from '../../core/values';
import { parseBlock } from './address';
import { isTemplate } from './path';

/** What is wrong at a place below `spec`: `path message` is the sentence. */
export interface PolicyProblem {
  readonly path: string;
  readonly message: string;
}

type Report = (path: string, message: string) => void;
type Fields = Readonly<Record<string, unknown>>;

/**
 * What Istio refuses of an AuthorizationPolicy's action and rules, in which it would otherwise pass over values in silence.
 * Upstream: istio pkg/config/validation/validation.go, pkg/config/security/security.go.
 */
export function policyProblems(spec: Fields): readonly PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const report: Report = (path, message) => problems.push({ path, message });
  const action = typeof spec.action === 'string' ? spec.action : 'ALLOW';
  const provider = isRecord(spec.provider) ? spec.provider : undefined;
  // To Istio an empty list is none.
  const said = Array.isArray(spec.rules) && spec.rules.length > 0;
  if (!said && (action === 'DENY' || action === 'CUSTOM')) {
    report('rules', `is missing, so that ${action} would never apply: write [{}] to mean every request`);
  }
  if (action === 'CUSTOM' && said && !provider?.name) report('provider.name', 'is missing, CUSTOM needs it');
  if (action !== 'CUSTOM' && provider !== undefined) report('provider', `goes with CUSTOM, not with ${action}`);
  for (const [i, rule] of entries(spec.rules)) checkRule(rule, `rules[${i}]`, action === 'CUSTOM', report);
  return problems;
}

const BLOCKS = ['ipBlocks', 'notIpBlocks', 'remoteIpBlocks', 'notRemoteIpBlocks'];
const ACCOUNTS = ['serviceAccounts', 'notServiceAccounts'];
const IDENTITIES = ['principals', 'notPrincipals', 'namespaces', 'notNamespaces'];
const TRUST_DOMAINS = ['trustDomains', 'notTrustDomains'];
const REQUESTERS = ['requestPrincipals', 'notRequestPrincipals'];
const PORTS = ['ports', 'notPorts'];
const PATHS = ['paths', 'notPaths'];
const TEXTS = ['hosts', 'notHosts', 'methods', 'notMethods'];

function checkRule(rule: Fields, path: string, custom: boolean, report: Report): void {
  for (const [i, from] of entries(rule.from)) {
    const place = `${path}.from[${i}].source`;
    const source = from.source;
    if (isRecord(source)) checkSource(source, place, custom, report);
    else report(place, 'is missing: leave out from to mean everybody');
  }
  for (const [i, to] of entries(rule.to)) {
    const place = `${path}.to[${i}].operation`;
    const operation = to.operation;
    if (isRecord(operation)) checkOperation(operation, place, report);
    else report(place, 'is missing: leave out to to mean everything');
  }
  for (const [i, condition] of entries(rule.when)) checkCondition(condition, `${path}.when[${i}]`, custom, report);
}

function checkSource(source: Fields, path: string, custom: boolean, report: Report): void {
  const has = (fields: readonly string[]) => fields.filter((field) => texts(source[field]).length > 0);
  if (has([...BLOCKS, ...ACCOUNTS, ...IDENTITIES, ...TRUST_DOMAINS, ...REQUESTERS]).length === 0) {
    report(path, 'is empty: leave out from to mean everybody');
  }
  const [accounts] = has(ACCOUNTS);
  const [identity] = has(IDENTITIES);
  if (accounts && identity) report(path, `has ${accounts} beside ${identity}: one of them is possible`);
  if (custom) {
    for (const field of has([...ACCOUNTS, ...IDENTITIES, ...TRUST_DOMAINS, ...REQUESTERS])) {
      report(`${path}.${field}`, 'does not go with CUSTOM, which runs before anybody is known');
    }
  }
  for (const field of BLOCKS) values(`${path}.${field}`, source[field], badBlock, report);
  for (const field of ACCOUNTS) {
    values(`${path}.${field}`, source[field], badAccount, report);
    if (texts(source[field]).length > 16) report(`${path}.${field}`, 'has more than 16 values');
  }
  for (const field of TRUST_DOMAINS) values(`${path}.${field}`, source[field], badTrustDomain, report);
  for (const field of [...IDENTITIES, ...REQUESTERS])
    values(`${path}.${field}`, source[field], () => undefined, report);
}

function checkOperation(operation: Fields, path: string, report: Report): void {
  if (![...PORTS, ...PATHS, ...TEXTS].some((field) => texts(operation[field]).length > 0)) {
    report(path, 'is empty: leave out to to mean everything');
  }
  for (const field of PORTS) values(`${path}.${field}`, operation[field], badPort, report);
  for (const field of PATHS) values(`${path}.${field}`, operation[field], badPath, report);
  for (const field of TEXTS) values(`${path}.${field}`, operation[field], () => undefined, report);
}

/** Attributes by their key, or the part of it before the brackets. */
const ATTRIBUTES: Readonly<Record<string, Bad>> = {
  'source.ip': badBlock,
  'remote.ip': badBlock,
  'source.namespace': () => undefined,
  'source.serviceAccount': badAccount,
  'source.principal': () => undefined,
  'source.trustDomain': badWildcard,
  'request.auth.principal': () => undefined,
  'request.auth.audiences': () => undefined,
  'request.auth.presenter': () => undefined,
  'destination.ip': badBlock,
  'destination.port': badPort,
  'connection.sni': () => undefined,
};
const BRACKETED = ['request.headers', 'request.auth.claims', 'experimental.envoy.filters.'];
const NOT_CUSTOM = ['source.namespace', 'source.serviceAccount', 'source.trustDomain', 'source.principal'];

function checkCondition(condition: Fields, path: string, custom: boolean, report: Report): void {
  const key = typeof condition.key === 'string' ? condition.key : '';
  if (custom && (NOT_CUSTOM.includes(key) || key.startsWith('request.auth.'))) {
    report(`${path}.key`, `'${key}' does not go with CUSTOM, which runs before anybody is known`);
  }
  const both = [...texts(condition.values), ...texts(condition.notValues)];
  const bad = valueCheck(key);
  if (key === '') report(`${path}.key`, 'is missing');
  else if (both.length === 0) report(path, `'${key}' has neither values nor notValues`);
  else if (typeof bad === 'string') report(`${path}.key`, bad);
  else {
    for (const field of ['values', 'notValues']) {
      values(`${path}.${field}`, condition[field], bad, (place, message) => report(place, `of '${key}' ${message}`));
    }
  }
}

/** What values of an attribute are held to; a sentence where there is no such attribute. */
function valueCheck(key: string): Bad | string {
  if (BRACKETED.some((prefix) => key.startsWith(prefix))) {
    return /^[^[]+\[.+\]$/.test(key)
      ? () => undefined
      : `'${key}' has no name in brackets, as in request.headers[x-team]`;
  }
  return Object.hasOwn(ATTRIBUTES, key) ? ATTRIBUTES[key]! : `'${key}' is no attribute that Istio knows`;
}

type Bad = (value: string) => string | undefined;

function values(path: string, given: unknown, bad: Bad, report: Report): void {
  for (const [i, value] of texts(given).entries()) {
    const why = value === '' ? 'is empty' : bad(value);
    if (why !== undefined) report(`${path}[${i}]`, why);
  }
}

function badBlock(value: string): string | undefined {
  return parseBlock(value) === undefined
    ? `'${value}' is neither an IP address nor a CIDR block such as '10.0.0.0/8'`
    : undefined;
}

function badPort(value: string): string | undefined {
  return /^\d+$/.test(value) && Number(value) <= 65535 ? undefined : `'${value}' is not a port from 0 to 65535`;
}

function badAccount(value: string): string | undefined {
  return value.length <= 320 && /^[^/*]+(\/[^/*]+)?$/.test(value)
    ? undefined
    : `'${value}' is not 'name' or 'namespace/name' without a star`;
}

function badWildcard(value: string): string | undefined {
  return /^(\*|\*?[^*]+|[^*]+\*)$/.test(value) ? undefined : `'${value}' has a star elsewhere than at one end`;
}

function badTrustDomain(value: string): string | undefined {
  return value.includes('/') ? `'${value}' has a slash, which no trust domain has` : badWildcard(value);
}

const SEGMENT = /^[a-zA-Z0-9\-._~%!$&'()+,;:@=]+$/;

/** A path with `{*}` or `{**}` is a template, in which nothing else may have a star or a brace. */
function badPath(value: string): string | undefined {
  if (!value.includes('{') && !value.includes('}')) return undefined;
  const segments = value.replace(/^\/+|\/+$/g, '').split('/');
  const last = segments.indexOf('{**}');
  const operator = (segment: string) => segment === '{*}' || segment === '{**}';
  const fits = segments.every((segment) => operator(segment) || (isTemplate(value) && SEGMENT.test(segment)));
  if (fits && (last < 0 || !segments.slice(last + 1).some(operator))) return undefined;
  return `'${value}' is no path template: {*} and {**} each stand for whole segments, and {**} is the last of them`;
}

function entries(value: unknown): readonly (readonly [number, Fields])[] {
  return Array.isArray(value) ? value.map((entry, i) => [i, isRecord(entry) ? entry : {}] as const) : [];
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
