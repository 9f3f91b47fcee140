import { checkConnectionPool, checkOutliers } from './istio-connection';
import { exportProblems, fqdn, isAddress, isDnsLabel, wildcardDomain } from './istio-hosts';
import { checkLoadBalancer } from './istio-load-balancer';
import { checkClientTls } from './istio-tls';
import { checkLabels, checkSelection, ISTIO_VALIDATION, istioKinds, type Tell } from './istio-values';
import { at, given, list, number, record, records, text } from './read';
import { ruleSet } from './rule';

type Fields = Record<string, unknown>;

/** What Istio's webhook demands of destination rules. */
export const istioDestinationRule = ruleSet({
  sources: [ISTIO_VALIDATION, 'https://github.com/istio/istio/blob/1.29.0/pkg/config/validation/agent/validation.go'],
  kinds: istioKinds('DestinationRule'),
  rules: {
    'istio/destination-host': 'A destination is a host.',
    'istio/export-to': 'A resource is exported to namespaces, each once, or to all.',
    'istio/subset': 'Subsets have labels of their own as names.',
    'istio/traffic-policy': 'A traffic policy says something, in the ranges that Envoy takes.',
    'istio/workload-selector': 'Workloads are selected by labels without wildcards.',
  },
  check: ({ object, release, report }) => {
    const spec = record(object.spec);
    const namespace = text(at(object, 'metadata', 'namespace'));
    const tell: Tell = (path, message) => report('istio/traffic-policy', path, message);
    const wrong = wildcardDomain(text(spec.host));
    if (wrong !== undefined) report('istio/destination-host', 'spec.host', wrong);
    const policy = (value: unknown, path: string) => {
      if (given(value)) checkTrafficPolicy(record(value), path, namespace, release !== '1.10', tell);
    };
    policy(spec.trafficPolicy, 'spec.trafficPolicy');
    const exportTo = list(spec.exportTo);
    for (const [i, message] of exportProblems(exportTo, namespace, false))
      report('istio/export-to', i < 0 ? 'spec.exportTo' : `spec.exportTo[${i}]`, message);
    if (given(spec.workloadSelector)) {
      checkSelection(
        at(spec, 'workloadSelector', 'matchLabels'),
        'spec.workloadSelector.matchLabels',
        (path, message) => report('istio/workload-selector', path, message),
      );
      const own = (value: unknown) => value === '.' || value === namespace;
      if (exportTo.length > 1 || (exportTo.length === 1 && !own(exportTo[0]) && namespace !== ''))
        report('istio/export-to', 'spec.exportTo', "may only be '.' where workloadSelector is given");
    }
    const names = new Set<string>();
    for (const [i, subset] of records(spec.subsets).entries()) {
      const path = `spec.subsets[${i}]`;
      const name = text(subset.name);
      if (!isDnsLabel(name))
        report('istio/subset', `${path}.name`, name === '' ? 'is required' : `'${name}' must be a label`);
      if (names.has(name)) report('istio/subset', `${path}.name`, `'${name}' is used twice`);
      names.add(name);
      checkLabels(subset.labels, `${path}.labels`, (where, message) => report('istio/subset', where, message));
      policy(subset.trafficPolicy, `${path}.trafficPolicy`);
    }
  },
});

const OF_PORTS = ['outlierDetection', 'connectionPool', 'loadBalancer', 'tls'];
const POLICIES = [...OF_PORTS, 'portLevelSettings', 'tunnel', 'proxyProtocol', 'retryBudget'];

function checkTrafficPolicy(policy: Fields, path: string, namespace: string, budgets: boolean, tell: Tell): void {
  const known = budgets ? POLICIES : POLICIES.slice(0, -1);
  const says = (field: string) =>
    given(policy[field]) && !(Array.isArray(policy[field]) && list(policy[field]).length === 0);
  if (!known.some(says)) {
    tell(path, `is empty: give one of ${known.join(', ')}`);
    return;
  }
  if (given(policy.tunnel) && given(policy.proxyProtocol)) {
    tell(path, 'has tunnel and proxyProtocol, only one is possible');
    return;
  }
  checkPolicy(policy, path, namespace, tell);
  for (const [i, item] of records(policy.portLevelSettings).entries()) {
    const below = `${path}.portLevelSettings[${i}]`;
    if (!given(item.port)) tell(`${below}.port`, 'is required');
    if (!OF_PORTS.some((field) => given(item[field]))) tell(below, `says nothing: give one of ${OF_PORTS.join(', ')}`);
    else checkPolicy(item, below, namespace, tell);
  }
  if (!given(policy.tunnel)) return;
  const tunnel = record(policy.tunnel);
  const protocol = text(tunnel.protocol);
  if (protocol !== '' && protocol !== 'CONNECT' && protocol !== 'POST')
    tell(`${path}.tunnel.protocol`, `'${protocol}' is neither CONNECT nor POST`);
  const host = text(tunnel.targetHost);
  if (fqdn(host) !== undefined && !isAddress(host))
    tell(`${path}.tunnel.targetHost`, `'${host}' is neither a host nor an address`);
  const port = number(tunnel.targetPort) ?? 0;
  if (port < 1 || port > 65535) tell(`${path}.tunnel.targetPort`, `${port} must be from 1 to 65535`);
}

function checkPolicy(policy: Fields, path: string, namespace: string, tell: Tell): void {
  if (given(policy.outlierDetection)) checkOutliers(record(policy.outlierDetection), `${path}.outlierDetection`, tell);
  if (given(policy.connectionPool)) checkConnectionPool(record(policy.connectionPool), `${path}.connectionPool`, tell);
  if (given(policy.loadBalancer)) checkLoadBalancer(record(policy.loadBalancer), `${path}.loadBalancer`, tell);
  if (given(policy.tls)) checkClientTls(record(policy.tls), `${path}.tls`, namespace, tell);
}
