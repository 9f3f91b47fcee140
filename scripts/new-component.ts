import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Names that the scaffolded files import already. */
const TAKEN = new Set([
  'Chart',
  'Construct',
  'Known',
  'KubeflowApp',
  'Manifest',
  'Manifests',
  'Metadata',
  'Problems',
  'Resource',
]);

/**
 * Writes a component's folder, test and guide below `root`, all of it working; returns what is left to do by hand.
 * Throws, and writes nothing, when the name is no name or a file is there already.
 */
export function newComponent(name: string, root: string): string[] {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    throw new Error(
      `'${name}' is not a component's name: lower-case words with '-' between them, such as model-registry`,
    );
  }
  const construct = name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  if (TAKEN.has(construct))
    throw new Error(`'${name}' would be called ${construct}, which core has: choose another name`);
  const files: Record<string, string> = {
    [`src/constructs/${name}/index.ts`]: index(name, construct),
    [`src/constructs/${name}/${name}.ts`]: source(construct),
    [`test/constructs/${name}/${name}.test.ts`]: test(name, construct),
    [`docs/${name}.md`]: guide(construct),
  };
  const there = [`src/constructs/${name}`, ...Object.keys(files)].filter((path) => existsSync(join(root, path)));
  if (there.length > 0) throw new Error(`${there[0]} is there already: choose another name, or remove it first`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return [
    ...Object.keys(files).map((path) => `wrote ${path}`),
    '',
    'Left to do:',
    `  src/index.ts   export { ${construct}, type ${construct}Props } from './constructs/${name}';`,
    `  README.md      | \`${construct}\` | what it is | [${name}](docs/${name}.md) | |`,
    `  src/constructs/${name}/${name}.ts   the kind that it becomes, and the properties its users speak of`,
    '  npm run format   puts the export in its place',
  ];
}

const index = (
  name: string,
  construct: string,
): string => `export { ${construct}, type ${construct}Props } from './${name}';
`;

const source = (construct: string): string => `import type { Construct } from 'constructs';
import { Problems } from '../../core/errors';
import { metadataShape } from '../../core/metadata';
import { checkProperties, type Known, mapOf } from '../../core/properties';
import { type Metadata, Resource } from '../../core/resource';

const kind = 'v1/ConfigMap';

export interface ${construct}Props {
  /** @default nothing */
  readonly data?: Readonly<Record<string, string>>;
  readonly metadata?: Metadata;
}

/** What each property may hold, for programs that no compiler has read. */
const properties: Known<${construct}Props> = { data: mapOf('text'), metadata: metadataShape };

export class ${construct} extends Resource<typeof kind> {
  constructor(scope: Construct, id: string, props: ${construct}Props) {
    const problems = new Problems(scope, id);
    checkProperties(problems, props, properties);
    problems.throw();
    super(scope, id, kind, { data: props.data }, props.metadata);
  }
}
`;

const test = (name: string, construct: string): string => `import { Chart } from 'cdk8s';
import { ${construct} } from '../../../src/constructs/${name}';
import { KubeflowApp } from '../../../src/core/app';
import { Manifests } from '../../../src/testing';

const team = () => new Chart(new KubeflowApp().manifests, 'team', { namespace: 'vision' });

test('is called as its id says, and holds what it is given', () => {
  const chart = team();
  new ${construct}(chart, 'first', { data: { key: 'value' } });
  Manifests.of(chart).hasResource('v1/ConfigMap', {
    metadata: { name: 'first', namespace: 'vision' },
    data: { key: 'value' },
  });
});

test('names a property that it does not have', () => {
  expect(() => new ${construct}(team(), 'first', { dat: {} } as never)).toThrow(
    "team/first: dat is no property here, did you mean 'data'?",
  );
});
`;

const guide = (construct: string): string => `# ${construct}

\`\`\`ts
import { Chart } from 'cdk8s';
import { KubeflowApp, ${construct} } from 'kubeflow-cdk';

const app = new KubeflowApp();
const chart = new Chart(app.manifests, 'team', { namespace: 'vision' });

new ${construct}(chart, 'first', { data: { key: 'value' } });

app.synth();
\`\`\`

becomes

\`\`\`yaml
apiVersion: v1
kind: ConfigMap
metadata:
  name: first
  namespace: vision
data:
  key: value
\`\`\`
`;

function main(args: readonly string[]): void {
  const at = args.indexOf('--root');
  const root = at < 0 ? process.cwd() : args[at + 1];
  const names = args.filter((_, i) => at < 0 || (i !== at && i !== at + 1));
  const [name] = names;
  if (names.length !== 1 || name === undefined || root === undefined) {
    throw new Error('usage: npm run new-component NAME [-- --root FOLDER]');
  }
  console.log(newComponent(name, root).join('\n'));
}

if (require.main === module) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
