import {
  exportProblems,
  fqdn,
  isAddress,
  isDnsLabel,
  isHttp,
  isLabelValue,
  isProtocol,
  isTls,
  namespacedHost,
  wildcardDomain,
} from './istio-hosts';
import { at, given, list, number, record, records, text, word } from './read';
import { ruleSet, type Subject } from './rule';

const SOURCE = 'https://github.com/istio/istio/blob/1.29.0/pkg/config/validation/validation.go';
const versions = (kind: string, ...extra: readonly string[]) =>
  ['v1', 'v1beta1', 'v1alpha3', ...extra].map((version) => `networking.istio.io/${version}/${kind}`);

/** What Istio's webhook demands of gateways. */
export const istioGateway = ruleSet({
  sources: [SOURCE],
  kinds: versions('Gateway'),
  rules: {
    'istio/gateway-name': 'The name of a gateway is a label without dots.',
    'istio/gateway-servers': 'A gateway has servers, with hosts and ports of their own.',
    'istio/gateway-port': 'A port has a number, a name and a known protocol.',
    'istio/gateway-bind': 'A server binds to an address, or to a socket without a port.',
    'istio/gateway-tls':
      'TLS settings stand where the protocol is TLS, with one source of certificates that fits the mode.',
  },
  check: ({ object, report }) => {
    const name = text(at(object, 'metadata', 'name'));
    if (name !== '' && !isDnsLabel(name))
      report('istio/gateway-name', 'metadata.name', `'${name}' must be a label without dots`);
    const servers = records(at(object, 'spec', 'servers'));
    if (servers.length === 0) report('istio/gateway-servers', 'spec.servers', 'are required');
    const names = new Set<string>();
    for (const [i, server] of servers.entries()) {
      const path = `spec.servers[${i}]`;
      const hosts = list(server.hosts);
      if (hosts.length === 0) report('istio/gateway-servers', `${path}.hosts`, 'are required');
      for (const [j, host] of hosts.entries()) {
        const wrong = namespacedHost(word(host));
        if (wrong !== undefined) report('istio/gateway-servers', `${path}.hosts[${j}]`, wrong);
      }
      const port = record(server.port);
      const bind = text(server.bind);
      const socket = bind.startsWith('unix://');
      const protocol = text(port.protocol);
      if (!given(server.port)) report('istio/gateway-port', `${path}.port`, 'is required');
      else {
        if (!isProtocol(protocol))
          report(
            'istio/gateway-port',
            `${path}.port.protocol`,
            `'${protocol}' is none of HTTP, HTTPS, HTTP2, GRPC, GRPC-WEB, MONGO, TCP, TLS`,
          );
        const value = number(port.number) ?? 0;
        if ((value > 0 || !socket) && (value < 1 || value > 65535))
          report('istio/gateway-port', `${path}.port.number`, `${value} must be from 1 to 65535`);
        if ((number(port.targetPort) ?? 0) > 0)
          report('istio/gateway-port', `${path}.port.targetPort`, 'has no effect on gateways');
        if (text(port.name) === '') report('istio/gateway-port', `${path}.port.name`, 'is required');
        if (names.has(text(port.name)))
          report('istio/gateway-servers', `${path}.port.name`, `'${text(port.name)}' is used twice`);
        names.add(text(port.name));
        if (socket && value !== 0) report('istio/gateway-bind', `${path}.port.number`, 'must be 0 for a socket');
      }
      if (bind !== '' && !socket && !isAddress(bind))
        report('istio/gateway-bind', `${path}.bind`, `'${bind}' is no address`);
      if (socket && !/^@|^\/.*[^/]$/.test(bind.slice('unix://'.length)))
        report('istio/gateway-bind', `${path}.bind`, `'${bind}' is no absolute path to a socket`);
      checkServerTls(server, path, protocol, (at, message) => report('istio/gateway-tls', at, message));
    }
  },
});

