// Written by `npm run generate`; do not edit.
import type { IntOrString, LabelSelector, ObjectMeta, Quantity } from './core';

// source: prometheus-operator/prometheus-operator@v0.93.0 example/prometheus-operator-crd/monitoring.coreos.com_podmonitors.yaml
export interface PodMonitor {
  apiVersion: 'monitoring.coreos.com/v1';
  kind: 'PodMonitor';
  metadata?: ObjectMeta;
  spec: PodMonitorSpec;
}

// source: prometheus-operator/prometheus-operator@v0.93.0 example/prometheus-operator-crd/monitoring.coreos.com_probes.yaml
export interface Probe {
  apiVersion: 'monitoring.coreos.com/v1';
  kind: 'Probe';
  metadata?: ObjectMeta;
  spec: ProbeSpec;
}

// source: prometheus-operator/prometheus-operator@v0.93.0 example/prometheus-operator-crd/monitoring.coreos.com_prometheusrules.yaml
export interface PrometheusRule {
  apiVersion: 'monitoring.coreos.com/v1';
  kind: 'PrometheusRule';
  metadata?: ObjectMeta;
  spec: PrometheusRuleSpec;
}

// source: prometheus-operator/prometheus-operator@v0.93.0 example/prometheus-operator-crd/monitoring.coreos.com_servicemonitors.yaml
export interface ServiceMonitor {
  apiVersion: 'monitoring.coreos.com/v1';
  kind: 'ServiceMonitor';
  metadata?: ObjectMeta;
  spec: ServiceMonitorSpec;
}

// source: prometheus-operator/prometheus-operator@v0.93.0 example/prometheus-operator-crd/monitoring.coreos.com_scrapeconfigs.yaml
export interface ScrapeConfig {
  apiVersion: 'monitoring.coreos.com/v1alpha1';
  kind: 'ScrapeConfig';
  metadata?: ObjectMeta;
  spec: ScrapeConfigSpec;
}

export interface AttachMetadata {
  node?: boolean;
}

export interface Authorization {
  credentials?: BearerTokenSecret;
  type?: string;
}

export interface BasicAuth {
  password?: BearerTokenSecret;
  username?: BearerTokenSecret;
}

export interface BearerTokenSecret {
  key: string;
  name?: string;
  optional?: boolean;
}

export interface ClientId {
  configMap?: BearerTokenSecret;
  secret?: BearerTokenSecret;
}

export interface MetricRelabeling {
  action?: 'replace' | 'Replace' | 'keep' | 'Keep' | 'drop' | 'Drop' | 'hashmod' | 'HashMod' | 'labelmap' | 'LabelMap' | 'labeldrop' | 'LabelDrop' | 'labelkeep' | 'LabelKeep' | 'lowercase' | 'Lowercase' | 'uppercase' | 'Uppercase' | 'keepequal' | 'KeepEqual' | 'dropequal' | 'DropEqual';
  modulus?: number;
  regex?: string;
  replacement?: string;
  separator?: string;
  sourceLabels?: string[];
  targetLabel?: string;
}

export interface NamespaceSelector {
  any?: boolean;
  matchNames?: string[];
}

export interface Oauth2 {
  clientId: ClientId;
  clientSecret: BearerTokenSecret;
  endpointParams?: Record<string, string>;
  noProxy?: string;
  proxyConnectHeader?: Record<string, BearerTokenSecret[]>;
  proxyFromEnvironment?: boolean;
  proxyUrl?: string;
  scopes?: string[];
  tlsConfig?: TlsConfig;
  tokenUrl: string;
}

export interface PodMonitorPodMetricsEndpoint {
  authorization?: Authorization;
  basicAuth?: BasicAuth;
  bearerTokenSecret?: BearerTokenSecret;
  enableHttp2?: boolean;
  filterRunning?: boolean;
  followRedirects?: boolean;
  honorLabels?: boolean;
  honorTimestamps?: boolean;
  interval?: string;
  metricRelabelings?: MetricRelabeling[];
  noProxy?: string;
  oauth2?: Oauth2;
  params?: Record<string, string[]>;
  path?: string;
  port?: string;
  portNumber?: number;
  proxyConnectHeader?: Record<string, BearerTokenSecret[]>;
  proxyFromEnvironment?: boolean;
  proxyUrl?: string;
  relabelings?: MetricRelabeling[];
  scheme?: 'http' | 'https' | 'HTTP' | 'HTTPS';
  scrapeTimeout?: string;
  targetPort?: IntOrString;
  tlsConfig?: TlsConfig;
  trackTimestampsStaleness?: boolean;
}

