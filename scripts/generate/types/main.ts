import { coreTypesFile } from './core-file';
import { CoreTypes, isShared, shortName } from './core-types';
import { kindParts, type TypesInput } from './input';
import { GroupModel, type Kind, rootKey } from './model';
import { nameInterfaces } from './names';
import { Printer } from './print';

const header = '// Written by `npm run generate`; do not edit.\n';

interface IndexEntry {
  readonly key: string;
  readonly name: string;
  readonly file: string;
}

/** The TypeScript files of all kinds: name without extension -> text. */
export function typeFiles(input: TypesInput): Map<string, string> {
  const core = new CoreTypes(input.nodes, input.definitions);
  const shared = new Set([...Object.keys(input.definitions).filter(isShared).map(shortName), ...coreTypesFile.own]);
  const files = new Map<string, string>();
  const index: IndexEntry[] = [];
  const used = new Set<string>();
  const groups = new Map<string, Kind[]>();
  for (const kind of mergedKinds(input)) groups.set(kind.group, [...(groups.get(kind.group) ?? []), kind]);
  const coreKinds = groups.get('') ?? [];
  groups.delete('');
  for (const [group, kinds] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const model = new GroupModel(input.nodes, core, kinds);
    const names = nameInterfaces(model, shared);
    const { printed, imports, imported } = printGroup(input, model, names);
    for (const name of imports) used.add(name);
    const importing = imports.length > 0 ? [`import type { ${imported.join(', ')} } from './core';\n`] : [];
    files.set(group, header + [...importing, ...printed].join('\n'));
    index.push(...indexEntries(model, names, group));
  }
  // Last, because the others may have found properties that Kubernetes' own types had in other versions.
  const model = new GroupModel(input.nodes, core, coreKinds);
  const names = nameInterfaces(model, new Set());
  const { printed, imports } = printGroup(input, model, names);
  const types = coreTypesFile(input, core, new Set(names.values()), input.onlyUsed ? [...used, ...imports] : undefined);
  if (printed.length + types.length > 0) files.set('core', header + [...types, ...printed].join('\n'));
  index.push(...indexEntries(model, names, 'core'));
  files.set('index', indexFile(index));
  return files;
}

/** Every object has metadata, whether or not the CRD says so. */
const objectMeta = { is: 'core', name: 'ObjectMeta' } as const;

function printGroup(
  input: TypesInput,
  model: GroupModel,
  names: ReadonlyMap<string, string>,
): { printed: string[]; imports: string[]; imported: string[] } {
  const printer = new Printer(names);
  const kinds = model.kinds.map((kind) => {
    const apiVersion = apiVersionOf(kind);
    const source = input.sources[`${apiVersion}/${kind.kind}`];
    const fixed = { apiVersion: `'${apiVersion}'`, kind: `'${kind.kind}'`, 'metadata?': printer.type(objectMeta) };
    const found = model.interfaces.get(rootKey(kind))!;
    const text = printer.interface(names.get(rootKey(kind))!, found, fixed, onlySome(kind, input));
    return source ? `// source: ${source}\n${text}` : text;
  });
  const roots = new Set(model.kinds.map(rootKey));
  const rest = [...model.interfaces]
    .filter(([key]) => !roots.has(key))
    .map(([key, found]) => [names.get(key)!, found] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, found]) => printer.interface(name, found));
  return { printed: [...kinds, ...rest], imports: [...printer.imports].sort(), imported: printer.imported };
}

const apiVersionOf = ({ group, version }: Kind): string => (group === '' ? version : `${group}/${version}`);

const indexEntries = (model: GroupModel, names: ReadonlyMap<string, string>, file: string): IndexEntry[] =>
  model.kinds.map((kind) => ({ key: `${apiVersionOf(kind)}/${kind.kind}`, name: names.get(rootKey(kind))!, file }));

function indexFile(entries: readonly IndexEntry[]): string {
  const files = [...new Set(entries.map(({ file }) => file))].sort();
  const aliases = new Map<string, string>();
  for (const file of files) {
    const plain = file.replace(/^(?=\d)|[^A-Za-z0-9]+/g, '_');
    const taken = [...aliases.values()].filter((alias) => alias === plain || alias.startsWith(`${plain}__`)).length;
    aliases.set(file, taken === 0 ? plain : `${plain}__${taken + 1}`);
  }
  const alias = (file: string) => aliases.get(file)!;
  const imports = files.map((file) => `import type * as ${alias(file)} from './${file}';\n`);
  const lines = [...entries]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ key, name, file }) => `  '${key}': ${alias(file)}.${name};\n`);
  return `${header}${imports.join('')}
/** Every kind there are types for, by \`group/version/Kind\`; core kinds by \`version/Kind\`. */
export interface CustomResources {
${lines.join('')}}
`;
}

/** Every kind once, with its schema in each release that has it; else that of its companions, else Kubernetes' own. */
function mergedKinds({ kinds, releases }: TypesInput): Kind[] {
  const slots = new Map<string, [string, number][]>();
  for (const set of releases) {
    for (const [key, entry] of Object.entries(kinds[set] ?? {})) {
      slots.set(key, [...(slots.get(key) ?? []), [set, entry.schema]]);
    }
  }
  for (const [set, entries] of Object.entries(kinds)) {
    if (releases.includes(set)) continue;
    for (const [key, entry] of Object.entries(entries)) if (!slots.has(key)) slots.set(key, [[set, entry.schema]]);
  }
  return [...slots].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, places]) => ({ ...kindParts(key), slots: places }));
}

function onlySome({ slots }: Kind, { releases }: TypesInput): string[] | undefined {
  const sets = slots.map(([set]) => set);
  return releases.includes(sets[0]!) && sets.length < releases.length ? sets : undefined;
}
