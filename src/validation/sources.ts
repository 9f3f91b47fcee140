import { isRecord, type Json } from './finding';
import { readYaml, type YamlDocument } from './yaml';

/** One object as it was read, with the place it was read from. */
export interface SourceObject {
  readonly file: string;
  /** Counts from 0 in its file. */
  readonly document: number;
  /** Where it stands in its document, `items[2]`; empty where it is the document. */
  readonly at: string;
  readonly value: unknown;
  readonly duplicateKeys: YamlDocument['duplicateKeys'];
}

/** The objects of one file; the items of a list count as objects of the same document. Throws YamlError. */
export function objectsOf(file: string, text: string): SourceObject[] {
  return readYaml(text).flatMap(({ document, value, duplicateKeys }) => {
    if (value === undefined) return [];
    const items = itemsOf(value, '');
    return items.map(({ at, item }, i) => ({
      file,
      document,
      at,
      value: item,
      duplicateKeys: duplicateKeys.flatMap((key) => {
        if (at !== '' && key.path.startsWith(`${at}.`)) return [{ ...key, path: key.path.slice(at.length + 1) }];
        const elsewhere = items.some((other) => other.at !== '' && key.path.startsWith(`${other.at}.`));
        return i === 0 && !elsewhere ? [key] : [];
      }),
    }));
  });
}

/**
 * A `List`, and a list of one kind, whose items may leave their kind out.
 * Upstream: k8s.io/apimachinery pkg/apis/meta/v1/unstructured/helpers.go
 */
function itemsOf(value: unknown, at: string): { readonly at: string; readonly item: unknown }[] {
  if (!isRecord(value)) return [{ at, item: value }];
  const { apiVersion, kind, items } = value as Json;
  if (typeof kind !== 'string' || !kind.endsWith('List') || !Array.isArray(items)) return [{ at, item: value }];
  const named = kind === 'List' ? {} : { apiVersion, kind: kind.slice(0, -'List'.length) };
  return items.flatMap((item: unknown, i) => {
    const bare = isRecord(item) && item.kind === undefined && item.apiVersion === undefined;
    return itemsOf(bare ? { ...named, ...item } : item, `${at === '' ? '' : `${at}.`}items[${i}]`);
  });
}