function checkServerTls(
  server: Record<string, unknown>,
  path: string,
  protocol: string,
  report: (path: string, message: string) => void,
): void {
  const below = `${path}.tls`;
  if (!given(server.tls)) {
    if (isTls(protocol)) report(below, `is required for protocol ${protocol}`);
    return;
  }
  const tls = record(server.tls);
  const mode = text(tls.mode) || 'PASSTHROUGH';
  const certificates =
    text(tls.serverCertificate) !== '' || text(tls.privateKey) !== '' || text(tls.caCertificates) !== '';
  if (isProtocol(protocol) && !isTls(protocol)) {
    const redirectOnly = mode === 'PASSTHROUGH' || mode === 'AUTO_PASSTHROUGH';
    if (!isHttp(protocol)) report(below, `does not go with protocol ${protocol}`);
    else if (!redirectOnly || certificates) report(below, `may only redirect for protocol ${protocol}`);
  }
  const named = text(tls.credentialName) !== '' || list(tls.credentialNames).length > 0;
  if (mode === 'ISTIO_MUTUAL') {
    for (const field of ['serverCertificate', 'privateKey', 'caCertificates', 'credentialName'])
      if (text(tls[field]) !== '') report(`${below}.${field}`, 'must be left out for mode ISTIO_MUTUAL');
    for (const field of ['tlsCertificates', 'credentialNames'])
      if (list(tls[field]).length > 0) report(`${below}.${field}`, 'must be left out for mode ISTIO_MUTUAL');
    return;
  }
  const sources = [
    text(tls.serverCertificate) !== '' && text(tls.privateKey) !== '',
    text(tls.credentialName) !== '',
    list(tls.credentialNames).length > 0,
    list(tls.tlsCertificates).length > 0,
  ];
  if (sources.filter(Boolean).length > 1) report(below, 'has several sources of certificates, only one is possible');
  const terminates = ['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL'].includes(mode);
  if (!terminates || named) return;
  if (mode !== 'SIMPLE' && text(tls.caCertificates) === '')
    report(`${below}.caCertificates`, `is required for mode ${mode}`);
  const listed = records(tls.tlsCertificates);
  for (const [i, certificate] of (listed.length > 0 ? listed : [tls]).entries()) {
    const where = listed.length > 0 ? `${below}.tlsCertificates[${i}]` : below;
    for (const field of ['serverCertificate', 'privateKey'])
      if (text(certificate[field]) === '')
        report(`${where}.${field}`, `is required for mode ${mode}, or credentialName`);
  }
  if (text(tls.caCrl) !== '' && mode === 'SIMPLE') report(`${below}.caCrl`, 'does not go with mode SIMPLE');
}

const destination = {
  'istio/destination-host': 'A destination is a host.',
  'istio/export-to': 'A resource is exported to namespaces, each once, or to all.',
  'istio/subset': 'Subsets have labels of their own as names.',
  'istio/traffic-policy': 'A traffic policy says something, in the ranges that Envoy takes.',
} as const;

type DestinationIds = keyof typeof destination;

/** What Istio's webhook demands of destination rules. */
export const istioDestinationRule = ruleSet<DestinationIds>({
  sources: [SOURCE, 'https://github.com/istio/istio/blob/1.29.0/pkg/config/validation/agent/validation.go'],
  kinds: versions('DestinationRule'),
  rules: destination,
  check: ({ object, report }) => {
    const spec = record(object.spec);
    const wrong = wildcardDomain(text(spec.host));
    if (wrong !== undefined) report('istio/destination-host', 'spec.host', wrong);
    if (given(spec.trafficPolicy)) checkTrafficPolicy(report, record(spec.trafficPolicy), 'spec.trafficPolicy');
    for (const [i, message] of exportProblems(list(spec.exportTo), text(at(object, 'metadata', 'namespace')), false))
      report('istio/export-to', i < 0 ? 'spec.exportTo' : `spec.exportTo[${i}]`, message);
    const names = new Set<string>();
    for (const [i, subset] of records(spec.subsets).entries()) {
      const path = `spec.subsets[${i}]`;
      const name = text(subset.name);
      if (!isDnsLabel(name))
        report('istio/subset', `${path}.name`, name === '' ? 'is required' : `'${name}' must be a label`);
      if (names.has(name)) report('istio/subset', `${path}.name`, `'${name}' is used twice`);
      names.add(name);
      for (const [key, value] of Object.entries(record(subset.labels)))
        if (typeof value === 'string' && !isLabelValue(value))
          report('istio/subset', `${path}.labels.${key}`, `'${value}' is no label value`);
      if (given(subset.trafficPolicy))
        checkTrafficPolicy(report, record(subset.trafficPolicy), `${path}.trafficPolicy`);
    }
  },
});

const POLICIES = [
  'outlierDetection',
  'connectionPool',
  'loadBalancer',
  'tls',
  'portLevelSettings',
  'tunnel',
  'proxyProtocol',
  'retryBudget',
];

function checkTrafficPolicy(
  report: Subject<DestinationIds>['report'],
  policy: Record<string, unknown>,
  path: string,
): void {
  const rule = 'istio/traffic-policy';
  if (
    !POLICIES.some(
      (field) => given(policy[field]) && !(Array.isArray(policy[field]) && list(policy[field]).length === 0),
    )
  ) {
    report(rule, path, `is empty: give one of ${POLICIES.join(', ')}`);
    return;
  }
  if (given(policy.tunnel) && given(policy.proxyProtocol))
    report(rule, path, 'has tunnel and proxyProtocol, only one is possible');
  checkPolicy(report, policy, path);
  for (const [i, item] of records(policy.portLevelSettings).entries()) {
    const below = `${path}.portLevelSettings[${i}]`;
    if (!given(item.port)) report(rule, `${below}.port`, 'is required');
    if (!POLICIES.slice(0, 4).some((field) => given(item[field]))) report(rule, below, 'says nothing');
    else checkPolicy(report, item, below);
  }
  if (!given(policy.tunnel)) return;
  const tunnel = record(policy.tunnel);
  const protocol = text(tunnel.protocol);
  if (protocol !== '' && protocol !== 'CONNECT' && protocol !== 'POST')
    report(rule, `${path}.tunnel.protocol`, `'${protocol}' is neither CONNECT nor POST`);
  const host = text(tunnel.targetHost);
  if (fqdn(host) !== undefined && !isAddress(host))
    report(rule, `${path}.tunnel.targetHost`, `'${host}' is neither a host nor an address`);
  const port = number(tunnel.targetPort) ?? 0;
  if (port < 1 || port > 65535) report(rule, `${path}.tunnel.targetPort`, `${port} must be from 1 to 65535`);
}

