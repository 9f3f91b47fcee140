// Compiled, never run: each marked line must be refused by the compiler.
import type { KubeflowApp } from '../../src';
import { GkeStack } from '../../src/stacks/google';

declare const app: KubeflowApp;
const gke = new GkeStack(app, 'us', { project: 'acme', location: 'us-central1', cluster: 'ml' });
const l4 = gke.gpuPool('l4', { machine: 'g2-standard-24', driver: 'latest' });
const a100 = gke.gpuPool('a100', { machine: 'a2-megagpu-16g' });
const v6e = gke.gpuPool('v6e', { machine: 'ct6e-standard-4t', topology: '4x4' });
l4.gpus(2);
a100.gpus(16);
a100.mig('1g.5gb');
v6e.gpus(4);

// @ts-expect-error a node of this pool has 2 GPUs
l4.gpus(4);
// @ts-expect-error a node of this pool has 16 GPUs
a100.gpus(17);
// @ts-expect-error a machine of this pool has 4 chips
v6e.gpus(8);
// @ts-expect-error L4 cannot be partitioned
l4.mig('1g.10gb');
// @ts-expect-error a profile of the other A100
a100.mig('3g.40gb');
// @ts-expect-error not a machine of Google's
gke.gpuPool('x', { machine: 'p5.48xlarge' });
// @ts-expect-error no shape of a slice
gke.gpuPool('x', { machine: 'ct6e-standard-4t', topology: '4by4' });
// @ts-expect-error EFA is Amazon's
gke.gpuPool('x', { machine: 'a3-highgpu-8g', efa: true });
// @ts-expect-error a day needs its unit
gke.gpuPool('x', { machine: 'a3-highgpu-8g', maxRun: 1 });
// @ts-expect-error no such driver
gke.gpuPool('x', { machine: 'g2-standard-24', driver: 'r550' });
// @ts-expect-error project is required
new GkeStack(app, 'x', { location: 'us-central1', cluster: 'ml' });
