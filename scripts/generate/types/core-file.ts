import { type CoreTypes, isShared, shortName } from './core-types';
import type { TypesInput } from './input';
import { GroupModel } from './model';
import { Printer } from './print';

const own: Readonly<Record<string, { readonly text: string; readonly uses?: readonly string[] }>> = {
  EmbeddedResource: {
    text: '/** A whole object of any kind. */\nexport interface EmbeddedResource {\n  apiVersion: string;\n  kind: string;\n  metadata?: ObjectMeta;\n  [key: string]: unknown;\n}\n',
    uses: ['ObjectMeta'],
  },
  IntOrString: {
    text: '/** A number or, where the field says so, a name or a percentage. */\nexport type IntOrString = number | string;\n',
  },
  Quantity: {
    text: '/** A quantity in the spelling of Kubernetes: `500m`, `64Gi`, `1`. */\nexport type Quantity = number | string;\n',
  },
};

/**
 * The types that all kinds share, by Kubernetes' names.
 * @param taken names that the file has already
 * @param wanted the types to write, with what they use; all when left out
 */
export function coreTypesFile(
  input: TypesInput,
  core: CoreTypes,
  taken: ReadonlySet<string>,
  wanted?: readonly string[],
): string[] {
  const nodes = new Map<string, number>();
  for (const [definition, node] of Object.entries(input.definitions)) {
    const name = shortName(definition);
    if (isShared(definition) && input.nodes[node]!.properties && !taken.has(name)) nodes.set(name, node);
  }
  const texts = new Map<string, string>();
  const queue = [...(wanted ?? [...nodes.keys(), ...Object.keys(own)])];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (texts.has(name) || taken.has(name)) continue;
    const { text, uses } = own[name] ?? sharedType(input, core, name, nodes.get(name)!);
    texts.set(name, text);
    queue.push(...(uses ?? []));
  }
  return [...texts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
}
/** Names of types that are not Kubernetes' definitions. */
coreTypesFile.own = Object.keys(own);

function sharedType(input: TypesInput, core: CoreTypes, name: string, node: number): { text: string; uses: string[] } {
  const model = new GroupModel(input.nodes, core, [{ group: '', version: '', kind: name, slots: [['core', node]] }]);
  const found = model.interfaces.get(`/${name}`)!;
  const additions = [...(core.additions.get(name) ?? [])].map(([property, index]) => model.addition(property, index));
  const printer = new Printer(new Map());
  const text = printer.interface(name, { ...found, properties: [...found.properties, ...additions] });
  return { text, uses: [...printer.imports] };
}
