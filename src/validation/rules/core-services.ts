import { isCidr, isIpv4, isIpv6 } from '../formats';
import { label, qualifiedName, subdomain } from '../names';
import { checkLabelMap } from './label-selector';
import { checkPortOrName } from './pod-handlers';
import { given, list, number, record, records, text, word } from './read';
import { ruleSet, type Subject } from './rule';

const rules = {
  'core/service-ports': 'A service has ports with numbers and names of their own.',
  'core/service-type': 'A service has the fields of its type.',
  'core/service-address': 'Addresses and ranges of a service exist, the first like clusterIP.',
} as const;

type Ids = keyof typeof rules;
type Report = Subject<Ids>['report'];
type Fields = Record<string, unknown>;

/** What Kubernetes demands of services. */
export const coreServices = ruleSet<Ids>({
  sources: ['https://github.com/kubernetes/kubernetes/blob/v1.34.1/pkg/apis/core/validation/validation.go'],
  kinds: ['v1/Service'],
  rules,
  check: ({ object, report }) => {
    const spec = record(object.spec);
    const type = text(spec.type) || 'ClusterIP';
    checkType(spec, type, report);
    checkPorts(records(spec.ports), type, report);
    checkAddresses(spec, type, report);
    checkLabelMap(spec.selector, 'spec.selector', (path, message) => report('core/service-type', path, message));
  },
});

const isAddress = (value: string) => isIpv4(value) || isIpv6(value);

function checkType(spec: Fields, type: string, report: Report): void {
  const tell = (path: string, message: string) => report('core/service-type', `spec.${path}`, message);
  const headless = spec.clusterIP === 'None';
  if (records(spec.ports).length === 0 && !headless && type !== 'ExternalName')
    report('core/service-ports', 'spec.ports', 'are required');
  const name = text(spec.externalName).replace(/\.$/, '');
  if (type === 'ExternalName') {
    const wrong = name === '' ? 'is required for type ExternalName' : subdomain(name);
    if (wrong !== undefined) tell('externalName', wrong);
    if (text(spec.clusterIP) !== '') tell('clusterIP', 'must be left out for type ExternalName');
  }
  if ((type === 'LoadBalancer' || type === 'NodePort') && headless)
    tell('clusterIP', `may not be 'None' for type ${type}`);
  const balanced = type === 'LoadBalancer';
  const open = balanced || type === 'NodePort';
  if (given(spec.loadBalancerClass)) {
    const wrong = qualifiedName(text(spec.loadBalancerClass));
    if (!balanced) tell('loadBalancerClass', 'goes with type LoadBalancer');
    else if (wrong !== undefined) tell('loadBalancerClass', wrong);
  }
  if (given(spec.allocateLoadBalancerNodePorts) && !balanced)
    tell('allocateLoadBalancerNodePorts', 'goes with type LoadBalancer');
  const ranges = list(spec.loadBalancerSourceRanges).map(word);
  if (ranges.length > 0 && !balanced) tell('loadBalancerSourceRanges', 'go with type LoadBalancer');
  for (const [i, range] of ranges.entries())
    if (!isCidr(range.trim())) tell(`loadBalancerSourceRanges[${i}]`, `'${range}' is no range of addresses`);
  const outside = open || list(spec.externalIPs).length > 0;
  if (given(spec.externalTrafficPolicy) && !outside)
    tell('externalTrafficPolicy', 'goes with services that are reached from outside');
  const health = number(spec.healthCheckNodePort) ?? 0;
  if (health !== 0 && !(balanced && spec.externalTrafficPolicy === 'Local'))
    tell('healthCheckNodePort', 'goes with type LoadBalancer and externalTrafficPolicy Local');
  else if (health < 0 || health > 65535) tell('healthCheckNodePort', `${health} must be from 1 to 65535`);
  for (const field of ['internalTrafficPolicy', 'ipFamilyPolicy', 'trafficDistribution'])
    if (spec[field] === '') tell(field, "may not be ''");
  const spread = spec.trafficDistribution;
  if (given(spread) && spread !== '' && !TRAFFIC.includes(text(spread)))
    tell('trafficDistribution', `'${text(spread)}' is none of ${TRAFFIC.join(', ')}`);
  const seconds = number(record(record(spec.sessionAffinityConfig).clientIP).timeoutSeconds);
  if (spec.sessionAffinity === 'ClientIP' && seconds !== undefined && (seconds < 1 || seconds > 86_400))
    tell('sessionAffinityConfig.clientIP.timeoutSeconds', `${seconds} must be from 1 to 86400`);
}

