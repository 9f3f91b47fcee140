import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { foldKubernetes, type KubernetesApi, type KubernetesKind } from './kubernetes';
import { modelNames, modelSchema } from './kubernetes-package';
import { type Definitions, isZeroDefault, type OpenApiSchema } from './openapi';

/*
 * Renews kubernetes.yaml: what the npm package leaves out of Kubernetes' OpenAPI.
 *   node --import tsx scripts/generate/kubernetes-facts.ts DIR
 * DIR is Kubernetes' source (or the Go module k8s.io/kubernetes) of the version that the installed
 * @kubernetes/client-node is made for. Enums and defaults are not in its swagger.json, only in its generated Go code.
 */

interface Operation {
  readonly 'x-kubernetes-group-version-kind'?: {
    readonly group: string;
    readonly version: string;
    readonly kind: string;
  };
  readonly parameters?: readonly { readonly $ref?: string; readonly schema?: OpenApiSchema }[];
}
interface Swagger {
  readonly definitions: Record<string, OpenApiSchema>;
  readonly parameters: Readonly<Record<string, { readonly schema?: OpenApiSchema }>>;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const ignored = new Set(['description', 'x-kubernetes-unions', 'x-kubernetes-group-version-kind']);

function main(source: string): void {
  const root = join(__dirname, '..', '..');
  const modules = join(root, 'node_modules', '@kubernetes', 'client-node');
  const { name, version } = JSON.parse(readFileSync(join(modules, 'package.json'), 'utf8')) as Record<string, string>;
  const swagger = JSON.parse(readFileSync(join(source, 'api/openapi-spec/swagger.json'), 'utf8')) as Swagger;
  const code = readFileSync(join(source, 'pkg/generated/openapi/zz_generated.openapi.go'), 'utf8');
  const api: KubernetesApi = { definitions: completed(swagger.definitions, code), kinds: kindsOf(swagger) };
  const definitions = missingIn(join(modules, 'dist', 'gen', 'models'), api);
  writeFileSync(join(__dirname, 'kubernetes.yaml'), yaml(`${name}@${version}`, api.kinds, definitions));
}

/** The kinds that are stored, with their scope; alpha versions, which clusters do not serve by default, stay out. */
function kindsOf({ paths, parameters }: Swagger): Record<string, KubernetesKind> {
  const kinds: Record<string, KubernetesKind> = {};
  const pattern = /^\/(?:api|apis\/([^/]+))\/(v\d+(?:beta\d+)?)\/(namespaces\/\{namespace\}\/)?([a-z]+)$/;
  for (const [path, { post }] of Object.entries(paths)) {
    const [match, group, version, namespaced, plural] = pattern.exec(path) ?? [];
    const kind = post?.['x-kubernetes-group-version-kind'];
    const item = paths[`${match}/{name}`];
    if (!match || !kind || kind.group !== (group ?? '') || !item?.get) continue;
    const body = post?.parameters
      ?.map(({ $ref, schema }) => schema ?? parameters[($ref ?? '').split('/').at(-1)!]?.schema)
      .find((schema) => schema?.$ref);
    const subresources = ['status', 'scale'].filter((sub) => paths[`${match}/{name}/${sub}`]);
    kinds[`${group ? `${group}/` : ''}${version}/${kind.kind}`] = {
      definition: body!.$ref!.split('/').at(-1)!,
      plural: plural!,
      scope: namespaced ? 'Namespaced' : 'Cluster',
      ...(subresources.length > 0 && { subresources }),
    };
  }
  return Object.fromEntries(Object.entries(kinds).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Go constants that stand as defaults in the generated code. */
const constants: Readonly<Record<string, string>> = {
  'v1.AzureDataDiskCachingReadWrite': 'ReadWrite',
  'v1.AzureSharedBlobDisk': 'Shared',
};

/** The definitions with the enums and defaults of the generated Go code. */
function completed(definitions: Definitions, code: string): Record<string, OpenApiSchema> {
  const names = new Map<string, string>();
  for (const [, path, type, name] of code.matchAll(/"k8s\.io\/([^"]+)\.(\w+)":\s+schema_(\w+)\(ref\)/g)) {
    names.set(name!, `io.k8s.${path!.replaceAll('/', '.')}.${type}`);
  }
  const result: Record<string, OpenApiSchema> = { ...definitions };
  for (const text of code.split('\nfunc schema_').slice(1)) {
    const definition = names.get(/^\w+/.exec(text)![0]);
    if (!definition || !result[definition]?.properties) continue;
    const properties: Record<string, OpenApiSchema> = { ...result[definition].properties };
    for (const { property, depth, keyword, value } of goKeywords(text)) {
      const known = properties[property];
      if (!known) continue;
      if (depth === 7) properties[property] = { ...known, [keyword]: value };
      else if (known.items) properties[property] = { ...known, items: { ...known.items, [keyword]: value } };
    }
    result[definition] = { ...result[definition], properties };
  }
  return result;
}

/** Enums, and defaults other than Go's zero values, in the code of one definition; depth is the indentation in tabs. */
function* goKeywords(text: string): Generator<{ property: string; depth: number; keyword: string; value: unknown }> {
  let property: string | undefined;
  for (const line of text.split('\n')) {
    property = /^\t{5}"([^"]+)": \{$/.exec(line)?.[1] ?? (/^\t{4}\},$/.test(line) ? undefined : property);
    if (property === undefined) continue;
    const depth = /^\t*/.exec(line)![0].length;
    const [, values] = /^\t+Enum:\s+\[\]interface\{\}\{(.*)\},$/.exec(line) ?? [];
    if (values !== undefined) yield { property, depth, keyword: 'enum', value: JSON.parse(`[${values}]`) };
    const [, written] = /^\t+Default:\s+(.*),$/.exec(line) ?? [];
    if (written === undefined || depth !== 7 || written.startsWith('map[')) continue;
    const value = constants[written] ?? (JSON.parse(written) as unknown);
    if (!isZeroDefault(value)) yield { property, depth, keyword: 'default', value };
  }
}

