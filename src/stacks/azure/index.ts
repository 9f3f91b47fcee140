import './peers';

export type { Backend } from '../cloud/backend';
export { type AppliedValue, type AppliedValues, appliedValues } from '../cloud/values';
export { AksStack, type AksStackProps } from './aks';
export type { AksClusterProps } from './cluster';
export type { NapPoolProps } from './nap';
export type { AksPoolProps, InfiniBand } from './pool-props';
export type {
  AksIdentity,
  AksIdentityProps,
  BlobContainer,
  BlobContainerProps,
  Dns,
  DnsProps,
  FlexibleServer,
  FlexibleServerProps,
  NfsShare,
  NfsShareProps,
  VaultKey,
  VaultKeyProps,
} from './services';
