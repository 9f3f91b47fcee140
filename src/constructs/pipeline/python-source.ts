/** A function as its Python file has it. */
export interface PythonFunction {
  readonly name: string;
  /** From `def` to the end of its body, without decorators. */
  readonly source: string;
  readonly parameters: readonly PythonParameter[];
  /** Empty where there is none. */
  readonly returns: string;
}
export interface PythonParameter {
  readonly name: string;
  /** Empty where there is none. */
  readonly annotation: string;
  readonly optional: boolean;
}

/** The functions at the top of a Python file. Throws where the file ends inside a text or bracket. */
export function pythonFunctions(text: string): PythonFunction[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const starts = logicalLines(lines);
  const functions: PythonFunction[] = [];
  for (let i = 0; i < lines.length; i++) {
    const name = starts[i] ? /^def\s+([A-Za-z_]\w*)\s*\(/.exec(lines[i]!)?.[1] : undefined;
    if (name === undefined) continue;
    let end = i + 1;
    while (end < lines.length && !starts[end]) end++;
    let indent: number | undefined;
    for (let j = end; j < lines.length; j++) {
      const line = lines[j]!;
      if (!starts[j] || line.trim() === '') continue;
      const at = line.length - line.trimStart().length;
      /** A comment belongs to the body as long as it is indented like it. */
      if (line.trimStart().startsWith('#') && (indent === undefined || at < indent)) continue;
      if (at === 0) break;
      indent ??= at;
      end = j + 1;
      while (end < lines.length && !starts[end]) end++;
    }
    const body = lines.slice(i, end);
    functions.push({ name, source: `${body.join('\n')}\n`, ...signature(body.join('\n')) });
  }
  return functions;
}

/** Which lines begin a statement rather than continue a text, a bracket or a backslash. */
function logicalLines(lines: readonly string[]): boolean[] {
  const starts: boolean[] = [];
  let quote: string | undefined;
  let depth = 0;
  let continued = false;
  for (const line of lines) {
    starts.push(quote === undefined && depth === 0 && !continued);
    continued = false;
    for (let i = 0; i < line.length; i++) {
      const char = line[i]!;
      if (quote !== undefined) {
        if (char === '\\') i++;
        else if (line.startsWith(quote, i)) {
          i += quote.length - 1;
          quote = undefined;
        }
      } else if (char === '#') break;
      else if (char === '"' || char === "'") {
        quote = line.startsWith(char.repeat(3), i) ? char.repeat(3) : char;
        i += quote.length - 1;
      } else if ('([{'.includes(char)) depth++;
      else if (')]}'.includes(char)) depth--;
      else if (char === '\\' && i === line.length - 1) continued = true;
    }
    if (quote?.length === 1) {
      if (line.endsWith('\\')) continue;
      throw new Error(`line ${starts.length} ends inside a text`);
    }
  }
  if (quote !== undefined || depth > 0) throw new Error('the file ends inside a text or a bracket');
  return starts;
}

function signature(source: string): Pick<PythonFunction, 'parameters' | 'returns'> {
  const open = source.indexOf('(');
  const close = closing(source, open);
  const parameters = split(withoutComments(source.slice(open + 1, close)), ',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== '*' && part !== '/')
    .map((part) => {
      const [declared = '', ...defaults] = split(part, '=');
      const [name = '', ...annotation] = split(declared, ':');
      return { name: name.trim(), annotation: annotation.join(':').trim(), optional: defaults.length > 0 };
    });
  const rest = source.slice(close + 1);
  const arrow = /^\s*->\s*/.exec(rest);
  const returns = arrow === null ? '' : withoutComments(split(rest.slice(arrow[0].length), ':')[0]!).trim();
  return { parameters, returns };
}

function withoutComments(text: string): string {
  return text.replace(/#[^\n'"]*$/gm, '');
}

/** Where the bracket at `open` closes. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (const { index, char } of code(text, open)) {
    if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char) && --depth === 0) return index;
  }
  return text.length;
}

/** Splits at a separator that is in no bracket and no text. */
export function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (const { index, char } of code(text, 0)) {
    if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char)) depth--;
    else if (char === separator && depth === 0) {
      parts.push(text.slice(from, index));
      from = index + 1;
    }
  }
  return [...parts, text.slice(from)];
}

/** The characters that are in no text and no comment. */
function* code(text: string, from: number): Generator<{ index: number; char: string }> {
  let quote: string | undefined;
  for (let i = from; i < text.length; i++) {
    const char = text[i]!;
    if (quote !== undefined) {
      if (char === '\\') i++;
      else if (text.startsWith(quote, i)) {
        i += quote.length - 1;
        quote = undefined;
      }
    } else if (char === '#') {
      while (i + 1 < text.length && text[i + 1] !== '\n') i++;
    } else if (char === '"' || char === "'") {
      quote = text.startsWith(char.repeat(3), i) ? char.repeat(3) : char;
      i += quote.length - 1;
    } else yield { index: i, char };
  }
}
