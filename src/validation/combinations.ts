import { clip, type Problem, pathOf } from './finding';
import { intOrString, type SchemaNode } from './schema';
import type { Check, Walk } from './walk';

/** What `allOf`, `anyOf`, `oneOf` and `not` of a node demand; `later` makes the check of a node that they name. */
export function combinations(
  node: SchemaNode,
  nodeAt: (index: number) => SchemaNode,
  later: (index: number) => Check,
): Check[] {
  const checks: Check[] = [];
  for (const member of (node.allOf ?? []).map(later)) {
    checks.push((value, walk) => {
      const { values } = walk;
      member(value, walk);
      walk.values = values;
    });
  }
  const { anyOf = [], oneOf = [] } = node;
  // `anyOf: [integer, string]` says of an int-or-string what its type already says.
  if (anyOf.length > 0 && !(intOrString(node) && anyOf.every((i) => isBareIntOrString(nodeAt(i))))) {
    const members = anyOf.map(later);
    checks.push((value, walk) => {
      if (members.some((member) => walk.passes(member, value))) return;
      walk.report(
        'schema/any-of',
        () => `matches none of its ${members.length} allowed forms: ${summary(members, value, walk)}`,
      );
    });
  }
  if (oneOf.length > 0) {
    const members = oneOf.map(later);
    checks.push((value, walk) => {
      const fitting = oneOf.filter((_, i) => walk.passes(members[i]!, value));
      if (fitting.length === 0)
        walk.report(
          'schema/one-of',
          () => `matches none of its ${oneOf.length} allowed forms: ${summary(members, value, walk)}`,
        );
      else if (fitting.length > 1) {
        const names = fitting.flatMap((i) => nodeAt(i).required ?? []);
        walk.report(
          'schema/one-of',
          `matches ${fitting.length} of its forms, only one is allowed${names.length > 1 ? `: keep one of ${names.map((n) => `'${n}'`).join(', ')}` : ''}`,
        );
      }
    });
  }
  if (node.not !== undefined) {
    const not = later(node.not);
    checks.push((value, walk) => {
      if (walk.passes(not, value)) walk.report('schema/not', 'has a form that is not allowed');
    });
  }
  return checks;
}

function isBareIntOrString(node: SchemaNode): boolean {
  return Object.keys(node).length === 1 && (node.type === 'integer' || node.type === 'string');
}

/** What keeps a value from its forms, the first of each. */
function summary(members: readonly Check[], value: unknown, walk: Walk): string {
  const prefix = pathOf(walk.steps.slice(0, walk.depth));
  const forms = members.slice(0, 6).map((member) => {
    const [first] = walk.tried(member, value) as [Problem, ...Problem[]];
    const path = first.path.startsWith(prefix) ? first.path.slice(prefix.length).replace(/^\./, '') : first.path;
    return `${path === '' ? 'it' : `'${path}'`} ${first.message}`;
  });
  return clip([...new Set(forms)].join('; or '), 240);
}
