import type { IConstruct } from 'constructs';
import { fail } from '../../core/errors';

/** Fails where a cloud does not take the name. */
export function checkName(scope: IConstruct, id: string, grammar: RegExp, longest: number, allowed: string): void {
  if (id.length > longest) {
    fail(scope, `name '${id}' has ${id.length} characters, ${longest} are allowed: choose a shorter one`, id);
  }
  if (!grammar.test(id)) fail(scope, `name '${id}' may only have ${allowed}`, id);
}