export interface PodMonitorSpec {
  attachMetadata?: AttachMetadata;
  bodySizeLimit?: string;
  convertClassicHistogramsToNHCB?: boolean;
  fallbackScrapeProtocol?: 'PrometheusProto' | 'OpenMetricsText0.0.1' | 'OpenMetricsText1.0.0' | 'PrometheusText0.0.4' | 'PrometheusText1.0.0';
  jobLabel?: string;
  keepDroppedTargets?: number;
  labelLimit?: number;
  labelNameLengthLimit?: number;
  labelValueLengthLimit?: number;
  namespaceSelector?: NamespaceSelector;
  nativeHistogramBucketLimit?: number;
  nativeHistogramMinBucketFactor?: Quantity;
  podMetricsEndpoints?: PodMonitorPodMetricsEndpoint[];
  podTargetLabels?: string[];
  sampleLimit?: number;
  scrapeClass?: string;
  scrapeClassicHistograms?: boolean;
  scrapeNativeHistograms?: boolean;
  scrapeProtocols?: ('PrometheusProto' | 'OpenMetricsText0.0.1' | 'OpenMetricsText1.0.0' | 'PrometheusText0.0.4' | 'PrometheusText1.0.0')[];
  selector: LabelSelector;
  selectorMechanism?: 'RelabelConfig' | 'RoleSelector';
  targetLimit?: number;
}

export interface ProbeIngress {
  namespaceSelector?: NamespaceSelector;
  relabelingConfigs?: MetricRelabeling[];
  selector?: LabelSelector;
}

export interface ProbeParam {
  name: string;
  values?: string[];
}

export interface ProbeSpec {
  authorization?: Authorization;
  basicAuth?: BasicAuth;
  bearerTokenSecret?: BearerTokenSecret;
  convertClassicHistogramsToNHCB?: boolean;
  enableHttp2?: boolean;
  fallbackScrapeProtocol?: 'PrometheusProto' | 'OpenMetricsText0.0.1' | 'OpenMetricsText1.0.0' | 'PrometheusText0.0.4' | 'PrometheusText1.0.0';
  followRedirects?: boolean;
  interval?: string;
  jobName?: string;
  keepDroppedTargets?: number;
  labelLimit?: number;
  labelNameLengthLimit?: number;
  labelValueLengthLimit?: number;
  metricRelabelings?: MetricRelabeling[];
  module?: string;
  nativeHistogramBucketLimit?: number;
  nativeHistogramMinBucketFactor?: Quantity;
  oauth2?: Oauth2;
  params?: ProbeParam[];
  prober?: Prober;
  sampleLimit?: number;
  scrapeClass?: string;
  scrapeClassicHistograms?: boolean;
  scrapeNativeHistograms?: boolean;
  scrapeProtocols?: ('PrometheusProto' | 'OpenMetricsText0.0.1' | 'OpenMetricsText1.0.0' | 'PrometheusText0.0.4' | 'PrometheusText1.0.0')[];
  scrapeTimeout?: string;
  targetLimit?: number;
  targets?: ProbeTargets;
  tlsConfig?: TlsConfig;
}

export interface ProbeStaticConfig {
  labels?: Record<string, string>;
  relabelingConfigs?: MetricRelabeling[];
  static?: string[];
}

export interface ProbeTargets {
  ingress?: ProbeIngress;
  staticConfig?: ProbeStaticConfig;
}

export interface Prober {
  noProxy?: string;
  path?: string;
  proxyConnectHeader?: Record<string, BearerTokenSecret[]>;
  proxyFromEnvironment?: boolean;
  proxyUrl?: string;
  scheme?: 'http' | 'https' | 'HTTP' | 'HTTPS';
  url: string;
}

