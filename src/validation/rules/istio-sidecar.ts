import { checkConnectionPool } from './istio-connection';
import { fqdn, isAddress, isDnsLabel, isProtocol, isTls, sidecarHost } from './istio-hosts';
import { checkDestination } from './istio-routes';
import { checkServerTls } from './istio-tls';
import { checkBind, checkSelection, ISTIO_VALIDATION, isSocket, istioKinds, type Tell } from './istio-values';
import { at, given, goInteger, list, number, record, records, text, word } from './read';
import { ruleSet, type Subject } from './rule';

const rules = {
  'istio/sidecar': 'A sidecar says something, of workloads selected by labels without wildcards.',
  'istio/sidecar-ingress': 'What comes in has a port of its own, and leads to this pod.',
  'istio/sidecar-egress': 'What goes out has ports of their own, at most one listener without, and hosts.',
  'istio/sidecar-proxy': 'A proxy for what goes out has a host and a port, where everything may go out.',
} as const;

type Ids = keyof typeof rules;
type Report = Subject<Ids>['report'];
type Fields = Record<string, unknown>;

/** What Istio's webhook demands of sidecars. */
export const istioSidecar = ruleSet<Ids>({
  sources: [ISTIO_VALIDATION, 'https://github.com/istio/istio/blob/1.29.0/pkg/config/validation/agent/validation.go'],
  kinds: istioKinds('Sidecar'),
  rules,
  check: ({ object, release, report }) => {
    const spec = record(object.spec);
    checkSelection(at(spec, 'workloadSelector', 'labels'), 'spec.workloadSelector.labels', (path, message) =>
      report('istio/sidecar', path, message),
    );
    const ingress = records(spec.ingress);
    const egress = records(spec.egress);
    const says = ingress.length > 0 || egress.length > 0;
    if (!says && !given(spec.outboundTrafficPolicy) && !given(spec.inboundConnectionPool)) {
      report('istio/sidecar', 'spec', 'says nothing: give ingress, egress or outboundTrafficPolicy');
      return;
    }
    checkIngress(report, ingress, release === '1.10');
    if (given(spec.inboundConnectionPool))
      checkConnectionPool(record(spec.inboundConnectionPool), 'spec.inboundConnectionPool', (path, message) =>
        report('istio/sidecar-ingress', path, message),
      );
    checkEgress(report, egress);
    checkProxy(report, record(spec.outboundTrafficPolicy));
  },
});

function checkPort(port: Fields, path: string, tell: Tell, socket = false): void {
  const name = text(port.name);
  if (name !== '' && !isDnsLabel(name)) tell(`${path}.name`, `'${name}' must be a label`);
  const protocol = text(port.protocol);
  if (protocol !== '' && !isProtocol(protocol))
    tell(`${path}.protocol`, `'${protocol}' is no protocol that Istio knows`);
  const value = number(port.number) ?? 0;
  if (!socket && (value < 1 || value > 65535)) tell(`${path}.number`, `${value} must be from 1 to 65535`);
  if ((number(port.targetPort) ?? 0) > 0) tell(`${path}.targetPort`, 'has no effect on sidecars');
}

const LOCAL = ['', '127.0.0.1', '0.0.0.0', '::1', '::'];

function checkIngress(report: Report, ingress: readonly Fields[], one: boolean): void {
  const tell: Tell = (path, message) => report('istio/sidecar-ingress', path, message);
  const numbers = new Set<number>();
  for (const [i, listener] of ingress.entries()) {
    const path = `spec.ingress[${i}]`;
    if (!given(listener.port)) {
      tell(`${path}.port`, 'is required');
      continue;
    }
    const port = record(listener.port);
    checkPort(port, `${path}.port`, tell);
    const bind = text(listener.bind);
    if (bind !== '' && !isAddress(bind)) tell(`${path}.bind`, `'${bind}' is no address`);
    const value = number(port.number) ?? 0;
    if (numbers.has(value)) tell(`${path}.port.number`, `${value} is used twice`);
    numbers.add(value);
    checkEndpoint(text(listener.defaultEndpoint), `${path}.defaultEndpoint`, tell);
    if (given(listener.tls)) checkIngressTls(record(listener.tls), `${path}.tls`, text(port.protocol), one, tell);
    if (given(listener.connectionPool))
      checkConnectionPool(record(listener.connectionPool), `${path}.connectionPool`, tell);
  }
}

