import { fields, type Known, listOf, mapOf, positive } from '../../core/properties';
import { count } from '../../core/units';
import { InvalidValue, within } from '../../core/values';
import { type ParameterSpec, parameterSpecs, type SearchSpace } from './space';

/** A network to look for: its shape, and what its layers may do. */
export interface Nas {
  readonly layers: number;
  /** Shape of the input, `[32, 32, 3]`. enas needs it. */
  readonly inputSizes?: readonly number[];
  /** enas needs it. */
  readonly outputSizes?: readonly number[];
  /** What a layer may do, with the parameters of each. */
  readonly operations: readonly NasOperation[];
}
export interface NasOperation {
  readonly type: string;
  readonly space: SearchSpace;
}
const operation: Known<NasOperation> = { type: 'text', space: mapOf('object') };
export const nasProperties: Known<Nas> = {
  layers: positive,
  inputSizes: listOf(positive),
  outputSizes: listOf(positive),
  operations: listOf(fields(operation, ['type', 'space'])),
};

/** What the service hands each trial. Sources: pkg/suggestion/v1beta1/nas/{enas,darts}/service.py. */
export interface NasParams {
  readonly enas: 'architecture' | 'nn_config';
  readonly darts: 'algorithm-settings' | 'search-space' | 'num-layers';
}
export const nasParams: { readonly [A in keyof NasParams]: readonly NasParams[A][] } = {
  enas: ['architecture', 'nn_config'],
  darts: ['algorithm-settings', 'search-space', 'num-layers'],
};

export function nasConfig(
  nas: Nas,
  algorithm: string,
): { graphConfig: object; operations: { operationType: string; parameters: ParameterSpec[] }[] } {
  const numLayers = within('nas.layers', () => count(nas.layers, 1));
  for (const field of ['inputSizes', 'outputSizes'] as const) {
    if (algorithm === 'enas' && !nas[field]?.length) throw new InvalidValue(`nas.${field} is missing, enas needs it`);
  }
  if (nas.operations.length === 0) throw new InvalidValue('nas.operations is empty');
  const operations = nas.operations.map(({ type, space }) =>
    within(`nas.operations ${type}:`, () => {
      const parameters = parameterSpecs(space);
      if (parameters.length === 0) throw new InvalidValue('it needs a parameter');
      const unstepped = parameters.filter((p) => p.parameterType === 'double' && p.feasibleSpace.step === undefined);
      if (unstepped.length > 0) throw new InvalidValue(`${unstepped[0]!.name} needs a step`);
      return { operationType: type, parameters };
    }),
  );
  const graphConfig = {
    numLayers,
    ...(nas.inputSizes && { inputSizes: [...nas.inputSizes] }),
    ...(nas.outputSizes && { outputSizes: [...nas.outputSizes] }),
  };
  return { graphConfig, operations };
}
