import { exportProblems, isAddress, isDnsLabel, wildcardDomain } from './istio-hosts';
import {
  checkAuthority,
  checkCors,
  checkDirectResponse,
  checkFault,
  checkRedirect,
  checkRetries,
  checkRewrite,
} from './istio-http-actions';
import { checkConnectionMatch, checkGateways, checkHttpMatch } from './istio-match';
import { checkDuration, checkHeaders, ISTIO_VALIDATION, isClaim, istioKinds, type Tell } from './istio-values';
import { annotation, at, given, list, number, record, records, text, word } from './read';
import { ruleSet, type Subject } from './rule';

const rules = {
  'istio/route-hosts': 'A virtual service is for hosts, each once; in the mesh not for all.',
  'istio/export-to': 'A resource is exported to namespaces, each once, or to all.',
  'istio/route-gateways': 'Gateways are named as namespace/name.',
  'istio/routes': 'A virtual service has routes.',
  'istio/http-route': 'An HTTP route leads somewhere, in one way, within a time that Envoy can count.',
  'istio/destination': 'Destinations are hosts, with ports and weights that Envoy takes.',
  'istio/match': 'Matches have prefixes, regular expressions and headers that are not empty and can be read.',
  'istio/http-headers': 'Headers that are changed have names and values that Envoy reads, the authority one place.',
  'istio/http-fault': 'A fault has an abort or a delay, in the ranges that Envoy takes.',
  'istio/http-redirect': 'A redirect leads elsewhere, with a 3xx code.',
  'istio/http-rewrite': 'A rewrite says what to rewrite.',
  'istio/http-retries': 'Retries have attempts, and conditions that Envoy knows.',
  'istio/http-cors': 'A CORS policy has methods, headers and origins that exist.',
  'istio/http-mirror': 'A mirror has a destination and a percentage.',
  'istio/tls-route': 'A TLS route matches names of the service, and leads somewhere.',
  'istio/tcp-route': 'A TCP route leads somewhere.',
} as const;

type Ids = keyof typeof rules;
type Report = Subject<Ids>['report'];
type Fields = Record<string, unknown>;

const telling =
  (report: Report, rule: Ids): Tell =>
  (path, message) =>
    report(rule, path, message);

/** What Istio's webhook demands of virtual services. */
export const istioVirtualService = ruleSet<Ids>({
  sources: [ISTIO_VALIDATION, 'https://github.com/istio/istio/blob/1.29.0/pkg/config/validation/virtualservice.go'],
  kinds: istioKinds('VirtualService'),
  rules,
  check: ({ object, report }) => {
    // Istio makes such services itself, of routes of the Gateway API.
    if (annotation(object, 'internal.istio.io/route-semantics') === 'gateway') return;
    const spec = record(object.spec);
    const hosts = list(spec.hosts).map(word);
    const gateways = list(spec.gateways).map(word);
    const delegate = hosts.length === 0;
    const onGateway = gateways.length > 0 && !gateways.includes('mesh');
    if (delegate) {
      for (const field of ['gateways', 'tls', 'tcp'])
        if (list(spec[field]).length > 0)
          report(
            'istio/route-hosts',
            `spec.${field}`,
            'do not go with a virtual service without hosts, which is one to delegate to',
          );
    }
    for (const [i, message] of exportProblems(list(spec.exportTo), text(at(object, 'metadata', 'namespace')), false))
      report('istio/export-to', i < 0 ? 'spec.exportTo' : `spec.exportTo[${i}]`, message);
    checkGateways(gateways, 'spec.gateways', telling(report, 'istio/route-gateways'));
    const sni = records(spec.tls).some(({ match }) => records(match).some((m) => list(m.sniHosts).length > 0));
    if (checkHosts(report, hosts, onGateway, sni)) checkDuplicateHosts(report, hosts);
    if (!['http', 'tls', 'tcp'].some((kind) => list(spec[kind]).length > 0))
      report('istio/routes', 'spec', 'needs http, tls or tcp routes');
    for (const [i, route] of records(spec.http).entries()) {
      checkHttp(report, route, `spec.http[${i}]`, delegate);
      if (!onGateway) checkClaims(report, route, `spec.http[${i}]`);
    }
    for (const [i, route] of records(spec.tls).entries())
      checkTlsRoute(report, route, `spec.tls[${i}]`, hosts, !gateways.includes('mesh'));
    for (const [i, route] of records(spec.tcp).entries()) checkTcpRoute(report, route, `spec.tcp[${i}]`);
  },
});

