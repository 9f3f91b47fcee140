import { readYaml } from '../../../src/validation';
import { CORE_BASES } from './core-bases';
import { valueChanges } from './value-changes';

type Json = Record<string, unknown>;
export function coreBases(): Json[] {
  return CORE_BASES.flatMap((text) => readYaml(text).map(({ value }) => value as Json));
}

/** The bases, and each of them with one field changed. */
export function coreGrid(): Json[] {
  return coreBases().flatMap((base) => [base, ...valueChanges(base)]);
}
