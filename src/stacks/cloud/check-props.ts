import type { IConstruct } from 'constructs';
import { freshId, Problems } from '../../core/errors';
import { checkProperties, fields, or } from '../../core/properties';
import { InvalidValue, shown } from '../../core/values';

export type Properties = Parameters<typeof checkProperties>[2];

/** Fails where properties are none, misspelt, missing or of the wrong kind; `id` is of what is about to be made. */
export function checkProps(
  scope: IConstruct,
  id: string | undefined,
  props: unknown,
  known: Properties,
  required: readonly string[] = [],
): void {
  const problems = new Problems(scope, id);
  checkProperties(problems, props, known, required);
  problems.throw();
}

/** The same of what is a child of `scope` by this id: there must be none yet. */
export function checkNew(
  scope: IConstruct,
  id: string,
  props: unknown,
  known: Properties,
  required: readonly string[] = [],
): void {
  freshId(scope, id);
  checkProps(scope, id, props, known, required);
}

/** A number of nodes, or a range. */
export const nodesProperty = or(fields({ min: 'number', max: 'number' }, ['min', 'max']), 'number');

/** Who reaches an API server. */
export const endpointProperty = or(fields({ publicFrom: 'list' }, ['publicFrom']), 'text');

/** The addresses that reach it from outside: clouds take an empty list for everybody. Throws where there are none. */
export function publicFrom(
  problems: Problems,
  endpoint: 'private' | { readonly publicFrom: readonly string[] },
): string[] | undefined {
  if (endpoint === 'private') return undefined;
  if (typeof endpoint === 'string') {
    problems.add(`cluster.endpoint '${endpoint}' is neither 'private' nor { publicFrom: [...] }`);
    return undefined;
  }
  if (endpoint.publicFrom.length === 0) {
    problems.add("cluster.endpoint.publicFrom is empty, which clouds take for everybody: name addresses, or 'private'");
  }
  return [...endpoint.publicFrom];
}

/** `true`, `false`, or a name. */
export function flagOrText(value: unknown): void {
  if (typeof value !== 'boolean' && typeof value !== 'string') {
    throw new InvalidValue(`${shown(value)} is neither true, false nor text`);
  }
}
