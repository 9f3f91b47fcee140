import { KubeflowError } from '../../core/errors';
import { fields, type Known, listOf, propertyProblems, type Shape } from '../../core/properties';
import { InvalidValue, isRecord, shown } from '../../core/values';
import type { Passthrough } from './component-spec';
import { channel, type PipelineBuilder } from './context';

/** Refuses what is misspelt, missing or of the wrong kind, down to the last member. Throws KubeflowError under `path`. */
export function checkShape(
  path: string,
  given: unknown,
  known: Readonly<Record<string, Shape>>,
  required: readonly string[] = [],
): void {
  if (!isRecord(given)) throw new KubeflowError([`${path}: needs properties, it is given ${shown(given)}`]);
  const { sentences } = propertyProblems(given, known, required);
  if (sentences.length > 0) throw new KubeflowError(sentences.map((sentence) => `${path}: ${sentence}`));
}

/** A function as `example` writes it. */
export function callable(example: string): (value: unknown) => void {
  return (value) => {
    if (typeof value !== 'function') throw new InvalidValue(`${shown(value)} is no function, write ${example}`);
  };
}

/** The steps inside a branch, a loop or an exit handler are made by a function. */
export function checkBody(builder: PipelineBuilder, of: string, body: unknown): void {
  if (typeof body !== 'function') builder.fail(`its body is a function, () => { ... }, not ${shown(body)}`, of);
}

/** What only the run knows, or a value of the shape. */
export function refOr(shape: Shape, what: string): (value: unknown) => void {
  return (value) => {
    if (channel(value) !== undefined) return;
    const { sentences } = propertyProblems({ [what]: value }, { [what]: shape });
    if (sentences.length > 0) throw new InvalidValue(sentences[0]!);
  };
}

/** A name that may be a parameter or an output. */
export function nameOrRef(value: unknown): void {
  if (typeof value !== 'string' && channel(value) === undefined)
    throw new InvalidValue(`${shown(value)} is no text, parameter or output`);
}

const passthrough: Known<Passthrough> = { field: 'text', applyToTask: 'flag' };
export const passthroughList: Shape = listOf(fields(passthrough, ['field']));