function checkHosts(report: Report, hosts: readonly string[], onGateway: boolean, sni: boolean): boolean {
  let valid = true;
  for (const [i, host] of hosts.entries()) {
    const wrong = onGateway && sni && generatedHost(host) ? undefined : wildcardDomain(host);
    if (wrong !== undefined && !isAddress(host)) {
      report('istio/route-hosts', `spec.hosts[${i}]`, wrong);
      valid = false;
    } else if (!onGateway && host === '*') {
      report('istio/route-hosts', `spec.hosts[${i}]`, "'*' is possible on gateways only, not in the mesh");
      valid = false;
    }
  }
  return valid;
}

/** Names that Envoy makes for passing TLS through: `outbound_.80_._.host`. */
function generatedHost(host: string): boolean {
  const [direction, port = '', , name = ''] = host.split('_');
  return direction === 'outbound' && /\d/.test(port) && /[a-zA-Z]/.test(name);
}

/** Hosts that another one covers; names without dots are completed by their namespace, and never are. */
function checkDuplicateHosts(report: Report, hosts: readonly string[]): void {
  for (let i = 0; i < hosts.length; i++) {
    for (let j = i + 1; j < hosts.length; j++) {
      if (!covers(hosts[i]!, hosts[j]!)) continue;
      report(
        'istio/route-hosts',
        `spec.hosts[${j}]`,
        `'${hosts[j]}' is the same as, or covered by or covers, '${hosts[i]}'`,
      );
      return;
    }
  }
}

function covers(a: string, b: string): boolean {
  const wild = (host: string) => host.startsWith('*');
  if (wild(a) && wild(b)) return a.slice(1).endsWith(b.slice(1)) || b.slice(1).endsWith(a.slice(1));
  if (wild(a)) return b.endsWith(a.slice(1));
  if (wild(b)) return a.endsWith(b.slice(1));
  return a === b;
}

function checkClaims(report: Report, route: Fields, path: string): void {
  for (const [i, match] of records(route.match).entries()) {
    for (const field of ['headers', 'withoutHeaders']) {
      for (const name of Object.keys(record(match[field])))
        if (isClaim(name))
          report('istio/match', `${path}.match[${i}].${field}.${name}`, 'is for gateways only, and there is none');
    }
  }
}

function checkHttp(report: Report, route: Fields, path: string, delegate: boolean): void {
  checkWays(report, route, path, delegate);
  const each = (field: string, rule: Ids, check: (value: Fields, path: string, tell: Tell) => void) => {
    if (given(route[field])) check(record(route[field]), `${path}.${field}`, telling(report, rule));
  };
  for (const [i, match] of records(route.match).entries())
    checkHttpMatch(match, `${path}.match[${i}]`, telling(report, 'istio/match'));
  const headers = telling(report, 'istio/http-headers');
  checkHeaders(route.headers, path, headers);
  checkAuthority(route, path, headers);
  for (const [i, target] of records(route.route).entries())
    checkHeaders(target.headers, `${path}.route[${i}]`, headers);
  checkDestinations(report, records(route.route), `${path}.route`);
  each('fault', 'istio/http-fault', checkFault);
  each('redirect', 'istio/http-redirect', checkRedirect);
  each('directResponse', 'istio/http-route', checkDirectResponse);
  each('rewrite', 'istio/http-rewrite', checkRewrite);
  each('retries', 'istio/http-retries', checkRetries);
  each('corsPolicy', 'istio/http-cors', checkCors);
  checkDuration(route.timeout, `${path}.timeout`, telling(report, 'istio/http-route'));
  checkMirrors(report, route, path);
}

/** Where a route leads: to one of destinations, a redirect, a response or another virtual service. */
function checkWays(report: Report, route: Fields, path: string, delegate: boolean): void {
  const has = (field: string) => given(route[field]) && !(field === 'route' && list(route.route).length === 0);
  const clash = (a: string, b: string) => {
    if (has(a) && has(b)) report('istio/http-route', `${path}.${b}`, `does not go with ${a}`);
  };
  if (!delegate && has('delegate')) {
    for (const field of ['redirect', 'route'])
      if (has(field)) report('istio/http-route', `${path}.${field}`, 'does not go with delegate');
    return;
  }
  if (delegate && has('delegate'))
    report('istio/http-route', `${path}.delegate`, 'may not be set in a virtual service that is delegated to');
  if (has('redirect')) for (const field of ['route', 'fault', 'rewrite', 'directResponse']) clash('redirect', field);
  else if (has('directResponse')) for (const field of ['route', 'fault', 'rewrite']) clash('directResponse', field);
  else if (!has('route')) report('istio/http-route', path, 'needs route, redirect or directResponse');
  if (has('mirror') && list(route.mirrors).length > 0)
    report('istio/http-route', `${path}.mirrors`, 'does not go with mirror');
}

