// Compiled, never run: each marked line must be refused by the compiler.
import { InferenceService, type KubeflowApp, machine, onPremPool, PlatformStack, Profile, Resource } from '../../src';
import { EksStack } from '../../src/stacks/aws';

declare const app: KubeflowApp;
declare const team: Profile;
const eks = new EksStack(app, 'a', { region: 'r', cluster: 'c' });
const h100 = eks.gpuPool('h100', { machine: 'p5.48xlarge' });
const g6 = eks.gpuPool('l4', { machine: 'g6.12xlarge' });
const dgx = onPremPool('dgx', { accelerator: 'a100-80gb', gpus: 8, labels: {} });
h100.gpus(8);
g6.gpus(4);
dgx.gpus(1);
dgx.mig('1g.10gb');
h100.gpus(Number(process.env.N));

// @ts-expect-error a node of this pool has 8 GPUs
h100.gpus(16);
// @ts-expect-error a node of this pool has 4 GPUs
g6.gpus(8);
// @ts-expect-error a machine of this pool has 8 GPUs
dgx.gpus(9);
// @ts-expect-error L4 cannot be partitioned
g6.mig('1g.10gb');
// @ts-expect-error a profile of another GPU
h100.mig('1g.5gb');
// @ts-expect-error not an AWS machine
eks.gpuPool('x', { machine: 'a3-highgpu-8g' });
// @ts-expect-error custom machine knows its size too
eks.gpuPool('y', { machine: machine('p6', { accelerator: 'b200', gpus: 4 }) }).gpus(8);

// @ts-expect-error unit missing
new Profile(app.manifests, 'p', { owner: 'a@b.c', quota: { memory: 64 } });
// @ts-expect-error GB is not a Kubernetes unit
new Profile(app.manifests, 'p', { owner: 'a@b.c', quota: { memory: '64GB' } });
// @ts-expect-error not an e-mail
new Profile(app.manifests, 'p', { owner: 'ada' });
// @ts-expect-error unknown role
new Profile(app.manifests, 'p', { owner: 'a@b.c', members: { 'x@y.z': 'write' } });
// @ts-expect-error owner is required
new Profile(app.manifests, 'p', {});

// @ts-expect-error standard mode has no canary
new InferenceService(team, 's', { mode: 'standard', model: { format: 'onnx', uri: 's3://m' }, canaryPercent: 10 });
// @ts-expect-error standard mode does not scale to zero
new InferenceService(team, 's', { mode: 'standard', model: { format: 'onnx', uri: 's3://m' }, scaleToZero: '5m' });
// @ts-expect-error no scheme
new InferenceService(team, 's', { model: { format: 'onnx', uri: '/models/a' } });
// @ts-expect-error a week is no unit
new InferenceService(team, 's', { model: { format: 'onnx', uri: 's3://m' }, scaleToZero: '1w' });

// @ts-expect-error not a component
new PlatformStack(app, 'p', { domain: 'd', components: ['seldon'] });

new Resource(team, 'r', 'v1/ConfigMap', { data: { a: 'b' } }).patch({ metadata: { labels: { a: 'b' } } });
// @ts-expect-error no such kind
new Resource(team, 'r', 'v1/ConfigMapp', {});
// @ts-expect-error data holds text
new Resource(team, 'r', 'v1/ConfigMap', { data: { a: 1 } });
// @ts-expect-error no such field
new Resource(team, 'r', 'v1/ConfigMap', { dta: {} });
// @ts-expect-error patches are checked too
new Resource(team, 'r', 'v1/ConfigMap', {}).patch({ data: { a: 1 } });

// pools of every size and kind go together
new PlatformStack(app, 'p', { domain: 'd', pools: [h100, g6, dgx] });
