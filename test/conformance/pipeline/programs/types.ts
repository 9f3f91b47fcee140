import type { PipelineSpec, PlatformSpec } from '../../../../src/constructs/pipeline/ir';
import type { Golden } from '../golden';

/** What a TypeScript program compiles to. */
export interface Compiled {
  toIR(): PipelineSpec;
  toPlatformSpec?(): PlatformSpec | undefined;
}
/** By golden: the TypeScript program that must compile to the same. */
export type Programs = Readonly<Record<string, (golden: Golden) => Compiled>>;
