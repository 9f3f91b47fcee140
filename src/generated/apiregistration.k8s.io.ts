// Written by `npm run generate`; do not edit.
import type { ObjectMeta } from './core';

// source: @kubernetes/client-node@1.4.0 io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.APIService
export interface APIService {
  apiVersion: 'apiregistration.k8s.io/v1';
  kind: 'APIService';
  metadata?: ObjectMeta;
  spec?: APIServiceSpec;
}

export interface APIServiceSpec {
  caBundle?: string;
  group?: string;
  groupPriorityMinimum: number;
  insecureSkipTLSVerify?: boolean;
  service?: ServiceReference;
  version?: string;
  versionPriority: number;
}

export interface ServiceReference {
  name?: string;
  namespace?: string;
  port?: number;
}
