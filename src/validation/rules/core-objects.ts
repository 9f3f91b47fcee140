import { isCidr, isIpv4, isIpv6 } from '../formats';
import { configKey, label, label1035, subdomain } from '../names';
import { quantity } from './core-pod';
import { checkSelector } from './kueue';
import { at, given, list, number, record, records, text, word } from './read';
import { ruleSet } from './rule';

const SOURCE = 'https://github.com/kubernetes/kubernetes/blob/v1.34.1/pkg/apis';

/** What Kubernetes demands of configuration and storage. */
export const coreData = ruleSet({
  sources: [`${SOURCE}/core/validation/validation.go`],
  kinds: ['v1/ConfigMap', 'v1/Secret', 'v1/PersistentVolumeClaim', 'v1/ResourceQuota', 'v1/LimitRange'],
  rules: {
    'core/data-keys': 'Keys of data are file names, each in one place.',
    'core/data-size': 'Data has at most 1 MiB.',
    'core/secret-type': 'A secret of a known type has the keys of its type.',
    'core/volume-claim': 'A claim says access modes and size.',
    'core/quota': 'Quotas are of resources that exist, and not negative.',
    'core/limit-range': 'Limits are in their order: min, default request, default, max.',
  },
  check: ({ object, report }) => {
    const kind = text(object.kind);
    if (kind === 'ConfigMap' || kind === 'Secret') {
      const [first, second] =
        kind === 'ConfigMap' ? (['data', 'binaryData'] as const) : (['data', 'stringData'] as const);
      let size = 0;
      for (const field of [first, second]) {
        for (const [key, value] of Object.entries(record(object[field]))) {
          const wrong = configKey(key);
          if (wrong !== undefined) report('core/data-keys', `${field}.${key}`, wrong);
          if (kind === 'ConfigMap' && field === second && Object.hasOwn(record(object[first]), key))
            report('core/data-keys', `${field}.${key}`, 'stands in data too');
          if (typeof value === 'string')
            size +=
              field === 'data' && kind === 'Secret' ? Math.floor((value.length * 3) / 4) : Buffer.byteLength(value);
        }
      }
      if (size > 1024 * 1024)
        report('core/data-size', '', `has ${size} bytes of data, at most ${1024 * 1024} are allowed`);
      if (kind === 'Secret') {
        const keys = { ...record(object.data), ...record(object.stringData) };
        const needed: Record<string, readonly string[]> = {
          'kubernetes.io/tls': ['tls.crt', 'tls.key'],
          'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
          'kubernetes.io/dockercfg': ['.dockercfg'],
          'kubernetes.io/ssh-auth': ['ssh-privatekey'],
        };
        for (const key of needed[text(object.type)] ?? [])
          if (!Object.hasOwn(keys, key))
            report('core/secret-type', `data.${key}`, `is required for type ${text(object.type)}`);
      }
      return;
    }
    const spec = record(object.spec);
    if (kind === 'PersistentVolumeClaim') {
      if (list(spec.accessModes).length === 0) report('core/volume-claim', 'spec.accessModes', 'are required');
      const storage = at(spec, 'resources', 'requests', 'storage');
      const size = quantity(storage);
      if (!given(storage)) report('core/volume-claim', 'spec.resources.requests.storage', 'is required');
      else if (size !== undefined && size <= 0n)
        report('core/volume-claim', 'spec.resources.requests.storage', `${word(storage)} must be more than 0`);
      if (given(spec.selector))
        checkSelector(record(spec.selector), 'spec.selector', (path, message) =>
          report('core/volume-claim', path, message),
        );
    } else if (kind === 'ResourceQuota') {
      for (const [name, amount] of Object.entries(record(spec.hard))) {
        const value = quantity(amount);
        if (value !== undefined && value < 0n) report('core/quota', `spec.hard.${name}`, 'is negative');
        if (!isQuotaResource(name)) report('core/quota', `spec.hard.${name}`, `'${name}' is nothing that quotas count`);
        if (/\//.test(name) && name.startsWith('limits.')) continue;
      }
    } else {
      for (const [i, item] of records(spec.limits).entries())
        checkLimit(item, `spec.limits[${i}]`, (path, message) => report('core/limit-range', path, message));
    }
  },
});

const COUNTED = new Set([
  'pods',
  'services',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
  'cpu',
  'memory',
  'ephemeral-storage',
  'storage',
  'requests.cpu',
  'requests.memory',
  'requests.storage',
  'requests.ephemeral-storage',
  'limits.cpu',
  'limits.memory',
  'limits.ephemeral-storage',
  'limits.storage',
]);

function isQuotaResource(name: string): boolean {
  return (
    COUNTED.has(name) || name.includes('/') || name.startsWith('hugepages-') || name.startsWith('requests.hugepages-')
  );
}

function checkLimit(
  item: Record<string, unknown>,
  path: string,
  report: (path: string, message: string) => void,
): void {
  const order = ['min', 'defaultRequest', 'default', 'max'] as const;
  const names = new Set(order.flatMap((field) => Object.keys(record(item[field]))));
  for (const name of names) {
    let before: { readonly field: string; readonly value: bigint } | undefined;
    for (const field of order) {
      const value = quantity(record(item[field])[name]);
      if (value === undefined) continue;
      if (before !== undefined && before.value > value)
        report(`${path}.${before.field}.${name}`, `is more than ${field}, ${word(record(item[field])[name])}`);
      before = { field, value };
    }
  }
}

/** What Kubernetes demands of services and network rules. */
export const coreNetwork = ruleSet({
  sources: [`${SOURCE}/core/validation/validation.go`, `${SOURCE}/networking/validation/validation.go`],
  kinds: ['v1/Service', 'networking.k8s.io/v1/NetworkPolicy', 'networking.k8s.io/v1/Ingress'],
  rules: {
    'core/service-ports': 'A service has ports with numbers and names of their own.',
    'core/service-type': 'A service has the fields of its type.',
    'core/network-policy': 'A network policy has valid selectors, ports and address ranges.',
    'core/ingress': 'An ingress has a backend, and paths that begin with /.',
  },
  check: ({ object, report }) => {
    const spec = record(object.spec);
    if (object.kind === 'Service') checkService(spec, report);
    else if (object.kind === 'NetworkPolicy')
      checkNetworkPolicy(spec, (path, message) => report('core/network-policy', path, message));
    else checkIngress(spec, (path, message) => report('core/ingress', path, message));
  },
});

function checkService(
  spec: Record<string, unknown>,
  report: (rule: 'core/service-ports' | 'core/service-type', path: string, message: string) => void,
): void {
  const ports = records(spec.ports);
  const type = text(spec.type) || 'ClusterIP';
  const headless = spec.clusterIP === 'None';
  if (ports.length === 0 && !headless && type !== 'ExternalName')
    report('core/service-ports', 'spec.ports', 'are required');
  if (type === 'ExternalName' && text(spec.externalName) === '')
    report('core/service-type', 'spec.externalName', 'is required for type ExternalName');
  if (type === 'LoadBalancer' && headless)
    report('core/service-type', 'spec.clusterIP', "may not be 'None' for type LoadBalancer");
  const address = text(spec.clusterIP);
  if (address !== '' && address !== 'None' && !isIpv4(address) && !isIpv6(address))
    report('core/service-type', 'spec.clusterIP', `'${address}' is no address`);
  const names = new Set<string>();
  const numbers = new Set<string>();
  for (const [i, port] of ports.entries()) {
    const path = `spec.ports[${i}]`;
    const name = text(port.name);
    if (name === '' && ports.length > 1)
      report('core/service-ports', `${path}.name`, 'is required where there are several ports');
    const wrong = name === '' ? undefined : label(name);
    if (wrong !== undefined) report('core/service-ports', `${path}.name`, wrong);
    if (name !== '' && names.has(name)) report('core/service-ports', `${path}.name`, `'${name}' is used twice`);
    names.add(name);
    const value = number(port.port);
    if (value !== undefined && (value < 1 || value > 65535))
      report('core/service-ports', `${path}.port`, `${value} must be from 1 to 65535`);
    const target = port.targetPort;
    if (typeof target === 'number' && (target < 0 || target > 65535))
      report('core/service-ports', `${path}.targetPort`, `${target} must be from 1 to 65535`);
    if (given(port.nodePort) && port.nodePort !== 0 && type === 'ClusterIP')
      report('core/service-ports', `${path}.nodePort`, 'may not be set for type ClusterIP');
    const key = `${text(port.protocol) || 'TCP'}/${word(port.port)}`;
    if (numbers.has(key)) report('core/service-ports', path, `repeats port ${key}`);
    numbers.add(key);
  }
}

function checkNetworkPolicy(spec: Record<string, unknown>, report: (path: string, message: string) => void): void {
  checkSelector(record(spec.podSelector), 'spec.podSelector', report);
  for (const [direction, peers] of [
    ['ingress', 'from'],
    ['egress', 'to'],
  ] as const) {
    for (const [i, rule] of records(spec[direction]).entries()) {
      for (const [j, port] of records(rule.ports).entries()) {
        const path = `spec.${direction}[${i}].ports[${j}]`;
        const value = port.port;
        if (typeof value === 'number' && (value < 1 || value > 65535))
          report(`${path}.port`, `${value} must be from 1 to 65535`);
        if (given(port.endPort) && typeof value !== 'number') report(`${path}.endPort`, 'needs port to be a number');
        else if (typeof port.endPort === 'number' && typeof value === 'number' && port.endPort < value)
          report(`${path}.endPort`, `${port.endPort} is less than port, ${value}`);
      }
      for (const [j, peer] of records(rule[peers]).entries()) {
        const path = `spec.${direction}[${i}].${peers}[${j}]`;
        const selectors = given(peer.podSelector) || given(peer.namespaceSelector);
        if (!selectors && !given(peer.ipBlock)) report(path, 'needs podSelector, namespaceSelector or ipBlock');
        if (selectors && given(peer.ipBlock)) report(`${path}.ipBlock`, 'does not go with selectors');
        for (const field of ['podSelector', 'namespaceSelector'])
          checkSelector(record(peer[field]), `${path}.${field}`, report);
        if (!given(peer.ipBlock)) continue;
        const cidr = text(record(peer.ipBlock).cidr);
        if (!isCidr(cidr))
          report(`${path}.ipBlock.cidr`, cidr === '' ? 'is required' : `'${cidr}' is no address range`);
        for (const [k, except] of list(record(peer.ipBlock).except).entries()) {
          if (!isCidr(word(except))) report(`${path}.ipBlock.except[${k}]`, `'${word(except)}' is no address range`);
        }
      }
    }
  }
}

function checkIngress(spec: Record<string, unknown>, report: (path: string, message: string) => void): void {
  if (list(spec.rules).length === 0 && !given(spec.defaultBackend)) report('spec', 'needs rules or defaultBackend');
  for (const [i, rule] of records(spec.rules).entries()) {
    const host = text(rule.host);
    if (host !== '' && subdomain(host.replace(/^\*\./, 'a.')) !== undefined)
      report(`spec.rules[${i}].host`, `'${host}' is no host name`);
    for (const [j, path] of records(at(rule, 'http', 'paths')).entries()) {
      const below = `spec.rules[${i}].http.paths[${j}]`;
      const type = text(path.pathType);
      if (type === '') report(`${below}.pathType`, 'is required');
      else if (!['Exact', 'Prefix', 'ImplementationSpecific'].includes(type))
        report(`${below}.pathType`, `'${type}' is none of Exact, Prefix, ImplementationSpecific`);
      if (type !== 'ImplementationSpecific' && !text(path.path).startsWith('/'))
        report(`${below}.path`, `'${text(path.path)}' must start with '/'`);
      const backend = record(path.backend);
      if (!given(backend.service) && !given(backend.resource)) report(`${below}.backend`, 'needs service or resource');
      const service = text(record(backend.service).name);
      const wrong = given(backend.service) ? (service === '' ? 'is required' : label1035(service)) : undefined;
      if (wrong !== undefined) report(`${below}.backend.service.name`, wrong);
    }
  }
}

/** What Kubernetes demands of access rules and scaling. */
export const coreAccess = ruleSet({
  sources: [
    `${SOURCE}/rbac/validation/validation.go`,
    `${SOURCE}/autoscaling/validation/validation.go`,
    `${SOURCE}/policy/validation/validation.go`,
  ],
  kinds: ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding']
    .map((kind) => `rbac.authorization.k8s.io/v1/${kind}`)
    .concat('autoscaling/v2/HorizontalPodAutoscaler', 'policy/v1/PodDisruptionBudget'),
  rules: {
    'core/rbac-rule': 'A rule has verbs, and resources with their groups.',
    'core/rbac-binding': 'A binding names a role, and subjects with what their kind needs.',
    'core/autoscaler': 'An autoscaler has at least one replica, and no more at least than at most.',
    'core/disruption-budget': 'A budget says what may be disrupted in one way.',
  },
  check: ({ object, report }) => {
    const kind = text(object.kind);
    if (kind.endsWith('Role')) {
      for (const [i, rule] of records(object.rules).entries()) {
        const path = `rules[${i}]`;
        if (list(rule.verbs).length === 0) report('core/rbac-rule', `${path}.verbs`, 'are required');
        if (list(rule.nonResourceURLs).length > 0) {
          if (kind === 'Role') report('core/rbac-rule', `${path}.nonResourceURLs`, 'go with a ClusterRole only');
          if (list(rule.apiGroups).length > 0 || list(rule.resources).length > 0)
            report('core/rbac-rule', `${path}.nonResourceURLs`, 'do not go with resources');
          continue;
        }
        if (list(rule.apiGroups).length === 0)
          report('core/rbac-rule', `${path}.apiGroups`, "are required, '' for the core group");
        if (list(rule.resources).length === 0) report('core/rbac-rule', `${path}.resources`, 'are required');
      }
    } else if (kind.endsWith('Binding')) {
      const role = record(object.roleRef);
      if (text(role.name) === '') report('core/rbac-binding', 'roleRef.name', 'is required');
      const kinds = kind === 'RoleBinding' ? ['Role', 'ClusterRole'] : ['ClusterRole'];
      if (!kinds.includes(text(role.kind)))
        report('core/rbac-binding', 'roleRef.kind', `'${text(role.kind)}' must be ${kinds.join(' or ')}`);
      if (given(role.apiGroup) && role.apiGroup !== 'rbac.authorization.k8s.io' && role.apiGroup !== '')
        report('core/rbac-binding', 'roleRef.apiGroup', `'${text(role.apiGroup)}' must be rbac.authorization.k8s.io`);
      for (const [i, subject] of records(object.subjects).entries()) {
        const path = `subjects[${i}]`;
        if (text(subject.name) === '') report('core/rbac-binding', `${path}.name`, 'is required');
        if (!['ServiceAccount', 'User', 'Group'].includes(text(subject.kind)))
          report('core/rbac-binding', `${path}.kind`, `'${text(subject.kind)}' is none of ServiceAccount, User, Group`);
        if (subject.kind === 'ServiceAccount' && text(subject.namespace) === '' && kind === 'ClusterRoleBinding')
          report('core/rbac-binding', `${path}.namespace`, 'is required for a ServiceAccount');
        if (subject.kind === 'ServiceAccount' && text(subject.apiGroup) !== '')
          report('core/rbac-binding', `${path}.apiGroup`, "must be '' for a ServiceAccount");
      }
    } else if (kind === 'HorizontalPodAutoscaler') {
      const spec = record(object.spec);
      const min = number(spec.minReplicas) ?? 1;
      const max = number(spec.maxReplicas);
      if (min < 1) report('core/autoscaler', 'spec.minReplicas', `${min} must be at least 1`);
      if (max !== undefined && max < 1) report('core/autoscaler', 'spec.maxReplicas', `${max} must be at least 1`);
      else if (max !== undefined && max < min)
        report('core/autoscaler', 'spec.maxReplicas', `${max} is less than minReplicas, ${min}`);
    } else {
      const spec = record(object.spec);
      if (given(spec.minAvailable) && given(spec.maxUnavailable))
        report('core/disruption-budget', 'spec', 'has minAvailable and maxUnavailable, only one is possible');
      checkSelector(record(spec.selector), 'spec.selector', (path, message) =>
        report('core/disruption-budget', path, message),
      );
    }
  },
});
