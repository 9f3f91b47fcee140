/** One module that a source file names, however it names it. */
export interface Import {
  readonly specifier: string;
  readonly line: number;
  /** Nothing of it is left when the program runs. */
  readonly typeOnly: boolean;
  /** Loaded when its code runs, not with the module. */
  readonly lazy: boolean;
}

interface Token {
  readonly kind: 'word' | 'string' | 'mark';
  readonly text: string;
  readonly line: number;
  /** Braces open around it. */
  readonly depth: number;
}

/** Every import, export from, `import()`, `import('x').T` and `require()` of a TypeScript source with a literal name. */
export function importsOf(source: string): Import[] {
  const tokens = tokenize(source);
  const imports: Import[] = [];
  const add = (at: number, flags: { typeOnly?: boolean; lazy?: boolean } = {}): void => {
    const token = tokens[at];
    if (token?.kind !== 'string') return;
    imports.push({
      specifier: token.text,
      line: token.line,
      typeOnly: flags.typeOnly ?? false,
      lazy: flags.lazy ?? false,
    });
  };
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    const isMember = tokens[i - 1]?.text === '.' && tokens[i - 2]?.text !== '.';
    if (token.kind !== 'word' || isMember) continue;
    const next = tokens[i + 1];
    if (token.text === 'require' && next?.text === '(') add(i + 2, { lazy: inFunction(tokens, i) });
    if (token.text === 'import' && next?.text === '(') {
      add(i + 2, { lazy: true });
    } else if (token.text === 'import' && next?.kind === 'string') {
      add(i + 1);
    } else if ((token.text === 'import' || token.text === 'export') && token.depth === 0) {
      const from = clauseEnd(tokens, i + 1);
      if (from !== undefined) add(from + 1, { typeOnly: bindsTypesOnly(tokens.slice(i + 1, from)) });
    }
  }
  return imports;
}

/** Index of the `from` that ends an import or export clause; undefined for `export const` and its like. */
function clauseEnd(tokens: readonly Token[], start: number): number | undefined {
  let i = start;
  if (tokens[i]?.text === 'type' && tokens[i + 1]?.text !== 'from' && tokens[i + 1]?.text !== ',') i++;
  for (; i < tokens.length; i++) {
    const { kind, text } = tokens[i]!;
    if (text === 'from' && tokens[i + 1]?.kind === 'string') return i;
    if (text === '{') {
      while (i < tokens.length && tokens[i]?.text !== '}') i++;
    } else if (kind === 'mark' ? text !== '*' && text !== ',' : kind === 'string' || DECLARES.has(text)) {
      return undefined;
    }
  }
  return undefined;
}

const DECLARES = new Set([
  'const',
  'let',
  'var',
  'function',
  'class',
  'interface',
  'enum',
  'namespace',
  'declare',
  'abstract',
  'default',
  'async',
  'import',
  'export',
]);

function bindsTypesOnly(clause: readonly Token[]): boolean {
  const [first, second] = clause;
  if (first?.text === 'type' && second !== undefined && second.text !== ',') return true;
  if (first?.text !== '{') return false;
  const names = clause.slice(1, -1);
  return (
    names.length > 0 &&
    names.every((token, i) => (i === 0 || names[i - 1]?.text === ',' ? token.text === 'type' : true))
  );
}

/** Inside braces, or in the body of an arrow function of the same statement. */
function inFunction(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]!.depth > 0) return true;
  for (let i = at - 1; i >= 0 && tokens[i]!.text !== ';' && tokens[i]!.text !== 'const'; i--) {
    if (tokens[i]!.text === '=>') return true;
  }
  return false;
}

const TOKEN = new RegExp(
  [
    /(?<space>\s+|\/\/.*|\/\*[\s\S]*?\*\/)/,
    /(?<string>'(?:\\[\s\S]|[^'\\\n])*'|"(?:\\[\s\S]|[^"\\\n])*")/,
    /(?<regex>\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*)/,
    /(?<word>[\w$\u0080-\uffff]+)/,
    /(?<mark>=>|[\s\S])/,
  ]
    .map((part) => part.source)
    .join('|'),
  'gy',
);
/** Up to the end of a template, or to its next `${`. */
const TEMPLATE = /(?:\\[\s\S]|\$(?!\{)|[^`\\$])*(?:`|\$\{|$)/gy;
const BEFORE_EXPRESSION = new Set([
  'return',
  'typeof',
  'case',
  'in',
  'of',
  'delete',
  'void',
  'throw',
  'new',
  'await',
  'yield',
  'else',
  'do',
]);

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  const templates: number[] = [];
  let [line, depth, at] = [1, 0, 0];
  const advance = (text: string): void => {
    at += text.length;
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) line++;
  };
  const template = (): void => {
    TEMPLATE.lastIndex = at;
    const text = TEMPLATE.exec(source)?.[0] ?? '';
    if (text.endsWith('${')) templates.push(depth);
    advance(text);
  };
  while (at < source.length) {
    TOKEN.lastIndex = at;
    const { space, string, regex, word, mark } = TOKEN.exec(source)!.groups as Record<string, string | undefined>;
    const last = tokens.at(-1);
    if (space !== undefined) {
      advance(space);
    } else if (string !== undefined) {
      tokens.push({ kind: 'string', text: string.slice(1, -1), line, depth });
      advance(string);
    } else if (regex !== undefined) {
      // A slash after a value divides; anywhere else it begins a regular expression.
      const divides =
        last &&
        (last.kind === 'word' ? !BEFORE_EXPRESSION.has(last.text) : last.kind === 'string' || /[)\]}]/.test(last.text));
      tokens.push({ kind: 'mark', text: '/', line, depth });
      advance(divides ? '/' : regex);
    } else if (word !== undefined) {
      tokens.push({ kind: 'word', text: word, line, depth });
      advance(word);
    } else if (mark === '`') {
      tokens.push({ kind: 'mark', text: '`', line, depth });
      advance(mark);
      template();
    } else if (mark === '}' && templates.at(-1) === depth) {
      templates.pop();
      advance(mark);
      template();
    } else {
      if (mark === '}') depth--;
      tokens.push({ kind: 'mark', text: mark!, line, depth });
      if (mark === '{') depth++;
      advance(mark!);
    }
  }
  return tokens;
}