function checkPolicy(report: Subject<DestinationIds>['report'], policy: Record<string, unknown>, path: string): void {
  const rule = 'istio/traffic-policy';
  const outlier = record(policy.outlierDetection);
  for (const field of ['maxEjectionPercent', 'minHealthPercent']) {
    const share = number(outlier[field]);
    if (share !== undefined && (share < 0 || share > 100))
      report(rule, `${path}.outlierDetection.${field}`, `${share} is no percentage`);
  }
  if (outlier.splitExternalLocalOriginErrors !== true && (number(outlier.consecutiveLocalOriginFailures) ?? 0) > 0) {
    report(
      rule,
      `${path}.outlierDetection.consecutiveLocalOriginFailures`,
      'needs splitExternalLocalOriginErrors: true',
    );
  }
  if (given(policy.connectionPool)) {
    const pool = record(policy.connectionPool);
    if (!given(pool.http) && !given(pool.tcp)) report(rule, `${path}.connectionPool`, 'needs http or tcp');
    const negatives: readonly [string, readonly string[]][] = [
      [
        'http',
        [
          'http1MaxPendingRequests',
          'http2MaxRequests',
          'maxRequestsPerConnection',
          'maxRetries',
          'maxConcurrentStreams',
        ],
      ],
      ['tcp', ['maxConnections']],
    ];
    for (const [kind, fields] of negatives) {
      for (const field of fields) {
        const value = number(record(pool[kind])[field]);
        if (value !== undefined && value < 0)
          report(rule, `${path}.connectionPool.${kind}.${field}`, `${value} is negative`);
      }
    }
    const http = record(pool.http);
    if (http.h2UpgradePolicy === 'UPGRADE' && http.useClientProtocol === true)
      report(rule, `${path}.connectionPool.http.useClientProtocol`, 'may not be true where h2UpgradePolicy is UPGRADE');
  }
  const hash = record(record(policy.loadBalancer).consistentHash);
  if (given(hash.httpCookie) && text(record(hash.httpCookie).name) === '')
    report(rule, `${path}.loadBalancer.consistentHash.httpCookie.name`, 'is required');
  if (given(hash.minimumRingSize) && hash.minimumRingSize !== 0 && (given(hash.ringHash) || given(hash.maglev)))
    report(rule, `${path}.loadBalancer.consistentHash`, 'has minimumRingSize beside ringHash or maglev');
  if (given(hash.maglev)) {
    const size = number(record(hash.maglev).tableSize) ?? 0;
    if (size === 0 || size >= 5000011 || !isPrime(size))
      report(
        rule,
        `${path}.loadBalancer.consistentHash.maglev.tableSize`,
        `${size} must be a prime number below 5000011`,
      );
  }
  if (given(policy.tls)) checkClientTls(report, record(policy.tls), `${path}.tls`);
}

function checkClientTls(report: Subject<DestinationIds>['report'], tls: Record<string, unknown>, path: string): void {
  const rule = 'istio/traffic-policy';
  const mode = text(tls.mode);
  if (mode !== 'SIMPLE' && mode !== 'MUTUAL') return;
  const named = text(tls.credentialName) !== '';
  if (tls.insecureSkipVerify === true) {
    if (text(tls.caCertificates) !== '') report(rule, `${path}.caCertificates`, 'does not go with insecureSkipVerify');
    if (mode === 'SIMPLE' && named) report(rule, `${path}.credentialName`, 'does not go with insecureSkipVerify');
    if (list(tls.subjectAltNames).length > 0)
      report(rule, `${path}.subjectAltNames`, 'do not go with insecureSkipVerify');
  }
  if (named) {
    for (const field of ['clientCertificate', 'caCertificates', 'privateKey', 'caCrl'])
      if (text(tls[field]) !== '') report(rule, `${path}.${field}`, 'does not go with credentialName');
  } else if (mode === 'MUTUAL') {
    for (const field of ['clientCertificate', 'privateKey'])
      if (text(tls[field]) === '') report(rule, `${path}.${field}`, 'is required for mode MUTUAL');
  }
}

function isPrime(value: number): boolean {
  if (value !== 0 && value < 4) return true;
  if (value % 2 === 0) return false;
  for (let factor = 3; factor * factor <= value; factor += 2) if (value % factor === 0) return false;
  return true;
}
