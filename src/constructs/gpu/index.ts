export { type AcceleratorFacts, acceleratorFacts, accelerators } from './accelerators';
export { advertisedBy } from './advertised';
export { type Accelerator, type Machine, machine } from './machine';
export { type Cloud, type MachineName, machines } from './machines';
export { type MigLayout, type MigOf, migProfiles, type PoolMig, uniformProfile } from './mig';
export { type OnPremPoolProps, onPremPool } from './on-prem';
export { type AnyPool, GpuPool, type NodeRange, type PoolFabric, type PoolShape, type PoolTaint } from './pool';
export { poolsOf, registerPools } from './registry';
export { migConfigName, sharingLabels, timeSlicingConfigName } from './sharing';
