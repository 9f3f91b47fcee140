// Written by `npm run generate`; do not edit.
import type { EnvVar, ExecAction, LabelSelector, ObjectMeta } from './core';

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface DestinationRuleV1 {
  apiVersion: 'networking.istio.io/v1';
  kind: 'DestinationRule';
  metadata?: ObjectMeta;
  spec?: DestinationRuleSpec;
}

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface GatewayV1 {
  apiVersion: 'networking.istio.io/v1';
  kind: 'Gateway';
  metadata?: ObjectMeta;
  spec?: GatewaySpec;
}

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface ServiceEntryV1 {
  apiVersion: 'networking.istio.io/v1';
  kind: 'ServiceEntry';
  metadata?: ObjectMeta;
  spec: ServiceEntrySpec;
}

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface SidecarV1 {
  apiVersion: 'networking.istio.io/v1';
  kind: 'Sidecar';
  metadata?: ObjectMeta;
  spec?: SidecarSpec;
}

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface VirtualServiceV1 {
  apiVersion: 'networking.istio.io/v1';
  kind: 'VirtualService';
  metadata?: ObjectMeta;
  spec?: VirtualServiceSpec;
}

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface WorkloadEntryV1 {
  apiVersion: 'networking.istio.io/v1';
  kind: 'WorkloadEntry';
  metadata?: ObjectMeta;
  spec: WorkloadEntrySpec;
}

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface WorkloadGroupV1 {
  apiVersion: 'networking.istio.io/v1';
  kind: 'WorkloadGroup';
  metadata?: ObjectMeta;
  spec: WorkloadGroupSpec;
}

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface DestinationRuleV1alpha3 {
  apiVersion: 'networking.istio.io/v1alpha3';
  kind: 'DestinationRule';
  metadata?: ObjectMeta;
  spec?: DestinationRuleSpec;
}

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface EnvoyFilter {
  apiVersion: 'networking.istio.io/v1alpha3';
  kind: 'EnvoyFilter';
  metadata?: ObjectMeta;
  spec?: EnvoyFilterSpec;
}

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface GatewayV1alpha3 {
  apiVersion: 'networking.istio.io/v1alpha3';
  kind: 'Gateway';
  metadata?: ObjectMeta;
  spec?: GatewaySpec;
}

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface ServiceEntryV1alpha3 {
  apiVersion: 'networking.istio.io/v1alpha3';
  kind: 'ServiceEntry';
  metadata?: ObjectMeta;
  spec: ServiceEntrySpec;
}

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface SidecarV1alpha3 {
  apiVersion: 'networking.istio.io/v1alpha3';
  kind: 'Sidecar';
  metadata?: ObjectMeta;
  spec?: SidecarSpec;
}

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface VirtualServiceV1alpha3 {
  apiVersion: 'networking.istio.io/v1alpha3';
  kind: 'VirtualService';
  metadata?: ObjectMeta;
  spec?: VirtualServiceSpec;
}

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface WorkloadEntryV1alpha3 {
  apiVersion: 'networking.istio.io/v1alpha3';
  kind: 'WorkloadEntry';
  metadata?: ObjectMeta;
  spec: WorkloadEntrySpec;
}

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface WorkloadGroupV1alpha3 {
  apiVersion: 'networking.istio.io/v1alpha3';
  kind: 'WorkloadGroup';
  metadata?: ObjectMeta;
  spec: WorkloadGroupSpec;
}

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface DestinationRuleV1beta1 {
  apiVersion: 'networking.istio.io/v1beta1';
  kind: 'DestinationRule';
  metadata?: ObjectMeta;
  spec?: DestinationRuleSpec;
}

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface GatewayV1beta1 {
  apiVersion: 'networking.istio.io/v1beta1';
  kind: 'Gateway';
  metadata?: ObjectMeta;
  spec?: GatewaySpec;
}

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface ProxyConfig {
  apiVersion: 'networking.istio.io/v1beta1';
  kind: 'ProxyConfig';
  metadata?: ObjectMeta;
  spec?: ProxyConfigSpec;
}

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface ServiceEntryV1beta1 {
  apiVersion: 'networking.istio.io/v1beta1';
  kind: 'ServiceEntry';
  metadata?: ObjectMeta;
  spec: ServiceEntrySpec;
}

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface SidecarV1beta1 {
  apiVersion: 'networking.istio.io/v1beta1';
  kind: 'Sidecar';
  metadata?: ObjectMeta;
  spec?: SidecarSpec;
}

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface VirtualServiceV1beta1 {
  apiVersion: 'networking.istio.io/v1beta1';
  kind: 'VirtualService';
  metadata?: ObjectMeta;
  spec?: VirtualServiceSpec;
}

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface WorkloadEntryV1beta1 {
  apiVersion: 'networking.istio.io/v1beta1';
  kind: 'WorkloadEntry';
  metadata?: ObjectMeta;
  spec: WorkloadEntrySpec;
}

