// Compiled, never run: each marked line must be refused by the compiler.
import type { KubeflowApp } from '../../src';
import { AksStack } from '../../src/stacks/azure';

declare const app: KubeflowApp;
const aks = new AksStack(app, 'az', { resourceGroup: 'ml', cluster: 'ml' });
const nc = aks.gpuPool('nc', { machine: 'Standard_NC48ads_A100_v4', mig: { '3g.40gb': 2 } });
const mi = aks.gpuPool('mi', {
  machine: 'Standard_ND96isr_MI300X_v5',
  infiniBand: { resource: 'rdma/ib', perNode: 8 },
});
nc.gpus(2);
nc.mig('3g.40gb');
mi.gpus(8);

// @ts-expect-error a node of this pool has 2 GPUs
nc.gpus(3);
// @ts-expect-error AMD's accelerators have no MIG slices
mi.mig('1g.10gb');
// @ts-expect-error not a size of Azure's
aks.gpuPool('x', { machine: 'a2-highgpu-1g' });
// @ts-expect-error A10 cannot be partitioned
aks.gpuPool('x', { machine: 'Standard_NV36ads_A10_v5', mig: { '1g.10gb': 7 } });
// @ts-expect-error AKS or nobody
aks.gpuPool('x', { machine: 'Standard_NC48ads_A100_v4', driver: 'latest' });
// @ts-expect-error resourceGroup is required
new AksStack(app, 'x', { cluster: 'ml' });
// @ts-expect-error a cluster that is made has a location
new AksStack(app, 'x', { resourceGroup: 'ml', cluster: { name: 'ml' } });
