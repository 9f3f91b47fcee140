import { isRecord } from './finding';
import type { Schema } from './fold';

type Check = (value: unknown) => boolean;

const listOf = (check: Check) => (value: unknown) => Array.isArray(value) && value.every(check);
const mapOf = (check: Check) => (value: unknown) => isRecord(value) && Object.values(value).every(check);
const text: Check = (value) => typeof value === 'string';
const number: Check = (value) => typeof value === 'number';
const flag: Check = (value) => typeof value === 'boolean';
const rule: Check = (value) => isRecord(value) && text(value.rule);

/** What the validation reads of a schema, and so has to rely on. */
const KEYWORDS: Readonly<Record<string, Check>> = {
  type: text,
  format: text,
  pattern: text,
  nullable: flag,
  enum: Array.isArray,
  required: listOf(text),
  minLength: number,
  maxLength: number,
  minimum: number,
  maximum: number,
  exclusiveMinimum: flag,
  exclusiveMaximum: flag,
  multipleOf: number,
  minItems: number,
  maxItems: number,
  uniqueItems: flag,
  minProperties: number,
  maxProperties: number,
  properties: mapOf(isSchema),
  items: isSchema,
  additionalProperties: (value) => typeof value === 'boolean' || isSchema(value),
  allOf: listOf(isSchema),
  anyOf: listOf(isSchema),
  oneOf: listOf(isSchema),
  not: isSchema,
  'x-kubernetes-list-type': text,
  'x-kubernetes-map-type': text,
  'x-kubernetes-list-map-keys': listOf(text),
  'x-kubernetes-validations': listOf(rule),
};

/** Whether a CustomResourceDefinition's schema has the form of one: in manifests of others anything may stand there. */
export function isSchema(value: unknown): value is Schema {
  return (
    isRecord(value) &&
    Object.entries(value).every(
      ([keyword, part]) => part === undefined || part === null || (KEYWORDS[keyword]?.(part) ?? true),
    )
  );
}
