import { KubeflowError } from '../../core/errors';
import type { GpuClaim } from '../../core/gpu';
import { mergePlacements, type Placement } from '../../core/placement';
import { count } from '../../core/units';
import { InvalidValue, isRecord, shown, within } from '../../core/values';
import { isShareable, isWhole } from './accelerators';
import type { Machine } from './machine';
import { checkLayout, isCut, type MigOf, migProfiles, migResource, type PoolMig } from './mig';

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

/** A taint of a pool's nodes. */
export interface PoolTaint {
  readonly key: string;
  readonly value?: string;
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

/** The network between the nodes, as pods get a share of it. */
export interface PoolFabric {
  /** Extended resources of a whole node, which a claim takes its share of. */
  readonly resources?: Readonly<Record<string, number>>;
  /** What such pods must know of it. */
  readonly env?: Readonly<Record<string, string>>;
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
  /** Labels of its nodes beyond those it is found by. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly PoolTaint[];
  /** Where the nodes are, for what their cloud's kubelet reserves. */
  readonly cloud?: 'eks' | 'gke' | 'aks';
  /** How many turns each GPU is divided into, where pods share it in time. @default no sharing */
  readonly timeSlicing?: number;
  /** Who divides the GPUs: turns in time, or the multi-process service, which bounds memory too. @default 'time-slicing' */
  readonly sharing?: 'time-slicing' | 'mps';
  /** Whether a pod may have one turn only, and not several. @default false */
  readonly oneTurnEach?: boolean;
  /** How each GPU is cut into MIG slices. @default whole GPUs */
  readonly mig?: PoolMig;
  readonly fabric?: PoolFabric;
  /** @default false */
  readonly spot?: boolean;
}

/** A pool of any size and accelerator: what it is, without the claims that only its own type can check. */
export type AnyPool = Pick<
  GpuPool,
  'name' | 'accelerator' | 'gpusPerNode' | 'nodes' | 'resource' | 'placement' | 'shape'
>;

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
    poolError(shape.name, () => checkSharing(shape));
  }

  /** GPUs for one pod, up to those of a node. */
  gpus<N extends number>(amount: number extends N ? N : N extends UpTo<PerNode> ? N : UpTo<PerNode>): GpuClaim {
    const asked = poolError(this.name, () => within('gpus', () => count(amount as number, 1)));
    const { mig, timeSlicing, oneTurnEach } = this.shape;
    if (mig?.perGpu !== undefined && isCut(mig.perGpu)) {
      this.#refuse(`its GPUs are cut into ${profilesOf(mig).join(', ')}: ask for pool.mig('${profilesOf(mig)[0]}')`);
    }
    if (oneTurnEach && timeSlicing !== undefined && asked > 1) {
      this.#refuse(`${asked} turns for one pod, a pod of it has one: ask for pool.slice()`);
    }
    const perNode = this.gpusPerNode * (timeSlicing ?? 1);
    if (asked > perNode)
      this.#refuse(`${asked} GPUs for one pod, a node of it has ${perNode}: spread the work over more pods`);
    return this.#claim(asked, this.resource, asked / perNode);
  }

  /** A slice of one GPU that has memory and compute of its own. Only for accelerators that can be partitioned. */
  mig(profile: MigOf<A>, amount = 1): GpuClaim {
    const known = (migProfiles as Record<string, Record<string, number>>)[String(this.accelerator)];
    if (known === undefined && (this.shape.resource !== undefined || isWhole(String(this.accelerator)))) {
      this.#refuse(`${shown(profile)} is a MIG slice, ${this.accelerator} cannot be partitioned: ask for pool.gpus(1)`);
    }
    if (known !== undefined && known[profile] === undefined) {
      this.#refuse(
        `${shown(profile)} is no MIG profile of ${this.accelerator}, which has ${Object.keys(known).join(', ')}`,
      );
    }
    const { mig } = this.shape;
    if (mig?.perGpu !== undefined && !profilesOf(mig).includes(profile)) {
      this.#refuse(`${shown(profile)} is asked, its GPUs are cut into ${profilesOf(mig).join(', ') || 'no slices'}`);
    }
    return this.#claim(
      poolError(this.name, () => within('mig', () => count(amount, 1))),
      mig?.strategy === 'single' ? this.resource : migResource(profile),
      0,
    );
  }

  /** One turn on a GPU that several pods share in time; they share its memory too. */
  slice(): GpuClaim {
    if (this.shape.timeSlicing === undefined)
      this.#refuse('its GPUs are not shared in turns: give the pool timeSlicing');
    return this.#claim(1, this.resource, 0);
  }

  #claim(amount: number, resource: string, shareOfNode: number): GpuClaim {
    const { resources = {}, env } = this.shape.fabric ?? {};
    const shares = Object.entries(resources).map(([name, n]) => [name, Math.floor(n * shareOfNode)] as const);
    const extended = Object.fromEntries(shares.filter(([, n]) => n > 0));
    const connected = Object.keys(extended).length > 0 || (env !== undefined && shareOfNode === 1);
    return {
      count: amount,
      resource,
      placement: mergePlacements(this.placement),
      pool: this.name,
      ...(Object.keys(extended).length > 0 && { extended }),
      ...(connected && env !== undefined && { env }),
    };
  }

  #refuse(sentence: string): never {
    throw new KubeflowError([`pool '${this.name}': ${sentence}`]);
  }
}

function profilesOf(mig: PoolMig): string[] {
  return Object.entries(mig.perGpu ?? {}).flatMap(([profile, n = 0]) => (n > 0 ? [profile] : []));
}

function checkSharing({ accelerator, mig, timeSlicing, resource }: PoolShape): void {
  if (timeSlicing !== undefined) {
    within('timeSlicing', () => count(timeSlicing, 2));
    if (!isShareable(resource))
      throw new InvalidValue(`timeSlicing is for NVIDIA GPUs, ${accelerator} cannot be shared`);
  }
  if (mig?.perGpu !== undefined) within('mig', () => checkLayout(accelerator, mig.perGpu!));
}

function nodeRange(nodes: number | NodeRange = { min: 0, max: 1 }): NodeRange {
  if (typeof nodes !== 'number' && !isRecord(nodes))
    throw new InvalidValue(`nodes ${shown(nodes)} is neither a number nor { min, max }`);
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
