// Written by `npm run generate`; do not edit.
import type { Affinity, LocalObjectReference, ObjectMeta, PodSecurityContext, PodTemplateSpec, Toleration, VolumeResourceRequirements } from './core';

// source: kubeflow/manifests@26.03 common/cert-manager/overlays/kubeflow
export interface Certificate {
  apiVersion: 'cert-manager.io/v1';
  kind: 'Certificate';
  metadata?: ObjectMeta;
  spec?: CertificateSpec;
}

// source: kubeflow/manifests@26.03 common/cert-manager/overlays/kubeflow
export interface CertificateRequest {
  apiVersion: 'cert-manager.io/v1';
  kind: 'CertificateRequest';
  metadata?: ObjectMeta;
  spec?: CertificateRequestSpec;
}

// source: kubeflow/manifests@26.03 common/cert-manager/overlays/kubeflow
export interface ClusterIssuer {
  apiVersion: 'cert-manager.io/v1';
  kind: 'ClusterIssuer';
  metadata?: ObjectMeta;
  spec: ClusterIssuerSpec;
}

// source: kubeflow/manifests@26.03 common/cert-manager/overlays/kubeflow
export interface Issuer {
  apiVersion: 'cert-manager.io/v1';
  kind: 'Issuer';
  metadata?: ObjectMeta;
  spec: ClusterIssuerSpec;
}

export interface Acme {
  caBundle?: string;
  disableAccountKeyGeneration?: boolean;
  email?: string;
  enableDurationFeature?: boolean;
  externalAccountBinding?: ExternalAccountBinding;
  preferredChain?: string;
  privateKeySecretRef: PrivateKeySecretRef;
  /** Release 26.03. */
  profile?: string;
  server: string;
  skipTLSVerify?: boolean;
  solvers?: Solver[];
}

export interface AcmeDNS {
  accountSecretRef: PrivateKeySecretRef;
  host: string;
}

export interface Akamai {
  accessTokenSecretRef: PrivateKeySecretRef;
  clientSecretSecretRef: PrivateKeySecretRef;
  clientTokenSecretRef: PrivateKeySecretRef;
  serviceConsumerDomain: string;
}

export interface AppRole {
  path: string;
  roleId: string;
  secretRef: PrivateKeySecretRef;
}

export interface Auth {
  appRole?: AppRole;
  clientCertificate?: ClientCertificate;
  kubernetes?: Kubernetes;
  tokenSecretRef?: PrivateKeySecretRef;
}

export interface AuthKubernetes {
  serviceAccountRef: ServiceAccountRef;
}

export interface AzureDNS {
  clientID?: string;
  clientSecretSecretRef?: PrivateKeySecretRef;
  environment?: 'AzurePublicCloud' | 'AzureChinaCloud' | 'AzureGermanCloud' | 'AzureUSGovernmentCloud';
  hostedZoneName?: string;
  managedIdentity?: ManagedIdentity;
  resourceGroupName: string;
  subscriptionID: string;
  tenantID?: string;
}

export interface Ca {
  crlDistributionPoints?: string[];
  issuingCertificateURLs?: string[];
  ocspServers?: string[];
  secretName: string;
}

export interface CertificateAdditionalOutputFormat {
  type: 'DER' | 'CombinedPEM';
}

export interface CertificateExcluded {
  dnsDomains?: string[];
  emailAddresses?: string[];
  ipRanges?: string[];
  uriDomains?: string[];
}

export interface CertificateJks {
  alias?: string;
  create: boolean;
  /** Release 26.03. */
  password?: string;
  passwordSecretRef?: PrivateKeySecretRef;
}

export interface CertificateKeystores {
  jks?: CertificateJks;
  pkcs12?: CertificatePkcs12;
}

export interface CertificateNameConstraints {
  critical?: boolean;
  excluded?: CertificateExcluded;
  permitted?: CertificateExcluded;
}

export interface CertificateOtherName {
  oid?: string;
  utf8Value?: string;
}

