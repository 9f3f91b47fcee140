import './validation/synth-check';

export * from './constructs/cert-manager';
export * from './constructs/gpu';
export * from './constructs/istio';
export * from './constructs/katib';
export * from './constructs/knative';
export * from './constructs/notebook';
export * from './constructs/pipeline';
export type { Role } from './constructs/profile';
export * from './constructs/profile';
export * from './constructs/scheduling';
export * from './constructs/serving';
export * from './constructs/tracking';
export * from './constructs/training';
export { type CloudApp, KubeflowApp, type KubeflowAppProps } from './core/app';
export type { Container, NamedContainer } from './core/container';
export { acknowledge, declareExisting, type Existing } from './core/declared';
export type { Duration, DurationLike } from './core/duration';
export type { ConfigMapKey, Env, EnvFrom, EnvSource, SecretKey } from './core/environment';
export { KubeflowError } from './core/errors';
export type { GpuClaim, GpuLike } from './core/gpu';
export type { Placement, Scheduling } from './core/placement';
export type { PodOptions } from './core/pod';
export {
  type KubeflowComponent,
  type KubeflowRelease,
  latestRelease,
  type PlatformFacts,
  platformOf,
  releases,
  usePlatform,
} from './core/release';
export { type Kind, type Manifest, type Metadata, type Patch, Resource, type SpecOf } from './core/resource';
export type { RequestAndLimit, Resources } from './core/resources';
export { restricted, type Security } from './core/security';
export { type Bytes, type BytesLike, type Cpu, type CpuLike, Quantity } from './core/units';
export type { Open, Placeholder, Text } from './core/values';
export type { Mounts, Volume } from './core/volumes';
export type { CustomResources } from './generated';
export * from './stacks/fleet';
export * from './stacks/on-prem';
export * from './stacks/platform';
export * from './stacks/team';
