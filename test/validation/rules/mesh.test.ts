import { check } from './cases';

const POD = 'spec.template.spec';
const SIDECAR = (key: string) => `spec.template.metadata.annotations.'queue.sidecar.serving.knative.dev/${key}'`;
const C = `${POD}.containers[0]`;
const SCALE = (name: string) => `spec.template.metadata.annotations.'autoscaling.knative.dev/${name}'`;
const ON_TEMPLATE = (name: string) => `spec.template.metadata.annotations.autoscaling.knative.dev/${name}`;

function scaling(name: string, value: string) {
  return { rule: 'knative/autoscaling-annotations', change: { [SCALE(name)]: value }, path: ON_TEMPLATE(name) };
}

function probe(change: Readonly<Record<string, unknown>>, path: string) {
  return { rule: 'knative/probe', change, path };
}

check([
  {
    kind: 'Service of Knative',
    base: `
apiVersion: serving.knative.dev/v1
kind: Service
metadata: { name: web, annotations: { serving.knative.dev/rollout-duration: 90s } }
spec:
  template:
    metadata:
      name: web-1
      annotations: { autoscaling.knative.dev/min-scale: '1', autoscaling.knative.dev/max-scale: '4', autoscaling.knative.dev/target: '10', autoscaling.knative.dev/window: 60s }
    spec:
      serviceAccountName: web
      timeoutSeconds: 60
      containerConcurrency: 10
      containers:
        - { name: main, image: img, ports: [{ containerPort: 8080, name: h2c }], env: [{ name: A, value: b }], readinessProbe: { httpGet: { path: /, port: 8080 } }, volumeMounts: [{ name: data, mountPath: /data }] }
      volumes: [{ name: data, emptyDir: {} }]
  traffic: [{ latestRevision: true, percent: 100 }]
`,
    accepted: [
      { [SIDECAR('resource-percentage')]: '50', [SIDECAR('cpu-resource-limit')]: '100m' },
      { 'spec.template.metadata.generateName': 'web-' },
      { [SCALE('initial-scale')]: '2' },
      { 'spec.template.metadata.name': undefined },
      { [`${C}.ports`]: undefined, [`${C}.readinessProbe`]: undefined },
      {
        'spec.traffic': [
          { revisionName: 'web-0', percent: 50, tag: 'old' },
          { latestRevision: true, percent: 50 },
        ],
      },
      { [`${POD}.volumes[0]`]: { name: 'data', secret: { secretName: 's' } }, [`${C}.volumeMounts[0].readOnly`]: true },
    ],
    refused: [
      {
        rule: 'knative/revision-name',
        change: { 'spec.template.metadata.generateName': 'Web-' },
        path: 'spec.template.metadata.generateName',
      },
      {
        rule: 'knative/autoscaling-annotations',
        change: { [SIDECAR('resource-percentage')]: '200' },
        path: 'spec.template.metadata.annotations.queue.sidecar.serving.knative.dev/resource-percentage',
      },
      {
        rule: 'knative/autoscaling-annotations',
        change: { [SIDECAR('cpu-resource-limit')]: '100mx' },
        path: 'spec.template.metadata.annotations.queue.sidecar.serving.knative.dev/cpu-resource-limit',
      },
      {
        rule: 'knative/feature-flag',
        change: { [`${POD}.securityContext`]: { runAsNonRoot: true } },
        path: `${POD}.securityContext.runAsNonRoot`,
      },
      {
        rule: 'knative/feature-flag',
        change: { [`${POD}.containers[1]`]: { name: 'side', image: 'img', livenessProbe: { timeoutSeconds: 2 } } },
        path: `${POD}.containers[1].livenessProbe.timeoutSeconds`,
      },
      {
        rule: 'knative/name',
        change: { 'metadata.name': 'web.a', 'spec.template.metadata.name': undefined },
        path: 'metadata.name',
      },
      {
        rule: 'knative/revision-name',
        change: { 'spec.template.metadata.name': 'api-1' },
        path: 'spec.template.metadata.name',
      },
      {
        rule: 'knative/networking-annotations',
        change: { 'spec.template.metadata.annotations': { 'networking.knative.dev/visibility': 'cluster-local' } },
        path: 'spec.template.metadata.annotations',
      },
      {
        rule: 'knative/rollout-duration',
        change: { "metadata.annotations.'serving.knative.dev/rollout-duration'": '1.5s' },
        path: 'metadata.annotations.serving.knative.dev/rollout-duration',
      },
      {
        rule: 'knative/autoscaling-annotations',
        change: { "metadata.annotations.'autoscaling.knative.dev/min-scale'": '1' },
        path: 'metadata.annotations',
      },
      scaling('min-scale', 'one'),
      scaling('max-scale', '-1'),
      {
        rule: 'knative/autoscaling-annotations',
        change: { [SCALE('min-scale')]: '5' },
        path: ON_TEMPLATE('max-scale'),
      },
      scaling('activation-scale', '1'),
      scaling('activation-scale', '9'),
      scaling('class', 'x.autoscaling.knative.dev'),
      scaling('metric', 'cpu'),
      scaling('target', '0'),
      scaling('target-utilization-percentage', '101'),
      scaling('target-burst-capacity', '-2'),
      scaling('panic-window-percentage', '0.5'),
      scaling('panic-threshold-percentage', '100'),
      scaling('window', '1s'),
      scaling('window', '6.5s'),
      scaling('scale-down-delay', '2h'),
      scaling('scale-to-zero-pod-retention-period', '-1s'),
      scaling('initial-scale', '0'),
      {
        rule: 'knative/autoscaling-annotations',
        change: { "spec.template.metadata.annotations.'serving.knative.dev/progress-deadline'": '1' },
        path: 'spec.template.metadata.annotations.serving.knative.dev/progress-deadline',
      },
      {
        rule: 'knative/feature-flag',
        change: { [`${POD}.nodeSelector`]: { pool: 'gpu' } },
        path: `${POD}.nodeSelector`,
      },
      {
        rule: 'knative/feature-flag',
        change: { [`${POD}.tolerations`]: [{ key: 'a', operator: 'Exists' }] },
        path: `${POD}.tolerations`,
      },
      {
        rule: 'knative/feature-flag',
        change: { [`${POD}.volumes[0]`]: { name: 'data', persistentVolumeClaim: { claimName: 'c' } } },
        path: `${POD}.volumes[0].persistentVolumeClaim`,
      },
      {
        rule: 'knative/field',
        change: { [`${C}.lifecycle`]: { preStop: { sleep: { seconds: 1 } } } },
        path: `${C}.lifecycle`,
      },
      {
        rule: 'knative/field',
        change: { [`${POD}.automountServiceAccountToken`]: true },
        path: `${POD}.automountServiceAccountToken`,
      },
      { rule: 'knative/containers', change: { [`${POD}.containers`]: [] }, path: `${POD}.containers` },
      {
        rule: 'knative/containers',
        change: {
          [`${C}.ports`]: undefined,
          [`${C}.readinessProbe`]: undefined,
          [`${POD}.containers[1]`]: { name: 'b', image: 'img' },
        },
        path: `${POD}.containers`,
      },
      { rule: 'knative/container', change: { [`${C}.image`]: undefined }, path: `${C}.image` },
      { rule: 'knative/container', change: { [`${C}.name`]: 'queue-proxy' }, path: `${C}.name` },
      { rule: 'knative/container', change: { [`${C}.env[0].name`]: 'PORT' }, path: `${C}.env[0].name` },
      { rule: 'knative/port', change: { [`${C}.ports[0].containerPort`]: 8012 }, path: `${C}.ports.containerPort` },
      { rule: 'knative/port', change: { [`${C}.ports[0].name`]: 'grpc' }, path: `${C}.ports` },
      { rule: 'knative/port', change: { [`${C}.ports[1]`]: { containerPort: 9999 } }, path: `${POD}.containers` },
      probe({ [`${C}.readinessProbe`]: { httpGet: { port: 8080 }, exec: { command: ['a'] } } }, `${C}.readinessProbe`),
      probe({ [`${C}.livenessProbe`]: {} }, `${C}.livenessProbe.httpGet`),
      {
        rule: 'knative/volumes',
        change: { [`${POD}.volumes[1]`]: { name: 'data', emptyDir: {} } },
        path: `${POD}.volumes[1].name`,
      },
      {
        rule: 'knative/volumes',
        change: { [`${C}.volumeMounts[0].name`]: 'other' },
        path: `${C}.volumeMounts[0].name`,
      },
      {
        rule: 'knative/volumes',
        change: { [`${C}.volumeMounts[0].mountPath`]: 'data' },
        path: `${C}.volumeMounts[0].mountPath`,
      },
      {
        rule: 'knative/volumes',
        change: { [`${C}.volumeMounts[0].mountPath`]: '/dev/log/' },
        path: `${C}.volumeMounts[0].mountPath`,
      },
      { rule: 'knative/limits', change: { [`${POD}.timeoutSeconds`]: 601 }, path: `${POD}.timeoutSeconds` },
      {
        rule: 'knative/limits',
        change: { [`${POD}.containerConcurrency`]: 1001 },
        path: `${POD}.containerConcurrency`,
      },
      {
        rule: 'knative/service-account',
        change: { [`${POD}.serviceAccountName`]: 'A b' },
        path: `${POD}.serviceAccountName`,
      },
      { rule: 'knative/traffic', change: { 'spec.traffic[0].percent': 99 }, path: 'spec.traffic' },
      { rule: 'knative/traffic', change: { 'spec.traffic[0].percent': 101 }, path: 'spec.traffic[0].percent' },
    ],
  },
]);