export interface CertificatePkcs12 {
  create: boolean;
  /** Release 26.03. */
  password?: string;
  passwordSecretRef?: PrivateKeySecretRef;
  profile?: 'LegacyRC2' | 'LegacyDES' | 'Modern2023';
}

export interface CertificatePrivateKey {
  algorithm?: 'RSA' | 'ECDSA' | 'Ed25519';
  encoding?: 'PKCS1' | 'PKCS8';
  rotationPolicy?: 'Never' | 'Always';
  size?: number;
}

export interface CertificateRequestSpec {
  duration?: string;
  extra?: Record<string, string[]>;
  groups?: string[];
  isCA?: boolean;
  issuerRef: IssuerRef;
  request: string;
  uid?: string;
  usages?: ('signing' | 'digital signature' | 'content commitment' | 'key encipherment' | 'key agreement' | 'data encipherment' | 'cert sign' | 'crl sign' | 'encipher only' | 'decipher only' | 'any' | 'server auth' | 'client auth' | 'code signing' | 'email protection' | 's/mime' | 'ipsec end system' | 'ipsec tunnel' | 'ipsec user' | 'timestamping' | 'ocsp signing' | 'microsoft sgc' | 'netscape sgc')[];
  username?: string;
}

export interface CertificateSpec {
  additionalOutputFormats?: CertificateAdditionalOutputFormat[];
  commonName?: string;
  dnsNames?: string[];
  duration?: string;
  emailAddresses?: string[];
  encodeUsagesInRequest?: boolean;
  ipAddresses?: string[];
  isCA?: boolean;
  issuerRef: IssuerRef;
  keystores?: CertificateKeystores;
  literalSubject?: string;
  nameConstraints?: CertificateNameConstraints;
  otherNames?: CertificateOtherName[];
  privateKey?: CertificatePrivateKey;
  renewBefore?: string;
  renewBeforePercentage?: number;
  revisionHistoryLimit?: number;
  secretName: string;
  secretTemplate?: SecretTemplate;
  /** Release 26.03. */
  signatureAlgorithm?: 'SHA256WithRSA' | 'SHA384WithRSA' | 'SHA512WithRSA' | 'ECDSAWithSHA256' | 'ECDSAWithSHA384' | 'ECDSAWithSHA512' | 'PureEd25519';
  subject?: CertificateSubject;
  uris?: string[];
  usages?: ('signing' | 'digital signature' | 'content commitment' | 'key encipherment' | 'key agreement' | 'data encipherment' | 'cert sign' | 'crl sign' | 'encipher only' | 'decipher only' | 'any' | 'server auth' | 'client auth' | 'code signing' | 'email protection' | 's/mime' | 'ipsec end system' | 'ipsec tunnel' | 'ipsec user' | 'timestamping' | 'ocsp signing' | 'microsoft sgc' | 'netscape sgc')[];
}

export interface CertificateSubject {
  countries?: string[];
  localities?: string[];
  organizationalUnits?: string[];
  organizations?: string[];
  postalCodes?: string[];
  provinces?: string[];
  serialNumber?: string;
  streetAddresses?: string[];
}

export interface ClientCertificate {
  mountPath?: string;
  name?: string;
  secretName?: string;
}

export interface Cloud {
  apiTokenSecretRef: PrivateKeySecretRef;
  url?: string;
}

export interface CloudDNS {
  hostedZoneName?: string;
  project: string;
  serviceAccountSecretRef?: PrivateKeySecretRef;
}

export interface Cloudflare {
  apiKeySecretRef?: PrivateKeySecretRef;
  apiTokenSecretRef?: PrivateKeySecretRef;
  email?: string;
}

export interface ClusterIssuerSpec {
  acme?: Acme;
  ca?: Ca;
  selfSigned?: SelfSigned;
  vault?: Vault;
  venafi?: Venafi;
}

export interface CredentialsRef {
  name: string;
}

