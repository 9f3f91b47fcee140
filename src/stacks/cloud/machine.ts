import type { IConstruct } from 'constructs';
import {
  acceleratorFacts,
  type Cloud,
  type GpuPool,
  type Machine,
  type MachineName,
  machines,
  type NodeRange,
  type PoolTaint,
} from '../../constructs/gpu';
import { didYouMean, fail } from '../../core/errors';
import type { Placement } from '../../core/placement';

/** A machine with the name its cloud gives it. */
export type NamedMachine = Machine & { readonly name: string };
/** A machine of the cloud's table, or one that `machine()` made. */
export type MachineOf<C extends Cloud> = MachineName<C> | NamedMachine;

export type ShapeOf<C extends Cloud, M> =
  M extends MachineName<C> ? (typeof machines)[C][M] : M extends Machine ? M : never;
export type AcceleratorOf<C extends Cloud, M> = ShapeOf<C, M> extends { accelerator: infer A } ? A : never;
export type PoolOf<C extends Cloud, M> = GpuPool<
  ShapeOf<C, M> extends { gpus: infer N extends number } ? N : never,
  AcceleratorOf<C, M>
>;

const called = { aws: 'EC2 type', gcp: 'Compute Engine type', azure: 'Azure size' } as const;

/** The machine of the name, or the one that was made. Throws KubeflowError for names that the table does not know. */
export function machineOf<C extends Cloud>(scope: IConstruct, id: string, cloud: C, given: MachineOf<C>): NamedMachine {
  if (typeof given !== 'string') return given;
  const known: Readonly<Record<string, Machine>> = machines[cloud];
  const shape = Object.hasOwn(known, given) ? known[given] : undefined;
  if (shape === undefined) {
    fail(
      scope,
      `machine '${given}' is no ${called[cloud]} with accelerators that we know${didYouMean(given, Object.keys(known))}; write machine('${given}', { accelerator, gpus })`,
      id,
    );
  }
  return { ...shape, name: given };
}

/** What lets pods onto nodes with these taints, and finds such nodes. */
export function placementOn(nodeSelector: Readonly<Record<string, string>>, taints: readonly PoolTaint[]): Placement {
  return { nodeSelector, tolerations: taints.map(({ key, effect }) => ({ key, operator: 'Exists', effect })) };
}

/** Both ends of a number of nodes. */
export function rangeOf(nodes: number | NodeRange): NodeRange {
  return typeof nodes === 'number' ? { min: nodes, max: nodes } : nodes;
}

/** The taint that keeps pods without accelerators off such nodes. */
export function acceleratorTaint(resource = 'nvidia.com/gpu') {
  const key = resource === 'aws.amazon.com/neuroncore' ? 'aws.amazon.com/neuron' : resource;
  return { key, value: 'present', effect: 'NoSchedule' } as const;
}

export function isNvidia({ accelerator, resource }: Machine): boolean {
  return (
    (acceleratorFacts(accelerator)?.vendor ?? 'nvidia') === 'nvidia' &&
    (resource ?? 'nvidia.com/').startsWith('nvidia.com/')
  );
}
