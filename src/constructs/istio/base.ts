import { Construct } from 'constructs';
import { idInChart } from '../../core/chart';
import { at, KubeflowError, Problems } from '../../core/errors';
import {
  checkProperties,
  fields,
  type Known,
  listOf,
  oneOf,
  or,
  positive,
  propertyProblems,
} from '../../core/properties';
import { Resource } from '../../core/resource';
import { yamlText } from '../../core/synth/yaml';
import { PeerAuthentication } from './authentication';
import { AuthorizationPolicy } from './authorization-policy';
import { Telemetry } from './extension';
import { type GatewaySize, GatewayWorkload, gatewaySize } from './gateway-workload';
import {
  type DataPlane,
  type IstioInstallation,
  type IstioPlatform,
  installation,
  type Size,
  sizeProperties,
} from './install';
import {
  type AccessLogs,
  accessLogsShape,
  authorizerShape,
  type ExternalAuthorizer,
  meshConfig,
  oauth2Proxy,
  TRACING_PROVIDER,
  type Tracing,
  tracingShape,
} from './mesh-config';

const NAMESPACE = 'istio-system';

export interface IstioBaseProps {
  /** @default 'sidecar' */
  readonly dataPlane?: DataPlane;
  /** Where the cluster keeps CNI plugins, if not in `/opt/cni/bin`. @default none of these */
  readonly platform?: IstioPlatform;
  /** Whether workloads take plaintext, mesh-wide. @default 'PERMISSIVE', by Istio */
  readonly mtls?: 'STRICT' | 'PERMISSIVE';
  /** Refuses in every namespace what no ALLOW policy mentions. @default true */
  readonly denyByDefault?: boolean;
  /** Services that decide requests, by which CUSTOM policies send users to a login. @default [oauth2Proxy] */
  readonly authorizers?: readonly ExternalAuthorizer[];
  /** @default all requests as text */
  readonly accessLogs?: AccessLogs | false;
  /** @default none */
  readonly tracing?: Tracing;
  /** @default 'cluster.local' */
  readonly trustDomain?: string;
  /** Pods start their containers when the proxy is ready. @default false */
  readonly holdApplicationUntilProxyStarts?: boolean;
  /** Further fields of MeshConfig in its own words; they have the last word. */
  readonly mesh?: Readonly<Record<string, unknown>>;
  /** The gateway that users come through, `istio-ingressgateway`. `false` leaves it to the installation. */
  readonly ingress?: GatewaySize | false;
  /** The gateway of Knative services that are reached from inside, `cluster-local-gateway`. `false` leaves it out. */
  readonly clusterLocal?: GatewaySize | false;
  /** The control plane's pods. The replicas are a HorizontalPodAutoscaler; CPU and memory reach the charts' values. */
  readonly istiod?: Size & { readonly replicas?: { readonly min: number; readonly max: number } };
  /** The proxies beside workloads, by the charts' values. For one pod: `sidecarAnnotations`. */
  readonly proxy?: Size;
}

export const istioProperties: Known<IstioBaseProps> = {
  dataPlane: oneOf('sidecar', 'ambient'),
  platform: 'text',
  mtls: oneOf('STRICT', 'PERMISSIVE'),
  denyByDefault: 'flag',
  authorizers: listOf(authorizerShape),
  accessLogs: accessLogsShape,
  tracing: tracingShape,
  trustDomain: 'text',
  holdApplicationUntilProxyStarts: 'flag',
  mesh: 'object',
  ingress: or(fields(gatewaySize), 'false'),
  clusterLocal: or(fields(gatewaySize), 'false'),
  istiod: fields({ ...sizeProperties, replicas: fields({ min: positive, max: positive }, ['min', 'max']) }),
  proxy: fields(sizeProperties),
};

/**
 * What a program owns of a mesh: its settings, its first policies and its gateways. CRDs, control plane, CNI and ztunnel are
 * installed from `installation`, which this program's choices are part of.
 */
export class IstioBase extends Construct {
  readonly namespace = NAMESPACE;
  /** Labels that bring a namespace's pods into the mesh. */
  readonly namespaceLabels: Readonly<Record<string, string>>;
  readonly ingress: GatewayWorkload | undefined;
  readonly clusterLocal: GatewayWorkload | undefined;
  /** The charts, or the folder of kubeflow/manifests, that install the rest. */
  readonly installation: IstioInstallation;

