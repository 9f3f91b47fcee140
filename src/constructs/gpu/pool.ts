import { KubeflowError } from '../../core/errors';
import type { GpuClaim } from '../../core/gpu';
import { mergePlacements, type Placement } from '../../core/placement';
import { count } from '../../core/units';
import { InvalidValue, shown, within } from '../../core/values';
import type { Machine } from './machine';
import { type MigOf, migProfiles, migResource } from './mig';

/** From one node of a pool: a literal larger than the node does not compile. */
export type UpTo<N extends number> = number extends N ? number : N extends 1 ? 1 : Counts<N>;
type Counts<N extends number, Seen extends readonly unknown[] = [unknown]> = Seen['length'] extends N
  ? N
  : Seen['length'] extends 17
    ? number
    : Seen['length'] | Counts<N, [...Seen, unknown]>;

export interface NodeRange {
  readonly min: number;
  readonly max: number;
}

/** What a pool is, wherever its nodes come from. */
export interface PoolShape extends Machine {
  readonly name: string;
  /** Type of the machine as its cloud calls it. */
  readonly machineType?: string;
  /** A number for a pool that does not scale. @default { min: 0, max: 1 } */
  readonly nodes?: number | NodeRange;
  readonly placement: Placement;
  readonly zones?: readonly string[];
  /** Where the nodes are, for what their cloud's kubelet reserves. */
  readonly cloud?: 'eks' | 'gke' | 'aks';
  /** How many slices each GPU is cut into for sharing in turns, if it is. */
  readonly timeSlicing?: number;
}

/** A pool of any size and accelerator: what it is, without the claims that only its own type can check. */
export type AnyPool = Pick<GpuPool, 'name' | 'gpusPerNode' | 'nodes' | 'resource' | 'placement' | 'shape'>;

/** Nodes with accelerators, and the claims on them that pods may make. */
export class GpuPool<PerNode extends number = number, A = string> {
  readonly name: string;
  readonly accelerator: A;
  readonly gpusPerNode: PerNode;
  readonly nodes: NodeRange;
  /** Extended resource that counts the accelerators. */
  readonly resource: string;
  readonly placement: Placement;

  constructor(readonly shape: PoolShape & { readonly gpus: PerNode }) {
    this.name = shape.name;
    this.accelerator = shape.accelerator as A;
    this.gpusPerNode = shape.gpus;
    this.resource = shape.resource ?? 'nvidia.com/gpu';
    this.placement = shape.placement;
    this.nodes = poolError(shape.name, () => nodeRange(shape.nodes));
  }

  /** GPUs for one pod, up to those of a node. */
  gpus<N extends number>(amount: number extends N ? N : N extends UpTo<PerNode> ? N : UpTo<PerNode>): GpuClaim {
    const asked = poolError(this.name, () => within('gpus', () => count(amount as number, 1)));
    const perNode = this.gpusPerNode * (this.shape.timeSlicing ?? 1);
    if (asked > perNode)
      this.#refuse(`${asked} GPUs for one pod, a node of it has ${perNode}: spread the work over more pods`);
    return this.#claim(asked, this.resource);
  }

  /** A slice of one GPU that has memory and compute of its own. Only for accelerators that can be partitioned. */
  mig(profile: MigOf<A>, amount = 1): GpuClaim {
    const known = (migProfiles as Record<string, Record<string, number>>)[String(this.accelerator)];
    if (known === undefined && (this.shape.resource !== undefined || this.#isWhole())) {
      this.#refuse(`${shown(profile)} is a MIG slice, ${this.accelerator} cannot be partitioned: ask for pool.gpus(1)`);
    }
    if (known !== undefined && known[profile] === undefined) {
      this.#refuse(
        `${shown(profile)} is no MIG profile of ${this.accelerator}, which has ${Object.keys(known).join(', ')}`,
      );
    }
    return this.#claim(
      poolError(this.name, () => within('mig', () => count(amount, 1))),
      migResource(profile),
    );
  }

  /** One turn on a GPU that several pods share in time; they share its memory too. */
  slice(): GpuClaim {
    if (this.shape.timeSlicing === undefined)
      this.#refuse('its GPUs are not shared in turns: give the pool timeSlicing');
    return this.#claim(1, this.resource);
  }

  #claim(amount: number, resource: string): GpuClaim {
    return { count: amount, resource, placement: mergePlacements(this.placement), pool: this.name };
  }

  /** Accelerators we know to have no partitions; of the rest we know nothing and leave it to the user. */
  #isWhole(): boolean {
    return ['a10', 'a10g', 'l4', 'l40s', 't4'].includes(String(this.accelerator));
  }

  #refuse(sentence: string): never {
    throw new KubeflowError([`pool '${this.name}': ${sentence}`]);
  }
}

function nodeRange(nodes: number | NodeRange = { min: 0, max: 1 }): NodeRange {
  const { min, max } = typeof nodes === 'number' ? { min: nodes, max: nodes } : nodes;
  within('nodes.min', () => count(min));
  within('nodes.max', () => count(max, 1));
  if (min > max) throw new InvalidValue(`nodes.min ${min} is more than nodes.max ${max}`);
  return { min, max };
}

function poolError<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidValue) throw new KubeflowError([`pool '${name}': ${error.message}`]);
    throw error;
  }
}
