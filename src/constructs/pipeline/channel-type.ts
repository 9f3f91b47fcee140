import type { ArtifactSchema, ParameterTypeName } from './ir';

export type ChannelType =
  /** `item` is what a LIST is known to hold, `value` what a STRUCT does; the IR keeps neither. */
  | {
      readonly kind: 'parameter';
      readonly type: ParameterTypeName;
      readonly item?: ParameterTypeName;
      readonly anything?: boolean;
    }
  | { readonly kind: 'artifact'; readonly schema: ArtifactSchema; readonly list: boolean };
