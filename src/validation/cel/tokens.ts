const TOKEN =
  /\s*(?:r"""([\s\S]*?)"""|([A-Za-z_][A-Za-z0-9_]*)|(\d+)(?![\w.])|'([^'\\\n]*)'|"([^"\\\n]*)"|(&&|\|\||[=!<>]=|[-+()[\]{}.,?:!<>]))/y;

/** A word of an expression; texts are without their quotes. */
export type Token = { readonly kind: 'name' | 'number' | 'text' | 'sign' | 'end'; readonly text: string };
/** So many that no expression nests too deeply for its parser. */
const MOST_TOKENS = 600;

/** The words of an expression, `end` last; `undefined` where some are not as plain as these, or there are too many. */
export function tokensOf(rule: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  const text = rule.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const found = TOKEN.exec(text);
    if (found === null || tokens.length >= MOST_TOKENS) return undefined;
    const [, raw, name, number, single, double, sign] = found;
    if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else tokens.push({ kind: 'text', text: (raw ?? single ?? double)! });
  }
  return [...tokens, { kind: 'end', text: '' }];
}