// source: kubeflow/manifests@26.03 common/istio/istio-crds/base
export interface WorkloadGroupV1beta1 {
  apiVersion: 'networking.istio.io/v1beta1';
  kind: 'WorkloadGroup';
  metadata?: ObjectMeta;
  spec: WorkloadGroupSpec;
}

export interface DestinationRuleConsistentHash {
  httpCookie?: DestinationRuleHttpCookie;
  httpHeaderName?: string;
  httpQueryParameterName?: string;
  maglev?: DestinationRuleMaglev;
  minimumRingSize?: number;
  ringHash?: DestinationRuleRingHash;
  useSourceIp?: boolean;
}

export interface DestinationRuleDistribute {
  from?: string;
  to?: Record<string, number>;
}

export interface DestinationRuleFailover {
  from?: string;
  to?: string;
}

export interface DestinationRuleHttpCookie {
  /** Releases 1.11, 26.03. */
  attributes?: EnvVar[];
  name: string;
  path?: string;
  ttl?: string;
}

export interface DestinationRuleLoadBalancer {
  consistentHash?: DestinationRuleConsistentHash;
  localityLbSetting?: DestinationRuleLocalityLbSetting;
  simple?: 'UNSPECIFIED' | 'LEAST_CONN' | 'RANDOM' | 'PASSTHROUGH' | 'ROUND_ROBIN' | 'LEAST_REQUEST';
  warmup?: DestinationRuleWarmup;
  warmupDurationSecs?: string;
}

export interface DestinationRuleLocalityLbSetting {
  distribute?: DestinationRuleDistribute[];
  enabled?: boolean | null;
  failover?: DestinationRuleFailover[];
  failoverPriority?: string[];
}

export interface DestinationRuleMaglev {
  tableSize?: number;
}

export interface DestinationRuleOutlierDetection {
  baseEjectionTime?: string;
  consecutive5xxErrors?: number | null;
  consecutiveErrors?: number;
  consecutiveGatewayErrors?: number | null;
  consecutiveLocalOriginFailures?: number | null;
  interval?: string;
  maxEjectionPercent?: number;
  minHealthPercent?: number;
  splitExternalLocalOriginErrors?: boolean;
}

export interface DestinationRulePortLevelSetting {
  connectionPool?: InboundConnectionPool;
  loadBalancer?: DestinationRuleLoadBalancer;
  outlierDetection?: DestinationRuleOutlierDetection;
  port?: Port;
  tls?: DestinationRuleTls;
}

export interface DestinationRuleProxyProtocol {
  version?: 'V1' | 'V2';
}

export interface DestinationRuleRetryBudget {
  minRetryConcurrency?: number;
  percent?: number | null;
}

export interface DestinationRuleRingHash {
  minimumRingSize?: number;
}

export interface DestinationRuleSpec {
  exportTo?: string[];
  host: string;
  subsets?: DestinationRuleSubset[];
  trafficPolicy?: DestinationRuleTrafficPolicy;
  workloadSelector?: LabelSelector;
}

