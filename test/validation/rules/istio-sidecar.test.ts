import { check } from './cases';

check([
  {
    kind: 'Sidecar',
    base: `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: default, namespace: team }
spec:
  workloadSelector: { labels: { app: web } }
  ingress: [{ port: { number: 9080, protocol: HTTP, name: web }, defaultEndpoint: "127.0.0.1:8080" }]
  egress:
    - { port: { number: 3306, protocol: MYSQL, name: db }, hosts: [prod/db.example.com] }
    - { hosts: [./*, istio-system/*] }
  outboundTrafficPolicy: { mode: ALLOW_ANY, egressProxy: { host: proxy.example.com, port: { number: 80 } } }
`,
    accepted: [
      { 'spec.ingress[0].defaultEndpoint': 'unix:///run/web.sock' },
      { 'spec.ingress[0].defaultEndpoint': ':8080' },
      { 'spec.ingress[0].defaultEndpoint': '[::1]:8080' },
      { 'spec.egress[0]': { port: { number: 0 }, bind: 'unix:///run/db.sock', hosts: ['~/*'] } },
    ],
    refused: [
      { rule: 'istio/sidecar', change: { spec: {} }, path: 'spec' },
      {
        rule: 'istio/sidecar',
        change: { 'spec.workloadSelector.labels.app': 'w*' },
        path: 'spec.workloadSelector.labels',
      },
      {
        rule: 'istio/sidecar-ingress',
        change: { 'spec.ingress[0].port.number': 0 },
        path: 'spec.ingress[0].port.number',
      },
      {
        rule: 'istio/sidecar-ingress',
        change: { 'spec.ingress[0].defaultEndpoint': '10.0.0.1:80' },
        path: 'spec.ingress[0].defaultEndpoint',
      },
      {
        rule: 'istio/sidecar-ingress',
        change: { 'spec.ingress[0].defaultEndpoint': '127.0.0.1' },
        path: 'spec.ingress[0].defaultEndpoint',
      },
      {
        rule: 'istio/sidecar-ingress',
        change: { 'spec.ingress[1]': { port: { number: 9080, protocol: 'HTTP', name: 'b' } } },
        path: 'spec.ingress[1].port.number',
      },
      {
        rule: 'istio/sidecar-ingress',
        change: { 'spec.ingress[0].tls': { mode: 'SIMPLE', credentialName: 'c' } },
        path: 'spec.ingress[0].tls.credentialName',
      },
      {
        rule: 'istio/sidecar-ingress',
        change: { 'spec.inboundConnectionPool': {} },
        path: 'spec.inboundConnectionPool',
      },
      { rule: 'istio/sidecar-egress', change: { 'spec.egress[0].port': undefined }, path: 'spec.egress[0].port' },
      { rule: 'istio/sidecar-egress', change: { 'spec.egress[1].hosts': [] }, path: 'spec.egress[1].hosts' },
      { rule: 'istio/sidecar-egress', change: { 'spec.egress[1].hosts[0]': 'web' }, path: 'spec.egress[1].hosts[0]' },
      { rule: 'istio/sidecar-egress', change: { 'spec.egress[1].hosts[0]': 'a/b' }, path: 'spec.egress[1].hosts[0]' },
      {
        rule: 'istio/sidecar-egress',
        change: { 'spec.egress[0].port.number': 0 },
        path: 'spec.egress[0].bind',
      },
      {
        rule: 'istio/sidecar-egress',
        change: {
          'spec.egress[0].port.number': 0,
          'spec.egress[0].bind': 'unix:///s',
          'spec.egress[0].captureMode': 'IPTABLES',
        },
        path: 'spec.egress[0].captureMode',
      },
      {
        rule: 'istio/sidecar-proxy',
        change: { 'spec.outboundTrafficPolicy.mode': 'REGISTRY_ONLY' },
        path: 'spec.outboundTrafficPolicy.egressProxy',
      },
      {
        rule: 'istio/sidecar-proxy',
        change: { 'spec.outboundTrafficPolicy.egressProxy.port': undefined },
        path: 'spec.outboundTrafficPolicy.egressProxy.port',
      },
    ],
  },
  {
    kind: 'WorkloadEntry',
    base: '{ apiVersion: networking.istio.io/v1, kind: WorkloadEntry, metadata: { name: vm }, spec: { address: 10.0.0.1, ports: { http: 80 }, labels: { app: vm } } }',
    accepted: [
      { 'spec.address': 'vm.example.com' },
      { 'spec.address': undefined, 'spec.network': 'n' },
      { 'spec.address': 'unix:///s', 'spec.ports': undefined },
    ],
    refused: [
      { rule: 'istio/workload-entry', change: { 'spec.address': 'a b' }, path: 'spec.address' },
      { rule: 'istio/workload-entry', change: { 'spec.address': 'unix:///s' }, path: 'spec.ports' },
      { rule: 'istio/workload-entry', change: { 'spec.ports.http': 70000 }, path: 'spec.ports.http' },
      { rule: 'istio/workload-entry', change: { 'spec.labels.app': '-' }, path: 'spec.labels.app' },
    ],
  },
  {
    kind: 'WorkloadGroup',
    base: '{ apiVersion: networking.istio.io/v1, kind: WorkloadGroup, metadata: { name: vms }, spec: { metadata: { labels: { app: vm } }, template: { serviceAccount: vm }, probe: { periodSeconds: 5, httpGet: { port: 80, scheme: HTTP } } } }',
    accepted: [{ 'spec.probe': { exec: { command: ['check'] } } }],
    refused: [
      { rule: 'istio/workload-group', change: { 'spec.metadata.labels.app': '.' }, path: 'spec.metadata.labels.app' },
      { rule: 'istio/workload-probe', change: { 'spec.probe': { periodSeconds: 5 } }, path: 'spec.probe' },
      {
        rule: 'istio/workload-probe',
        change: { 'spec.probe.httpGet.scheme': 'FTP' },
        path: 'spec.probe.httpGet.scheme',
      },
      {
        rule: 'istio/workload-probe',
        change: { 'spec.probe.httpGet.httpHeaders': [{ name: 'a_b', value: 'c' }] },
        path: 'spec.probe.httpGet.httpHeaders[0].name',
      },
    ],
  },
  {
    kind: 'ProxyConfig',
    base: '{ apiVersion: networking.istio.io/v1beta1, kind: ProxyConfig, metadata: { name: p }, spec: { concurrency: 2, selector: { matchLabels: { app: a } } } }',
    refused: [
      {
        rule: 'istio/proxy-config',
        change: { 'spec.selector.matchLabels.app': '*' },
        path: 'spec.selector.matchLabels',
      },
    ],
  },
  {
    kind: 'ServiceEntry',
    base: '{ apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: { name: hub }, spec: { hosts: ["*.example.com"], location: MESH_EXTERNAL, resolution: DYNAMIC_DNS, ports: [{ number: 443, name: tls, protocol: TLS }] } }',
    refused: [
      { rule: 'istio/service-entry-dynamic', change: { 'spec.hosts[0]': 'a.com' }, path: 'spec.hosts[0]' },
      { rule: 'istio/service-entry-dynamic', change: { 'spec.location': 'MESH_INTERNAL' }, path: 'spec.location' },
      { rule: 'istio/service-entry-dynamic', change: { 'spec.addresses': ['10.0.0.1'] }, path: 'spec.addresses' },
      {
        rule: 'istio/service-entry-dynamic',
        change: { 'spec.ports[0].protocol': 'TCP' },
        path: 'spec.ports[0].protocol',
      },
      {
        rule: 'istio/workload-selector',
        change: { 'spec.workloadSelector': { labels: { app: '*' } } },
        path: 'spec.workloadSelector.labels',
      },
    ],
  },
]);
