/** Deeper than any line that a quoted text can belong to. */
const DEEP = ' '.repeat(200);

/**
 * Indents the further lines of quoted texts. YAML asks for it; PyYAML and Go's parser do without, and files that went through
 * them may. Quoted texts lose their lines' indentation when read, so nothing changes.
 */
export function indentQuotedLines(text: string): string {
  let quote: string | undefined;
  let block: number | undefined;
  const lines = text.split('\n').map((line) => {
    const indent = line.length - line.trimStart().length;
    if (quote !== undefined) {
      const written = line.trim() === '' ? line : `${DEEP}${line.trimStart()}`;
      quote = scan(line, quote);
      return written;
    }
    if (block !== undefined) {
      if (line.trim() === '' || indent > block) return line;
      block = undefined;
    }
    quote = scan(line, undefined);
    if (quote === undefined && /(?:^|[\s:-])[|>][-+\d]*\s*(?:\s#.*)?$/.test(line)) block = indent;
    return line;
  });
  return lines.join('\n');
}

/** The quote that is still open at the end of the line. */
function scan(line: string, open: string | undefined): string | undefined {
  let quote = open;
  let flow = 0;
  for (let i = 0; i < line.length; i++) {
    const char = line[i]!;
    if (quote === '"') {
      if (char === '\\') i++;
      else if (char === '"') quote = undefined;
    } else if (quote === "'") {
      if (char === "'" && line[i + 1] === "'") i++;
      else if (char === "'") quote = undefined;
    } else if (char === '#' && (i === 0 || line[i - 1] === ' ')) return undefined;
    else if ((char === '"' || char === "'") && beginsToken(line.slice(0, i), flow > 0)) quote = char;
    else if ((char === '[' || char === '{') && (flow > 0 || beginsToken(line.slice(0, i), false))) flow++;
    else if ((char === ']' || char === '}') && flow > 0) flow--;
  }
  return quote;
}

function beginsToken(before: string, inFlow: boolean): boolean {
  if (/^[\s-]*$/.test(before) || /:\s+$/.test(before)) return true;
  return inFlow && /[[{,:]\s*$/.test(before);
}
