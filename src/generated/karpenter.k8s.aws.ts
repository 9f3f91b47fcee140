// Written by `npm run generate`; do not edit.
import type { ObjectMeta } from './core';

// source: aws/karpenter-provider-aws@v1.14.1 pkg/apis/crds/karpenter.k8s.aws_ec2nodeclasses.yaml
export interface EC2NodeClass {
  apiVersion: 'karpenter.k8s.aws/v1';
  kind: 'EC2NodeClass';
  metadata?: ObjectMeta;
  spec?: EC2NodeClassSpec;
}

export interface EC2NodeClassAmiSelectorTerm {
  alias?: string;
  id?: string;
  name?: string;
  owner?: string;
  ssmParameter?: string;
  tags?: Record<string, string>;
}

export interface EC2NodeClassBlockDeviceMapping {
  deviceName?: string;
  ebs?: EC2NodeClassEbs;
  rootVolume?: boolean;
}

export interface EC2NodeClassCapacityReservationSelectorTerm {
  id?: string;
  instanceMatchCriteria?: 'open' | 'targeted';
  ownerID?: string;
  tags?: Record<string, string>;
}

export interface EC2NodeClassConnectionTracking {
  tcpEstablishedTimeout?: number;
  udpStreamTimeout?: number;
  udpTimeout?: number;
}

export interface EC2NodeClassCpuOptions {
  nestedVirtualization?: 'enabled' | 'disabled';
}

export interface EC2NodeClassEbs {
  deleteOnTermination?: boolean;
  encrypted?: boolean;
  iops?: number;
  kmsKeyID?: string;
  snapshotID?: string;
  throughput?: number;
  volumeInitializationRate?: number;
  volumeSize?: string;
  volumeType?: 'standard' | 'io1' | 'io2' | 'gp2' | 'sc1' | 'st1' | 'gp3';
}

export interface EC2NodeClassKubelet {
  clusterDNS?: string[];
  cpuCFSQuota?: boolean;
  evictionHard?: Record<string, string>;
  evictionMaxPodGracePeriod?: number;
  evictionSoft?: Record<string, string>;
  evictionSoftGracePeriod?: Record<string, string>;
  imageGCHighThresholdPercent?: number;
  imageGCLowThresholdPercent?: number;
  kubeReserved?: Record<string, string>;
  maxPods?: number;
  podsPerCore?: number;
  systemReserved?: Record<string, string>;
}

export interface EC2NodeClassMetadataOptions {
  httpEndpoint?: 'enabled' | 'disabled';
  httpProtocolIPv6?: 'enabled' | 'disabled';
  httpPutResponseHopLimit?: number;
  httpTokens?: 'required' | 'optional';
}

export interface EC2NodeClassNetworkInterface {
  deviceIndex: number;
  interfaceType: 'interface' | 'efa-only';
  networkCardIndex: number;
}

export interface EC2NodeClassPlacementGroupSelector {
  id?: string;
  name?: string;
}

export interface EC2NodeClassSecurityGroupSelectorTerm {
  id?: string;
  name?: string;
  tags?: Record<string, string>;
}

export interface EC2NodeClassSpec {
  amiFamily?: 'AL2' | 'AL2023' | 'Bottlerocket' | 'Custom' | 'Windows2019' | 'Windows2022' | 'Windows2025';
  amiSelectorTerms: EC2NodeClassAmiSelectorTerm[];
  associatePublicIPAddress?: boolean;
  blockDeviceMappings?: EC2NodeClassBlockDeviceMapping[];
  capacityReservationSelectorTerms?: EC2NodeClassCapacityReservationSelectorTerm[];
  connectionTracking?: EC2NodeClassConnectionTracking;
  context?: string;
  cpuOptions?: EC2NodeClassCpuOptions;
  detailedMonitoring?: boolean;
  instanceProfile?: string;
  instanceStorePolicy?: 'RAID0';
  ipPrefixCount?: number;
  kubelet?: EC2NodeClassKubelet;
  metadataOptions?: EC2NodeClassMetadataOptions;
  networkInterfaces?: EC2NodeClassNetworkInterface[];
  placementGroupSelector?: EC2NodeClassPlacementGroupSelector;
  role?: string;
  securityGroupSelectorTerms: EC2NodeClassSecurityGroupSelectorTerm[];
  subnetSelectorTerms: EC2NodeClassSubnetSelectorTerm[];
  tags?: Record<string, string>;
  userData?: string;
}

export interface EC2NodeClassSubnetSelectorTerm {
  id?: string;
  tags?: Record<string, string>;
}
