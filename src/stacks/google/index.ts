import './peers';

export type { Backend } from '../cloud/backend';
export { type AppliedValue, type AppliedValues, appliedValues } from '../cloud/values';
export type { GcsBucket, GcsBucketProps } from './bucket';
export type { GoogleCertificate, GoogleCertificateProps } from './certificate';
export type { GkeClusterProps } from './cluster-props';
export type { ComputeClassPriority, ComputeClassProps } from './compute-class';
export type { SqlDatabase, SqlProps } from './database';
export type { Filestore, FilestoreProps } from './file-system';
export { GkeStack, type GkeStackProps } from './gke';
export type { GpuNetworksProps } from './gpu-networks';
export type { GkeIdentity, GkeIdentityProps } from './identity';
export type { CryptoKey, CryptoKeyProps } from './key';
export type { PodNetworks, PodNetworksProps } from './pod-networks';
export type { ExtraNetwork, GkePoolProps } from './pool-props';
