import { Construct } from 'constructs';
import { idInChart } from '../../core/chart';
import { Problems } from '../../core/errors';
import { mergePlacements, type Placement, placementShape } from '../../core/placement';
import { checkProperties, fields, type Known, listOf, mapOf, oneOf, or, positive } from '../../core/properties';
import { releaseOf } from '../../core/release';
import { Resource } from '../../core/resource';
import { type RequestAndLimit, resourceProperties, resourceRequirements } from '../../core/resources';
import { type BytesLike, type CpuLike, count } from '../../core/units';
import { defined, definedOrNone } from '../../core/values';
import type { EnvVar } from '../../generated/core';
import { istioVersions } from './versions';

export interface GatewayPort {
  readonly name: string;
  readonly port: number;
  /** Port at which the pod listens. */
  readonly targetPort: number;
}

export interface GatewayWorkloadProps {
  readonly namespace: string;
  /** Value of the label `istio`, by which Gateways select the pods. @default the construct's id without 'istio-' */
  readonly selector?: string;
  /** Pods: a fixed number, or bounds for the autoscaler. @default { min: 1, max: 5, cpuPercent: 80 } */
  readonly replicas?: number | { readonly min: number; readonly max: number; readonly cpuPercent?: number };
  /** @default { request: '100m', limit: '2' } */
  readonly cpu?: RequestAndLimit<CpuLike>;
  /** @default { request: '128Mi', limit: '1Gi' } */
  readonly memory?: RequestAndLimit<BytesLike>;
  /** @default any node */
  readonly placement?: Placement;
  /** @default 'ClusterIP' */
  readonly serviceType?: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
  /** Annotations of the Service, which clouds read: internal balancers, certificates, addresses. */
  readonly serviceAnnotations?: Readonly<Record<string, string>>;
  /** Who may reach a balancer, as CIDR blocks. @default everybody */
  readonly sourceRanges?: readonly string[];
  /** `Local` keeps the client's address. @default 'Cluster', by the cluster */
  readonly externalTrafficPolicy?: 'Cluster' | 'Local';
  /** @default http2 80 to 8080 and https 443 to 8443 */
  readonly ports?: readonly GatewayPort[];
  /** Proxies between the client and this one that put addresses into X-Forwarded-For. @default none, by Istio */
  readonly trustedProxies?: number;
  /** @default the release's */
  readonly image?: string;
  /** @default 'cluster.local' */
  readonly trustDomain?: string;
}

const port: Known<GatewayPort> = { name: 'text', port: positive, targetPort: positive };
/** How a gateway's pods are sized and reached. */
export type GatewaySize = Omit<GatewayWorkloadProps, 'namespace' | 'selector' | 'trustDomain'>;
export const gatewaySize: Known<GatewaySize> = {
  replicas: or(fields({ min: positive, max: positive, cpuPercent: positive }, ['min', 'max']), positive),
  cpu: resourceProperties.cpu,
  memory: resourceProperties.memory,
  placement: placementShape,
  serviceType: oneOf('ClusterIP', 'NodePort', 'LoadBalancer'),
  serviceAnnotations: mapOf('text'),
  sourceRanges: listOf('text'),
  externalTrafficPolicy: oneOf('Cluster', 'Local'),
  ports: listOf(fields(port, ['name', 'port', 'targetPort'])),
  trustedProxies: count,
  image: 'text',
};
const workloadProperties: Known<GatewayWorkloadProps> = {
  ...gatewaySize,
  namespace: 'text',
  selector: 'text',
  trustDomain: 'text',
};

const STATUS_PORT = 15021;

/**
 * Gateway pods with their Service, identity and autoscaler. Source: istio manifests/charts/gateways/istio-ingress.
 */
export class GatewayWorkload extends Construct {
  /** Labels of the pods: the `selector` of a Gateway. */
  readonly labels: { readonly app: string; readonly istio: string };
  readonly namespace: string;
  /** Principal of the pods in policies. */
  readonly principal: string;

