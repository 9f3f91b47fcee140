import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(__dirname, '../..');

/** A fenced block of a guide. */
export interface Block {
  readonly file: string;
  /** Of the opening fence, from 1. */
  readonly line: number;
  readonly language: string;
  /** What stands after the language. */
  readonly tags: readonly string[];
  readonly text: string;
}

/** README and every guide, from the root of the repository. */
export function guides(): string[] {
  const docs = existsSync(join(root, 'docs'))
    ? readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    : [];
  return [
    'README.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    ...docs.map((name) => `docs/${name.replaceAll('\\', '/')}`).sort(),
  ].filter((file) => file.endsWith('.md') && existsSync(join(root, file)));
}

export function blocksOf(file: string, source = readFileSync(join(root, file), 'utf8')): Block[] {
  const fence = /^( *)(`{3,})(\w*)([^\n`]*)\n([\s\S]*?)^ *\2 *$/gm;
  return [...source.matchAll(fence)].map((match) => ({
    file,
    line: source.slice(0, match.index).split('\n').length,
    language: match[3]!,
    tags: match[4]!.split(/\s+/).filter(Boolean),
    text: match[5]!.replaceAll(new RegExp(`^${match[1]}`, 'gm'), ''),
  }));
}

/** A program of a guide, with the blocks that show what it gives: those up to the next program. */
export interface Program extends Block {
  readonly shown: readonly Block[];
}

/**
 * TypeScript blocks are programs: they compile, they run, and the unmarked YAML, JSON and text below is what they give.
 * Marked `fragment` they are parts of one and only read; marked `throws` they fail, with the `text` block below.
 * YAML and JSON that no program gives is marked `input`.
 */
export function programsOf(blocks: readonly Block[]): { programs: Program[]; fragments: Block[]; unclaimed: Block[] } {
  const programs: (Program & { shown: Block[] })[] = [];
  const fragments: Block[] = [];
  const unclaimed: Block[] = [];
  for (const block of blocks) {
    const owner = programs.at(-1)?.file === block.file ? programs.at(-1) : undefined;
    if (block.language === 'ts' || block.language === 'typescript') {
      if (block.tags.includes('fragment')) fragments.push(block);
      else programs.push({ ...block, shown: [] });
    } else if (['yaml', 'yml', 'json'].includes(block.language) && !block.tags.includes('input')) {
      (owner?.shown ?? unclaimed).push(block);
    } else if (block.language === 'text') {
      owner?.shown.push(block);
    }
  }
  return { programs, fragments, unclaimed };
}
