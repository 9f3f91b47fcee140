import { isCidr } from '../formats';
import { exportProblems, fqdn, isAddress, isDnsLabel, isHttp, isProtocol, isTls, wildcardDomain } from './istio-hosts';
import { checkLabels, checkSelection, ISTIO_VALIDATION, isSocket, istioKinds, type Tell } from './istio-values';
import { at, given, list, number, record, records, text, word } from './read';
import { ruleSet, type Subject } from './rule';

const rules = {
  'istio/service-entry-hosts': 'A service entry is for hosts, none of them all hosts.',
  'istio/export-to': 'A resource is exported to namespaces, each once, to all, or to nobody.',
  'istio/service-entry-addresses': 'Addresses are addresses or ranges, the latter for resolution NONE or STATIC.',
  'istio/service-entry-ports': 'Ports have names, numbers and protocols, each its own.',
  'istio/service-entry-endpoints': 'Endpoints fit the resolution.',
  'istio/service-entry-dynamic': 'Dynamic resolution is of wildcards outside the mesh, by HTTP or TLS.',
  'istio/workload-selector': 'Workloads are selected by labels without wildcards.',
} as const;

type Ids = keyof typeof rules;
type Report = Subject<Ids>['report'];
type Fields = Record<string, unknown>;

/** What Istio's webhook demands of service entries. */
export const istioServiceEntry = ruleSet<Ids>({
  sources: [ISTIO_VALIDATION],
  kinds: istioKinds('ServiceEntry'),
  rules,
  check: ({ object, report }) => {
    const spec = record(object.spec);
    const hosts = list(spec.hosts).map(word);
    const resolution = text(spec.resolution) || 'NONE';
    for (const [i, message] of exportProblems(list(spec.exportTo), text(at(object, 'metadata', 'namespace')), true))
      report('istio/export-to', i < 0 ? 'spec.exportTo' : `spec.exportTo[${i}]`, message);
    checkSelection(at(spec, 'workloadSelector', 'labels'), 'spec.workloadSelector.labels', (path, message) =>
      report('istio/workload-selector', path, message),
    );
    if (given(spec.workloadSelector) && list(spec.endpoints).length > 0)
      report('istio/service-entry-endpoints', 'spec.endpoints', 'do not go with workloadSelector');
    checkHosts(report, hosts, resolution, records(spec.endpoints).length);
    checkAddresses(report, list(spec.addresses).map(word), resolution);
    const ports = checkPorts(report, records(spec.ports), resolution, hosts.length);
    if (resolution === 'DYNAMIC_DNS') checkDynamic(report, spec, hosts);
    else checkEndpoints(report, records(spec.endpoints), resolution, ports);
  },
});

function checkHosts(report: Report, hosts: readonly string[], resolution: string, endpoints: number): void {
  const rule = 'istio/service-entry-hosts';
  if (hosts.length === 0) report(rule, 'spec.hosts', 'are required');
  for (const [i, host] of hosts.entries()) {
    const wrong = host === '*' ? "may not be '*'" : wildcardDomain(host);
    if (wrong !== undefined) report(rule, `spec.hosts[${i}]`, wrong);
  }
  if (!resolution.startsWith('DNS') || endpoints > 0) return;
  const bad = hosts.findIndex((host) => fqdn(host) !== undefined);
  if (bad < 0) return;
  const message = `'${hosts[bad]}' must be a complete name for resolution ${resolution} without endpoints`;
  report(rule, `spec.hosts[${bad}]`, message);
}

function checkAddresses(report: Report, addresses: readonly string[], resolution: string): void {
  const rule = 'istio/service-entry-addresses';
  for (const [i, address] of addresses.entries()) {
    const path = `spec.addresses[${i}]`;
    if (!isCidr(address) && !isAddress(address)) report(rule, path, `'${address}' is no address and no range`);
    else if (address.includes('/') && resolution !== 'NONE' && resolution !== 'STATIC')
      report(rule, path, `is a range, which resolution ${resolution} does not take`);
  }
}

