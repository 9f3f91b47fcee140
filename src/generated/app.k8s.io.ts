// Written by `npm run generate`; do not edit.
import type { LabelSelector, ObjectMeta } from './core';

export interface Application {
  apiVersion: 'app.k8s.io/v1beta1';
  kind: 'Application';
  metadata?: ObjectMeta;
  spec?: ApplicationSpec;
}

export interface ApplicationComponentKind {
  group: string;
  kind: string;
}

export interface ApplicationConfigMapKeyRef {
  apiVersion?: string;
  fieldPath?: string;
  key?: string;
  kind?: string;
  name?: string;
  namespace?: string;
  resourceVersion?: string;
  uid?: string;
}

export interface ApplicationDescriptor {
  description?: string;
  icons?: ApplicationIcon[];
  keywords?: string[];
  links?: ApplicationLink[];
  maintainers?: ApplicationMaintainer[];
  notes?: string;
  owners?: ApplicationMaintainer[];
  type?: string;
  version?: string;
}

export interface ApplicationIcon {
  size?: string;
  src: string;
  type?: string;
}

export interface ApplicationInfo {
  name?: string;
  type?: string;
  value?: string;
  valueFrom?: ApplicationValueFrom;
}

export interface ApplicationIngressRef {
  apiVersion?: string;
  fieldPath?: string;
  host?: string;
  kind?: string;
  name?: string;
  namespace?: string;
  path?: string;
  protocol?: string;
  resourceVersion?: string;
  uid?: string;
}

export interface ApplicationLink {
  description?: string;
  url?: string;
}

export interface ApplicationMaintainer {
  email?: string;
  name?: string;
  url?: string;
}

export interface ApplicationServiceRef {
  apiVersion?: string;
  fieldPath?: string;
  kind?: string;
  name?: string;
  namespace?: string;
  path?: string;
  port?: number;
  protocol?: string;
  resourceVersion?: string;
  uid?: string;
}

export interface ApplicationSpec {
  addOwnerRef?: boolean;
  assemblyPhase?: string;
  componentKinds?: ApplicationComponentKind[];
  descriptor?: ApplicationDescriptor;
  info?: ApplicationInfo[];
  selector?: LabelSelector;
}

export interface ApplicationValueFrom {
  configMapKeyRef?: ApplicationConfigMapKeyRef;
  ingressRef?: ApplicationIngressRef;
  secretKeyRef?: ApplicationConfigMapKeyRef;
  serviceRef?: ApplicationServiceRef;
  type?: string;
}
