import type { IConstruct } from 'constructs';
import type { AnyPool } from './pool';

const POOL = 'kubeflow-cdk/pool';

/** Says that the cluster of the app around `scope` has these pools, so that synthesis holds all work to them. */
export function registerPools(scope: IConstruct, ...pools: readonly AnyPool[]): void {
  const { root } = scope.node;
  const known = poolsOf(root);
  for (const pool of pools) if (!known.includes(pool)) root.node.addMetadata(POOL, pool);
}

/** The pools of the app around `scope`. */
export function poolsOf(scope: IConstruct): readonly AnyPool[] {
  return scope.node.root.node.metadata.filter(({ type }) => type === POOL).map(({ data }) => data as AnyPool);
}