export interface PrometheusRuleGroup {
  interval?: string;
  labels?: Record<string, string>;
  limit?: number;
  name: string;
  partial_response_strategy?: string;
  query_offset?: string;
  rules?: PrometheusRuleRule[];
}

export interface PrometheusRuleRule {
  alert?: string;
  annotations?: Record<string, string>;
  expr: IntOrString;
  for?: string;
  keep_firing_for?: string;
  labels?: Record<string, string>;
  record?: string;
}

export interface PrometheusRuleSpec {
  groups?: PrometheusRuleGroup[];
}

export interface ScrapeConfigAzureSDConfig {
  authenticationMethod?: 'OAuth' | 'ManagedIdentity' | 'SDK' | 'WorkloadIdentity';
  authorization?: Authorization;
  basicAuth?: BasicAuth;
  clientID?: string;
  clientSecret?: BearerTokenSecret;
  enableHTTP2?: boolean;
  environment?: string;
  followRedirects?: boolean;
  noProxy?: string;
  oauth2?: Oauth2;
  port?: number;
  proxyConnectHeader?: Record<string, BearerTokenSecret[]>;
  proxyFromEnvironment?: boolean;
  proxyUrl?: string;
  refreshInterval?: string;
  resourceGroup?: string;
  subscriptionID: string;
  tenantID?: string;
  tlsConfig?: TlsConfig;
}

export interface ScrapeConfigConsulSDConfig {
  allowStale?: boolean;
  authorization?: Authorization;
  basicAuth?: BasicAuth;
  datacenter?: string;
  enableHTTP2?: boolean;
  filter?: string;
  followRedirects?: boolean;
  healthFilter?: string;
  namespace?: string;
  noProxy?: string;
  nodeMeta?: Record<string, string>;
  oauth2?: Oauth2;
  partition?: string;
  pathPrefix?: string;
  proxyConnectHeader?: Record<string, BearerTokenSecret[]>;
  proxyFromEnvironment?: boolean;
  proxyUrl?: string;
  refreshInterval?: string;
  scheme?: 'http' | 'https' | 'HTTP' | 'HTTPS';
  server: string;
  services?: string[];
  tagSeparator?: string;
  tags?: string[];
  tlsConfig?: TlsConfig;
  tokenRef?: BearerTokenSecret;
}

export interface ScrapeConfigDigitalOceanSDConfig {
  authorization?: Authorization;
  enableHTTP2?: boolean;
  followRedirects?: boolean;
  noProxy?: string;
  oauth2?: Oauth2;
  port?: number;
  proxyConnectHeader?: Record<string, BearerTokenSecret[]>;
  proxyFromEnvironment?: boolean;
  proxyUrl?: string;
  refreshInterval?: string;
  tlsConfig?: TlsConfig;
}

export interface ScrapeConfigDnsSDConfig {
  names: string[];
  port?: number;
  refreshInterval?: string;
  type?: 'A' | 'AAAA' | 'MX' | 'NS' | 'SRV';
}

export interface ScrapeConfigDockerSDConfig {
  authorization?: Authorization;
  basicAuth?: BasicAuth;
  enableHTTP2?: boolean;
  filters?: ScrapeConfigFilter[];
  followRedirects?: boolean;
  host: string;
  hostNetworkingHost?: string;
  matchFirstNetwork?: boolean;
  noProxy?: string;
  oauth2?: Oauth2;
  port?: number;
  proxyConnectHeader?: Record<string, BearerTokenSecret[]>;
  proxyFromEnvironment?: boolean;
  proxyUrl?: string;
  refreshInterval?: string;
  tlsConfig?: TlsConfig;
}

export interface ScrapeConfigDockerSwarmSDConfig {
  authorization?: Authorization;
  basicAuth?: BasicAuth;
  enableHTTP2?: boolean;
  filters?: ScrapeConfigFilter[];
  followRedirects?: boolean;
  host: string;
  noProxy?: string;
  oauth2?: Oauth2;
  port?: number;
  proxyConnectHeader?: Record<string, BearerTokenSecret[]>;
  proxyFromEnvironment?: boolean;
  proxyUrl?: string;
  refreshInterval?: string;
  role: 'Services' | 'Tasks' | 'Nodes';
  tlsConfig?: TlsConfig;
}

