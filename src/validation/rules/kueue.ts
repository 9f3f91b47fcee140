export { kueueFlavor } from './kueue-flavor';
export { kueueQuotas } from './kueue-quotas';
export { kueueWorkload } from './kueue-workload';
export { checkSelector } from './label-selector';
