export { type Accelerator, type Machine, machine } from './machine';
export { type Cloud, type MachineName, machines } from './machines';
export { type MigOf, migProfiles } from './mig';
export { type OnPremPoolProps, onPremPool } from './on-prem';
export { type AnyPool, GpuPool, type NodeRange, type PoolShape } from './pool';