export interface ScrapeConfigEc2SDConfig {
  accessKey?: BearerTokenSecret;
  enableHTTP2?: boolean;
  filters?: ScrapeConfigFilter[];
  followRedirects?: boolean;
  noProxy?: string;
  port?: number;
  proxyConnectHeader?: Record<string, BearerTokenSecret[]>;
  proxyFromEnvironment?: boolean;
  proxyUrl?: string;
  refreshInterval?: string;
  region?: string;
  roleARN?: string;
  secretKey?: BearerTokenSecret;
  tlsConfig?: TlsConfig;
}

export interface ScrapeConfigEurekaSDConfig {
  authorization?: Authorization;
  basicAuth?: BasicAuth;
  enableHTTP2?: boolean;
  followRedirects?: boolean;
  noProxy?: string;
  oauth2?: Oauth2;
  proxyConnectHeader?: Record<string, BearerTokenSecret[]>;
  proxyFromEnvironment?: boolean;
  proxyUrl?: string;
  refreshInterval?: string;
  server: string;
  tlsConfig?: TlsConfig;
}

export interface ScrapeConfigFileSDConfig {
  files: string[];
  refreshInterval?: string;
}

export interface ScrapeConfigFilter {
  name: string;
  values: string[];
}

export interface ScrapeConfigGceSDConfig {
  filter?: string;
  port?: number;
  project: string;
  refreshInterval?: string;
  tagSeparator?: string;
  zone: string;
}

export interface ScrapeConfigHetznerSDConfig {
  authorization?: Authorization;
  basicAuth?: BasicAuth;
  enableHTTP2?: boolean;
  followRedirects?: boolean;
  labelSelector?: string;
  noProxy?: string;
  oauth2?: Oauth2;
  port?: number;
  proxyConnectHeader?: Record<string, BearerTokenSecret[]>;
  proxyFromEnvironment?: boolean;
  proxyUrl?: string;
  refreshInterval?: string;
  role: 'hcloud' | 'Hcloud' | 'robot' | 'Robot';
  tlsConfig?: TlsConfig;
}

export interface ScrapeConfigHttpSDConfig {
  authorization?: Authorization;
  basicAuth?: BasicAuth;
  enableHTTP2?: boolean;
  followRedirects?: boolean;
  noProxy?: string;
  oauth2?: Oauth2;
  proxyConnectHeader?: Record<string, BearerTokenSecret[]>;
  proxyFromEnvironment?: boolean;
  proxyUrl?: string;
  refreshInterval?: string;
  tlsConfig?: TlsConfig;
  url: string;
}

export interface ScrapeConfigIonosSDConfig {
  authorization: Authorization;
  datacenterID: string;
  enableHTTP2?: boolean;
  followRedirects?: boolean;
  noProxy?: string;
  oauth2?: Oauth2;
  port?: number;
  proxyConnectHeader?: Record<string, BearerTokenSecret[]>;
  proxyFromEnvironment?: boolean;
  proxyUrl?: string;
  refreshInterval?: string;
  tlsConfig?: TlsConfig;
}

export interface ScrapeConfigKubernetesSDConfig {
  apiServer?: string;
  attachMetadata?: AttachMetadata;
  authorization?: Authorization;
  basicAuth?: BasicAuth;
  enableHTTP2?: boolean;
  followRedirects?: boolean;
  namespaces?: ScrapeConfigNamespaces;
  noProxy?: string;
  oauth2?: Oauth2;
  proxyConnectHeader?: Record<string, BearerTokenSecret[]>;
  proxyFromEnvironment?: boolean;
  proxyUrl?: string;
  role: 'Pod' | 'Endpoints' | 'Ingress' | 'Service' | 'Node' | 'EndpointSlice';
  selectors?: ScrapeConfigSelector[];
  tlsConfig?: TlsConfig;
}