const TRAFFIC = ['PreferClose', 'PreferSameZone', 'PreferSameNode'];

function checkPorts(ports: readonly Fields[], type: string, report: Report): void {
  const tell = (path: string, message: string) => report('core/service-ports', path, message);
  const names = new Set<string>();
  const numbers = new Set<string>();
  const nodes = new Set<string>();
  for (const [i, port] of ports.entries()) {
    const path = `spec.ports[${i}]`;
    const name = text(port.name);
    if (name === '' && ports.length > 1) tell(`${path}.name`, 'is required where there are several ports');
    const wrong = name === '' ? undefined : label(name);
    if (wrong !== undefined) tell(`${path}.name`, wrong);
    if (name !== '' && names.has(name)) tell(`${path}.name`, `'${name}' is used twice`);
    names.add(name);
    const value = number(port.port);
    if (value !== undefined && (value < 1 || value > 65535)) tell(`${path}.port`, `${value} must be from 1 to 65535`);
    // Zero and nothing stand for the port itself.
    if (port.targetPort !== 0 && port.targetPort !== '') checkPortOrName(port.targetPort, `${path}.targetPort`, tell);
    const protocol = typeof port.appProtocol === 'string' ? qualifiedName(port.appProtocol) : undefined;
    if (protocol !== undefined) tell(`${path}.appProtocol`, protocol);
    const transport = text(port.protocol) || 'TCP';
    if (given(port.nodePort) && port.nodePort !== 0) {
      if (type === 'ClusterIP' || type === 'ExternalName') tell(`${path}.nodePort`, `may not be set for type ${type}`);
      const key = `${transport}/${word(port.nodePort)}`;
      if (nodes.has(key)) tell(`${path}.nodePort`, `${word(port.nodePort)} is used twice`);
      nodes.add(key);
    }
    const key = `${transport}/${word(port.port)}`;
    if (numbers.has(key)) tell(path, `repeats port ${key}`);
    numbers.add(key);
  }
}

function checkAddresses(spec: Fields, type: string, report: Report): void {
  const tell = (path: string, message: string) => report('core/service-address', `spec.${path}`, message);
  for (const [i, address] of list(spec.externalIPs).map(word).entries())
    if (!isAddress(address)) tell(`externalIPs[${i}]`, `'${address}' is no address`);
  if (type === 'ExternalName') return;
  const first = text(spec.clusterIP);
  const all = list(spec.clusterIPs).map(word);
  if (first !== '' && first !== 'None' && !isAddress(first)) tell('clusterIP', `'${first}' is no address`);
  if (all.length > 0 && all[0] !== first)
    tell('clusterIPs', first === '' ? 'must be left out where clusterIP is' : `must begin with clusterIP, '${first}'`);
  if (all.includes('None') && all.length > 1) tell('clusterIPs', "have 'None', which stands alone");
  else if (all.length > 2) tell('clusterIPs', `are ${all.length}, at most 2 are allowed`);
  for (const [i, address] of all.entries())
    if (address !== 'None' && !isAddress(address)) tell(`clusterIPs[${i}]`, `'${address}' is no address`);
  const families = list(spec.ipFamilies).map(word);
  for (const [i, family] of families.entries()) {
    if (family !== 'IPv4' && family !== 'IPv6') tell(`ipFamilies[${i}]`, `'${family}' is neither IPv4 nor IPv6`);
    else if (families.indexOf(family) < i) tell(`ipFamilies[${i}]`, `'${family}' stands twice`);
  }
}
