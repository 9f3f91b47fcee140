import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Output, readable } from '../../scripts/generate/files';
import { ownFiles, userFiles } from '../../scripts/generate/generate';
import { tempFolder } from '../temp';

let folder: string;
beforeEach(() => {
  folder = tempFolder('generate');
});

test('the types are those of the schemas', () => {
  const output = new Output();
  const said: string[] = [];
  ownFiles(output, join(folder, 'nothing'), (line) => said.push(line));
  expect(said[0]).toMatch(/^skipped schemas\/crds\.json and schemas\/releases\.json: no upstream data at /);
  expect(output.drift()).toEqual([]);
});

describe('files to be', () => {
  const outputOf = (files: Record<string, string>) => {
    const output = new Output();
    output.own(folder, '.ts');
    for (const [name, text] of Object.entries(files)) output.add(join(folder, name), text);
    return output;
  };

  test('what differs, is missing or is stale is named, and nothing is written to find out', () => {
    writeFileSync(join(folder, 'same.ts'), 'same');
    writeFileSync(join(folder, 'changed.ts'), 'before');
    writeFileSync(join(folder, 'stale.ts'), 'stale');
    writeFileSync(join(folder, 'foreign.md'), 'not ours');
    const output = outputOf({ 'same.ts': 'same', 'changed.ts': 'after', 'new.ts': 'new' });
    const names = ['changed.ts', 'new.ts', 'stale.ts'].map((name) => join(folder, name));
    expect(output.drift()).toEqual(names);
    expect(readFileSync(join(folder, 'changed.ts'), 'utf8')).toBe('before');
    expect(output.write()).toEqual(names);
    expect(readdirSync(folder)).toEqual(['changed.ts', 'foreign.md', 'new.ts', 'same.ts']);
    expect(output.drift()).toEqual([]);
  });

  test('long JSON has a line per entry and is the same JSON', () => {
    const value = { short: [1, 2], long: Array.from({ length: 100 }, (_, index) => ({ index })), text: 'x' };
    expect(JSON.parse(readable(value))).toEqual(value);
    expect(readable(value).split('\n')).toHaveLength(107);
  });
});

