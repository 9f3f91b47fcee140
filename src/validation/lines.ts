import type { Document, Node } from 'yaml';

const LARGEST_SEARCHED = 2_000_000;

/** Finds the line of a field, counting from 1, for reports; `undefined` in files too large to be read again. */
export function lineFinder(text: string): (document: number, path: string) => number | undefined {
  if (text.length > LARGEST_SEARCHED) return () => undefined;
  const { parseAllDocuments, LineCounter } = require('yaml') as typeof import('yaml');
  const lines = new LineCounter();
  let documents: readonly Document[] = [];
  try {
    documents = [
      ...parseAllDocuments(text, { uniqueKeys: false, lineCounter: lines, version: '1.1', logLevel: 'silent' }),
    ] as Document[];
  } catch {
    return () => undefined;
  }
  return (document, path) => {
    const contents = documents[document]?.contents;
    const at = contents ? offset(contents, path) : undefined;
    return at === undefined ? undefined : lines.linePos(at).line;
  };
}

/** The offset of the deepest node on the path that was written. */
function offset(root: Node, path: string): number | undefined {
  const { isMap, isScalar, isSeq } = require('yaml') as typeof import('yaml');
  let node: unknown = root;
  let at = root.range?.[0];
  let rest = path;
  while (rest !== '') {
    const index = /^\[(\d+)\]\.?/.exec(rest);
    if (index !== null && isSeq(node)) {
      const item = node.items[Number(index[1])] as Node | undefined;
      if (!item) break;
      node = item;
      at = item.range?.[0] ?? at;
      rest = rest.slice(index[0].length);
    } else if (isMap(node)) {
      const pair = node.items.find(({ key }) => {
        const name = isScalar(key) ? String(key.value) : '';
        return name !== '' && rest.startsWith(name) && /^($|\.|\[)/.test(rest.slice(name.length));
      });
      if (pair === undefined || !isScalar(pair.key)) break;
      at = pair.key.range?.[0] ?? at;
      rest = rest.slice(String(pair.key.value).length).replace(/^\./, '');
      node = pair.value;
    } else break;
  }
  return at;
}
