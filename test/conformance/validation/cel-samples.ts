import { schemaStore } from '../../../src/validation';
import type { SchemaNode } from '../../../src/validation/schema';

type Json = Record<string, unknown>;
type Way = readonly (readonly [step: string, child: number])[];

export interface Sample {
  readonly kind: string;
  readonly object: Json;
}

// biome-ignore format: a list of words
const WORDS = [
  'a', 'b', '', 'foo', 'foo.bar', 'Foo', '1', '10s', '0s', '1h', '-1s', '1.5', 'http://a.b', 'https://a.b/c', '/x', 'a/b', 'a:b', '*', '*.a.b',
  '10.0.0.0/8', '1.2.3.4', '2024-01-01T00:00:00Z', 'kubernetes.io/a', 'example.com/x', 'a'.repeat(64), 'latest', 'v1', 'None', 'Never', 'cpu',
  'Service', 'a=b', '100Mi', '50%', 'true', 'x y',
];
const KEYS = ['a', 'b', 'cpu', 'nvidia.com/gpu', 'node.kubernetes.io/instance-type', 'karpenter.sh/nodepool'];

/**
 * Objects whose fields around CEL rules hold random values of the right types, for every rule of every kind that a new object meets.
 * @param rounds objects per rule
 */
export function celSamples(
  release: string,
  rounds: number,
  seed = 7,
): { readonly rules: number; readonly samples: Sample[] } {
  const store = schemaStore();
  const { nodes } = store;
  let state = seed;
  // mulberry32
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const one = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;

  const word = (node: SchemaNode): unknown => {
    if (node.enum !== undefined) return random() < 0.03 ? 'zz' : one(node.enum);
    if (node.format === 'date-time') return '2024-01-01T00:00:00Z';
    const { minLength = 0, maxLength = 1 << 20, pattern } = node;
    const shape = pattern === undefined ? undefined : safe(pattern);
    for (let i = 0; i < 40; i++) {
      const text = one(WORDS);
      if (text.length >= minLength && text.length <= maxLength && (shape === undefined || shape.test(text)))
        return text;
    }
    return 'a';
  };
  const value = (index: number, depth: number, share: number): unknown => {
    const node = nodes[index]!;
    if (node['x-kubernetes-int-or-string'])
      return random() < 0.5 ? Math.floor(random() * 5) : node.pattern ? '1' : one(['50%', '1', 'http']);
    switch (node.type) {
      case 'string':
        return word(node);
      case 'integer':
      case 'number': {
        const least = node.minimum ?? 0;
        return Math.min(
          node.maximum ?? Number.MAX_SAFE_INTEGER,
          random() < 0.3 ? least : least + Math.floor(random() * 7),
        );
      }
      case 'boolean':
        return random() < 0.5;
      case 'array':
        return array(node, depth, share);
      case 'object':
        return record(node, depth, share);
      default:
        return {};
    }
  };
  const array = (node: SchemaNode, depth: number, share: number): unknown[] => {
    const count = Math.min(node.maxItems ?? 9, Math.max(node.minItems ?? 0, depth > 0 ? Math.floor(random() * 3) : 0));
    const items =
      node.items === undefined ? [] : Array.from({ length: count }, () => value(node.items!, depth - 1, share));
    const keys = node['x-kubernetes-list-map-keys'];
    const seen = new Set<string>();
    return items.filter((item) => {
      const identity = JSON.stringify(keys === undefined ? item : keys.map((key) => (item as Json)[key]));
      if (seen.has(identity)) return false;
      seen.add(identity);
      return true;
    });
  };
  const record = (node: SchemaNode, depth: number, share: number): Json => {
    const made: Json = {};
    if (node.properties === undefined && typeof node.additionalProperties === 'number') {
      const count = depth > 0 ? Math.max(node.minProperties ?? 0, Math.floor(random() * 3)) : 0;
      for (let i = 0; i < count; i++) made[one(KEYS)] = value(node.additionalProperties, depth - 1, share);
      return made;
    }
    const required = node.required ?? [];
    for (const [name, child] of Object.entries(node.properties ?? {})) {
      if (required.includes(name) || (depth > 0 && random() < share)) made[name] = value(child, depth - 1, share);
    }
    for (const forms of [node.oneOf, node.anyOf]) {
      if (forms === undefined || forms.some((form) => nodes[form]!.type !== undefined)) continue;
      const needs = forms.map((form) => nodes[form]!.required ?? []);
      const kept = one(needs);
      if (forms === node.oneOf) for (const name of needs.flat()) if (!kept.includes(name)) delete made[name];
      for (const name of kept) {
        const child = node.properties?.[name];
        if (child !== undefined && made[name] === undefined) made[name] = value(child, depth - 1, share);
      }
    }
    return made;
  };
  const along = (way: Way, root: number): Json => {
    const build = (index: number, at: number): unknown => {
      if (at === way.length) return value(index, 3, one([0.15, 0.4, 0.7]));
      const [step, child] = way[at]!;
      const below = build(child, at + 1);
      if (step === '*') return [below];
      if (step === '{}') return { a: below };
      const made = record(nodes[index]!, 1, 0.05);
      for (const form of nodes[index]!.oneOf ?? [])
        for (const name of nodes[form]!.required ?? []) if (name !== step) delete made[name];
      made[step] = below;
      return made;
    };
    return build(root, 0) as Json;
  };

  let rules = 0;
  const samples: Sample[] = [];
  for (const [key, entry] of store.kinds(release)) {
    const [group, version, kind] = key.split('/');
    if (kind === undefined) continue;
    const seen = new Set<number>();
    const visit = (index: number, way: Way): void => {
      if (way.length > 14) return;
      const node = nodes[index]!;
      const here = (node['x-kubernetes-validations'] ?? []).filter(
        ({ rule, optionalOldSelf }) => optionalOldSelf || !/\boldSelf\b/.test(rule),
      );
      if (here.length > 0 && !seen.has(index)) {
        seen.add(index);
        rules += here.length;
        for (let i = 0; i < rounds * Math.min(4, here.length); i++) {
          const { status, ...object } = along(way, entry.schema);
          const metadata = {
            name: one(['default', 'abc', 'a-b']),
            ...(entry.scope === 'Namespaced' && { namespace: 'team' }),
          };
          samples.push({ kind: key, object: { ...object, apiVersion: `${group}/${version}`, kind, metadata } });
        }
      }
      for (const [name, child] of Object.entries(node.properties ?? {}))
        if (name !== 'metadata' && name !== 'status') visit(child, [...way, [name, child]]);
      if (node.items !== undefined) visit(node.items, [...way, ['*', node.items]]);
      if (typeof node.additionalProperties === 'number')
        visit(node.additionalProperties, [...way, ['{}', node.additionalProperties]]);
    };
    visit(entry.schema, []);
  }
  return { rules, samples };
}

function safe(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return undefined;
  }
}
