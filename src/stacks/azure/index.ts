import './peers';

export type { Backend } from '../cloud/backend';
export { type AppliedValue, type AppliedValues, appliedValues } from '../cloud/values';
export { AksStack, type AksStackProps } from './aks';
export type { BlobContainer, BlobContainerProps } from './bucket';
export type { AksClusterProps } from './cluster-props';
export type { FlexibleServer, FlexibleServerProps } from './database';
export type { Dns, DnsProps } from './dns';
export type { NfsShare, NfsShareProps } from './file-system';
export type { AksIdentity, AksIdentityProps } from './identity';
export type { VaultKey, VaultKeyProps } from './key';
export type { NapPoolProps } from './nap';
export type { AksPoolProps, InfiniBand } from './pool-props';