const S = 'spec.servers[0]';
const TLS = { number: 443, name: 'https', protocol: 'HTTPS' };

function gatewayTls(tls: unknown, field = '') {
  return { rule: 'istio/gateway-tls', change: { [`${S}.port`]: TLS, [`${S}.tls`]: tls }, path: `${S}.tls${field}` };
}

check([
  {
    kind: 'Gateway of Istio',
    base: `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: public }
spec: { selector: { istio: ingressgateway }, servers: [{ hosts: ['*'], port: { number: 80, name: http, protocol: HTTP } }] }
`,
    accepted: [
      { [`${S}.tls`]: { httpsRedirect: true } },
      { [`${S}.port`]: TLS, [`${S}.tls`]: { mode: 'SIMPLE', credentialName: 'cert' } },
      { [`${S}.port`]: TLS, [`${S}.tls`]: { mode: 'PASSTHROUGH' } },
      { [`${S}.hosts`]: ['./*.example.com', 'team/a.example.com', '*/b.example.com'] },
    ],
    refused: [
      { rule: 'istio/gateway-name', change: { 'metadata.name': 'a.b' }, path: 'metadata.name' },
      { rule: 'istio/gateway-servers', change: { 'spec.servers': undefined }, path: 'spec.servers' },
      { rule: 'istio/gateway-servers', change: { [`${S}.hosts`]: [] }, path: `${S}.hosts` },
      { rule: 'istio/gateway-servers', change: { [`${S}.hosts`]: ['a/b/c'] }, path: `${S}.hosts[0]` },
      { rule: 'istio/gateway-servers', change: { [`${S}.hosts`]: ['localhost'] }, path: `${S}.hosts[0]` },
      { rule: 'istio/gateway-servers', change: { [`${S}.hosts`]: ['*a.com'] }, path: `${S}.hosts[0]` },
      { rule: 'istio/gateway-servers', change: { [`${S}.hosts`]: ['a.*.com'] }, path: `${S}.hosts[0]` },
      {
        rule: 'istio/gateway-servers',
        change: { 'spec.servers[1]': { hosts: ['*'], port: { number: 81, name: 'http', protocol: 'HTTP' } } },
        path: 'spec.servers[1].port.name',
      },
      { rule: 'istio/gateway-port', change: { [`${S}.port.number`]: 70000 }, path: `${S}.port.number` },
      { rule: 'istio/gateway-port', change: { [`${S}.port.protocol`]: 'FTP' }, path: `${S}.port.protocol` },
      { rule: 'istio/gateway-port', change: { [`${S}.port.name`]: '' }, path: `${S}.port.name` },
      { rule: 'istio/gateway-bind', change: { [`${S}.bind`]: 'here' }, path: `${S}.bind` },
      { rule: 'istio/gateway-bind', change: { [`${S}.bind`]: 'unix:///run/x.sock' }, path: `${S}.port.number` },
      { rule: 'istio/gateway-tls', change: { [`${S}.port`]: TLS }, path: `${S}.tls` },
      {
        rule: 'istio/gateway-tls',
        change: { [`${S}.tls`]: { mode: 'SIMPLE', credentialName: 'c' } },
        path: `${S}.tls`,
      },
      gatewayTls({ mode: 'SIMPLE', privateKey: 'k' }, '.serverCertificate'),
      gatewayTls({ mode: 'MUTUAL', privateKey: 'k', serverCertificate: 'c' }, '.caCertificates'),
      gatewayTls({ mode: 'ISTIO_MUTUAL', credentialName: 'c' }, '.credentialName'),
      gatewayTls({ mode: 'SIMPLE', credentialName: 'c', privateKey: 'k', serverCertificate: 's' }),
    ],
  },
  {
    kind: 'DestinationRule',
    base: `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: web }
spec:
  host: web.team.svc.cluster.local
  trafficPolicy: { tls: { mode: ISTIO_MUTUAL }, connectionPool: { tcp: { maxConnections: 10 } }, outlierDetection: { maxEjectionPercent: 50 } }
  subsets: [{ name: v1, labels: { version: v1 } }]
`,
    refused: [
      { rule: 'istio/destination-host', change: { 'spec.host': 'a_b' }, path: 'spec.host' },
      { rule: 'istio/subset', change: { 'spec.subsets[0].name': 'v.1' }, path: 'spec.subsets[0].name' },
      {
        rule: 'istio/subset',
        change: { 'spec.subsets[0].labels.version': 'v 1' },
        path: 'spec.subsets[0].labels.version',
      },
      { rule: 'istio/export-to', change: { 'spec.exportTo': ['~'] }, path: 'spec.exportTo[0]' },
      { rule: 'istio/export-to', change: { 'spec.exportTo': ['*', 'a'] }, path: 'spec.exportTo' },
      { rule: 'istio/subset', change: { 'spec.subsets[1]': { name: 'v1' } }, path: 'spec.subsets[1].name' },
      { rule: 'istio/traffic-policy', change: { 'spec.trafficPolicy': {} }, path: 'spec.trafficPolicy' },
      {
        rule: 'istio/traffic-policy',
        change: { 'spec.trafficPolicy.outlierDetection.maxEjectionPercent': 101 },
        path: 'spec.trafficPolicy.outlierDetection.maxEjectionPercent',
      },
      {
        rule: 'istio/traffic-policy',
        change: { 'spec.trafficPolicy.connectionPool': {} },
        path: 'spec.trafficPolicy.connectionPool',
      },
      {
        rule: 'istio/traffic-policy',
        change: { 'spec.trafficPolicy.connectionPool.tcp.maxConnections': -1 },
        path: 'spec.trafficPolicy.connectionPool.tcp.maxConnections',
      },
      {
        rule: 'istio/traffic-policy',
        change: { 'spec.trafficPolicy.tls': { mode: 'MUTUAL' } },
        path: 'spec.trafficPolicy.tls.clientCertificate',
      },
      {
        rule: 'istio/traffic-policy',
        change: { 'spec.trafficPolicy.loadBalancer': { consistentHash: { maglev: { tableSize: 10 } } } },
        path: 'spec.trafficPolicy.loadBalancer.consistentHash.maglev.tableSize',
      },
    ],
  },
]);

