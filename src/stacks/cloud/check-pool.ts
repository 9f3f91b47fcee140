import type { IConstruct } from 'constructs';
import { Problems } from '../../core/errors';
import { checkProperties } from '../../core/properties';

/** Fails where a pool has no machine, or properties that there are none of. */
export function checkPool(
  scope: IConstruct,
  id: string,
  props: unknown,
  known: Parameters<typeof checkProperties>[2],
): void {
  const problems = new Problems(scope, id);
  checkProperties(problems, props, known, ['machine']);
  problems.throw();
}

/** Fails where a stack is not given what it cannot do without. */
export function needAll<T extends object>(scope: IConstruct, props: T, names: readonly (keyof T & string)[]): void {
  const problems = new Problems(scope);
  for (const name of names) if (props[name] === undefined || props[name] === null) problems.add(`${name} is missing`);
  problems.throw();
}
