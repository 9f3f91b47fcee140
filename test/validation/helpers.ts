import { type Finding, readYaml, type ValidateOptions, validateManifests } from '../../src/validation';

/** `rule path` of every finding in a text. */
export function judged(text: string, options: ValidateOptions = {}): string[] {
  return shown(validateManifests(values(text), options));
}

export function values(text: string): unknown[] {
  return readYaml(text).map(({ value }) => value);
}

export function shown(findings: readonly Finding[]): string[] {
  return findings.map(({ rule, path, severity }) =>
    `${severity === 'warning' ? 'warning ' : ''}${rule} ${path}`.trim(),
  );
}

/** A CustomResourceDefinition of kind Thing of example.com/v1 with the given schema of `spec`. */
export function thingCrd(spec: Record<string, unknown>): Record<string, unknown> {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'things.example.com' },
    spec: {
      group: 'example.com',
      names: { kind: 'Thing', plural: 'things' },
      scope: 'Namespaced',
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', properties: { spec } } },
        },
      ],
    },
  };
}

/** What a Thing with this `spec` is told, by a schema. */
export function thing(schema: Record<string, unknown>, spec: unknown): readonly Finding[] {
  const object = {
    apiVersion: 'example.com/v1',
    kind: 'Thing',
    metadata: { name: 'a' },
    ...(spec !== undefined && { spec }),
  };
  return validateManifests([object], { isolated: true, crds: [thingCrd(schema)] });
}