export interface ScrapeConfigKumaSDConfig {
  authorization?: Authorization;
  basicAuth?: BasicAuth;
  clientID?: string;
  enableHTTP2?: boolean;
  fetchTimeout?: string;
  followRedirects?: boolean;
  noProxy?: string;
  oauth2?: Oauth2;
  proxyConnectHeader?: Record<string, BearerTokenSecret[]>;
  proxyFromEnvironment?: boolean;
  proxyUrl?: string;
  refreshInterval?: string;
  server: string;
  tlsConfig?: TlsConfig;
}

export interface ScrapeConfigLightSailSDConfig {
  accessKey?: BearerTokenSecret;
  authorization?: Authorization;
  basicAuth?: BasicAuth;
  enableHTTP2?: boolean;
  endpoint?: string;
  followRedirects?: boolean;
  noProxy?: string;
  oauth2?: Oauth2;
  port?: number;
  proxyConnectHeader?: Record<string, BearerTokenSecret[]>;
  proxyFromEnvironment?: boolean;
  proxyUrl?: string;
  refreshInterval?: string;
  region?: string;
  roleARN?: string;
  secretKey?: BearerTokenSecret;
  tlsConfig?: TlsConfig;
}

export interface ScrapeConfigLinodeSDConfig {
  authorization?: Authorization;
  enableHTTP2?: boolean;
  followRedirects?: boolean;
  noProxy?: string;
  oauth2?: Oauth2;
  port?: number;
  proxyConnectHeader?: Record<string, BearerTokenSecret[]>;
  proxyFromEnvironment?: boolean;
  proxyUrl?: string;
  refreshInterval?: string;
  region?: string;
  tagSeparator?: string;
  tlsConfig?: TlsConfig;
}

export interface ScrapeConfigNamespaces {
  names?: string[];
  ownNamespace?: boolean;
}

export interface ScrapeConfigNomadSDConfig {
  allowStale?: boolean;
  authorization?: Authorization;
  basicAuth?: BasicAuth;
  enableHTTP2?: boolean;
  followRedirects?: boolean;
  namespace?: string;
  noProxy?: string;
  oauth2?: Oauth2;
  proxyConnectHeader?: Record<string, BearerTokenSecret[]>;
  proxyFromEnvironment?: boolean;
  proxyUrl?: string;
  refreshInterval?: string;
  region?: string;
  server: string;
  tagSeparator?: string;
  tlsConfig?: TlsConfig;
}

export interface ScrapeConfigOpenstackSDConfig {
  allTenants?: boolean;
  applicationCredentialId?: string;
  applicationCredentialName?: string;
  applicationCredentialSecret?: BearerTokenSecret;
  availability?: 'Public' | 'public' | 'Admin' | 'admin' | 'Internal' | 'internal';
  domainID?: string;
  domainName?: string;
  identityEndpoint?: string;
  password?: BearerTokenSecret;
  port?: number;
  projectID?: string;
  projectName?: string;
  refreshInterval?: string;
  region: string;
  role: 'Instance' | 'Hypervisor' | 'LoadBalancer';
  tlsConfig?: TlsConfig;
  userid?: string;
  username?: string;
}

export interface ScrapeConfigOvhcloudSDConfig {
  applicationKey: string;
  applicationSecret: BearerTokenSecret;
  consumerKey: BearerTokenSecret;
  endpoint?: string;
  refreshInterval?: string;
  service: 'VPS' | 'DedicatedServer';
}

export interface ScrapeConfigPuppetDBSDConfig {
  authorization?: Authorization;
  basicAuth?: BasicAuth;
  enableHTTP2?: boolean;
  followRedirects?: boolean;
  includeParameters?: boolean;
  noProxy?: string;
  oauth2?: Oauth2;
  port?: number;
  proxyConnectHeader?: Record<string, BearerTokenSecret[]>;
  proxyFromEnvironment?: boolean;
  proxyUrl?: string;
  query: string;
  refreshInterval?: string;
  tlsConfig?: TlsConfig;
  url: string;
}

