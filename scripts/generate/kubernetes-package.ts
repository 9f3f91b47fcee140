import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesApi, KubernetesKind } from './kubernetes';
import type { OpenApiSchema } from './openapi';

/**
 * What `@kubernetes/client-node` leaves out of Kubernetes' OpenAPI: which definitions belong to which API, the kinds'
 * scope and subresources, list types and their keys, enums, quantities, defaults.
 */
export interface KubernetesFacts {
  readonly package: string;
  readonly kinds: Readonly<Record<string, KubernetesKind>>;
  /** By package of the definition, name and property: the keywords to add; `$` stands for the definition itself. */
  readonly definitions: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, OpenApiSchema>>>>>>;
}

/** Kubernetes' API as the npm package's models describe it, completed with the facts. */
export function readPackage(modules: string, facts: KubernetesFacts): KubernetesApi {
  const models = join(modules, '@kubernetes', 'client-node', 'dist', 'gen', 'models');
  const names = modelNames(facts);
  const byModel = new Map([...names].map(([definition, model]) => [model, definition]));
  const definitions: Record<string, OpenApiSchema> = {};
  for (const [definition, model] of names) {
    const { $: own, ...patches } = patchesOf(facts, definition);
    const source = modelSchema(models, model, byModel);
    const properties = { ...source.properties };
    for (const [name, patch] of Object.entries(patches)) properties[name] = patched(properties[name] ?? {}, patch);
    definitions[definition] = { ...source, ...own, properties };
  }
  return { definitions, kinds: facts.kinds };
}

/** Where the package is, if it is installed in the version that the facts were taken for. */
export function findPackage(root: string, facts: KubernetesFacts): string | undefined {
  const modules = join(root, 'node_modules');
  const manifest = join(modules, '@kubernetes', 'client-node', 'package.json');
  if (!existsSync(manifest)) return undefined;
  const { name, version } = JSON.parse(readFileSync(manifest, 'utf8')) as { name: string; version: string };
  return `${name}@${version}` === facts.package ? modules : undefined;
}

/** The package's class for each definition: version and name, and before them the group where that is not unique. */
export function modelNames(facts: Pick<KubernetesFacts, 'definitions'>): Map<string, string> {
  const short = new Map<string, string[]>();
  for (const [api, definitions] of Object.entries(facts.definitions)) {
    for (const name of Object.keys(definitions)) {
      const model = `${pascal(api.split('.').at(-1)!)}${name}`;
      short.set(model, [...(short.get(model) ?? []), `${api}.${name}`]);
    }
  }
  const names = new Map<string, string>();
  for (const [model, definitions] of short) {
    for (const definition of definitions) {
      const group = pascal(definition.split('.').at(-3)!);
      names.set(definition, definitions.length > 1 || ambiguous.has(model) ? `${group}${model}` : model);
    }
  }
  return names;
}

/** Models whose namesake belongs to a kind that is not stored, such as a review. */
const ambiguous = new Set([
  'V1EndpointPort',
  'V1Event',
  'V1EventSeries',
  'V1TokenRequest',
  'V1Subject',
  'V1ResourceClaim',
]);

const pascal = (text: string): string => text[0]!.toUpperCase() + text.slice(1);

function patchesOf(facts: KubernetesFacts, definition: string): Readonly<Record<string, OpenApiSchema>> {
  const dot = definition.lastIndexOf('.');
  return facts.definitions[definition.slice(0, dot)]![definition.slice(dot + 1)]!;
}

function patched(schema: OpenApiSchema, patch: OpenApiSchema): OpenApiSchema {
  if (patch.$ref || patch.type) return patch;
  const items = patch.items && { items: patched(schema.items ?? {}, patch.items) };
  const values = typeof patch.additionalProperties === 'object' && {
    additionalProperties: patched(schema.additionalProperties as OpenApiSchema, patch.additionalProperties),
  };
  return { ...schema, ...patch, ...items, ...values };
}

/** Reads a model's class: its attribute map has names, types and formats, its declaration what is required. */
export function modelSchema(models: string, model: string, definitions: ReadonlyMap<string, string>): OpenApiSchema {
  const code = readFileSync(join(models, `${model}.js`), 'utf8');
  const declared = readFileSync(join(models, `${model}.d.ts`), 'utf8');
  const properties: Record<string, OpenApiSchema> = {};
  const required: string[] = [];
  const attribute = /"name": "([^"]*)",\s+"baseName": "([^"]*)",\s+"type": "([^"]*)",\s+"format": "([^"]*)"/g;
  for (const [, name, baseName, type, format] of code.matchAll(attribute)) {
    properties[baseName!] = typeSchema(type!, format!, definitions);
    if (declared.includes(`    '${name}': `)) required.push(baseName!);
  }
  return { type: 'object', properties, ...(required.length > 0 && { required }) };
}

function typeSchema(type: string, format: string, definitions: ReadonlyMap<string, string>): OpenApiSchema {
  const list = /^Array<(.*)>$/.exec(type);
  if (list) return { type: 'array', items: typeSchema(list[1]!, format, definitions) };
  const map = /^\{ \[key: string\]: (.*); \}$/.exec(type);
  if (map) return { type: 'object', additionalProperties: typeSchema(map[1]!, format, definitions) };
  switch (type) {
    case 'string':
    case 'boolean':
      return { type, ...(format && { format }) };
    case 'number':
      return format.startsWith('int') ? { type: 'integer', format } : { type: 'number', ...(format && { format }) };
    case 'Date':
      return { type: 'string', format: 'date-time' };
    case 'IntOrString':
      return { $ref: 'io.k8s.apimachinery.pkg.util.intstr.IntOrString' };
    case 'any':
    case 'object':
      return { type: 'object' };
    default: {
      const definition = definitions.get(type);
      return definition ? { $ref: definition } : { type: 'object' };
    }
  }
}
