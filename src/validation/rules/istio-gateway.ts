import { isDnsLabel, isHttp, isProtocol, isTls, namespacedHost } from './istio-hosts';
import { checkServerTls } from './istio-tls';
import { checkBind, ISTIO_VALIDATION, istioKinds, type Tell } from './istio-values';
import { annotation, at, given, list, number, record, records, text, word } from './read';
import { ruleSet, type Subject } from './rule';

type Fields = Record<string, unknown>;

const rules = {
  'istio/gateway-name': 'The name of a gateway is a label without dots.',
  'istio/gateway-servers': 'A gateway has servers, with hosts and ports of their own.',
  'istio/gateway-port': 'A port has a number, a name and a known protocol.',
  'istio/gateway-bind': 'A server binds to an address, or to a socket without a port.',
  'istio/gateway-tls':
    'TLS settings stand where the protocol is TLS, with one source of certificates that fits the mode.',
} as const;

type Gateways = Subject<keyof typeof rules>;

/** What Istio's webhook demands of gateways. */
export const istioGateway = ruleSet<keyof typeof rules>({
  sources: [ISTIO_VALIDATION],
  kinds: istioKinds('Gateway'),
  rules,
  check: ({ object, release, report }) => {
    const name = text(at(object, 'metadata', 'name'));
    // Istio makes such gateways itself, of those of the Gateway API.
    if (annotation(object, 'internal.istio.io/gateway-semantics') === 'gateway') return;
    if (name !== '' && !isDnsLabel(name))
      report('istio/gateway-name', 'metadata.name', `'${name}' must be a label without dots`);
    const servers = records(at(object, 'spec', 'servers'));
    if (servers.length === 0) report('istio/gateway-servers', 'spec.servers', 'are required');
    const names = new Set<string>();
    for (const [i, server] of servers.entries()) {
      const path = `spec.servers[${i}]`;
      checkServer(report, server, path, release === '1.10');
      if (!given(server.port)) continue;
      const called = text(record(server.port).name);
      if (names.has(called)) report('istio/gateway-servers', `${path}.port.name`, `'${called}' is used twice`);
      names.add(called);
    }
  },
});

function checkServer(report: Gateways['report'], server: Fields, path: string, one: boolean): void {
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
    if (socket && value !== 0) report('istio/gateway-bind', `${path}.port.number`, 'must be 0 for a socket');
  }
  checkBind(bind, `${path}.bind`, (at, message) => report('istio/gateway-bind', at, message));
  const tell: Tell = (at, message) => report('istio/gateway-tls', at, message);
  if (given(server.tls)) {
    checkServerTls(record(server.tls), `${path}.tls`, one, tell);
    checkRedirect(record(server.tls), `${path}.tls`, protocol, tell);
  } else if (isTls(protocol)) tell(`${path}.tls`, `is required for protocol ${protocol}`);
}

/** Without TLS in the protocol, settings may do no more than redirect. */
function checkRedirect(tls: Fields, path: string, protocol: string, tell: Tell): void {
  if (!isProtocol(protocol) || isTls(protocol)) return;
  const mode = text(tls.mode) || 'PASSTHROUGH';
  const certificates = ['serverCertificate', 'privateKey', 'caCertificates'].some((field) => text(tls[field]) !== '');
  if (!isHttp(protocol)) tell(path, `does not go with protocol ${protocol}`);
  else if (!(mode === 'PASSTHROUGH' || mode === 'AUTO_PASSTHROUGH') || certificates)
    tell(path, `may only redirect for protocol ${protocol}`);
}
