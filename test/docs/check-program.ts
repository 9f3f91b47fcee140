import type { KubeflowRelease } from '../../src/core/release';
import { validateManifests } from '../../src/validation';
import type { Block, Program } from './markdown';
import { documents, type Json, nameOf, type Output, outputOf, runSource } from './run-program';

export const place = ({ file, line }: Block): string => `${file}:${line}`;

/** Runs a program; what the cluster refuses of it, and what its guide shows differently, throws. */
export function gives(program: Program): void {
  let printed: string[] = [];
  const output = outputOf(() => {
    printed = runSource(program.text, require);
  });
  const release = /release: '([\d.]+)'/.exec(program.text)?.[1] as KubeflowRelease | undefined;
  const findings = validateManifests(output.objects, { release, isolated: true }).filter(
    ({ severity }) => severity === 'error',
  );
  expect(findings.map(({ kind, name, path, message }) => `${kind} ${name} ${path}: ${message}`)).toEqual([]);
  const said = [...program.text.matchAll(/console\.log\(.*\);? *\/\/ (.+)$/gm)].map(([, text]) => text);
  expect(printed.filter((line) => said.includes(line))).toEqual(said);
  for (const block of program.shown) {
    if (block.language === 'text') shownText(block, printed);
    else if (block.language === 'json') shownJson(block, output);
    else
      for (const text of block.text.split(/^---$/m))
        for (const shown of documents(text)) shownObject(block, shown, text, output);
  }
}

/** The whole object, or with a comment `# ...` for what is left out, the fields that are there. */
function shownObject(block: Block, shown: Json, text: string, { objects }: Output): void {
  const named = objects.filter((object) => object.apiVersion === shown.apiVersion && nameOf(object) === nameOf(shown));
  if (named.length === 0) {
    throw new Error(
      `${place(block)} shows ${nameOf(shown)}, the program gives ${objects.map(nameOf).join(', ') || 'nothing'}`,
    );
  }
  const candidate =
    named.find((object) => (object.metadata as Json).namespace === (shown.metadata as Json).namespace) ?? named[0];
  if (/^\s*# \.\.\./m.test(text)) expect(candidate).toMatchObject(shown);
  else expect(candidate).toEqual(shown);
}

function shownJson(block: Block, { stacks, objects }: Output): void {
  const shown = JSON.parse(block.text) as Json;
  const all = stacks.length > 0 ? stacks : objects;
  if (all.length === 0) throw new Error(`${place(block)} shows JSON, the program gives none`);
  const matching = all.find((candidate) => {
    try {
      expect(candidate).toMatchObject(shown);
      return true;
    } catch {
      return false;
    }
  });
  expect(matching ?? all[0]).toMatchObject(shown);
}

/** What a program prints; of a program that prints nothing, a `text` block may be anything. */
function shownText(block: Block, printed: readonly string[]): void {
  if (printed.length > 0) expect(printed.join('\n')).toContain(block.text.trim());
}

/** Runs a program that has to throw the sentences its guide shows. */
export function fails(program: Program): void {
  let message: string | undefined;
  try {
    outputOf(() => runSource(program.text, require));
  } catch (error) {
    message = (error as Error).message;
  }
  if (message === undefined) throw new Error(`${place(program)} does not throw`);
  for (const { text } of program.shown)
    for (const line of text.trim().split('\n')) expect(message).toContain(line.trim());
}
