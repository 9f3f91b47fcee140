import './peers';

export type { Backend } from '../cloud/backend';
export { type AppliedValue, type AppliedValues, appliedValues } from '../cloud/values';
export type { Bucket, BucketProps } from './bucket';
export type { Certificate, CertificateProps } from './certificate';
export type { EksClusterProps, SystemPoolProps } from './cluster';
export type { Database, DatabaseProps } from './database';
export { EksStack, type EksStackProps } from './eks';
export type { FileSystem, FileSystemProps } from './file-system';
export type { Allow, WorkloadIdentity, WorkloadIdentityProps } from './identity';
export type { KarpenterFacts } from './karpenter';
export type { KarpenterPoolProps } from './karpenter-pool';
export type { Key, KeyProps } from './key';
export type { NetworkProps } from './network';
export type { AmiType, CapacityReservation, EksPoolProps } from './pool-props';
