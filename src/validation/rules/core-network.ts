import { isCidr, isIpv4, isIpv6 } from '../formats';
import { label1035, subdomain } from '../names';
import { checkSelector } from './label-selector';
import { checkPortOrName, portName } from './pod-handlers';
import { at, given, list, number, record, records, text, word } from './read';
import { ruleSet } from './rule';

type Fields = Record<string, unknown>;
type Tell = (path: string, message: string) => void;

/** What Kubernetes demands of network rules. */
export const coreNetwork = ruleSet({
  sources: ['https://github.com/kubernetes/kubernetes/blob/v1.34.1/pkg/apis/networking/validation/validation.go'],
  kinds: ['networking.k8s.io/v1/NetworkPolicy', 'networking.k8s.io/v1/Ingress'],
  rules: {
    'core/network-policy': 'A network policy has valid selectors, ports and address ranges.',
    'core/ingress': 'An ingress has a backend, and paths that begin with /.',
  },
  check: ({ object, report }) => {
    const spec = record(object.spec);
    if (object.kind === 'NetworkPolicy')
      checkNetworkPolicy(spec, (path, message) => report('core/network-policy', path, message));
    else checkIngress(spec, (path, message) => report('core/ingress', path, message));
  },
});

function checkNetworkPolicy(spec: Fields, report: Tell): void {
  checkSelector(record(spec.podSelector), 'spec.podSelector', report);
  const types = list(spec.policyTypes);
  if (types.length > 2) report('spec.policyTypes', `are ${types.length}, at most 2 are allowed`);
  for (const [i, type] of types.entries())
    if (type !== 'Ingress' && type !== 'Egress')
      report(`spec.policyTypes[${i}]`, `'${word(type)}' is neither Ingress nor Egress`);
  for (const [direction, peers] of [
    ['ingress', 'from'],
    ['egress', 'to'],
  ] as const) {
    for (const [i, rule] of records(spec[direction]).entries()) {
      for (const [j, port] of records(rule.ports).entries())
        checkPolicyPort(port, `spec.${direction}[${i}].ports[${j}]`, report);
      for (const [j, peer] of records(rule[peers]).entries())
        checkPeer(peer, `spec.${direction}[${i}].${peers}[${j}]`, report);
    }
  }
}

function checkPolicyPort(port: Fields, path: string, report: Tell): void {
  if (port.protocol === '') report(`${path}.protocol`, "'' is none of TCP, UDP, SCTP");
  checkPortOrName(port.port, `${path}.port`, report);
  if (!given(port.endPort)) return;
  const last = number(port.endPort) ?? 0;
  if (typeof port.port !== 'number') report(`${path}.endPort`, 'needs port to be a number');
  else if (last < port.port) report(`${path}.endPort`, `${last} is less than port, ${port.port}`);
  else if (last < 1 || last > 65535) report(`${path}.endPort`, `${last} must be from 1 to 65535`);
}

function checkPeer(peer: Fields, path: string, report: Tell): void {
  const selectors = given(peer.podSelector) || given(peer.namespaceSelector);
  if (!selectors && !given(peer.ipBlock)) report(path, 'needs podSelector, namespaceSelector or ipBlock');
  if (selectors && given(peer.ipBlock)) report(path, 'has ipBlock beside selectors, only one is possible');
  for (const field of ['podSelector', 'namespaceSelector'])
    checkSelector(record(peer[field]), `${path}.${field}`, report);
  if (!given(peer.ipBlock)) return;
  const cidr = text(record(peer.ipBlock).cidr);
  if (!isCidr(cidr)) report(`${path}.ipBlock.cidr`, cidr === '' ? 'is required' : `'${cidr}' is no address range`);
  for (const [k, except] of list(record(peer.ipBlock).except).map(word).entries()) {
    if (!isCidr(except)) report(`${path}.ipBlock.except[${k}]`, `'${except}' is no address range`);
    else if (isCidr(cidr) && !within(except, cidr))
      report(`${path}.ipBlock.except[${k}]`, `'${except}' must be a part of cidr, '${cidr}'`);
  }
}

/** Whether an IPv4 range is a true part of another; true for IPv6. */
function within(inner: string, outer: string): boolean {
  const parts = (range: string) => {
    const [address = '', bits = ''] = range.split('/');
    return {
      address,
      bits: Number(bits),
      value: address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0),
    };
  };
  const [a, b] = [parts(inner), parts(outer)];
  if (!isIpv4(a.address) || !isIpv4(b.address)) return isIpv4(a.address) === isIpv4(b.address);
  const size = 2 ** (32 - b.bits);
  return a.bits > b.bits && Math.floor(a.value / size) === Math.floor(b.value / size);
}

