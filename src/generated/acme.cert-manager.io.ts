// Written by `npm run generate`; do not edit.
import type { Affinity, LocalObjectReference, ObjectMeta, PodSecurityContext, PodTemplateSpec, Toleration, VolumeResourceRequirements } from './core';

// source: kubeflow/manifests@26.03 common/cert-manager/overlays/kubeflow
export interface Challenge {
  apiVersion: 'acme.cert-manager.io/v1';
  kind: 'Challenge';
  metadata?: ObjectMeta;
  spec: ChallengeSpec;
}

// source: kubeflow/manifests@26.03 common/cert-manager/overlays/kubeflow
export interface Order {
  apiVersion: 'acme.cert-manager.io/v1';
  kind: 'Order';
  metadata?: ObjectMeta;
  spec: OrderSpec;
}

export interface ChallengeAccountSecretRef {
  key?: string;
  name: string;
}

export interface ChallengeAcmeDNS {
  accountSecretRef: ChallengeAccountSecretRef;
  host: string;
}

export interface ChallengeAkamai {
  accessTokenSecretRef: ChallengeAccountSecretRef;
  clientSecretSecretRef: ChallengeAccountSecretRef;
  clientTokenSecretRef: ChallengeAccountSecretRef;
  serviceConsumerDomain: string;
}

export interface ChallengeAuth {
  kubernetes: ChallengeKubernetes;
}

export interface ChallengeAzureDNS {
  clientID?: string;
  clientSecretSecretRef?: ChallengeAccountSecretRef;
  environment?: 'AzurePublicCloud' | 'AzureChinaCloud' | 'AzureGermanCloud' | 'AzureUSGovernmentCloud';
  hostedZoneName?: string;
  managedIdentity?: ChallengeManagedIdentity;
  resourceGroupName: string;
  subscriptionID: string;
  tenantID?: string;
}

export interface ChallengeCloudDNS {
  hostedZoneName?: string;
  project: string;
  serviceAccountSecretRef?: ChallengeAccountSecretRef;
}

export interface ChallengeCloudflare {
  apiKeySecretRef?: ChallengeAccountSecretRef;
  apiTokenSecretRef?: ChallengeAccountSecretRef;
  email?: string;
}

export interface ChallengeDigitalocean {
  tokenSecretRef: ChallengeAccountSecretRef;
}

export interface ChallengeDns01 {
  acmeDNS?: ChallengeAcmeDNS;
  akamai?: ChallengeAkamai;
  azureDNS?: ChallengeAzureDNS;
  cloudDNS?: ChallengeCloudDNS;
  cloudflare?: ChallengeCloudflare;
  cnameStrategy?: 'None' | 'Follow';
  digitalocean?: ChallengeDigitalocean;
  rfc2136?: ChallengeRfc2136;
  route53?: ChallengeRoute53;
  webhook?: ChallengeWebhook;
}

export interface ChallengeGatewayHTTPRoute {
  labels?: Record<string, string>;
  parentRefs?: ChallengeParentRef[];
  podTemplate?: ChallengePodTemplate;
  serviceType?: string;
}

export interface ChallengeHttp01 {
  gatewayHTTPRoute?: ChallengeGatewayHTTPRoute;
  ingress?: ChallengeIngress;
}

export interface ChallengeIngress {
  class?: string;
  ingressClassName?: string;
  ingressTemplate?: PodTemplateSpec;
  name?: string;
  podTemplate?: ChallengePodTemplate;
  serviceType?: string;
}

export interface ChallengeKubernetes {
  serviceAccountRef: ChallengeServiceAccountRef;
}

export interface ChallengeManagedIdentity {
  clientID?: string;
  resourceID?: string;
  /** Release 26.03. */
  tenantID?: string;
}

export interface ChallengeMetadata {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

export interface ChallengeParentRef {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  port?: number;
  sectionName?: string;
}

export interface ChallengePodTemplate {
  metadata?: ChallengeMetadata;
  spec?: ChallengePodTemplateSpec;
}

export interface ChallengePodTemplateSpec {
  affinity?: Affinity;
  imagePullSecrets?: LocalObjectReference[];
  nodeSelector?: Record<string, string>;
  priorityClassName?: string;
  /** Release 26.03. */
  resources?: VolumeResourceRequirements;
  securityContext?: PodSecurityContext;
  serviceAccountName?: string;
  tolerations?: Toleration[];
}

export interface ChallengeRfc2136 {
  nameserver: string;
  /** Release 26.03. */
  protocol?: 'TCP' | 'UDP';
  tsigAlgorithm?: string;
  tsigKeyName?: string;
  tsigSecretSecretRef?: ChallengeAccountSecretRef;
}

export interface ChallengeRoute53 {
  accessKeyID?: string;
  accessKeyIDSecretRef?: ChallengeAccountSecretRef;
  auth?: ChallengeAuth;
  hostedZoneID?: string;
  region?: string;
  role?: string;
  secretAccessKeySecretRef?: ChallengeAccountSecretRef;
}

export interface ChallengeSelector {
  dnsNames?: string[];
  dnsZones?: string[];
  matchLabels?: Record<string, string>;
}

export interface ChallengeServiceAccountRef {
  audiences?: string[];
  name: string;
}

export interface ChallengeSolver {
  dns01?: ChallengeDns01;
  http01?: ChallengeHttp01;
  selector?: ChallengeSelector;
}

export interface ChallengeSpec {
  authorizationURL: string;
  dnsName: string;
  issuerRef: IssuerRef;
  key: string;
  solver: ChallengeSolver;
  token: string;
  type: 'HTTP-01' | 'DNS-01';
  url: string;
  wildcard?: boolean;
}

export interface ChallengeWebhook {
  config?: unknown;
  groupName: string;
  solverName: string;
}

export interface IssuerRef {
  group?: string;
  kind?: string;
  name: string;
}

export interface OrderSpec {
  commonName?: string;
  dnsNames?: string[];
  duration?: string;
  ipAddresses?: string[];
  issuerRef: IssuerRef;
  /** Release 26.03. */
  profile?: string;
  request: string;
}
