import { checkWorkload } from './istio-service-entry';
import { checkLabels, checkSelection, ISTIO_VALIDATION, istioKinds, type Tell } from './istio-values';
import { at, given, list, number, record, records, text } from './read';
import { ruleSet } from './rule';

/** What Istio's webhook demands of workloads outside the cluster. */
export const istioWorkloadEntry = ruleSet({
  sources: [ISTIO_VALIDATION],
  kinds: istioKinds('WorkloadEntry'),
  rules: { 'istio/workload-entry': 'A workload has an address or a network, and ports and labels that exist.' },
  check: ({ object, report }) =>
    checkWorkload(record(object.spec), 'spec', true, (path, message) => report('istio/workload-entry', path, message)),
});

const COUNTS = ['periodSeconds', 'initialDelaySeconds', 'timeoutSeconds', 'successThreshold', 'failureThreshold'];

/** What Istio's webhook demands of groups of such workloads. */
export const istioWorkloadGroup = ruleSet({
  sources: [ISTIO_VALIDATION],
  kinds: istioKinds('WorkloadGroup'),
  rules: {
    'istio/workload-group': 'A group has a template, and labels that exist.',
    'istio/workload-probe': 'A probe has one way to probe, with values in their ranges.',
  },
  check: ({ object, report }) => {
    const spec = record(object.spec);
    if (!given(spec.template)) report('istio/workload-group', 'spec.template', 'is required');
    checkLabels(at(spec, 'metadata', 'labels'), 'spec.metadata.labels', (path, message) =>
      report('istio/workload-group', path, message),
    );
    if (given(spec.probe))
      checkProbe(record(spec.probe), 'spec.probe', (path, message) => report('istio/workload-probe', path, message));
  },
});

function checkProbe(probe: Record<string, unknown>, path: string, tell: Tell): void {
  for (const field of COUNTS) {
    const count = number(probe[field]);
    if (count !== undefined && count < 0) tell(`${path}.${field}`, `${count} is negative`);
  }
  const port = (handler: string) => {
    const value = number(record(probe[handler]).port) ?? 0;
    if (value < 1 || value > 65535) tell(`${path}.${handler}.port`, `${value} must be from 1 to 65535`);
  };
  if (given(probe.httpGet)) {
    port('httpGet');
    const http = record(probe.httpGet);
    if (!['', 'HTTP', 'HTTPS'].includes(text(http.scheme)))
      tell(`${path}.httpGet.scheme`, `'${text(http.scheme)}' is neither HTTP nor HTTPS`);
    for (const [i, { name }] of records(http.httpHeaders).entries())
      if (!/^[-A-Za-z0-9]+$/.test(text(name)))
        tell(`${path}.httpGet.httpHeaders[${i}].name`, `'${text(name)}' is no header name`);
  } else if (given(probe.tcpSocket)) port('tcpSocket');
  else if (given(probe.exec)) {
    if (list(record(probe.exec).command).length === 0) tell(`${path}.exec.command`, 'is required');
  } else if (!given(probe.grpc)) tell(path, 'needs one of httpGet, tcpSocket, exec');
}

/** What Istio's webhook demands of the settings of proxies. */
export const istioProxyConfig = ruleSet({
  sources: [ISTIO_VALIDATION],
  kinds: istioKinds('ProxyConfig', 'networking.istio.io', ['v1beta1']),
  rules: { 'istio/proxy-config': 'Proxies are selected by labels without wildcards, and have threads.' },
  check: ({ object, report }) => {
    const spec = record(object.spec);
    const tell: Tell = (path, message) => report('istio/proxy-config', path, message);
    checkSelection(at(spec, 'selector', 'matchLabels'), 'spec.selector.matchLabels', tell);
    const threads = number(spec.concurrency) ?? 0;
    if (threads < 0) tell('spec.concurrency', `${threads} is negative`);
  },
});