export interface DestinationRuleSubset {
  labels?: Record<string, string>;
  name: string;
  trafficPolicy?: DestinationRuleTrafficPolicy;
}

export interface DestinationRuleTls {
  caCertificates?: string;
  caCrl?: string;
  clientCertificate?: string;
  credentialName?: string;
  insecureSkipVerify?: boolean | null;
  mode?: 'DISABLE' | 'SIMPLE' | 'MUTUAL' | 'ISTIO_MUTUAL';
  privateKey?: string;
  sni?: string;
  subjectAltNames?: string[];
}

export interface DestinationRuleTrafficPolicy {
  connectionPool?: InboundConnectionPool;
  loadBalancer?: DestinationRuleLoadBalancer;
  outlierDetection?: DestinationRuleOutlierDetection;
  portLevelSettings?: DestinationRulePortLevelSetting[];
  proxyProtocol?: DestinationRuleProxyProtocol;
  /** Releases 1.11, 26.03. */
  retryBudget?: DestinationRuleRetryBudget;
  tls?: DestinationRuleTls;
  tunnel?: DestinationRuleTunnel;
}

export interface DestinationRuleTunnel {
  protocol?: string;
  targetHost: string;
  targetPort: number;
}

export interface DestinationRuleWarmup {
  aggression?: number | null;
  duration: string;
  minimumPercent?: number | null;
}

export interface EgressProxy {
  host: string;
  port?: Port;
  subset?: string;
}

export interface EnvoyFilterCluster {
  name?: string;
  portNumber?: number;
  service?: string;
  subset?: string;
}

export interface EnvoyFilterConfigPatch {
  applyTo?: 'INVALID' | 'LISTENER' | 'FILTER_CHAIN' | 'NETWORK_FILTER' | 'HTTP_FILTER' | 'ROUTE_CONFIGURATION' | 'VIRTUAL_HOST' | 'HTTP_ROUTE' | 'CLUSTER' | 'EXTENSION_CONFIG' | 'BOOTSTRAP' | 'LISTENER_FILTER';
  match?: EnvoyFilterMatch;
  patch?: EnvoyFilterPatch;
}

export interface EnvoyFilterFilter {
  name?: string;
  subFilter?: EnvoyFilterRoute;
}

export interface EnvoyFilterFilterChain {
  applicationProtocols?: string;
  destinationPort?: number;
  filter?: EnvoyFilterFilter;
  name?: string;
  sni?: string;
  transportProtocol?: string;
}

export interface EnvoyFilterListener {
  filterChain?: EnvoyFilterFilterChain;
  listenerFilter?: string;
  name?: string;
  portName?: string;
  portNumber?: number;
}

export interface EnvoyFilterMatch {
  cluster?: EnvoyFilterCluster;
  context?: 'ANY' | 'SIDECAR_INBOUND' | 'SIDECAR_OUTBOUND' | 'GATEWAY' | 'WAYPOINT';
  listener?: EnvoyFilterListener;
  proxy?: EnvoyFilterProxy;
  routeConfiguration?: EnvoyFilterRouteConfiguration;
  /** Release 26.03. */
  waypoint?: EnvoyFilterWaypoint;
}

export interface EnvoyFilterPatch {
  filterClass?: 'UNSPECIFIED' | 'AUTHN' | 'AUTHZ' | 'STATS';
  operation?: 'INVALID' | 'MERGE' | 'ADD' | 'REMOVE' | 'INSERT_BEFORE' | 'INSERT_AFTER' | 'INSERT_FIRST' | 'REPLACE';
  value?: Record<string, unknown>;
}

export interface EnvoyFilterProxy {
  metadata?: Record<string, string>;
  proxyVersion?: string;
}

export interface EnvoyFilterRoute {
  name?: string;
}

export interface EnvoyFilterRouteConfiguration {
  gateway?: string;
  name?: string;
  portName?: string;
  portNumber?: number;
  vhost?: EnvoyFilterVhost;
}

