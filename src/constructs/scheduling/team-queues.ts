import { Construct } from 'constructs';
import { idInChart } from '../../core/chart';
import { didYouMean, Problems } from '../../core/errors';
import { checkProperties, fields, type Known, listOf, mapOf } from '../../core/properties';
import type { SpecOf } from '../../core/resource';
import { InvalidValue, isRecord, shown } from '../../core/values';
import { ClusterQueue } from './cluster-queue';
import { Cohort } from './exact';
import { type FlavorPool, poolShape, ResourceFlavor } from './flavor';
import { LocalQueue } from './local-queue';
import { type Amounts, amountsShape } from './quota';

/** A team's chart: what is created under it lands in its namespace. */
export interface QueueTeam extends Construct {
  readonly namespace?: string;
}
export interface TeamShare<P extends string = string> {
  readonly team: QueueTeam;
  /**
   * What is the team's own, by pool. `gpu` is the pool's accelerator; jobs that ask for CPU or memory need quota for
   * them too.
   */
  readonly quota: { readonly [pool in P]?: Amounts };
  /** @default the cohort's whole rest */
  readonly borrow?: { readonly [pool in P]?: Amounts };
}
export interface TeamQueuesProps {
  readonly pools: readonly FlavorPool[];
  readonly teams: readonly TeamShare[];
  /** Name of the cohort in which the teams lend each other what they do not use. @default the construct's id */
  readonly cohort?: string;
  /** Name of the queue in each team. @default 'default' */
  readonly queue?: string;
  /** @default a team gets its own share back from borrowers at any time */
  readonly preemption?: SpecOf<'kueue.x-k8s.io/v1beta2/ClusterQueue'>['preemption'];
}

const share: Known<TeamShare> = { team: isTeam, quota: mapOf(amountsShape), borrow: mapOf(amountsShape) };
function isTeam(team: unknown): void {
  if (!isRecord(team) || !('node' in team))
    throw new InvalidValue(`${shown(team)} is no team, pass its stack or chart`);
}

const queuesProperties: Known<TeamQueuesProps> = {
  pools: listOf(poolShape),
  teams: listOf(fields(share, ['team', 'quota'])),
  cohort: 'text',
  queue: 'text',
  preemption: 'object',
};

/** Pools shared by teams: a flavor for each pool, a quota and a queue for each team, one cohort around them. */
export class TeamQueues extends Construct {
  readonly flavors: ReadonlyMap<string, ResourceFlavor>;
  readonly cohort: Cohort;

  constructor(scope: Construct, id: string, props: TeamQueuesProps) {
    super(scope, idInChart(scope, id));
    const problems = new Problems(this);
    checkProperties(problems, props, queuesProperties, ['pools', 'teams']);
    problems.throw();
    checkPools(problems, props);
    problems.throw();
    const { queue = 'default', preemption = { reclaimWithinCohort: 'Any', withinClusterQueue: 'LowerPriority' } } =
      props;
    this.flavors = new Map(props.pools.map((pool) => [pool.name, new ResourceFlavor(this, pool.name, { pool })]));
    this.cohort = new Cohort(this, 'cohort', { metadata: { name: props.cohort ?? id } });
    for (const { team, quota, borrow } of props.teams) {
      const name = team.namespace ?? team.node.id;
      const clusterQueue = new ClusterQueue(this, `queue-${name}`, {
        metadata: { name },
        cohort: this.cohort,
        namespaces: [name],
        preemption,
        flavors: Object.entries(quota).map(([pool, amounts]) => ({
          flavor: this.flavors.get(pool)!,
          quota: amounts!,
          borrow: borrow?.[pool],
        })),
      });
      new LocalQueue(team, queue, { clusterQueue });
    }
  }
}

/** A share of a pool that is not here would be a quota without nodes. */
function checkPools(problems: Problems, { pools, teams }: TeamQueuesProps): void {
  const names = pools.map(({ name }) => name);
  for (const [i, share] of teams.entries()) {
    for (const field of ['quota', 'borrow'] as const) {
      for (const pool of Object.keys(share[field] ?? {})) {
        if (!names.includes(pool))
          problems.add(
            `teams[${i}].${field} '${pool}' is none of pools (${names.join(', ')})${didYouMean(pool, names)}`,
          );
      }
    }
  }
}
