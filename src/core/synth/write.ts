import type { Written } from './again';
import { OutputFolder, type WriteOptions } from './output-folder';
import type { FileContent } from './synthesize';

/** Writes files to a folder, all or none; see OutputFolder. */
export function writeOutput(
  outdir: string,
  files: ReadonlyMap<string, FileContent>,
  options: WriteOptions = {},
): Written {
  const output = new OutputFolder(outdir, options);
  try {
    for (const [path, content] of files) {
      output.begin(path);
      for (const piece of pieces(content)) output.write(piece);
      output.end();
    }
    return output.commit();
  } finally {
    output.discard();
  }
}

function pieces(content: FileContent): readonly Uint8Array[] {
  if (typeof content === 'string') return [Buffer.from(content)];
  return content instanceof Uint8Array ? [content] : content;
}

/** A file's content as text. */
export function contentText(content: FileContent): string {
  return typeof content === 'string' ? content : Buffer.concat(pieces(content)).toString();
}