export interface EnvoyFilterSpec {
  configPatches?: EnvoyFilterConfigPatch[];
  priority?: number;
  targetRefs?: EnvoyFilterTargetRef[];
  workloadSelector?: WorkloadSelector;
}

export interface EnvoyFilterTargetRef {
  group?: string;
  kind: string;
  name: string;
  namespace?: string;
}

export interface EnvoyFilterVhost {
  domainName?: string;
  name?: string;
  route?: EnvoyFilterVhostRoute;
}

export interface EnvoyFilterVhostRoute {
  action?: 'ANY' | 'ROUTE' | 'REDIRECT' | 'DIRECT_RESPONSE';
  name?: string;
}

export interface EnvoyFilterWaypoint {
  filter?: EnvoyFilterFilter;
  portNumber?: number;
  route?: EnvoyFilterRoute;
}

export interface GatewayPort {
  name: string;
  number: number;
  protocol: string;
  targetPort?: number;
}

export interface GatewayServer {
  bind?: string;
  defaultEndpoint?: string;
  hosts: string[];
  name?: string;
  port: GatewayPort;
  tls?: Tls;
}

export interface GatewaySpec {
  selector?: Record<string, string>;
  servers?: GatewayServer[];
}

export interface Http {
  h2UpgradePolicy?: 'DEFAULT' | 'DO_NOT_UPGRADE' | 'UPGRADE';
  http1MaxPendingRequests?: number;
  http2MaxRequests?: number;
  idleTimeout?: string;
  maxConcurrentStreams?: number;
  maxRequestsPerConnection?: number;
  maxRetries?: number;
  useClientProtocol?: boolean;
}

export interface InboundConnectionPool {
  http?: Http;
  tcp?: Tcp;
}

export interface Port {
  number?: number;
}

export interface ProxyConfigImage {
  imageType?: string;
}

export interface ProxyConfigSpec {
  concurrency?: number | null;
  environmentVariables?: Record<string, string>;
  image?: ProxyConfigImage;
  selector?: LabelSelector;
}

export interface ServiceEntryPort {
  name: string;
  number: number;
  protocol?: string;
  targetPort?: number;
}

export interface ServiceEntrySpec {
  addresses?: string[];
  endpoints?: WorkloadEntrySpec[];
  exportTo?: string[];
  hosts: string[];
  location?: 'MESH_EXTERNAL' | 'MESH_INTERNAL';
  ports?: ServiceEntryPort[];
  resolution?: 'NONE' | 'STATIC' | 'DNS' | 'DNS_ROUND_ROBIN' | 'DYNAMIC_DNS';
  subjectAltNames?: string[];
  workloadSelector?: WorkloadSelector;
}

export interface SidecarEgress {
  bind?: string;
  captureMode?: 'DEFAULT' | 'IPTABLES' | 'NONE';
  hosts: string[];
  port?: SidecarPort;
}

export interface SidecarIngress {
  bind?: string;
  captureMode?: 'DEFAULT' | 'IPTABLES' | 'NONE';
  connectionPool?: InboundConnectionPool;
  defaultEndpoint?: string;
  port: SidecarPort;
  tls?: Tls;
}

export interface SidecarOutboundTrafficPolicy {
  egressProxy?: EgressProxy;
  mode?: 'REGISTRY_ONLY' | 'ALLOW_ANY';
}

export interface SidecarPort {
  name?: string;
  number?: number;
  protocol?: string;
  targetPort?: number;
}

export interface SidecarSpec {
  egress?: SidecarEgress[];
  inboundConnectionPool?: InboundConnectionPool;
  ingress?: SidecarIngress[];
  outboundTrafficPolicy?: SidecarOutboundTrafficPolicy;
  workloadSelector?: WorkloadSelector;
}

export interface Tcp {
  connectTimeout?: string;
  idleTimeout?: string;
  maxConnectionDuration?: string;
  maxConnections?: number;
  tcpKeepalive?: TcpKeepalive;
}

export interface TcpKeepalive {
  interval?: string;
  probes?: number;
  time?: string;
}