  constructor(scope: Construct, id: string, props: IstioBaseProps = {}) {
    super(scope, idInChart(scope, id));
    const problems = new Problems(this);
    checkProperties(problems, props, istioProperties);
    problems.throw();
    const {
      dataPlane = 'sidecar',
      authorizers = [oauth2Proxy],
      accessLogs = {},
      trustDomain = 'cluster.local',
    } = props;
    const ambient = dataPlane === 'ambient';
    this.namespaceLabels = ambient ? { 'istio.io/dataplane-mode': 'ambient' } : { 'istio-injection': 'enabled' };
    const names = authorizers.map(({ name }) => name);
    for (const name of names) {
      if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name))
        problems.add(`authorizers '${name}' is no name: lower-case letters, digits and '-'`);
      if (names.indexOf(name) !== names.lastIndexOf(name)) problems.add(`authorizers '${name}' is there twice`);
    }
    const { sampling } = props.tracing ?? {};
    if (sampling !== undefined && !(sampling >= 0 && sampling <= 100))
      problems.add(`tracing.sampling ${sampling} is no percentage`);
    const { istiod = {}, proxy = {} } = props;
    problems.throw();

    const login = names.includes(oauth2Proxy.name);
    this.installation = installation(this, { dataPlane, platform: props.platform, login, istiod, proxy });
    this.#settings(props, { ambient, authorizers, accessLogs, trustDomain });
    this.#policies(props, accessLogs);
    this.ingress =
      props.ingress === false ? undefined : this.#gateway('istio-ingressgateway', props.ingress ?? {}, trustDomain);
    this.clusterLocal =
      props.clusterLocal === false
        ? undefined
        : this.#gateway('cluster-local-gateway', props.clusterLocal ?? {}, trustDomain);
  }

  #settings(
    props: IstioBaseProps,
    chosen: {
      ambient: boolean;
      authorizers: readonly ExternalAuthorizer[];
      accessLogs: AccessLogs | false;
      trustDomain: string;
    },
  ): void {
    // ztunnel needs the node's network, which the restricted level forbids.
    const level = chosen.ambient ? 'privileged' : 'restricted';
    new Resource(
      this,
      'Namespace',
      'v1/Namespace',
      {},
      { name: NAMESPACE, labels: { 'istio-injection': 'disabled', 'pod-security.kubernetes.io/enforce': level } },
    );
    const { tracing, holdApplicationUntilProxyStarts, mesh } = props;
    const config = meshConfig({ ...chosen, tracing, holdApplicationUntilProxyStarts, extra: mesh });
    new Resource(
      this,
      'mesh',
      'v1/ConfigMap',
      { data: { mesh: yamlText([config]), meshNetworks: 'networks: {}\n' } },
      { name: 'istio', namespace: NAMESPACE, labels: { 'istio.io/rev': 'default' } },
    );
    const { replicas } = props.istiod ?? {};
    if (replicas) {
      new Resource(
        this,
        'istiod',
        'autoscaling/v2/HorizontalPodAutoscaler',
        {
          spec: {
            scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'istiod' },
            minReplicas: replicas.min,
            maxReplicas: replicas.max,
            metrics: [
              { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
            ],
          },
        },
        { namespace: NAMESPACE },
      );
    }
  }

  #policies(props: IstioBaseProps, accessLogs: AccessLogs | false): void {
    const metadata = { namespace: NAMESPACE };
    if (props.mtls) new PeerAuthentication(this, 'default', { mtls: { mode: props.mtls }, metadata });
    if (props.denyByDefault !== false) new AuthorizationPolicy(this, 'global-deny-all', { metadata });
    const filter = accessLogs === false ? undefined : accessLogs.filter;
    if (filter === undefined && props.tracing === undefined) return;
    new Telemetry(this, 'mesh-default', {
      ...(filter === undefined
        ? {}
        : { accessLogging: [{ providers: [{ name: 'envoy' }], filter: { expression: filter } }] }),
      ...(props.tracing === undefined
        ? {}
        : {
            tracing: [
              { providers: [{ name: TRACING_PROVIDER }], randomSamplingPercentage: props.tracing.sampling ?? 1 },
            ],
          }),
      metadata,
    });
  }

  /** A gateway, open to all: what it forwards is decided where it arrives, and by CUSTOM policies on it. */
  #gateway(id: string, size: GatewaySize, trustDomain: string): GatewayWorkload {
    const gateway = new GatewayWorkload(this, id, { ...size, namespace: NAMESPACE, trustDomain });
    new AuthorizationPolicy(this, `${id}-open`, {
      selector: { matchLabels: gateway.labels },
      rules: [{}],
      metadata: { name: id, namespace: NAMESPACE },
    });
    return gateway;
  }
}

const pair = fields({ request: 'text', limit: 'text' });

/** Annotations of a pod whose sidecar is sized otherwise than the mesh's. */
export function sidecarAnnotations(size: {
  readonly cpu?: { readonly request?: string; readonly limit?: string };
  readonly memory?: { readonly request?: string; readonly limit?: string };
}): Record<string, string> {
  const { sentences } = propertyProblems({ size }, { size: fields({ cpu: pair, memory: pair }) });
  if (sentences.length > 0) throw new KubeflowError(sentences.map((sentence) => at('sidecarAnnotations', sentence)));
  const annotations: Record<string, string> = {};
  const set = (name: string, value: string | undefined) => {
    if (value !== undefined) annotations[`sidecar.istio.io/${name}`] = value;
  };
  set('proxyCPU', size.cpu?.request);
  set('proxyCPULimit', size.cpu?.limit);
  set('proxyMemory', size.memory?.request);
  set('proxyMemoryLimit', size.memory?.limit);
  return annotations;
}