export interface Digitalocean {
  tokenSecretRef: PrivateKeySecretRef;
}

export interface Dns01 {
  acmeDNS?: AcmeDNS;
  akamai?: Akamai;
  azureDNS?: AzureDNS;
  cloudDNS?: CloudDNS;
  cloudflare?: Cloudflare;
  cnameStrategy?: 'None' | 'Follow';
  digitalocean?: Digitalocean;
  rfc2136?: Rfc2136;
  route53?: Route53;
  webhook?: Webhook;
}

export interface ExternalAccountBinding {
  keyAlgorithm?: 'HS256' | 'HS384' | 'HS512';
  keyID: string;
  keySecretRef: PrivateKeySecretRef;
}

export interface GatewayHTTPRoute {
  labels?: Record<string, string>;
  parentRefs?: ParentRef[];
  podTemplate?: GatewayHTTPRoutePodTemplate;
  serviceType?: string;
}

export interface GatewayHTTPRoutePodTemplate {
  metadata?: SecretTemplate;
  spec?: GatewayHTTPRoutePodTemplateSpec;
}

export interface GatewayHTTPRoutePodTemplateSpec {
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

export interface Http01 {
  gatewayHTTPRoute?: GatewayHTTPRoute;
  ingress?: Ingress;
}

export interface Ingress {
  class?: string;
  ingressClassName?: string;
  ingressTemplate?: PodTemplateSpec;
  name?: string;
  podTemplate?: GatewayHTTPRoutePodTemplate;
  serviceType?: string;
}

export interface IssuerRef {
  group?: string;
  kind?: string;
  name: string;
}

export interface Kubernetes {
  mountPath?: string;
  role: string;
  secretRef?: PrivateKeySecretRef;
  serviceAccountRef?: ServiceAccountRef;
}

export interface ManagedIdentity {
  clientID?: string;
  resourceID?: string;
  /** Release 26.03. */
  tenantID?: string;
}

export interface ParentRef {
  group?: string;
  kind?: string;
  name: string;
  namespace?: string;
  port?: number;
  sectionName?: string;
}

export interface PrivateKeySecretRef {
  key?: string;
  name: string;
}

export interface Rfc2136 {
  nameserver: string;
  /** Release 26.03. */
  protocol?: 'TCP' | 'UDP';
  tsigAlgorithm?: string;
  tsigKeyName?: string;
  tsigSecretSecretRef?: PrivateKeySecretRef;
}

export interface Route53 {
  accessKeyID?: string;
  accessKeyIDSecretRef?: PrivateKeySecretRef;
  auth?: Route53Auth;
  hostedZoneID?: string;
  region?: string;
  role?: string;
  secretAccessKeySecretRef?: PrivateKeySecretRef;
}

export interface Route53Auth {
  kubernetes: AuthKubernetes;
}

export interface SecretTemplate {
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
}

export interface Selector {
  dnsNames?: string[];
  dnsZones?: string[];
  matchLabels?: Record<string, string>;
}

export interface SelfSigned {
  crlDistributionPoints?: string[];
}

export interface ServiceAccountRef {
  audiences?: string[];
  name: string;
}

export interface Solver {
  dns01?: Dns01;
  http01?: Http01;
  selector?: Selector;
}

export interface Tpp {
  caBundle?: string;
  caBundleSecretRef?: PrivateKeySecretRef;
  credentialsRef: CredentialsRef;
  url: string;
}

export interface Vault {
  auth: Auth;
  caBundle?: string;
  caBundleSecretRef?: PrivateKeySecretRef;
  clientCertSecretRef?: PrivateKeySecretRef;
  clientKeySecretRef?: PrivateKeySecretRef;
  namespace?: string;
  path: string;
  server: string;
  /** Release 26.03. */
  serverName?: string;
}

export interface Venafi {
  cloud?: Cloud;
  tpp?: Tpp;
  zone: string;
}

export interface Webhook {
  config?: unknown;
  groupName: string;
  solverName: string;
}
