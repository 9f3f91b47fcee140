// Compiled, never run: each marked line must be refused by the compiler.
import type { Construct } from 'constructs';
import { DeviceClaimTemplate, GpuOperator, machine, onPremPool } from '../../src';

declare const scope: Construct;
const dgx = onPremPool('dgx', { accelerator: 'a100-80gb', gpus: 8, labels: {}, mig: { '3g.40gb': 2 } });
const l4 = onPremPool('l4', { accelerator: 'l4', gpus: 2, labels: {}, timeSlicing: 4, sharing: 'mps' });
const next = onPremPool('next', { ...machine('dgx-r200', { accelerator: 'r200', gpus: 8 }), labels: {} });
dgx.mig('3g.40gb');
l4.slice();
next.gpus(8);
new GpuOperator(scope, 'o', { pools: [dgx, l4], driver: 'preinstalled' });

// @ts-expect-error a node of this pool has 8 GPUs
next.gpus(9);
// @ts-expect-error a profile of the other A100
onPremPool('p', { accelerator: 'a100-80gb', gpus: 8, labels: {}, mig: { '1g.5gb': 7 } });
// @ts-expect-error L4 cannot be partitioned
onPremPool('p', { accelerator: 'l4', gpus: 2, labels: {}, mig: { '1g.10gb': 7 } });
// @ts-expect-error labels tell its machines from others
onPremPool('p', { accelerator: 'l4', gpus: 2 });
// @ts-expect-error turns or the multi-process service
onPremPool('p', { accelerator: 'l4', gpus: 2, labels: {}, timeSlicing: 4, sharing: 'vgpu' });
// @ts-expect-error an effect of Kubernetes
onPremPool('p', { accelerator: 'l4', gpus: 2, labels: {}, taints: [{ key: 'a', effect: 'Never' }] });
// @ts-expect-error the operator installs a driver, or somebody has
new GpuOperator(scope, 'o', { driver: 'none' });
// @ts-expect-error a class is named
new DeviceClaimTemplate(scope, 't', { count: 2 });