export interface ScrapeConfigScalewaySDConfig {
  accessKey: string;
  apiURL?: string;
  enableHTTP2?: boolean;
  followRedirects?: boolean;
  nameFilter?: string;
  noProxy?: string;
  port?: number;
  projectID: string;
  proxyConnectHeader?: Record<string, BearerTokenSecret[]>;
  proxyFromEnvironment?: boolean;
  proxyUrl?: string;
  refreshInterval?: string;
  role: 'Instance' | 'Baremetal';
  secretKey: BearerTokenSecret;
  tagsFilter?: string[];
  tlsConfig?: TlsConfig;
  zone?: string;
}

export interface ScrapeConfigSelector {
  field?: string;
  label?: string;
  role: 'Pod' | 'Endpoints' | 'Ingress' | 'Service' | 'Node' | 'EndpointSlice';
}

export interface ScrapeConfigSpec {
  authorization?: Authorization;
  azureSDConfigs?: ScrapeConfigAzureSDConfig[];
  basicAuth?: BasicAuth;
  bodySizeLimit?: string;
  consulSDConfigs?: ScrapeConfigConsulSDConfig[];
  convertClassicHistogramsToNHCB?: boolean;
  digitalOceanSDConfigs?: ScrapeConfigDigitalOceanSDConfig[];
  dnsSDConfigs?: ScrapeConfigDnsSDConfig[];
  dockerSDConfigs?: ScrapeConfigDockerSDConfig[];
  dockerSwarmSDConfigs?: ScrapeConfigDockerSwarmSDConfig[];
  ec2SDConfigs?: ScrapeConfigEc2SDConfig[];
  enableCompression?: boolean;
  enableHTTP2?: boolean;
  eurekaSDConfigs?: ScrapeConfigEurekaSDConfig[];
  fallbackScrapeProtocol?: 'PrometheusProto' | 'OpenMetricsText0.0.1' | 'OpenMetricsText1.0.0' | 'PrometheusText0.0.4' | 'PrometheusText1.0.0';
  fileSDConfigs?: ScrapeConfigFileSDConfig[];
  gceSDConfigs?: ScrapeConfigGceSDConfig[];
  hetznerSDConfigs?: ScrapeConfigHetznerSDConfig[];
  honorLabels?: boolean;
  honorTimestamps?: boolean;
  httpSDConfigs?: ScrapeConfigHttpSDConfig[];
  ionosSDConfigs?: ScrapeConfigIonosSDConfig[];
  jobName?: string;
  keepDroppedTargets?: number;
  kubernetesSDConfigs?: ScrapeConfigKubernetesSDConfig[];
  kumaSDConfigs?: ScrapeConfigKumaSDConfig[];
  labelLimit?: number;
  labelNameLengthLimit?: number;
  labelValueLengthLimit?: number;
  lightSailSDConfigs?: ScrapeConfigLightSailSDConfig[];
  linodeSDConfigs?: ScrapeConfigLinodeSDConfig[];
  metricRelabelings?: MetricRelabeling[];
  metricsPath?: string;
  nameEscapingScheme?: 'AllowUTF8' | 'Underscores' | 'Dots' | 'Values';
  nameValidationScheme?: 'UTF8' | 'Legacy';
  nativeHistogramBucketLimit?: number;
  nativeHistogramMinBucketFactor?: Quantity;
  noProxy?: string;
  nomadSDConfigs?: ScrapeConfigNomadSDConfig[];
  oauth2?: Oauth2;
  openstackSDConfigs?: ScrapeConfigOpenstackSDConfig[];
  ovhcloudSDConfigs?: ScrapeConfigOvhcloudSDConfig[];
  params?: Record<string, string[]>;
  proxyConnectHeader?: Record<string, BearerTokenSecret[]>;
  proxyFromEnvironment?: boolean;
  proxyUrl?: string;
  puppetDBSDConfigs?: ScrapeConfigPuppetDBSDConfig[];
  relabelings?: MetricRelabeling[];
  sampleLimit?: number;
  scalewaySDConfigs?: ScrapeConfigScalewaySDConfig[];
  scheme?: 'http' | 'https' | 'HTTP' | 'HTTPS';
  scrapeClass?: string;
  scrapeClassicHistograms?: boolean;
  scrapeInterval?: string;
  scrapeNativeHistograms?: boolean;
  scrapeProtocols?: ('PrometheusProto' | 'OpenMetricsText0.0.1' | 'OpenMetricsText1.0.0' | 'PrometheusText0.0.4' | 'PrometheusText1.0.0')[];
  scrapeTimeout?: string;
  staticConfigs?: ScrapeConfigStaticConfig[];
  targetLimit?: number;
  tlsConfig?: TlsConfig;
  trackTimestampsStaleness?: boolean;
}