export interface Tls {
  /** Releases 1.11, 26.03. */
  caCertCredentialName?: string;
  caCertificates?: string;
  caCrl?: string;
  cipherSuites?: string[];
  credentialName?: string;
  credentialNames?: string[];
  httpsRedirect?: boolean;
  maxProtocolVersion?: 'TLS_AUTO' | 'TLSV1_0' | 'TLSV1_1' | 'TLSV1_2' | 'TLSV1_3';
  minProtocolVersion?: 'TLS_AUTO' | 'TLSV1_0' | 'TLSV1_1' | 'TLSV1_2' | 'TLSV1_3';
  mode?: 'PASSTHROUGH' | 'SIMPLE' | 'MUTUAL' | 'AUTO_PASSTHROUGH' | 'ISTIO_MUTUAL' | 'OPTIONAL_MUTUAL';
  privateKey?: string;
  serverCertificate?: string;
  subjectAltNames?: string[];
  tlsCertificates?: TlsCertificate[];
  verifyCertificateHash?: string[];
  verifyCertificateSpki?: string[];
}

export interface TlsCertificate {
  caCertificates?: string;
  privateKey?: string;
  serverCertificate?: string;
}

export interface VirtualServiceAbort {
  grpcStatus?: string;
  http2Error?: string;
  httpStatus?: number;
  percentage?: VirtualServiceMirrorPercentage;
}

export interface VirtualServiceAllowOrigin {
  exact?: string;
  prefix?: string;
  regex?: string;
}

export interface VirtualServiceBody {
  bytes?: string;
  string?: string;
}

export interface VirtualServiceCorsPolicy {
  allowCredentials?: boolean | null;
  allowHeaders?: string[];
  allowMethods?: string[];
  allowOrigin?: string[];
  allowOrigins?: VirtualServiceAllowOrigin[];
  exposeHeaders?: string[];
  maxAge?: string;
  unmatchedPreflights?: 'UNSPECIFIED' | 'FORWARD' | 'IGNORE';
}

export interface VirtualServiceDelay {
  exponentialDelay?: string;
  fixedDelay?: string;
  percent?: number;
  percentage?: VirtualServiceMirrorPercentage;
}

export interface VirtualServiceDelegate {
  name?: string;
  namespace?: string;
}

export interface VirtualServiceDirectResponse {
  body?: VirtualServiceBody;
  status: number;
}

export interface VirtualServiceFault {
  abort?: VirtualServiceAbort;
  delay?: VirtualServiceDelay;
}

export interface VirtualServiceHeaders {
  request?: VirtualServiceRequest;
  response?: VirtualServiceRequest;
}

export interface VirtualServiceHttp {
  corsPolicy?: VirtualServiceCorsPolicy;
  delegate?: VirtualServiceDelegate;
  directResponse?: VirtualServiceDirectResponse;
  fault?: VirtualServiceFault;
  headers?: VirtualServiceHeaders;
  match?: VirtualServiceMatch[];
  mirror?: EgressProxy;
  mirrorPercent?: number | null;
  mirrorPercentage?: VirtualServiceMirrorPercentage;
  mirror_percent?: number | null;
  mirrors?: VirtualServiceMirror[];
  name?: string;
  redirect?: VirtualServiceRedirect;
  retries?: VirtualServiceRetries;
  rewrite?: VirtualServiceRewrite;
  route?: VirtualServiceRoute[];
  timeout?: string;
}

export interface VirtualServiceMatch {
  authority?: VirtualServiceAllowOrigin;
  gateways?: string[];
  headers?: Record<string, VirtualServiceAllowOrigin>;
  ignoreUriCase?: boolean;
  method?: VirtualServiceAllowOrigin;
  name?: string;
  port?: number;
  queryParams?: Record<string, VirtualServiceAllowOrigin>;
  scheme?: VirtualServiceAllowOrigin;
  sourceLabels?: Record<string, string>;
  sourceNamespace?: string;
  statPrefix?: string;
  uri?: VirtualServiceAllowOrigin;
  withoutHeaders?: Record<string, VirtualServiceAllowOrigin>;
}