/** The names of the ports. */
function checkPorts(report: Report, ports: readonly Fields[], resolution: string, hosts: number): Set<string> {
  const rule = 'istio/service-entry-ports';
  const names = new Set<string>();
  const numbers = new Set<number>();
  for (const [i, port] of ports.entries()) {
    const path = `spec.ports[${i}]`;
    const name = text(port.name);
    const value = number(port.number) ?? 0;
    if (names.has(name)) report(rule, `${path}.name`, `'${name}' is used twice`);
    if (numbers.has(value)) report(rule, `${path}.number`, `${value} is used twice`);
    names.add(name);
    numbers.add(value);
    if (!isDnsLabel(name)) report(rule, `${path}.name`, `'${name}' must be a label`);
    if (value < 1 || value > 65535) report(rule, `${path}.number`, `${value} must be from 1 to 65535`);
    const target = number(port.targetPort) ?? 0;
    if (target < 0 || target > 65535) report(rule, `${path}.targetPort`, `${target} must be from 1 to 65535`);
    const protocol = text(port.protocol);
    if (protocol !== '' && !isProtocol(protocol))
      report(rule, `${path}.protocol`, `'${protocol}' is no protocol that Istio knows`);
    if (resolution !== 'NONE' && hosts > 1 && !isHttp(protocol) && !isTls(protocol))
      report(rule, `${path}.protocol`, 'must be HTTP or TLS where there are several hosts');
  }
  return names;
}

function checkEndpoints(
  report: Report,
  endpoints: readonly Fields[],
  resolution: string,
  ports: ReadonlySet<string>,
): void {
  const rule = 'istio/service-entry-endpoints';
  const tell: Tell = (path, message) => report(rule, path, message);
  if (resolution === 'NONE') {
    if (endpoints.length > 0) tell('spec.endpoints', 'do not go with resolution NONE');
    return;
  }
  if (resolution === 'DNS_ROUND_ROBIN' && endpoints.length > 1)
    tell('spec.endpoints', `are ${endpoints.length}, at most one is possible for resolution DNS_ROUND_ROBIN`);
  for (const [i, endpoint] of endpoints.entries()) {
    const path = `spec.endpoints[${i}]`;
    const address = text(endpoint.address);
    if (resolution === 'STATIC') {
      checkWorkload(endpoint, path, false, tell);
      if (address.startsWith('unix://') && ports.size !== 1)
        tell(`${path}.address`, 'is a socket, which goes with exactly one port of the service entry');
      if (address === '' && text(endpoint.network) === '') continue;
    } else {
      if (!isAddress(address) && fqdn(address) !== undefined)
        tell(`${path}.address`, `'${address}' is neither a host nor an address`);
      checkLabels(endpoint.labels, `${path}.labels`, tell);
      checkWorkloadPorts(endpoint, path, tell);
    }
    for (const name of Object.keys(record(endpoint.ports)))
      if (!ports.has(name)) tell(`${path}.ports.${name}`, `'${name}' is no port of the service entry`);
  }
}

function checkDynamic(report: Report, spec: Fields, hosts: readonly string[]): void {
  const rule = 'istio/service-entry-dynamic';
  const resolution = 'resolution DYNAMIC_DNS';
  for (const [i, host] of hosts.entries())
    if (!host.startsWith('*')) report(rule, `spec.hosts[${i}]`, `'${host}' must begin with '*' for ${resolution}`);
  for (const field of ['addresses', 'endpoints'])
    if (list(spec[field]).length > 0) report(rule, `spec.${field}`, `must be left out for ${resolution}`);
  for (const [i, { protocol }] of records(spec.ports).entries())
    if (!['http', 'tls'].includes(text(protocol).toLowerCase()))
      report(rule, `spec.ports[${i}].protocol`, `'${text(protocol)}' must be HTTP or TLS for ${resolution}`);
  const location = text(spec.location) || 'MESH_EXTERNAL';
  if (location !== 'MESH_EXTERNAL')
    report(rule, 'spec.location', `'${location}' must be MESH_EXTERNAL for ${resolution}`);
}

/** Where a workload is. */
export function checkWorkload(workload: Fields, path: string, names: boolean, tell: Tell): void {
  const address = text(workload.address);
  if (address === '' && text(workload.network) === '') {
    tell(`${path}.address`, 'is required');
    return;
  }
  if (address.startsWith('unix://')) {
    if (!isSocket(address)) tell(`${path}.address`, `'${address}' is no absolute path to a socket`);
    if (Object.keys(record(workload.ports)).length > 0) tell(`${path}.ports`, 'do not go with a socket');
  } else if (address !== '' && !isAddress(address)) {
    if (!names) tell(`${path}.address`, `'${address}' must be an address for resolution STATIC`);
    else if (fqdn(address) !== undefined) tell(`${path}.address`, `'${address}' is neither a host nor an address`);
  }
  checkWorkloadPorts(workload, path, tell);
  checkLabels(workload.labels, `${path}.labels`, tell);
}

function checkWorkloadPorts(workload: Fields, path: string, tell: Tell): void {
  for (const [name, value] of Object.entries(record(workload.ports))) {
    if (!isDnsLabel(name)) tell(`${path}.ports.${name}`, `'${name}' must be a label`);
    const port = number(value) ?? 0;
    if (port < 1 || port > 65535) tell(`${path}.ports.${name}`, `${port} must be from 1 to 65535`);
  }
}