  constructor(scope: Construct, id: string, props: GatewayWorkloadProps) {
    super(scope, idInChart(scope, id));
    const problems = new Problems(this);
    checkProperties(problems, props, workloadProperties, ['namespace']);
    problems.throw();
    const { namespace, replicas = { min: 1, max: 5 } } = props;
    this.namespace = namespace;
    this.labels = { app: id, istio: props.selector ?? id.replace(/^istio-/, '') };
    const resources = problems.try(() =>
      resourceRequirements({
        cpu: props.cpu ?? { request: '100m', limit: '2' },
        memory: props.memory ?? { request: '128Mi', limit: '1Gi' },
      }),
    );
    const bounds = typeof replicas === 'number' ? { min: replicas, max: replicas } : replicas;
    if (!Number.isInteger(bounds.min) || bounds.min < 1 || !Number.isInteger(bounds.max) || bounds.max < bounds.min) {
      problems.add(`replicas ${bounds.min} to ${bounds.max} is no range of whole numbers from 1`);
    }
    if (props.sourceRanges && props.serviceType !== 'LoadBalancer') {
      problems.add("sourceRanges only restrict a balancer: say serviceType: 'LoadBalancer'");
    }
    problems.throw();

    const account = `${id}-service-account`;
    this.principal = `cluster.local/ns/${namespace}/sa/${account}`;
    this.#identity(id, account);
    this.#service(id, props);
    const own = { name: id, namespace, labels: this.labels };
    const { nodeSelector, tolerations, affinity } = mergePlacements(props.placement);
    new Resource(
      this,
      'Deployment',
      'apps/v1/Deployment',
      {
        spec: {
          ...(typeof replicas === 'number' ? { replicas } : {}),
          selector: { matchLabels: this.labels },
          strategy: { rollingUpdate: { maxSurge: '100%', maxUnavailable: '25%' } },
          template: {
            metadata: {
              labels: {
                ...this.labels,
                'sidecar.istio.io/inject': 'false',
                'istio.io/dataplane-mode': 'none',
                'istio.io/rev': 'default',
                'service.istio.io/canonical-name': id,
                'service.istio.io/canonical-revision': 'latest',
              },
              annotations: {
                ...(props.trustedProxies === undefined
                  ? {}
                  : { 'proxy.istio.io/config': `gatewayTopology: { numTrustedProxies: ${props.trustedProxies} }` }),
                'prometheus.io/path': '/stats/prometheus',
                'prometheus.io/port': '15020',
                'prometheus.io/scrape': 'true',
                'sidecar.istio.io/inject': 'false',
              },
            },
            spec: defined({
              serviceAccountName: account,
              securityContext: {
                runAsUser: 1337,
                runAsGroup: 1337,
                runAsNonRoot: true,
                seccompProfile: { type: 'RuntimeDefault' as const },
              },
              nodeSelector: nodeSelector && { ...nodeSelector },
              tolerations: tolerations && [...tolerations],
              affinity,
              containers: [
                {
                  name: 'istio-proxy',
                  image: props.image ?? istioVersions[releaseOf(this)].proxyImage,
                  args: [
                    'proxy',
                    'router',
                    '--domain',
                    '$(POD_NAMESPACE).svc.cluster.local',
                    '--proxyLogLevel=warning',
                    '--proxyComponentLogLevel=misc:error',
                    '--log_output_level=default:info',
                  ],
                  env: environment(id, namespace, props.trustDomain ?? 'cluster.local'),
                  ports: [
                    { containerPort: STATUS_PORT },
                    ...portsOf(props).map(({ targetPort }) => ({ containerPort: targetPort })),
                    { name: 'http-envoy-prom', containerPort: 15090 },
                  ],
                  readinessProbe: {
                    httpGet: { path: '/healthz/ready', port: STATUS_PORT },
                    initialDelaySeconds: 1,
                    periodSeconds: 2,
                    failureThreshold: 30,
                  },
                  ...(resources && { resources }),
                  securityContext: {
                    allowPrivilegeEscalation: false,
                    capabilities: { drop: ['ALL'] },
                    privileged: false,
                    readOnlyRootFilesystem: true,
                  },
                  volumeMounts: volumes(id).map(({ mount }) => mount),
                },
              ],
              volumes: volumes(id).map(({ volume }) => volume),
            }),
          },
        },
      },
      own,
    );
    if (typeof replicas !== 'number') {
      new Resource(
        this,
        'HorizontalPodAutoscaler',
        'autoscaling/v2/HorizontalPodAutoscaler',
        {
          spec: {
            scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: id },
            minReplicas: replicas.min,
            maxReplicas: replicas.max,
            metrics: [
              {
                type: 'Resource',
                resource: {
                  name: 'cpu',
                  target: { type: 'Utilization', averageUtilization: replicas.cpuPercent ?? 80 },
                },
              },
            ],
          },
        },
        own,
      );
    }
    if (bounds.min > 1) {
      new Resource(
        this,
        'PodDisruptionBudget',
        'policy/v1/PodDisruptionBudget',
        { spec: { minAvailable: 1, selector: { matchLabels: this.labels } } },
        own,
      );
    }
  }

  /** The account that the pods run as, which may read the certificates of its namespace. */
  #identity(id: string, account: string): void {
    const { namespace, labels } = this;
    new Resource(this, 'ServiceAccount', 'v1/ServiceAccount', {}, { name: account, namespace, labels });
    const rules = [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'watch', 'list'] }];
    new Resource(this, 'Role', 'rbac.authorization.k8s.io/v1/Role', { rules }, { name: `${id}-sds`, namespace });
    new Resource(
      this,
      'RoleBinding',
      'rbac.authorization.k8s.io/v1/RoleBinding',
      {
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: `${id}-sds` },
        subjects: [{ kind: 'ServiceAccount', name: account, namespace }],
      },
      { name: `${id}-sds`, namespace },
    );
  }

  #service(id: string, props: GatewayWorkloadProps): void {
    const ports = [{ name: 'status-port', port: STATUS_PORT, targetPort: STATUS_PORT }, ...portsOf(props)];
    new Resource(
      this,
      'Service',
      'v1/Service',
      {
        spec: defined({
          type: props.serviceType ?? ('ClusterIP' as const),
          externalTrafficPolicy: props.externalTrafficPolicy,
          loadBalancerSourceRanges: props.sourceRanges && [...props.sourceRanges],
          selector: this.labels,
          ports: ports.map((port) => ({ ...port, protocol: 'TCP' as const })),
        }),
      },
      defined({
        name: id,
        namespace: this.namespace,
        labels: this.labels,
        annotations: definedOrNone({ ...props.serviceAnnotations }),
      }),
    );
  }
}

