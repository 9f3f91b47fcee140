import type { DurationLike } from '../../core/duration';
import type { GpuLike } from '../../core/gpu';
import type { RequestAndLimit } from '../../core/resources';
import type { BytesLike, CpuLike } from '../../core/units';
import type { KubernetesOptions } from './kubernetes-options';
import type { OnExit, Ref, Task } from './ref';

/** What one task does differently from its component. */
export interface TaskOptions {
  /** Take the outputs of an earlier run with the same inputs; a key tells apart what Pipelines cannot see. @default the pipeline's, which is true */
  readonly cache?: boolean | { readonly key: string };
  /** @default 0 */
  readonly retries?: number | Retry;
  /** Longest time the step's pod may run. */
  readonly timeout?: DurationLike;
  /** Steps to wait for beside those whose outputs are taken. */
  readonly after?: readonly (Task | OnExit)[];
  /** Run even when a step before this one failed; its inputs from such steps need defaults. @default false */
  readonly ignoreUpstreamFailure?: boolean;
  /** @default the task's name */
  readonly displayName?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** @default the component's */
  readonly image?: string | Ref<'string'>;
  /** CPU cores, request and limit. */
  readonly cpu?: RequestAndLimit<CpuLike | Ref<'string'>>;
  readonly memory?: RequestAndLimit<BytesLike | Ref<'string'>>;
  /** GPUs of a pool; the step runs on its nodes. */
  readonly gpu?: GpuLike;
  /** The same where only the run knows which or how many. */
  readonly accelerator?: { readonly type: string | Ref<'string'>; readonly count?: number | Ref<'string'> };
  readonly kubernetes?: KubernetesOptions;
}

export interface Retry {
  readonly count: number;
  /** Wait before the first retry, whole seconds. @default '0s' */
  readonly backoff?: DurationLike;
  /** Each wait is this many times the last. @default 2 */
  readonly factor?: number;
  /** Longest wait, at most 1h. @default '1h' */
  readonly maxBackoff?: DurationLike;
}

export type TaskSettings = TaskOptions & { readonly enableCache: boolean };
