import './peers';

export type { Backend } from '../cloud/backend';
export { type AppliedValue, type AppliedValues, appliedValues } from '../cloud/values';
export type { GkeClusterProps } from './cluster';
export type { ComputeClassProps } from './compute-class';
export { GkeStack, type GkeStackProps } from './gke';
export type { GkePoolProps } from './pool-props';
export type {
  CryptoKey,
  Filestore,
  FilestoreProps,
  GcsBucket,
  GcsBucketProps,
  GkeIdentity,
  GkeIdentityProps,
  GoogleCertificate,
  GoogleCertificateProps,
  SqlDatabase,
  SqlProps,
} from './services';