function checkEndpoint(endpoint: string, path: string, tell: Tell): void {
  if (endpoint === '') return;
  if (endpoint.startsWith('unix://')) {
    if (!isSocket(endpoint)) tell(path, `'${endpoint}' is no absolute path to a socket`);
    return;
  }
  const [, bracketed, plain = '', port] = /^(?:\[([^\][]*)\]|([^:\][]*)):([^:]*)$/.exec(endpoint) ?? [];
  const value = port === undefined ? undefined : goInteger(port);
  if (value === undefined || value < 1 || value > 65535)
    tell(path, `'${endpoint}' has no port from 1 to 65535 at its end`);
  else if (!LOCAL.includes(bracketed ?? plain))
    tell(path, `'${endpoint}' must be 127.0.0.1, 0.0.0.0, [::1], [::] or nothing, ':' and a port, or unix://path`);
}

function checkIngressTls(tls: Fields, path: string, protocol: string, one: boolean, tell: Tell): void {
  for (const field of ['subjectAltNames', 'credentialNames', 'tlsCertificates'])
    if (list(tls[field]).length > 0) tell(`${path}.${field}`, 'must be left out in a sidecar');
  if (tls.httpsRedirect === true) tell(`${path}.httpsRedirect`, 'must be left out in a sidecar');
  if (text(tls.credentialName) !== '') tell(`${path}.credentialName`, 'must be left out in a sidecar');
  const mode = text(tls.mode);
  if (mode === 'ISTIO_MUTUAL' || mode === 'AUTO_PASSTHROUGH')
    tell(`${path}.mode`, `'${mode}' is not possible in a sidecar`);
  if (!isTls(protocol)) tell(path, `does not go with protocol ${protocol}: give HTTPS or TLS`);
  checkServerTls(tls, path, one, tell);
}

function checkEgress(report: Report, egress: readonly Fields[]): void {
  const tell: Tell = (path, message) => report('istio/sidecar-egress', path, message);
  const numbers = new Set<number>();
  const sockets = new Set<string>();
  for (const [i, listener] of egress.entries()) {
    const path = `spec.egress[${i}]`;
    const bind = text(listener.bind);
    if (!given(listener.port)) {
      if (i < egress.length - 1) tell(`${path}.port`, 'is required: only the last listener may be without');
    } else {
      const value = number(record(listener.port).number) ?? 0;
      checkPort(record(listener.port), `${path}.port`, tell, value === 0);
      if (value === 0) {
        if (!isSocket(bind)) tell(`${path}.bind`, `'${bind}' must be unix://path where the port is 0`);
        if (!['', 'DEFAULT', 'NONE'].includes(text(listener.captureMode)))
          tell(`${path}.captureMode`, `'${text(listener.captureMode)}' must be DEFAULT or NONE for a socket`);
        if (sockets.has(bind)) tell(`${path}.bind`, `'${bind}' is used twice`);
        sockets.add(bind);
      } else {
        if (bind !== '' && !isAddress(bind)) checkBind(bind.replace(/^unix:/, ''), `${path}.bind`, tell);
        if (numbers.has(value)) tell(`${path}.port.number`, `${value} is used twice`);
        numbers.add(value);
      }
    }
    const hosts = list(listener.hosts);
    if (hosts.length === 0) tell(`${path}.hosts`, 'are required');
    for (const [j, host] of hosts.entries()) {
      const wrong = sidecarHost(word(host));
      if (wrong !== undefined) tell(`${path}.hosts[${j}]`, wrong);
    }
  }
}

function checkProxy(report: Report, policy: Fields): void {
  if (!given(policy.egressProxy)) return;
  const tell: Tell = (path, message) => report('istio/sidecar-proxy', path, message);
  const path = 'spec.outboundTrafficPolicy.egressProxy';
  const mode = text(policy.mode) || 'REGISTRY_ONLY';
  if (mode !== 'ALLOW_ANY') {
    tell(path, `goes with mode ALLOW_ANY only, not with ${mode}`);
    return;
  }
  const proxy = record(policy.egressProxy);
  const wrong = fqdn(text(proxy.host));
  if (!given(proxy.port)) {
    if (wrong !== undefined) tell(`${path}.host`, wrong);
    tell(`${path}.port`, 'is required');
    return;
  }
  if (wrong !== undefined) tell(`${path}.host`, wrong);
  else checkDestination(proxy, path, tell);
}