const H = 'spec.http[0]';

check([
  {
    kind: 'VirtualService',
    base: `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web }
spec:
  hosts: [web.example.com]
  gateways: [kubeflow/public]
  http:
    - match: [{ uri: { prefix: /web }, headers: { a: { exact: b } } }]
      rewrite: { uri: / }
      retries: { attempts: 2, retryOn: 'gateway-error,503' }
      route: [{ destination: { host: web, subset: v1, port: { number: 80 } }, weight: 90 }, { destination: { host: web2 }, weight: 10 }]
      mirror: { host: shadow }
      mirrorPercentage: { value: 10 }
      corsPolicy: { allowMethods: [GET], allowOrigins: [{ exact: a }] }
      fault: { abort: { httpStatus: 500, percentage: { value: 1 } } }
`,
    accepted: [
      { 'spec.hosts': ['*'] },
      { 'spec.http': [{ redirect: { uri: '/x' } }] },
      { 'spec.http': [{ directResponse: { status: 404 } }] },
      { 'spec.hosts': ['web', 'web.example.com'], 'spec.gateways': undefined },
    ],
    refused: [
      { rule: 'istio/route-hosts', change: { 'spec.hosts': ['*'], 'spec.gateways': undefined }, path: 'spec.hosts[0]' },
      { rule: 'istio/route-hosts', change: { 'spec.hosts': ['a b'] }, path: 'spec.hosts[0]' },
      {
        rule: 'istio/route-hosts',
        change: { 'spec.hosts': ['*.example.com', 'a.example.com'] },
        path: 'spec.hosts[1]',
      },
      { rule: 'istio/route-hosts', change: { 'spec.hosts': undefined }, path: 'spec.gateways' },
      { rule: 'istio/route-gateways', change: { 'spec.gateways': ['a/b/c'] }, path: 'spec.gateways[0]' },
      { rule: 'istio/routes', change: { 'spec.http': undefined }, path: 'spec' },
      { rule: 'istio/http-route', change: { [`${H}.route`]: undefined }, path: H },
      { rule: 'istio/http-route', change: { [`${H}.redirect`]: { uri: '/x' } }, path: `${H}.route` },
      { rule: 'istio/http-route', change: { [`${H}.directResponse`]: { status: 200 } }, path: `${H}.route` },
      {
        rule: 'istio/http-route',
        change: { [`${H}.mirrors`]: [{ destination: { host: 'a' } }] },
        path: `${H}.mirrors`,
      },
      {
        rule: 'istio/destination',
        change: { [`${H}.route[0].destination.host`]: '*' },
        path: `${H}.route[0].destination.host`,
      },
      {
        rule: 'istio/destination',
        change: { [`${H}.route[0].destination.subset`]: 'v.1' },
        path: `${H}.route[0].destination.subset`,
      },
      {
        rule: 'istio/destination',
        change: { [`${H}.route[0].destination.port.number`]: 0 },
        path: `${H}.route[0].destination.port.number`,
      },
      {
        rule: 'istio/destination',
        change: { [`${H}.route[0].weight`]: 0, [`${H}.route[1].weight`]: 0 },
        path: `${H}.route`,
      },
      { rule: 'istio/destination', change: { [`${H}.route[0].weight`]: -1 }, path: `${H}.route[0].weight` },
      { rule: 'istio/match', change: { [`${H}.match[0].uri`]: { regex: '(?=x)' } }, path: `${H}.match[0].uri.regex` },
      {
        rule: 'istio/match',
        change: { [`${H}.match[0].headers.a`]: { prefix: '' } },
        path: `${H}.match[0].headers.a.prefix`,
      },
      { rule: 'istio/http-fault', change: { [`${H}.fault`]: {} }, path: `${H}.fault` },
      {
        rule: 'istio/http-fault',
        change: { [`${H}.fault.abort.percentage.value`]: 101 },
        path: `${H}.fault.abort.percentage.value`,
      },
      {
        rule: 'istio/http-fault',
        change: { [`${H}.fault.abort.httpStatus`]: 99 },
        path: `${H}.fault.abort.httpStatus`,
      },
      {
        rule: 'istio/http-redirect',
        change: { 'spec.http': [{ redirect: { uri: '/', redirectCode: 200 } }] },
        path: `${H}.redirect.redirectCode`,
      },
      {
        rule: 'istio/http-redirect',
        change: { 'spec.http': [{ redirect: { redirectCode: 301 } }] },
        path: `${H}.redirect`,
      },
      { rule: 'istio/http-rewrite', change: { [`${H}.rewrite`]: {} }, path: `${H}.rewrite` },
      {
        rule: 'istio/http-rewrite',
        change: { [`${H}.rewrite`]: { uriRegexRewrite: { match: '(', rewrite: 'x' } } },
        path: `${H}.rewrite.uriRegexRewrite.match`,
      },
      { rule: 'istio/http-retries', change: { [`${H}.retries.attempts`]: 0 }, path: `${H}.retries.attempts` },
      { rule: 'istio/http-retries', change: { [`${H}.retries.retryOn`]: 'bad-luck' }, path: `${H}.retries.retryOn` },
      {
        rule: 'istio/http-cors',
        change: { [`${H}.corsPolicy.allowMethods`]: ['FETCH'] },
        path: `${H}.corsPolicy.allowMethods[0]`,
      },
      {
        rule: 'istio/http-cors',
        change: { [`${H}.corsPolicy.allowOrigins`]: [{ exact: '' }] },
        path: `${H}.corsPolicy.allowOrigins[0]`,
      },
      {
        rule: 'istio/http-mirror',
        change: { [`${H}.mirrorPercentage.value`]: 101 },
        path: `${H}.mirrorPercentage.value`,
      },
      {
        rule: 'istio/tls-route',
        change: { 'spec.tls': [{ route: [{ destination: { host: 'a' } }], match: [] }] },
        path: 'spec.tls[0].match',
      },
      {
        rule: 'istio/tls-route',
        change: { 'spec.tls': [{ route: [{ destination: { host: 'a' } }], match: [{ sniHosts: ['other.org'] }] }] },
        path: 'spec.tls[0].match[0].sniHosts[0]',
      },
      { rule: 'istio/tcp-route', change: { 'spec.tcp': [{ route: [] }] }, path: 'spec.tcp[0].route' },
    ],
  },
  {
    kind: 'ServiceEntry',
    base: `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: api }
spec: { hosts: [api.example.com], location: MESH_EXTERNAL, resolution: DNS, ports: [{ number: 443, name: https, protocol: HTTPS }] }
`,
    accepted: [
      { 'spec.resolution': 'STATIC', 'spec.endpoints': [{ address: '10.0.0.1' }] },
      { 'spec.addresses': ['10.0.0.0/8'], 'spec.resolution': 'NONE', 'spec.ports[0].protocol': 'TCP' },
    ],
    refused: [
      { rule: 'istio/service-entry-hosts', change: { 'spec.hosts': ['a b.com'] }, path: 'spec.hosts[0]' },
      { rule: 'istio/service-entry-hosts', change: { 'spec.hosts': ['*'] }, path: 'spec.hosts[0]' },
      { rule: 'istio/service-entry-hosts', change: { 'spec.hosts': ['*.example.com'] }, path: 'spec.hosts[0]' },
      { rule: 'istio/service-entry-ports', change: { 'spec.ports[0].number': 0 }, path: 'spec.ports[0].number' },
      {
        rule: 'istio/service-entry-ports',
        change: { 'spec.ports[1]': { number: 443, name: 'again', protocol: 'TCP' } },
        path: 'spec.ports[1].number',
      },
      {
        rule: 'istio/service-entry-ports',
        change: { 'spec.ports[1]': { number: 444, name: 'https', protocol: 'TCP' } },
        path: 'spec.ports[1].name',
      },
      {
        rule: 'istio/service-entry-addresses',
        change: { 'spec.addresses': ['10.0.0.300'] },
        path: 'spec.addresses[0]',
      },
      {
        rule: 'istio/service-entry-endpoints',
        change: { 'spec.resolution': 'NONE', 'spec.endpoints': [{ address: '10.0.0.1' }] },
        path: 'spec.endpoints',
      },
      {
        rule: 'istio/service-entry-endpoints',
        change: { 'spec.resolution': 'STATIC', 'spec.endpoints': [{ address: 'a.com' }] },
        path: 'spec.endpoints[0].address',
      },
      {
        rule: 'istio/service-entry-endpoints',
        change: { 'spec.endpoints': [{ address: 'a.com', ports: { http: 80 } }] },
        path: 'spec.endpoints[0].ports.http',
      },
    ],
  },
  {
    kind: 'AuthorizationPolicy',
    base: `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: web, namespace: team }
spec:
  selector: { matchLabels: { app: web } }
  action: ALLOW
  rules:
    - from: [{ source: { principals: [cluster.local/ns/a/sa/b], ipBlocks: [10.0.0.0/8] } }]
      to: [{ operation: { methods: [GET], paths: ['/a/{*}/{**}'], ports: ['80'] } }]
      when: [{ key: 'request.headers[kubeflow-userid]', values: [a@b.c] }, { key: source.ip, notValues: [1.2.3.4] }]
`,
    accepted: [
      { 'spec.rules': undefined },
      { 'spec.rules[0].from': [], 'spec.rules[0].to': [] },
      { 'spec.rules': [{}] },
      { 'spec.rules[0].from': [] },
      { 'spec.rules[0].to': [] },
      { spec: {} },
      {
        'spec.action': 'CUSTOM',
        'spec.provider': { name: 'p' },
        'spec.rules[0].from[0].source': { ipBlocks: ['10.0.0.1'] },
      },
    ],
    refused: [
      {
        rule: 'istio/policy-target',
        change: { 'spec.targetRefs': [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'g' }] },
        path: 'spec',
      },
      {
        rule: 'istio/policy-target',
        change: { 'spec.selector': undefined, 'spec.targetRefs': [{ kind: 'Pod', name: 'g' }] },
        path: 'spec.targetRefs[0].kind',
      },
      {
        rule: 'istio/policy-target',
        change: { 'spec.selector.matchLabels.app': 'w*' },
        path: 'spec.selector.matchLabels',
      },
      {
        rule: 'istio/authorization-action',
        change: { 'spec.action': 'DENY', 'spec.rules': undefined },
        path: 'spec.rules',
      },
      { rule: 'istio/authorization-action', change: { 'spec.action': 'CUSTOM' }, path: 'spec.provider.name' },
      { rule: 'istio/authorization-action', change: { 'spec.provider': { name: 'p' } }, path: 'spec.provider' },
      {
        rule: 'istio/authorization-source',
        change: { 'spec.action': 'CUSTOM', 'spec.provider': { name: 'p' } },
        path: 'spec.rules[0].from[0].source.principals',
      },
      {
        rule: 'istio/authorization-source',
        change: { 'spec.rules[0].from[0].source': {} },
        path: 'spec.rules[0].from[0].source',
      },
      {
        rule: 'istio/authorization-source',
        change: { 'spec.rules[0].from[0].source.ipBlocks': ['10.0.0.0/40'] },
        path: 'spec.rules[0].from[0].source.ipBlocks[0]',
      },
      {
        rule: 'istio/authorization-operation',
        change: { 'spec.rules[0].to[0].operation.ports': ['http'] },
        path: 'spec.rules[0].to[0].operation.ports[0]',
      },
      {
        rule: 'istio/authorization-operation',
        change: { 'spec.rules[0].to[0].operation.paths': ['/{**}/{*}'] },
        path: 'spec.rules[0].to[0].operation.paths[0]',
      },
      {
        rule: 'istio/authorization-condition',
        change: { 'spec.rules[0].when[0].key': 'request.header' },
        path: 'spec.rules[0].when[0].key',
      },
      {
        rule: 'istio/authorization-condition',
        change: { 'spec.rules[0].when[0].values': undefined },
        path: 'spec.rules[0].when[0]',
      },
      {
        rule: 'istio/authorization-condition',
        change: { 'spec.rules[0].when[1].notValues': ['x'] },
        path: 'spec.rules[0].when[1].notValues[0]',
      },
    ],
  },
  {
    kind: 'RequestAuthentication',
    base: `
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: dex }
spec: { jwtRules: [{ issuer: 'https://dex', jwksUri: 'https://dex/keys', fromHeaders: [{ name: Authorization, prefix: 'Bearer ' }], outputClaimToHeaders: [{ header: kubeflow-userid, claim: email }] }] }
`,
    refused: [
      {
        rule: 'istio/jwt-rule',
        change: { 'spec.jwtRules[0].outputClaimToHeaders[0].header': 'a b' },
        path: 'spec.jwtRules[0].outputClaimToHeaders[0].header',
      },
      {
        rule: 'istio/jwt-rule',
        change: { 'spec.jwtRules[0].jwksUri': undefined, 'spec.jwtRules[0].jwks': '{' },
        path: 'spec.jwtRules[0].jwks',
      },
    ],
  },
  {
    kind: 'PeerAuthentication',
    base: `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: web }
spec: { selector: { matchLabels: { app: web } }, mtls: { mode: STRICT }, portLevelMtls: { '8080': { mode: DISABLE } } }
`,
    accepted: [{ 'spec.selector': undefined, 'spec.portLevelMtls': undefined }],
    refused: [{ rule: 'istio/peer-ports', change: { 'spec.selector.matchLabels': {} }, path: 'spec.portLevelMtls' }],
  },
]);

check([
  {
    kind: 'Route of Knative',
    base: '{ apiVersion: serving.knative.dev/v1, kind: Route, metadata: { name: web }, spec: { traffic: [{ configurationName: web, percent: 100 }] } }',
    refused: [
      {
        rule: 'knative/owner-label',
        change: { 'metadata.labels': { 'serving.knative.dev/service': 'web' } },
        path: 'metadata.labels.serving.knative.dev/service',
      },
    ],
  },
  {
    kind: 'Route of a service',
    base: `
apiVersion: serving.knative.dev/v1
kind: Route
metadata:
  name: web
  labels: { serving.knative.dev/service: web }
  ownerReferences: [{ apiVersion: serving.knative.dev/v1, kind: Service, name: web, uid: u }]
spec: { traffic: [{ revisionName: web-1, percent: 100 }] }
`,
    refused: [
      {
        rule: 'knative/owner-label',
        change: { 'metadata.ownerReferences': undefined },
        path: 'metadata.labels.serving.knative.dev/service',
      },
    ],
  },
]);
