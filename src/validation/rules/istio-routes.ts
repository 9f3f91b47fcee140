import { isCidr } from '../formats';
import { expression } from '../pattern';
import {
  exportProblems,
  fqdn,
  isAddress,
  isDnsLabel,
  isHttp,
  isLabelValue,
  isProtocol,
  isTls,
  wildcardDomain,
} from './istio-hosts';
import { at, given, list, number, record, records, text, word } from './read';
import { ruleSet, type Subject } from './rule';

const SOURCE = 'https://github.com/istio/istio/blob/1.29.0/pkg/config/validation/validation.go';
const versions = (kind: string) =>
  ['v1', 'v1beta1', 'v1alpha3'].map((version) => `networking.istio.io/${version}/${kind}`);

const rules = {
  'istio/route-hosts': 'A virtual service is for hosts, each once; in the mesh not for all.',
  'istio/export-to': 'A resource is exported to namespaces, each once, or to all.',
  'istio/route-gateways': 'Gateways are named as namespace/name.',
  'istio/routes': 'A virtual service has routes.',
  'istio/http-route': 'An HTTP route leads somewhere, in one way.',
  'istio/destination': 'Destinations are hosts, with ports and weights that Envoy takes.',
  'istio/match': 'Matches have prefixes and regular expressions that are not empty and can be read.',
  'istio/http-fault': 'A fault has an abort or a delay, in the ranges that Envoy takes.',
  'istio/http-redirect': 'A redirect leads elsewhere, with a 3xx code.',
  'istio/http-rewrite': 'A rewrite says what to rewrite.',
  'istio/http-retries': 'Retries have attempts, and conditions that Envoy knows.',
  'istio/http-cors': 'A CORS policy has methods and origins that exist.',
  'istio/http-mirror': 'A mirror has a destination and a percentage.',
  'istio/tls-route': 'A TLS route matches names of the service, and leads somewhere.',
  'istio/tcp-route': 'A TCP route leads somewhere.',
} as const;

type Ids = keyof typeof rules;
type Routes = Subject<Ids>;
type Fields = Record<string, unknown>;

/** What Istio's webhook demands of virtual services. */
export const istioVirtualService = ruleSet<Ids>({
  sources: [SOURCE, 'https://github.com/istio/istio/blob/1.29.0/pkg/config/validation/virtualservice.go'],
  kinds: versions('VirtualService'),
  rules,
  check: (subject) => {
    const { object, report } = subject;
    const spec = record(object.spec);
    const hosts = list(spec.hosts).map(word);
    const gateways = list(spec.gateways).map(word);
    const delegate = hosts.length === 0;
    const onGateway = gateways.some((name) => name !== 'mesh');
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
    checkGateways(report, gateways, 'spec.gateways');
    const valid = checkHosts(report, hosts, onGateway);
    if (valid) checkDuplicateHosts(report, hosts);
    if (!['http', 'tls', 'tcp'].some((kind) => list(spec[kind]).length > 0))
      report('istio/routes', 'spec', 'needs http, tls or tcp routes');
    for (const [i, route] of records(spec.http).entries()) checkHttp(report, route, `spec.http[${i}]`, delegate);
    for (const [i, route] of records(spec.tls).entries()) checkTlsRoute(report, route, `spec.tls[${i}]`, hosts);
    for (const [i, route] of records(spec.tcp).entries()) checkTcpRoute(report, route, `spec.tcp[${i}]`);
  },
});

function checkGateways(report: Routes['report'], gateways: readonly string[], path: string): void {
  for (const [i, name] of gateways.entries()) {
    const [namespace, gateway, ...more] = name.split('/');
    if (gateway === undefined) {
      const wrong = fqdn(name);
      if (wrong !== undefined) report('istio/route-gateways', `${path}[${i}]`, wrong);
      // Upstream looks at no name after one without a namespace.
      return;
    }
    if (more.length > 0 || !isDnsLabel(namespace!) || !isDnsLabel(gateway))
      report('istio/route-gateways', `${path}[${i}]`, `'${name}' must be namespace/name`);
  }
}

