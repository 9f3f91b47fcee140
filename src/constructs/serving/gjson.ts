/**
 * What is wrong with a GJSON path, or `undefined`. The router takes a condition that GJSON cannot read for one that is
 * never met. Source: tidwall/gjson SYNTAX.md.
 */
export function gjsonProblem(path: string): string | undefined {
  if (path.trim() === '') return 'is empty';
  const closing: string[] = [];
  const pairs: Record<string, string> = { '(': ')', '[': ']', '{': '}' };
  for (let i = 0; i < path.length; i++) {
    const c = path[i]!;
    if (c === '\\') {
      if (i === path.length - 1) return 'ends in a backslash, which escapes nothing';
      i++;
    } else if (c === '"') {
      const end = stringEnd(path, i);
      if (end < 0) return `has a text that does not end: ${path.slice(i)}`;
      i = end;
    } else if (c === '#' && path[i + 1] === '(') {
      const problem = queryProblem(path, i + 2);
      if (problem !== undefined) return problem;
    } else if (pairs[c] !== undefined) closing.push(pairs[c]);
    else if (c === ')' || c === ']' || c === '}') {
      if (closing.pop() !== c) return `has a '${c}' that nothing opens`;
    } else if ((c === '.' || c === '|') && closing.length === 0) {
      const next = path[i + 1];
      if (next === undefined) return `ends in '${c}', name what is below`;
      if (i === 0 && path.startsWith('..')) i++;
      else if (next === '.' || next === '|' || i === 0)
        return `has nothing at '${path.slice(i, i + 2)}', name each step`;
    }
  }
  return closing.length === 0 ? undefined : `lacks a closing '${closing.pop()}'`;
}

const OPERATORS = ['==', '!=', '!%', '<=', '>=', '<', '>', '%', '='];

/** A query `#(field operator value)`; `from` is behind its parenthesis. */
function queryProblem(path: string, from: number): string | undefined {
  let depth = 1;
  let end = from;
  for (; end < path.length && depth > 0; end++) {
    const c = path[end];
    if (c === '\\') end++;
    else if (c === '"') {
      const close = stringEnd(path, end);
      if (close < 0) return `has a text that does not end: ${path.slice(end)}`;
      end = close;
    } else if (c === '(') depth++;
    else if (c === ')') depth--;
  }
  if (depth > 0) return `has a query that does not end: #(${path.slice(from)}`;
  const query = path.slice(from, end - 1).trim();
  if (query === '') return 'has an empty query #()';
  const bare = query.replace(/"(\\.|[^"\\])*"/g, '""').replace(/#\(.*\)/g, '#');
  const operator = OPERATORS.map((op) => ({ op, at: bare.indexOf(op) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at || b.op.length - a.op.length)[0];
  if (operator === undefined) return undefined;
  if (operator.op === '!') return `has an operator GJSON does not know in #(${query})`;
  if (bare.slice(operator.at + operator.op.length).trim() === '') return `compares with nothing in #(${query})`;
  return undefined;
}

function stringEnd(path: string, start: number): number {
  for (let i = start + 1; i < path.length; i++) {
    if (path[i] === '\\') i++;
    else if (path[i] === '"') return i;
  }
  return -1;
}
