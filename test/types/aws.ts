// Compiled, never run: each marked line must be refused by the compiler.
import { type KubeflowApp, machine } from '../../src';
import { EksStack } from '../../src/stacks/aws';

declare const app: KubeflowApp;
const eks = new EksStack(app, 'eu', { region: 'eu-west-1', cluster: 'ml' });
const h100 = eks.gpuPool('h100', { machine: 'p5.48xlarge', mig: { '3g.40gb': 2 }, reservation: { block: 'cr-1' } });
const trn = eks.gpuPool('trn', { machine: 'trn2.48xlarge', efa: 'efa-only' });
h100.mig('3g.40gb');
trn.gpus(16);

// @ts-expect-error a node of this pool has 16 chips
trn.gpus(17);
// @ts-expect-error Trainium cannot be partitioned
trn.mig('1g.10gb');
// @ts-expect-error not an AWS machine
eks.gpuPool('x', { machine: 'a3-highgpu-8g' });
// @ts-expect-error a profile of another GPU
eks.gpuPool('x', { machine: 'p5.48xlarge', mig: { '1g.5gb': 7 } });
// @ts-expect-error L40S cannot be partitioned
eks.gpuPool('x', { machine: 'g6e.xlarge', mig: { '1g.10gb': 7 } });
// @ts-expect-error no id of a reservation
eks.gpuPool('x', { machine: 'p5.48xlarge', reservation: { id: 'p5-block' } });
// @ts-expect-error a reservation or a block, by one name
eks.gpuPool('x', { machine: 'p5.48xlarge', reservation: {} });
// @ts-expect-error DWS is Google's
eks.gpuPool('x', { machine: 'p5.48xlarge', flexStart: true });
// @ts-expect-error a range needs both ends
eks.gpuPool('x', { machine: 'p5.48xlarge', nodes: { max: 4 } });
// @ts-expect-error a custom machine knows its size too
eks.gpuPool('x', { machine: machine('p7', { accelerator: 'b300', gpus: 4 }) }).gpus(8);
// @ts-expect-error region is required
new EksStack(app, 'x', { cluster: 'ml' });
// @ts-expect-error a Lustre file system is in a subnet
eks.fileSystem('home', { kind: 'lustre', storageGi: 2400 });
// @ts-expect-error no such engine for Pipelines
eks.database('db', { engine: 'oracle' });
// @ts-expect-error two backends
new EksStack(app, 'x', { region: 'r', cluster: 'ml', backend: { http: {} } });
