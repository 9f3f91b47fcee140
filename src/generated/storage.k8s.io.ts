// Written by `npm run generate`; do not edit.
import type { LabelSelector, ObjectMeta, PersistentVolumeSpec, Quantity, TopologySelectorTerm } from './core';

export interface CSIDriver {
  apiVersion: 'storage.k8s.io/v1';
  kind: 'CSIDriver';
  metadata?: ObjectMeta;
  spec: CSIDriverSpec;
}

export interface CSINode {
  apiVersion: 'storage.k8s.io/v1';
  kind: 'CSINode';
  metadata?: ObjectMeta;
  spec: CSINodeSpec;
}

export interface CSIStorageCapacity {
  apiVersion: 'storage.k8s.io/v1';
  kind: 'CSIStorageCapacity';
  capacity?: Quantity;
  maximumVolumeSize?: Quantity;
  metadata?: ObjectMeta;
  nodeTopology?: LabelSelector;
  storageClassName: string;
}

export interface StorageClass {
  apiVersion: 'storage.k8s.io/v1';
  kind: 'StorageClass';
  allowVolumeExpansion?: boolean;
  allowedTopologies?: TopologySelectorTerm[];
  metadata?: ObjectMeta;
  mountOptions?: string[];
  parameters?: Record<string, string>;
  provisioner: string;
  reclaimPolicy?: 'Delete' | 'Recycle' | 'Retain';
  volumeBindingMode?: 'Immediate' | 'WaitForFirstConsumer';
}

export interface VolumeAttachment {
  apiVersion: 'storage.k8s.io/v1';
  kind: 'VolumeAttachment';
  metadata?: ObjectMeta;
  spec: VolumeAttachmentSpec;
}

export interface VolumeAttributesClassV1 {
  apiVersion: 'storage.k8s.io/v1';
  kind: 'VolumeAttributesClass';
  driverName: string;
  metadata?: ObjectMeta;
  parameters?: Record<string, string>;
}

export interface VolumeAttributesClassV1beta1 {
  apiVersion: 'storage.k8s.io/v1beta1';
  kind: 'VolumeAttributesClass';
  driverName: string;
  metadata?: ObjectMeta;
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