export interface VirtualServiceMirror {
  destination: EgressProxy;
  percentage?: VirtualServiceMirrorPercentage;
}

export interface VirtualServiceMirrorPercentage {
  value?: number;
}

export interface VirtualServiceRedirect {
  authority?: string;
  derivePort?: 'FROM_PROTOCOL_DEFAULT' | 'FROM_REQUEST_PORT';
  port?: number;
  redirectCode?: number;
  scheme?: string;
  uri?: string;
}

export interface VirtualServiceRequest {
  add?: Record<string, string>;
  remove?: string[];
  set?: Record<string, string>;
}

export interface VirtualServiceRetries {
  attempts?: number;
  backoff?: string;
  perTryTimeout?: string;
  retryIgnorePreviousHosts?: boolean | null;
  retryOn?: string;
  retryRemoteLocalities?: boolean | null;
}

export interface VirtualServiceRewrite {
  authority?: string;
  uri?: string;
  uriRegexRewrite?: VirtualServiceUriRegexRewrite;
}

export interface VirtualServiceRoute {
  destination: EgressProxy;
  headers?: VirtualServiceHeaders;
  weight?: number;
}

export interface VirtualServiceSpec {
  exportTo?: string[];
  gateways?: string[];
  hosts?: string[];
  http?: VirtualServiceHttp[];
  tcp?: VirtualServiceTcp[];
  tls?: VirtualServiceTls[];
}

export interface VirtualServiceTcp {
  match?: VirtualServiceTcpMatch[];
  route?: VirtualServiceTcpRoute[];
}

export interface VirtualServiceTcpMatch {
  destinationSubnets?: string[];
  gateways?: string[];
  port?: number;
  sourceLabels?: Record<string, string>;
  sourceNamespace?: string;
  sourceSubnet?: string;
}

export interface VirtualServiceTcpRoute {
  destination: EgressProxy;
  weight?: number;
}

export interface VirtualServiceTls {
  match: VirtualServiceTlsMatch[];
  route?: VirtualServiceTcpRoute[];
}

export interface VirtualServiceTlsMatch {
  destinationSubnets?: string[];
  gateways?: string[];
  port?: number;
  sniHosts: string[];
  sourceLabels?: Record<string, string>;
  sourceNamespace?: string;
}

export interface VirtualServiceUriRegexRewrite {
  match?: string;
  rewrite?: string;
}

export interface WorkloadEntrySpec {
  address?: string;
  labels?: Record<string, string>;
  locality?: string;
  network?: string;
  ports?: Record<string, number>;
  serviceAccount?: string;
  weight?: number;
}

export interface WorkloadGroupGrpc {
  port?: number;
  service?: string;
}

export interface WorkloadGroupHttpGet {
  host?: string;
  httpHeaders?: WorkloadGroupHttpHeader[];
  path?: string;
  port: number;
  scheme?: string;
}

export interface WorkloadGroupHttpHeader {
  name?: string;
  value?: string;
}

export interface WorkloadGroupMetadata {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

export interface WorkloadGroupProbe {
  exec?: ExecAction;
  failureThreshold?: number;
  grpc?: WorkloadGroupGrpc;
  httpGet?: WorkloadGroupHttpGet;
  initialDelaySeconds?: number;
  periodSeconds?: number;
  successThreshold?: number;
  tcpSocket?: WorkloadGroupTcpSocket;
  timeoutSeconds?: number;
}

export interface WorkloadGroupSpec {
  metadata?: WorkloadGroupMetadata;
  probe?: WorkloadGroupProbe;
  template: WorkloadGroupTemplate;
}

export interface WorkloadGroupTcpSocket {
  host?: string;
  port: number;
}

export interface WorkloadGroupTemplate {
  address?: string;
  labels?: Record<string, string>;
  locality?: string;
  network?: string;
  ports?: Record<string, number>;
  serviceAccount?: string;
  weight?: number;
}

export interface WorkloadSelector {
  labels?: Record<string, string>;
}