const crd = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  names: { kind: Widget, plural: widgets }
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      subresources: { status: {} }
      schema:
        openAPIV3Schema:
          description: Prose that stays out.
          type: object
          required: [spec]
          properties:
            apiVersion: { type: string }
            kind: { type: string }
            metadata: { type: object }
            status: { type: object, properties: { ready: { type: boolean } } }
            spec:
              type: object
              required: [mode, level, parts]
              properties:
                mode: { type: string, enum: [on, "off", it's] }
                level: { type: integer, default: 3 }
                parts:
                  type: array
                  items: { type: object, required: [name], properties: { name: { type: string }, 'a-b': { type: number } } }
                limits:
                  type: object
                  additionalProperties:
                    anyOf: [{ type: integer }, { type: string }]
                    pattern: '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$'
                    x-kubernetes-int-or-string: true
                port: { anyOf: [{ type: integer }, { type: string }], x-kubernetes-int-or-string: true }
                selector:
                  type: object
                  properties:
                    matchLabels: { type: object, additionalProperties: { type: string } }
                    matchExpressions:
                      type: array
                      items:
                        type: object
                        required: [key, operator]
                        properties:
                          key: { type: string }
                          operator: { type: string }
                          values: { type: array, items: { type: string } }
                free: { type: object, x-kubernetes-preserve-unknown-fields: true }
                anything: { x-kubernetes-preserve-unknown-fields: true }
                nothing: { type: object }
                maybe: { type: string, nullable: true }
                object: { type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true }
                open:
                  type: object
                  x-kubernetes-preserve-unknown-fields: true
                  properties: { known: { type: boolean } }
    - { name: v1alpha1, served: false, storage: false, schema: { openAPIV3Schema: { type: object } } }
---
kind: ConfigMap
`;

describe('CRDs of a user', () => {
  const generated = (): { output: Output; out: string } => {
    const crds = mkdtempSync(join(folder, 'crds-'));
    const out = join(folder, 'out');
    writeFileSync(join(crds, 'widgets.yaml'), crd);
    const output = new Output();
    userFiles(output, crds, out);
    return { output, out };
  };

  test('become interfaces of exact shape', () => {
    const { output, out } = generated();
    output.write();
    expect(readFileSync(join(out, 'example.com.ts'), 'utf8')).toBe(`// Written by \`npm run generate\`; do not edit.
import type { EmbeddedResource, IntOrString, LabelSelector, ObjectMeta, Quantity } from './core';

export interface Widget {
  apiVersion: 'example.com/v1';
  kind: 'Widget';
  metadata?: ObjectMeta;
  spec: WidgetSpec;
}

export interface WidgetOpen {
  known?: boolean;
  [key: string]: unknown;
}

export interface WidgetPart {
  'a-b'?: number;
  name: string;
}

export interface WidgetSpec {
  anything?: unknown;
  free?: Record<string, unknown>;
  level?: number;
  limits?: Record<string, Quantity>;
  maybe?: string | null;
  mode: 'on' | 'off' | 'it\\'s';
  nothing?: Record<string, never>;
  object?: EmbeddedResource;
  open?: WidgetOpen;
  parts: WidgetPart[];
  port?: IntOrString;
  selector?: LabelSelector;
}
`);
    expect(readFileSync(join(out, 'index.ts'), 'utf8')).toContain("  'example.com/v1/Widget': example_com.Widget;\n");
    expect(readdirSync(out)).toEqual(['core.ts', 'example.com.ts', 'index.ts', 'schemas.json']);
  });

  test('bring only the types of Kubernetes that they use', () => {
    const { output, out } = generated();
    output.write();
    const names = readFileSync(join(out, 'core.ts'), 'utf8').match(/(?<=export (interface|type) )\w+/g);
    expect(names).toEqual([
      'EmbeddedResource',
      'IntOrString',
      'LabelSelector',
      'LabelSelectorRequirement',
      'ManagedFieldsEntry',
      'ObjectMeta',
      'OwnerReference',
      'Quantity',
    ]);
  });

  test('a second run changes nothing', () => {
    expect(generated().output.write()).toHaveLength(4);
    expect(generated().output.write()).toEqual([]);
  });

  const definition = (group: string, kind: string, versions: Record<string, object>) => ({
    kind: 'CustomResourceDefinition',
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind, plural: `${kind.toLowerCase()}s` },
      versions: Object.entries(versions).map(([name, properties]) => ({
        name,
        served: true,
        schema: {
          openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', properties } } },
        },
      })),
    },
  });

  test('may be called as Kubernetes and JavaScript call their own, and lie in folders and lists', () => {
    const map = { type: 'object', additionalProperties: { type: 'string' } };
    const word = { type: 'string' };
    const items = [
      definition('odd.io', 'Record', { v1: { map } }),
      definition('odd.io', 'ObjectMeta', { v1: { port: { 'x-kubernetes-int-or-string': true } } }),
      definition('odd.io', 'Foo', { v1: { bar: word }, v2: { bar: map } }),
      definition('odd.io', 'FooV2', { v1: { n: { type: 'integer' } } }),
      definition('1password.com', 'Item', {
        v1: {
          constructor: { type: 'object', properties: { toString: word } },
          "it's": { type: 'string', enum: ['a\\b', "c'd", 'e\nf"g', 1, null] },
        },
      }),
      definition('foo-bar.io', 'A', { v1: { x: word } }),
      definition('foo.bar.io', 'A', { v1: { x: word } }),
    ];
    mkdirSync(join(folder, 'crds/nested'), { recursive: true });
    writeFileSync(join(folder, 'crds/nested/all.json'), JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
    const out = join(folder, 'out');
    const output = new Output();
    userFiles(output, join(folder, 'crds'), out);
    output.write();
    writeFileSync(
      join(out, 'use.ts'),
      `import type { CustomResources } from './index';
type Spec<K extends keyof CustomResources> = NonNullable<CustomResources[K]['spec']>;
export const item: Spec<'1password.com/v1/Item'> = { constructor: { toString: 'x' } as never, "it's": 'e\\nf"g' };
export const record: Spec<'odd.io/v1/Record'> = { map: { a: 'b' } };
export const meta: Spec<'odd.io/v1/ObjectMeta'> = { port: 'http' };
export const one: Spec<'odd.io/v1/Foo'> = { bar: 'a' };
export const two: Spec<'odd.io/v2/Foo'> = { bar: { a: 'b' } };
export const three: Spec<'odd.io/v1/FooV2'> = { n: 1 };
export const apart: [Spec<'foo-bar.io/v1/A'>, Spec<'foo.bar.io/v1/A'>] = [{ x: 'a' }, { x: 'b' }];
// @ts-expect-error the second version is a map
export const wrong: Spec<'odd.io/v2/Foo'> = { bar: 'a' };
`,
    );
    const tsc = join(__dirname, '../../node_modules/typescript/bin/tsc');
    const options = ['--noEmit', '--ignoreConfig', '--strict', '--module', 'node16', '--moduleResolution', 'node16'];
    const { stdout } = spawnSync(process.execPath, [tsc, ...options, join(out, 'use.ts')], { encoding: 'utf8' });
    expect(stdout).toBe('');
  });

  test('a folder without any is an error', () => {
    expect(() => userFiles(new Output(), folder, join(folder, 'out'))).toThrow(
      `${folder}: no CustomResourceDefinition in it`,
    );
  });

  test('a file that is not YAML is named', () => {
    writeFileSync(join(folder, 'broken.yaml'), 'a: [');
    expect(() => userFiles(new Output(), folder, join(folder, 'out'))).toThrow(/broken\.yaml/);
  });
});