function checkIngress(spec: Fields, report: Tell): void {
  if (list(spec.rules).length === 0 && !given(spec.defaultBackend)) report('spec', 'needs rules or defaultBackend');
  if (given(spec.defaultBackend)) checkBackend(record(spec.defaultBackend), 'spec.defaultBackend', report);
  const name = spec.ingressClassName;
  const wrong = typeof name === 'string' ? subdomain(name) : undefined;
  if (wrong !== undefined) report('spec.ingressClassName', wrong);
  for (const [i, tls] of records(spec.tls).entries()) {
    for (const [j, host] of list(tls.hosts).map(word).entries()) checkHost(host, `spec.tls[${i}].hosts[${j}]`, report);
    const secret = text(tls.secretName);
    const bad = secret === '' ? undefined : subdomain(secret);
    if (bad !== undefined) report(`spec.tls[${i}].secretName`, bad);
  }
  for (const [i, rule] of records(spec.rules).entries()) {
    const host = text(rule.host);
    if (isIpv4(host) || isIpv6(host)) report(`spec.rules[${i}].host`, `'${host}' must be a name, no address`);
    else if (host !== '') checkHost(host, `spec.rules[${i}].host`, report);
    const paths = records(at(rule, 'http', 'paths'));
    if (given(rule.http) && paths.length === 0) report(`spec.rules[${i}].http.paths`, 'are required');
    for (const [j, path] of paths.entries()) checkPath(path, `spec.rules[${i}].http.paths[${j}]`, report);
  }
}

function checkHost(host: string, path: string, report: Tell): void {
  const wrong = subdomain(host.replace(/^\*\./, 'a.'));
  if (wrong !== undefined) report(path, `'${host}' is no host name`);
}

const TYPES = ['Exact', 'Prefix', 'ImplementationSpecific'];

function checkPath(path: Fields, below: string, report: Tell): void {
  const type = text(path.pathType);
  const value = text(path.path);
  if (type === '') report(`${below}.pathType`, 'is required');
  else if (!TYPES.includes(type)) report(`${below}.pathType`, `'${type}' is none of ${TYPES.join(', ')}`);
  const exact = type === 'Exact' || type === 'Prefix';
  if ((exact || value !== '') && !value.startsWith('/')) report(`${below}.path`, `'${value}' must start with '/'`);
  else if (exact && /\/\/|\/\.\.?(\/|$)|%2f/i.test(value))
    report(`${below}.path`, `'${value}' may not have '//', '/./', '/../' or '%2f'`);
  checkBackend(record(path.backend), `${below}.backend`, report);
}

function checkBackend(backend: Fields, path: string, report: Tell): void {
  if (!given(backend.service) && !given(backend.resource)) report(path, 'needs service or resource');
  if (given(backend.service) && given(backend.resource)) report(path, 'has service and resource, only one is possible');
  if (given(backend.resource)) {
    const { kind, name, apiGroup } = record(backend.resource);
    for (const [field, value] of Object.entries({ kind, name })) {
      const shown = text(value);
      if (shown === '') report(`${path}.resource.${field}`, 'is required');
      else if (/[/%]|^\.\.?$/.test(shown)) report(`${path}.resource.${field}`, `'${shown}' is no name`);
    }
    const wrong = typeof apiGroup === 'string' ? subdomain(apiGroup) : undefined;
    if (wrong !== undefined) report(`${path}.resource.apiGroup`, wrong);
  }
  if (!given(backend.service)) return;
  const service = record(backend.service);
  const called = text(service.name);
  const wrong = called === '' ? 'is required' : label1035(called);
  if (wrong !== undefined) report(`${path}.service.name`, wrong);
  const port = record(service.port);
  const value = number(port.number) ?? 0;
  const name = text(port.name);
  if (name !== '' && value !== 0) report(`${path}.service.port`, 'has name and number, only one is possible');
  else if (name !== '') {
    const bad = portName(name);
    if (bad !== undefined) report(`${path}.service.port.name`, bad);
  } else if (value === 0) report(`${path}.service.port`, 'needs a name or a number');
  else if (value < 1 || value > 65535) report(`${path}.service.port.number`, `${value} must be from 1 to 65535`);
}
