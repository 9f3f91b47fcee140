// Written by `npm run generate`; do not edit.
import type { LabelSelector, ObjectMeta, PersistentVolumeSpec, Quantity, TopologySelectorTerm } from './core';

// source: @kubernetes/client-node@1.4.0 io.k8s.api.storage.v1.CSIDriver
export interface CSIDriver {
  apiVersion: 'storage.k8s.io/v1';
  kind: 'CSIDriver';
  metadata?: ObjectMeta;
  spec: CSIDriverSpec;
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.storage.v1.CSINode
export interface CSINode {
  apiVersion: 'storage.k8s.io/v1';
  kind: 'CSINode';
  metadata?: ObjectMeta;
  spec: CSINodeSpec;
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.storage.v1.CSIStorageCapacity
export interface CSIStorageCapacity {
  apiVersion: 'storage.k8s.io/v1';
  kind: 'CSIStorageCapacity';
  metadata?: ObjectMeta;
  capacity?: Quantity;
  maximumVolumeSize?: Quantity;
  nodeTopology?: LabelSelector;
  storageClassName: string;
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.storage.v1.StorageClass
export interface StorageClass {
  apiVersion: 'storage.k8s.io/v1';
  kind: 'StorageClass';
  metadata?: ObjectMeta;
  allowVolumeExpansion?: boolean;
  allowedTopologies?: TopologySelectorTerm[];
  mountOptions?: string[];
  parameters?: Record<string, string>;
  provisioner: string;
  reclaimPolicy?: 'Delete' | 'Recycle' | 'Retain';
  volumeBindingMode?: 'Immediate' | 'WaitForFirstConsumer';
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.storage.v1.VolumeAttachment
export interface VolumeAttachment {
  apiVersion: 'storage.k8s.io/v1';
  kind: 'VolumeAttachment';
  metadata?: ObjectMeta;
  spec: VolumeAttachmentSpec;
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.storage.v1.VolumeAttributesClass
export interface VolumeAttributesClassV1 {
  apiVersion: 'storage.k8s.io/v1';
  kind: 'VolumeAttributesClass';
  metadata?: ObjectMeta;
  driverName: string;
  parameters?: Record<string, string>;
}

// source: @kubernetes/client-node@1.4.0 io.k8s.api.storage.v1beta1.VolumeAttributesClass
export interface VolumeAttributesClassV1beta1 {
  apiVersion: 'storage.k8s.io/v1beta1';
  kind: 'VolumeAttributesClass';
  metadata?: ObjectMeta;
  driverName: string;
  parameters?: Record<string, string>;
}

export interface CSIDriverSpec {
  attachRequired?: boolean;
  fsGroupPolicy?: string;
  nodeAllocatableUpdatePeriodSeconds?: number;
  podInfoOnMount?: boolean;
  requiresRepublish?: boolean;
  seLinuxMount?: boolean;
  storageCapacity?: boolean;
  tokenRequests?: TokenRequest[];
  volumeLifecycleModes?: string[];
}

export interface CSINodeDriver {
  allocatable?: VolumeNodeResources;
  name: string;
  nodeID: string;
  topologyKeys?: string[];
}

export interface CSINodeSpec {
  drivers: CSINodeDriver[];
}

export interface TokenRequest {
  audience: string;
  expirationSeconds?: number;
}

export interface VolumeAttachmentSource {
  inlineVolumeSpec?: PersistentVolumeSpec;
  persistentVolumeName?: string;
}

export interface VolumeAttachmentSpec {
  attacher: string;
  nodeName: string;
  source: VolumeAttachmentSource;
}

export interface VolumeNodeResources {
  count?: number;
}