function portsOf(props: GatewayWorkloadProps): readonly GatewayPort[] {
  return (
    props.ports ?? [
      { name: 'http2', port: 80, targetPort: 8080 },
      { name: 'https', port: 443, targetPort: 8443 },
    ]
  );
}

function environment(name: string, namespace: string, trustDomain: string): EnvVar[] {
  const field = (variable: string, fieldPath: string): EnvVar => ({
    name: variable,
    valueFrom: { fieldRef: { fieldPath } },
  });
  return [
    { name: 'PILOT_CERT_PROVIDER', value: 'istiod' },
    { name: 'CA_ADDR', value: 'istiod.istio-system.svc:15012' },
    field('NODE_NAME', 'spec.nodeName'),
    field('POD_NAME', 'metadata.name'),
    field('POD_NAMESPACE', 'metadata.namespace'),
    field('INSTANCE_IP', 'status.podIP'),
    field('HOST_IP', 'status.hostIP'),
    { name: 'ISTIO_CPU_LIMIT', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } },
    field('SERVICE_ACCOUNT', 'spec.serviceAccountName'),
    { name: 'ISTIO_META_WORKLOAD_NAME', value: name },
    { name: 'ISTIO_META_OWNER', value: `kubernetes://apis/apps/v1/namespaces/${namespace}/deployments/${name}` },
    { name: 'ISTIO_META_MESH_ID', value: trustDomain },
    { name: 'TRUST_DOMAIN', value: trustDomain },
    { name: 'ISTIO_META_UNPRIVILEGED_POD', value: 'true' },
    { name: 'ISTIO_META_CLUSTER_ID', value: 'Kubernetes' },
    field('ISTIO_META_NODE_NAME', 'spec.nodeName'),
  ];
}

function volumes(gateway: string) {
  const empty = (name: string, mountPath: string) => ({ volume: { name, emptyDir: {} }, mount: { name, mountPath } });
  const secret = (name: string, secretName: string) => ({
    volume: { name, secret: { secretName, optional: true } },
    mount: { name, mountPath: `/etc/istio/${name}`, readOnly: true },
  });
  const short = gateway.replace(/^istio-/, '');
  return [
    empty('workload-socket', '/var/run/secrets/workload-spiffe-uds'),
    empty('credential-socket', '/var/run/secrets/credential-uds'),
    empty('workload-certs', '/var/run/secrets/workload-spiffe-credentials'),
    empty('istio-envoy', '/etc/istio/proxy'),
    empty('istio-data', '/var/lib/istio/data'),
    {
      volume: { name: 'config-volume', configMap: { name: 'istio', optional: true } },
      mount: { name: 'config-volume', mountPath: '/etc/istio/config' },
    },
    {
      volume: { name: 'istiod-ca-cert', configMap: { name: 'istio-ca-root-cert' } },
      mount: { name: 'istiod-ca-cert', mountPath: '/var/run/secrets/istio' },
    },
    {
      volume: {
        name: 'istio-token',
        projected: {
          sources: [{ serviceAccountToken: { audience: 'istio-ca', expirationSeconds: 43200, path: 'istio-token' } }],
        },
      },
      mount: { name: 'istio-token', mountPath: '/var/run/secrets/tokens', readOnly: true },
    },
    {
      volume: {
        name: 'podinfo',
        downwardAPI: {
          items: ['labels', 'annotations'].map((path) => ({ path, fieldRef: { fieldPath: `metadata.${path}` } })),
        },
      },
      mount: { name: 'podinfo', mountPath: '/etc/istio/pod' },
    },
    secret(`${short}-certs`, `${gateway}-certs`),
    secret(`${short}-ca-certs`, `${gateway}-ca-certs`),
  ];
}
