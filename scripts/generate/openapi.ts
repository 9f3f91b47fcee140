import type { Schema } from '../../src/validation/fold';

/** A schema of an OpenAPI document, with references. */
export interface OpenApiSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  readonly items?: OpenApiSchema;
  readonly additionalProperties?: OpenApiSchema | boolean;
  readonly allOf?: readonly OpenApiSchema[];
  readonly [keyword: string]: unknown;
}
export type Definitions = Readonly<Record<string, OpenApiSchema>>;

const quantityPattern =
  '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$';
const intOrString: Schema = { anyOf: [{ type: 'integer' }, { type: 'string' }], 'x-kubernetes-int-or-string': true };
const open: Schema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
const anything: Schema = { 'x-kubernetes-preserve-unknown-fields': true };

/** Types that serialize otherwise than their definitions say, in the form that CustomResourceDefinitions use. */
const special: Readonly<Record<string, Schema>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { ...intOrString, pattern: quantityPattern },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': intOrString,
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': { type: 'string', format: 'date-time' },
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': { type: 'string', format: 'date-time' },
  'io.k8s.apimachinery.pkg.apis.meta.v1.Duration': { type: 'string' },
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': open,
  'io.k8s.apimachinery.pkg.apis.meta.v1.unstructured.Unstructured': { ...open, 'x-kubernetes-embedded-resource': true },
  'io.k8s.apimachinery.pkg.runtime.RawExtension': open,
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON': anything,
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrArray': anything,
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrBool': anything,
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrStringArray': anything,
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps': open,
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceSubresourceStatus': open,
};

const dropped = new Set([
  '$ref',
  'description',
  'x-kubernetes-v2-schema',
  'x-kubernetes-unions',
  'x-kubernetes-group-version-kind',
]);

/** Turns OpenAPI definitions into schemas without references; each definition is expanded once. */
export class Structural {
  private readonly done = new Map<string, Schema>();
  private readonly under = new Set<string>();

  constructor(private readonly definitions: Definitions) {}

  get(name: string): Schema {
    const known = this.done.get(name) ?? special[name];
    if (known) return known;
    const definition = this.definitions[name];
    if (!definition) throw new Error(`${name}: no such definition`);
    if (this.under.has(name)) return open;
    this.under.add(name);
    const schema = this.convert(definition);
    this.under.delete(name);
    this.done.set(name, schema);
    return schema;
  }

  /** The definitions that were expanded so far. */
  names(): Iterable<string> {
    return this.done.keys();
  }

  private convert(source: OpenApiSchema): Schema {
    const reference = source.$ref ?? (source.allOf?.length === 1 ? source.allOf[0]!.$ref : undefined);
    const target = reference ? this.get(reference.replace(/^#\/(definitions|components\/schemas)\//, '')) : {};
    const schema: Record<string, unknown> = { ...target };
    for (const [keyword, value] of Object.entries(source)) {
      if (dropped.has(keyword) || (keyword === 'allOf' && reference)) continue;
      if (keyword === 'default' && isZeroDefault(value)) continue;
      if (keyword === 'properties') {
        const properties = Object.entries(value as Definitions).map(([name, property]) => [
          name,
          this.convert(property),
        ]);
        schema.properties = Object.fromEntries(properties);
      } else if (keyword === 'items' || (keyword === 'additionalProperties' && typeof value === 'object')) {
        schema[keyword] = this.convert(value as OpenApiSchema);
      } else {
        schema[keyword] = value;
      }
    }
    return schema as Schema;
  }
}

/** Whether a default is Go's zero value, which says nothing but that the Go field has no omitempty. */
export function isZeroDefault(value: unknown): boolean {
  return (
    value === '' ||
    value === 0 ||
    value === false ||
    value === null ||
    (typeof value === 'object' && Object.keys(value!).length === 0)
  );
}