export interface ScrapeConfigStaticConfig {
  labels?: Record<string, string>;
  targets: string[];
}

export interface ServiceMonitorEndpoint {
  authorization?: Authorization;
  basicAuth?: BasicAuth;
  bearerTokenFile?: string;
  bearerTokenSecret?: BearerTokenSecret;
  enableHttp2?: boolean;
  filterRunning?: boolean;
  followRedirects?: boolean;
  honorLabels?: boolean;
  honorTimestamps?: boolean;
  interval?: string;
  metricRelabelings?: MetricRelabeling[];
  noProxy?: string;
  oauth2?: Oauth2;
  params?: Record<string, string[]>;
  path?: string;
  port?: string;
  proxyConnectHeader?: Record<string, BearerTokenSecret[]>;
  proxyFromEnvironment?: boolean;
  proxyUrl?: string;
  relabelings?: MetricRelabeling[];
  scheme?: 'http' | 'https' | 'HTTP' | 'HTTPS';
  scrapeTimeout?: string;
  targetPort?: IntOrString;
  tlsConfig?: ServiceMonitorTlsConfig;
  trackTimestampsStaleness?: boolean;
}

export interface ServiceMonitorSpec {
  attachMetadata?: AttachMetadata;
  bodySizeLimit?: string;
  convertClassicHistogramsToNHCB?: boolean;
  endpoints: ServiceMonitorEndpoint[];
  fallbackScrapeProtocol?: 'PrometheusProto' | 'OpenMetricsText0.0.1' | 'OpenMetricsText1.0.0' | 'PrometheusText0.0.4' | 'PrometheusText1.0.0';
  jobLabel?: string;
  keepDroppedTargets?: number;
  labelLimit?: number;
  labelNameLengthLimit?: number;
  labelValueLengthLimit?: number;
  namespaceSelector?: NamespaceSelector;
  nativeHistogramBucketLimit?: number;
  nativeHistogramMinBucketFactor?: Quantity;
  podTargetLabels?: string[];
  sampleLimit?: number;
  scrapeClass?: string;
  scrapeClassicHistograms?: boolean;
  scrapeNativeHistograms?: boolean;
  scrapeProtocols?: ('PrometheusProto' | 'OpenMetricsText0.0.1' | 'OpenMetricsText1.0.0' | 'PrometheusText0.0.4' | 'PrometheusText1.0.0')[];
  selector: LabelSelector;
  selectorMechanism?: 'RelabelConfig' | 'RoleSelector';
  serviceDiscoveryRole?: 'Endpoints' | 'EndpointSlice';
  targetLabels?: string[];
  targetLimit?: number;
}

export interface ServiceMonitorTlsConfig {
  ca?: ClientId;
  caFile?: string;
  cert?: ClientId;
  certFile?: string;
  insecureSkipVerify?: boolean;
  keyFile?: string;
  keySecret?: BearerTokenSecret;
  maxVersion?: 'TLS10' | 'TLS11' | 'TLS12' | 'TLS13';
  minVersion?: 'TLS10' | 'TLS11' | 'TLS12' | 'TLS13';
  serverName?: string;
}

export interface TlsConfig {
  ca?: ClientId;
  cert?: ClientId;
  insecureSkipVerify?: boolean;
  keySecret?: BearerTokenSecret;
  maxVersion?: 'TLS10' | 'TLS11' | 'TLS12' | 'TLS13';
  minVersion?: 'TLS10' | 'TLS11' | 'TLS12' | 'TLS13';
  serverName?: string;
}