/** One destination, of a route or a proxy. */
export function checkDestination(destination: Fields, path: string, tell: Tell): void {
  const host = text(destination.host);
  const wrong = host === '*' ? "may not be '*'" : wildcardDomain(host);
  if (wrong !== undefined) tell(`${path}.host`, wrong);
  const subset = text(destination.subset);
  if (subset !== '' && !isDnsLabel(subset)) tell(`${path}.subset`, `'${subset}' must be a label`);
  if (!given(destination.port)) return;
  const port = number(record(destination.port).number) ?? 0;
  if (port < 1 || port > 65535) tell(`${path}.port.number`, `${port} must be from 1 to 65535`);
}

function checkDestinations(report: Report, routes: readonly Fields[], path: string): void {
  const tell = telling(report, 'istio/destination');
  let total = 0;
  for (const [i, route] of routes.entries()) {
    if (!given(route.destination)) tell(`${path}[${i}].destination`, 'is required');
    else checkDestination(record(route.destination), `${path}[${i}].destination`, tell);
    const weight = number(route.weight) ?? 0;
    if (weight < 0) tell(`${path}[${i}].weight`, `${weight} is negative`);
    total += weight;
  }
  if (routes.length > 1 && total === 0) tell(path, 'have no weights, which several destinations need');
}

function checkMirrors(report: Report, route: Fields, path: string): void {
  const tell = telling(report, 'istio/http-mirror');
  const share = (value: unknown, where: string) => {
    const part = number(value);
    if (part !== undefined && (part < 0 || part > 100)) tell(where, `${part} is no percentage`);
  };
  if (given(route.mirror))
    checkDestination(record(route.mirror), `${path}.mirror`, telling(report, 'istio/destination'));
  share(record(route.mirrorPercentage).value, `${path}.mirrorPercentage.value`);
  for (const field of ['mirrorPercent', 'mirror_percent']) share(route[field], `${path}.${field}`);
  for (const [i, mirror] of records(route.mirrors).entries()) {
    const below = `${path}.mirrors[${i}]`;
    if (!given(mirror.destination)) tell(`${below}.destination`, 'is required');
    else checkDestination(record(mirror.destination), `${below}.destination`, telling(report, 'istio/destination'));
    share(record(mirror.percentage).value, `${below}.percentage.value`);
  }
}

function checkTlsRoute(
  report: Report,
  route: Fields,
  path: string,
  hosts: readonly string[],
  onGateway: boolean,
): void {
  const matches = records(route.match);
  if (matches.length === 0) report('istio/tls-route', `${path}.match`, 'is required');
  for (const [i, match] of matches.entries()) {
    const names = list(match.sniHosts).map(word);
    if (names.length === 0) report('istio/tls-route', `${path}.match[${i}].sniHosts`, 'are required');
    for (const [j, name] of names.entries()) {
      if (isAddress(name)) continue;
      const wrong = onGateway && generatedHost(name) ? undefined : wildcardDomain(name);
      if (wrong !== undefined) report('istio/tls-route', `${path}.match[${i}].sniHosts[${j}]`, wrong);
      else if (!hosts.some((host) => subsetOf(name, host)))
        report(
          'istio/tls-route',
          `${path}.match[${i}].sniHosts[${j}]`,
          `'${name}' is covered by none of the hosts: ${hosts.join(', ')}`,
        );
    }
    checkConnectionMatch(match, `${path}.match[${i}]`, telling(report, 'istio/match'));
  }
  if (list(route.route).length === 0) report('istio/tls-route', `${path}.route`, 'is required');
  checkDestinations(report, records(route.route), `${path}.route`);
}

function subsetOf(name: string, host: string): boolean {
  if (!host.startsWith('*')) return name === host;
  if (!name.startsWith('*')) return name.endsWith(host.slice(1));
  return name.length >= host.length && name.endsWith(host.slice(1));
}

function checkTcpRoute(report: Report, route: Fields, path: string): void {
  for (const [i, match] of records(route.match).entries())
    checkConnectionMatch(match, `${path}.match[${i}]`, telling(report, 'istio/match'));
  if (list(route.route).length === 0) report('istio/tcp-route', `${path}.route`, 'is required');
  checkDestinations(report, records(route.route), `${path}.route`);
}
