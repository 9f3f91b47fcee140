import type { SchemaNode } from '../../../src/validation/schema';
import { propertyOf } from './slots';

/** What only the pattern of quantities contains. */
const quantity = 'numkMGTPE';

/** Kubernetes' own types, recognized by structure in other people's schemas. */
export class CoreTypes {
  /** Definition names by node. */
  private readonly names = new Map<number, string[]>();
  private readonly candidates: { readonly name: string; readonly node: number }[] = [];
  /** The property names under which Kubernetes' own kinds use a node. */
  private readonly usedAs = new Map<number, Set<string>>();
  private readonly known = new Map<string, boolean>();
  /** Properties of former and coming Kubernetes versions, by type: what other people's schemas know of them. */
  readonly additions = new Map<string, Map<string, number>>();

  constructor(
    private readonly nodes: readonly SchemaNode[],
    readonly definitions: Readonly<Record<string, number>>,
  ) {
    for (const [definition, node] of Object.entries(definitions)) {
      this.names.set(node, [...(this.names.get(node) ?? []), definition]);
      if (!isShared(definition) || isTransient(definition) || !nodes[node]!.properties) continue;
      this.candidates.push({ name: shortName(definition), node });
    }
    for (const node of Object.values(definitions)) {
      for (const [name, child] of Object.entries(nodes[node]!.properties ?? {})) {
        const { items, additionalProperties: values } = nodes[child]!;
        const used = items ?? (typeof values === 'number' ? values : child);
        this.usedAs.set(used, (this.usedAs.get(used) ?? new Set()).add(name));
      }
    }
  }

  /** The definition that a node of Kubernetes' own kinds came from. `hint` decides between definitions of one shape. */
  definitionOf(node: number, hint: string): string | undefined {
    return closest(this.names.get(node) ?? [], hint);
  }

  /** The core type that all these nodes are, give or take the fields of a Kubernetes version. */
  match(indexes: readonly number[], hint: string): string | undefined {
    const size = Math.max(...indexes.map((index) => this.count(index)));
    const found = this.candidates.filter(
      ({ name, node }) =>
        this.count(node) - size <= Math.max(1, this.count(node) * 0.35) &&
        (size >= 4 || this.usedAs.get(node)?.has(hint) || distinct.has(name)) &&
        indexes.every((index) => this.fits(index, node)),
    );
    const missing = (node: number) => Math.abs(this.count(node) - size);
    const least = Math.min(...found.map(({ node }) => missing(node)));
    return closest(
      found.filter(({ node }) => missing(node) === least).map(({ name }) => name),
      hint,
    );
  }

  private fits(index: number, target: number): boolean {
    const key = `${index} ${target}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    this.known.set(key, true);
    const result = this.compare(this.nodes[index]!, this.nodes[target]!, target);
    this.known.set(key, result);
    return result;
  }

  private compare(node: SchemaNode, target: SchemaNode, index: number): boolean {
    if (node['x-kubernetes-int-or-string'] || target['x-kubernetes-int-or-string']) {
      return (
        node['x-kubernetes-int-or-string'] === target['x-kubernetes-int-or-string'] &&
        isQuantity(node) === isQuantity(target)
      );
    }
    if (node.type !== target.type) return false;
    if (node.items !== undefined) return target.items !== undefined && this.fits(node.items, target.items);
    const { additionalProperties: values } = node;
    if (typeof values === 'number') {
      return typeof target.additionalProperties === 'number' && this.fits(values, target.additionalProperties);
    }
    if (!target.properties) return !node.properties;
    const wanted = Object.keys(target.properties);
    const isMetadata = wanted.includes('managedFields');
    // What generators write for embedded metadata unless told otherwise; the server then keeps none of it.
    if (!node.properties) return isMetadata;
    if (node['x-kubernetes-preserve-unknown-fields']) return false;
    const names = Object.keys(node.properties);
    const others = this.names.get(index)?.flatMap((name) => otherVersions[shortName(name)] ?? []) ?? [];
    const isOther = others.some((name) => names.includes(name));
    if (!isMetadata && !isOther && wanted.length - names.length > Math.max(1, wanted.length / 2)) return false;
    const optional = (name: string) => this.nodes[propertyOf(target, name) ?? -1]?.default !== undefined;
    if (target.required?.some((name) => !optional(name) && !node.required?.includes(name))) return false;
    if (isMetadata && !names.includes('labels')) return false;
    return names.every((name) => {
      const other = propertyOf(target, name);
      if (other !== undefined) return this.fits(node.properties![name]!, other);
      if (!others.includes(name)) return false;
      const type = shortName(this.names.get(index)![0]!);
      this.additions.set(type, (this.additions.get(type) ?? new Map()).set(name, node.properties![name]!));
      return true;
    });
  }

  private count(index: number): number {
    return Object.keys(this.nodes[index]!.properties ?? {}).length;
  }
}

/** Types of few fields that are recognized wherever they stand. */
const distinct = new Set([
  'EnvVar',
  'LabelSelector',
  'LabelSelectorRequirement',
  'PodTemplateSpec',
  'ResourceRequirements',
]);

/** Fields that some Kubernetes versions have and the one our types follow has not. */
const otherVersions: Readonly<Record<string, readonly string[]>> = {
  PodResourceClaim: ['source'],
  PodCertificateProjection: ['userAnnotations'],
};

export const isQuantity = (node: SchemaNode): boolean => node.pattern?.includes(quantity) ?? false;

/** Whether a definition belongs to the types that all kinds share. */
export const isShared = (definition: string): boolean =>
  /^io\.k8s\.(api\.core\.v1|apimachinery\..*)\.\w+$/.test(definition);

const isTransient = (definition: string): boolean => /(Status|List|Options|State|Condition)$/.test(definition);

export const shortName = (definition: string): string => definition.slice(definition.lastIndexOf('.') + 1);

function closest(names: readonly string[], hint: string): string | undefined {
  const words = (text: string) =>
    new Set(text.split(/(?=[A-Z])|\W+/).map((word) => word.toLowerCase().replace(/s$/, '')));
  const wanted = words(hint);
  const score = (name: string) => [...words(shortName(name))].filter((word) => wanted.has(word)).length;
  return [...names].sort(
    (a, b) => score(b) - score(a) || shortName(a).length - shortName(b).length || (a < b ? -1 : 1),
  )[0];
}
