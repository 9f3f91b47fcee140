import { isRecord, type Json } from './finding';
import { readYaml, type YamlDocument } from './yaml';

/** One object as it was read, with the place it was read from. */
export interface SourceObject {
  readonly file: string;
  /** Counts from 0 in its file. */
  readonly document: number;
  readonly value: unknown;
  readonly duplicateKeys: YamlDocument['duplicateKeys'];
}

/** The objects of one file; the items of a `List` count as objects of the same document. Throws YamlError. */
export function objectsOf(file: string, text: string): SourceObject[] {
  return readYaml(text).flatMap(({ document, value, duplicateKeys }) => {
    if (value === undefined) return [];
    return itemsOf(value).map((item, i) => ({
      file,
      document,
      value: item,
      duplicateKeys: i === 0 ? duplicateKeys : [],
    }));
  });
}

function itemsOf(value: unknown): unknown[] {
  if (!isRecord(value) || value.apiVersion !== 'v1' || value.kind !== 'List' || !Array.isArray(value.items))
    return [value];
  return (value as Json & { items: unknown[] }).items;
}