type Patches = Record<string, Record<string, Record<string, OpenApiSchema>>>;

/** By API and definition: the keywords that the package's models do not have. */
function missingIn(models: string, api: KubernetesApi): Patches {
  const patches: Patches = {};
  for (const definition of Object.keys(foldKubernetes(api).types)) {
    const dot = definition.lastIndexOf('.');
    const found = patches[definition.slice(0, dot)] ?? {};
    patches[definition.slice(0, dot)] = found;
    found[definition.slice(dot + 1)] = {};
  }
  const names = modelNames({ definitions: patches });
  const byModel = new Map([...names].map(([definition, model]) => [model, definition]));
  for (const [definition, model] of names) {
    const dot = definition.lastIndexOf('.');
    const patch = patches[definition.slice(0, dot)]![definition.slice(dot + 1)]!;
    const { properties = {}, required: _, type: __, ...own } = cleaned(api.definitions[definition]!);
    const known = modelSchema(models, model, byModel);
    for (const [name, property] of Object.entries(properties)) {
      const lacking = difference(known.properties?.[name] ?? {}, cleaned(property));
      if (lacking) patch[name] = lacking;
    }
    if (Object.keys(own).length > 0) patch.$ = own;
  }
  return patches;
}

function cleaned(schema: OpenApiSchema): OpenApiSchema {
  const result: Record<string, unknown> = {};
  for (const keyword of Object.keys(schema).sort()) {
    const value = schema[keyword];
    if (ignored.has(keyword) || (keyword === 'default' && isZeroDefault(value))) continue;
    if (keyword === '$ref') result.$ref = (value as string).replace('#/definitions/', '');
    else if (keyword === 'items' || (keyword === 'additionalProperties' && typeof value === 'object')) {
      result[keyword] = cleaned(value as OpenApiSchema);
    } else result[keyword] = value;
  }
  return result;
}

/** The keywords to add to `known` so that it says what `wanted` says; all of `wanted` where they contradict. */
function difference(known: OpenApiSchema, wanted: OpenApiSchema): OpenApiSchema | undefined {
  if (isDeepStrictEqual(known, wanted)) return undefined;
  const isTime = /\.(Micro)?Time$/.test(wanted.$ref ?? '') && known.format === 'date-time';
  if (isTime) return undefined;
  if (known.$ref !== wanted.$ref || known.type !== wanted.type) return wanted;
  if (Object.keys(known).some((keyword) => !(keyword in wanted))) return wanted;
  const added: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(wanted)) {
    if (isDeepStrictEqual(known[keyword], value)) continue;
    const isNested = keyword === 'items' || keyword === 'additionalProperties';
    const inner = isNested ? difference((known[keyword] ?? {}) as OpenApiSchema, value as OpenApiSchema) : value;
    if (inner !== undefined) added[keyword] = inner;
  }
  return Object.keys(added).length > 0 ? added : undefined;
}

function yaml(name: string, kinds: KubernetesApi['kinds'], definitions: Patches): string {
  const flow = (value: unknown) => JSON.stringify(value).replace(/"([A-Za-z_][\w.-]*)":/g, '$1: ');
  const lines = (record: object, indent: string) =>
    Object.entries(record)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => `${indent}${key}: ${flow(value)}\n`);
  const apis = Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    "# What the npm package leaves out of Kubernetes' OpenAPI; written by kubernetes-facts.ts.\n",
    `package: "${name}"\nkinds:\n`,
    ...lines(kinds, '  '),
    'definitions:\n',
    ...apis.flatMap(([api, found]) => [`  ${api}:\n`, ...lines(found, '    ')]),
  ].join('');
}

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error("say where Kubernetes' source is: kubernetes-facts.ts DIR");
main(source);