function checkHosts(report: Routes['report'], hosts: readonly string[], onGateway: boolean): boolean {
  let valid = true;
  for (const [i, host] of hosts.entries()) {
    // Names that Envoy makes for passing TLS through: outbound_.80_._.host
    const wrong = onGateway && host.startsWith('outbound_') ? undefined : wildcardDomain(host);
    if (wrong !== undefined && !isAddress(host)) {
      report('istio/route-hosts', `spec.hosts[${i}]`, wrong.replace(/'.*?'/, `'${host}'`));
      valid = false;
    } else if (!onGateway && host === '*') {
      report('istio/route-hosts', `spec.hosts[${i}]`, "'*' is possible on gateways only, not in the mesh");
      valid = false;
    }
  }
  return valid;
}

/** Hosts that another one covers; names without dots are completed by their namespace, and never are. */
function checkDuplicateHosts(report: Routes['report'], hosts: readonly string[]): void {
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

function checkHttp(report: Routes['report'], route: Fields, path: string, delegate: boolean): void {
  const has = (field: string) => given(route[field]) && !(field === 'route' && list(route.route).length === 0);
  const clash = (a: string, b: string) => {
    if (has(a) && has(b)) report('istio/http-route', `${path}.${b}`, `does not go with ${a}`);
  };
  if (!delegate && has('delegate')) {
    for (const field of ['redirect', 'route'])
      if (has(field)) report('istio/http-route', `${path}.${field}`, 'does not go with delegate');
  } else {
    if (delegate && has('delegate'))
      report('istio/http-route', `${path}.delegate`, 'may not be set in a virtual service that is delegated to');
    if (has('redirect')) for (const field of ['route', 'fault', 'rewrite', 'directResponse']) clash('redirect', field);
    else if (has('directResponse')) for (const field of ['route', 'fault', 'rewrite']) clash('directResponse', field);
    else if (!has('route')) report('istio/http-route', path, 'needs route, redirect or directResponse');
    if (has('mirror') && list(route.mirrors).length > 0)
      report('istio/http-route', `${path}.mirrors`, 'does not go with mirror');
  }
  for (const [i, match] of records(route.match).entries()) checkHttpMatch(report, match, `${path}.match[${i}]`);
  checkDestinations(report, records(route.route), `${path}.route`);
  checkFault(report, route, path);
  checkHttpActions(report, route, path);
  checkMirrors(report, route, path);
}

function checkHttpMatch(report: Routes['report'], match: Fields, path: string): void {
  checkRegex(report, match.uri, `${path}.uri`);
  for (const field of ['scheme', 'method', 'authority']) checkString(report, match[field], `${path}.${field}`);
  for (const field of ['headers', 'queryParams', 'withoutHeaders']) {
    for (const [name, value] of Object.entries(record(match[field]))) {
      if (field === 'withoutHeaders' && record(value).regex === '*') continue;
      checkString(report, value, `${path}.${field}.${name}`);
    }
  }
  const port = number(match.port) ?? 0;
  if (port !== 0 && (port < 1 || port > 65535))
    report('istio/match', `${path}.port`, `${port} must be from 1 to 65535`);
  checkGateways(report, list(match.gateways).map(word), `${path}.gateways`);
  checkLabels(report, match, path);
  const namespace = text(match.sourceNamespace);
  if (namespace !== '' && !isDnsLabel(namespace))
    report('istio/match', `${path}.sourceNamespace`, `'${namespace}' is no namespace`);
}

function checkLabels(report: Routes['report'], match: Fields, path: string): void {
  for (const [key, value] of Object.entries(record(match.sourceLabels))) {
    if (typeof value === 'string' && !isLabelValue(value))
      report('istio/match', `${path}.sourceLabels.${key}`, `'${value}' is no label value`);
  }
}

function checkString(report: Routes['report'], match: unknown, path: string): void {
  if (record(match).prefix === '') report('istio/match', `${path}.prefix`, 'may not be empty');
  checkRegex(report, match, path);
}

function checkRegex(report: Routes['report'], match: unknown, path: string): void {
  const pattern = record(match).regex;
  if (typeof pattern !== 'string') return;
  if (pattern === '') report('istio/match', `${path}.regex`, 'may not be empty');
  else if (pattern.length > 1024)
    report('istio/match', `${path}.regex`, `has ${pattern.length} characters, at most 1024 are allowed`);
  else if (expression(pattern) === undefined)
    report('istio/match', `${path}.regex`, `'${pattern}' is no RE2 expression`);
}

function checkDestination(report: Routes['report'], destination: Fields, path: string): void {
  const host = text(destination.host);
  const wrong = host === '*' ? "may not be '*'" : wildcardDomain(host);
  if (wrong !== undefined) report('istio/destination', `${path}.host`, wrong);
  const subset = text(destination.subset);
  if (subset !== '' && !isDnsLabel(subset))
    report('istio/destination', `${path}.subset`, `'${subset}' must be a label`);
  if (!given(destination.port)) return;
  const port = number(record(destination.port).number) ?? 0;
  if (port < 1 || port > 65535) report('istio/destination', `${path}.port.number`, `${port} must be from 1 to 65535`);
}

function checkDestinations(report: Routes['report'], routes: readonly Fields[], path: string): void {
  let total = 0;
  for (const [i, route] of routes.entries()) {
    if (!given(route.destination)) report('istio/destination', `${path}[${i}].destination`, 'is required');
    else checkDestination(report, record(route.destination), `${path}[${i}].destination`);
    const weight = number(route.weight) ?? 0;
    if (weight < 0) report('istio/destination', `${path}[${i}].weight`, `${weight} is negative`);
    total += weight;
  }
  if (routes.length > 1 && total === 0)
    report('istio/destination', path, 'have no weights, which several destinations need');
}

function checkFault(report: Routes['report'], route: Fields, path: string): void {
  if (!given(route.fault)) return;
  const rule = 'istio/http-fault';
  const fault = record(route.fault);
  if (!given(fault.abort) && !given(fault.delay)) report(rule, `${path}.fault`, 'needs abort or delay');
  for (const kind of ['abort', 'delay']) {
    const share = number(at(fault, kind, 'percentage', 'value'));
    if (share !== undefined && (share < 0 || share > 100 || (share > 0 && share < 0.0001)))
      report(rule, `${path}.fault.${kind}.percentage.value`, `${share} must be 0, or from 0.0001 to 100`);
  }
  const abort = record(fault.abort);
  const status = number(abort.httpStatus);
  if (status !== undefined && (status < 200 || status > 600))
    report(rule, `${path}.fault.abort.httpStatus`, `${status} must be from 200 to 599`);
  if (given(abort.http2Error)) report(rule, `${path}.fault.abort.http2Error`, 'is not possible yet');
  if (given(record(fault.delay).exponentialDelay))
    report(rule, `${path}.fault.delay.exponentialDelay`, 'is not possible yet');
}

const RETRY_ON = new Set([
  '5xx',
  'gateway-error',
  'reset',
  'reset-before-request',
  'connect-failure',
  'retriable-4xx',
  'refused-stream',
  'retriable-status-codes',
  'retriable-headers',
  'envoy-ratelimited',
  'http3-post-connect-failure',
  'cancelled',
  'deadline-exceeded',
  'internal',
  'resource-exhausted',
  'unavailable',
]);
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', '*'];

function checkHttpActions(report: Routes['report'], route: Fields, path: string): void {
  if (given(route.redirect)) {
    const redirect = record(route.redirect);
    if (
      !['uri', 'authority', 'scheme'].some((field) => text(redirect[field]) !== '') &&
      !given(redirect.port) &&
      !given(redirect.derivePort)
    )
      report('istio/http-redirect', `${path}.redirect`, 'needs uri, authority, scheme or port');
    const code = number(redirect.redirectCode) ?? 0;
    if (code !== 0 && (code < 300 || code > 399))
      report('istio/http-redirect', `${path}.redirect.redirectCode`, `${code} must be a 3xx code`);
    const scheme = text(redirect.scheme);
    if (scheme !== '' && scheme !== 'http' && scheme !== 'https')
      report('istio/http-redirect', `${path}.redirect.scheme`, `'${scheme}' is neither http nor https`);
  }
  if (given(route.directResponse)) {
    const status = number(record(route.directResponse).status) ?? 0;
    if (status < 200 || status > 600)
      report('istio/http-route', `${path}.directResponse.status`, `${status} must be from 200 to 599`);
  }
  if (given(route.rewrite)) {
    const rewrite = record(route.rewrite);
    const regex = given(rewrite.uriRegexRewrite) ? record(rewrite.uriRegexRewrite) : undefined;
    if (text(rewrite.uri) !== '' && regex !== undefined)
      report('istio/http-rewrite', `${path}.rewrite`, 'has uri and uriRegexRewrite, only one is possible');
    else if (text(rewrite.uri) === '' && regex === undefined && text(rewrite.authority) === '')
      report('istio/http-rewrite', `${path}.rewrite`, 'needs uri, uriRegexRewrite or authority');
    if (regex !== undefined) {
      for (const field of ['match', 'rewrite'])
        if (text(regex[field]) === '')
          report('istio/http-rewrite', `${path}.rewrite.uriRegexRewrite.${field}`, 'is required');
      if (text(regex.match) !== '' && expression(text(regex.match)) === undefined)
        report(
          'istio/http-rewrite',
          `${path}.rewrite.uriRegexRewrite.match`,
          `'${text(regex.match)}' is no RE2 expression`,
        );
    }
  }
  if (given(route.retries)) {
    const retries = record(route.retries);
    const attempts = number(retries.attempts) ?? 0;
    if (attempts < 0) report('istio/http-retries', `${path}.retries.attempts`, `${attempts} is negative`);
    if (
      attempts === 0 &&
      (given(retries.perTryTimeout) || text(retries.retryOn) !== '' || given(retries.retryRemoteLocalities))
    )
      report('istio/http-retries', `${path}.retries.attempts`, 'must be more than 0 where retries are described');
    for (const condition of text(retries.retryOn) === '' ? [] : text(retries.retryOn).split(',')) {
      if (!RETRY_ON.has(condition) && !/^[1-5]\d\d$/.test(condition))
        report('istio/http-retries', `${path}.retries.retryOn`, `'${condition}' is no condition that Envoy knows`);
    }
  }
  const cors = record(route.corsPolicy);
  for (const [i, method] of list(cors.allowMethods).entries()) {
    if (!METHODS.includes(word(method)))
      report('istio/http-cors', `${path}.corsPolicy.allowMethods[${i}]`, `'${word(method)}' is no HTTP method`);
  }
  for (const [i, origin] of records(cors.allowOrigins).entries()) {
    if (!['exact', 'prefix', 'regex'].some((field) => text(origin[field]) !== ''))
      report('istio/http-cors', `${path}.corsPolicy.allowOrigins[${i}]`, 'needs exact, prefix or regex');
    checkRegex(report, origin, `${path}.corsPolicy.allowOrigins[${i}]`);
  }
}

function checkMirrors(report: Routes['report'], route: Fields, path: string): void {
  const rule = 'istio/http-mirror';
  if (given(route.mirror)) checkDestination(report, record(route.mirror), `${path}.mirror`);
  const share = number(record(route.mirrorPercentage).value);
  if (share !== undefined && (share < 0 || share > 100))
    report(rule, `${path}.mirrorPercentage.value`, `${share} is no percentage`);
  for (const field of ['mirrorPercent', 'mirror_percent']) {
    const percent = number(route[field]);
    if (percent !== undefined && percent > 100) report(rule, `${path}.${field}`, `${percent} is no percentage`);
  }
  for (const [i, mirror] of records(route.mirrors).entries()) {
    if (!given(mirror.destination)) report(rule, `${path}.mirrors[${i}].destination`, 'is required');
    else checkDestination(report, record(mirror.destination), `${path}.mirrors[${i}].destination`);
    const part = number(record(mirror.percentage).value);
    if (part !== undefined && (part < 0 || part > 100))
      report(rule, `${path}.mirrors[${i}].percentage.value`, `${part} is no percentage`);
  }
}

function checkTlsRoute(report: Routes['report'], route: Fields, path: string, hosts: readonly string[]): void {
  const matches = records(route.match);
  if (matches.length === 0) report('istio/tls-route', `${path}.match`, 'is required');
  for (const [i, match] of matches.entries()) {
    const names = list(match.sniHosts).map(word);
    if (names.length === 0) report('istio/tls-route', `${path}.match[${i}].sniHosts`, 'are required');
    for (const [j, name] of names.entries()) {
      if (isAddress(name)) continue;
      const wrong = wildcardDomain(name.replaceAll('_', 'x'));
      if (wrong !== undefined) report('istio/tls-route', `${path}.match[${i}].sniHosts[${j}]`, wrong);
      else if (!hosts.some((host) => subsetOf(name, host)))
        report(
          'istio/tls-route',
          `${path}.match[${i}].sniHosts[${j}]`,
          `'${name}' is covered by none of the hosts: ${hosts.join(', ')}`,
        );
    }
    checkL4(report, match, `${path}.match[${i}]`);
  }
  if (list(route.route).length === 0) report('istio/tls-route', `${path}.route`, 'is required');
  checkDestinations(report, records(route.route), `${path}.route`);
}

function subsetOf(name: string, host: string): boolean {
  if (!host.startsWith('*')) return name === host;
  return (name.startsWith('*') ? name.slice(1) : name).endsWith(host.slice(1));
}

function checkTcpRoute(report: Routes['report'], route: Fields, path: string): void {
  for (const [i, match] of records(route.match).entries()) checkL4(report, match, `${path}.match[${i}]`);
  if (list(route.route).length === 0) report('istio/tcp-route', `${path}.route`, 'is required');
  checkDestinations(report, records(route.route), `${path}.route`);
}

function checkL4(report: Routes['report'], match: Fields, path: string): void {
  for (const [i, subnet] of list(match.destinationSubnets).entries()) {
    if (!isCidr(word(subnet)) && !isAddress(word(subnet)))
      report('istio/match', `${path}.destinationSubnets[${i}]`, `'${word(subnet)}' is no address range`);
  }
  const port = number(match.port) ?? 0;
  if (port !== 0 && (port < 1 || port > 65535))
    report('istio/match', `${path}.port`, `${port} must be from 1 to 65535`);
  checkGateways(report, list(match.gateways).map(word), `${path}.gateways`);
}

/** What Istio's webhook demands of service entries. */
export const istioServiceEntry = ruleSet({
  sources: [SOURCE],
  kinds: versions('ServiceEntry'),
  rules: {
    'istio/service-entry-hosts': 'A service entry is for hosts, none of them all hosts.',
    'istio/export-to': 'A resource is exported to namespaces, each once, to all, or to nobody.',
    'istio/service-entry-addresses': 'Addresses are addresses or ranges, the latter for resolution NONE or STATIC.',
    'istio/service-entry-ports': 'Ports have names, numbers and protocols, each its own.',
    'istio/service-entry-endpoints': 'Endpoints fit the resolution.',
  },
  check: ({ object, report }) => {
    const spec = record(object.spec);
    const hosts = list(spec.hosts).map(word);
    const resolution = text(spec.resolution) || 'NONE';
    const endpoints = records(spec.endpoints);
    if (hosts.length === 0) report('istio/service-entry-hosts', 'spec.hosts', 'are required');
    for (const [i, message] of exportProblems(list(spec.exportTo), text(at(object, 'metadata', 'namespace')), true))
      report('istio/export-to', i < 0 ? 'spec.exportTo' : `spec.exportTo[${i}]`, message);
    for (const [i, host] of hosts.entries()) {
      const wrong = host === '*' ? "may not be '*'" : wildcardDomain(host);
      if (wrong !== undefined) report('istio/service-entry-hosts', `spec.hosts[${i}]`, wrong);
    }
    if (given(spec.workloadSelector) && given(spec.endpoints))
      report('istio/service-entry-endpoints', 'spec.endpoints', 'do not go with workloadSelector');
    for (const [i, address] of list(spec.addresses).entries()) {
      if (!isCidr(word(address)) && !isAddress(word(address)))
        report(
          'istio/service-entry-addresses',
          `spec.addresses[${i}]`,
          `'${word(address)}' is no address and no range`,
        );
      else if (word(address).includes('/') && resolution !== 'NONE' && resolution !== 'STATIC')
        report(
          'istio/service-entry-addresses',
          `spec.addresses[${i}]`,
          `is a range, which resolution ${resolution} does not take`,
        );
    }
    const names = new Set<string>();
    const numbers = new Set<number>();
    for (const [i, port] of records(spec.ports).entries()) {
      const path = `spec.ports[${i}]`;
      const name = text(port.name);
      const value = number(port.number) ?? 0;
      if (names.has(name)) report('istio/service-entry-ports', `${path}.name`, `'${name}' is used twice`);
      if (numbers.has(value)) report('istio/service-entry-ports', `${path}.number`, `${value} is used twice`);
      names.add(name);
      numbers.add(value);
      if (!isDnsLabel(name)) report('istio/service-entry-ports', `${path}.name`, `'${name}' must be a label`);
      if (value < 1 || value > 65535)
        report('istio/service-entry-ports', `${path}.number`, `${value} must be from 1 to 65535`);
      const protocol = text(port.protocol);
      if (protocol !== '' && !isProtocol(protocol))
        report('istio/service-entry-ports', `${path}.protocol`, `'${protocol}' is no protocol that Istio knows`);
      if (resolution !== 'NONE' && hosts.length > 1 && !isHttp(protocol) && !isTls(protocol))
        report('istio/service-entry-ports', `${path}.protocol`, 'must be HTTP or TLS where there are several hosts');
    }
    if (resolution === 'DYNAMIC_DNS') {
      for (const [i, host] of hosts.entries())
        if (!host.startsWith('*'))
          report(
            'istio/service-entry-hosts',
            `spec.hosts[${i}]`,
            `'${host}' must begin with '*' for resolution DYNAMIC_DNS`,
          );
    }
    if (resolution === 'NONE' && endpoints.length > 0)
      report('istio/service-entry-endpoints', 'spec.endpoints', 'do not go with resolution NONE');
    if (resolution === 'STATIC') {
      for (const [i, endpoint] of endpoints.entries()) {
        const address = text(endpoint.address);
        if (address !== '' && !address.startsWith('unix://') && !isAddress(address))
          report(
            'istio/service-entry-endpoints',
            `spec.endpoints[${i}].address`,
            `'${address}' must be an address for resolution STATIC`,
          );
      }
    }
    if (resolution === 'DNS' || resolution === 'DNS_ROUND_ROBIN') {
      const bad = endpoints.length === 0 ? hosts.findIndex((host) => fqdn(host) !== undefined) : -1;
      if (bad >= 0)
        report(
          'istio/service-entry-hosts',
          `spec.hosts[${bad}]`,
          `'${hosts[bad]}' must be a complete name for resolution ${resolution} without endpoints`,
        );
      if (resolution === 'DNS_ROUND_ROBIN' && endpoints.length > 1)
        report(
          'istio/service-entry-endpoints',
          'spec.endpoints',
          `are ${endpoints.length}, at most one is possible for resolution DNS_ROUND_ROBIN`,
        );
      for (const [i, endpoint] of endpoints.entries()) {
        const address = text(endpoint.address);
        if (!isAddress(address) && fqdn(address) !== undefined)
          report(
            'istio/service-entry-endpoints',
            `spec.endpoints[${i}].address`,
            `'${address}' is neither a host nor an address`,
          );
      }
    }
    for (const [i, endpoint] of endpoints.entries()) {
      for (const name of Object.keys(record(endpoint.ports))) {
        if (resolution !== 'NONE' && !names.has(name))
          report(
            'istio/service-entry-endpoints',
            `spec.endpoints[${i}].ports.${name}`,
            `'${name}' is no port of the service entry`,
          );
      }
    }
  },
});
