// Written by `npm run generate`; do not edit.
import type { ObjectMeta } from './core';

// source: @kubernetes/client-node@1.4.0 io.k8s.api.certificates.v1.CertificateSigningRequest
export interface CertificateSigningRequest {
  apiVersion: 'certificates.k8s.io/v1';
  kind: 'CertificateSigningRequest';
  metadata?: ObjectMeta;
  spec: CertificateSigningRequestSpec;
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.certificates.v1beta1.ClusterTrustBundle
export interface ClusterTrustBundle {
  apiVersion: 'certificates.k8s.io/v1beta1';
  kind: 'ClusterTrustBundle';
  metadata?: ObjectMeta;
  spec: ClusterTrustBundleSpec;
}

export interface CertificateSigningRequestSpec {
  expirationSeconds?: number;
  extra?: Record<string, string[]>;
  groups?: string[];
  request: string;
  signerName: string;
  uid?: string;
  usages?: ('any' | 'cert sign' | 'client auth' | 'code signing' | 'content commitment' | 'crl sign' | 'data encipherment' | 'decipher only' | 'digital signature' | 'email protection' | 'encipher only' | 'ipsec end system' | 'ipsec tunnel' | 'ipsec user' | 'key agreement' | 'key encipherment' | 'microsoft sgc' | 'netscape sgc' | 'ocsp signing' | 's/mime' | 'server auth' | 'signing' | 'timestamping')[];
  username?: string;
}

export interface ClusterTrustBundleSpec {
  signerName?: string;
  trustBundle: string;
}
