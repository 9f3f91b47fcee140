import { type DurationLike, seconds } from '../../core/duration';
import { count } from '../../core/units';
import { InvalidValue, within } from '../../core/values';
import type { TaskSpec } from './ir';
import type { Retry } from './task-options';

/** Pipelines waits an hour at most between retries. Upstream: sdk/python/kfp/dsl/structures.py. */
const LONGEST = 3600;

/** Throws InvalidValue. */
export function retryPolicy(retries: number | Retry): NonNullable<TaskSpec['retryPolicy']> {
  const retry: Retry = typeof retries === 'number' ? { count: retries } : retries;
  const factor = retry.factor ?? 2;
  if (!(Number.isFinite(factor) && factor > 0)) throw new InvalidValue(`factor ${factor} is not more than 0`);
  const span = (field: string, value: DurationLike) => within(field, () => seconds(value));
  return {
    maxRetryCount: count(retry.count),
    backoffDuration: `${span('backoff', retry.backoff ?? '0s')}s`,
    backoffFactor: factor,
    backoffMaxDuration: `${Math.min(span('maxBackoff', retry.maxBackoff ?? '1h'), LONGEST)}s`,
  };
}
