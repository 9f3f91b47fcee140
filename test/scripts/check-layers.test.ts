import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkLayers } from '../../scripts/check-layers';
import { tempFolder } from '../temp';

let root: string;
beforeEach(() => {
  root = tempFolder('layers');
});

const printed = (at: string): string[] =>
  checkLayers(at).map(({ file, line, sentence }) => `${file}:${line} -> ${sentence}`);

/** What the check says of a tree of files, as it prints it. */
function findings(files: Readonly<Record<string, string>>): string[] {
  for (const [file, source] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), source);
  }
  return printed(root);
}

const good = {
  'src/index.ts': "export { Job } from './constructs/training';\nexport type { Eks } from './stacks/aws';",
  'src/generated/core.ts': 'export interface Pod {}',
  'src/generated/index.ts': "export type * from './core';",
  'src/core/units.ts': "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;",
  'src/core/pod.ts': "import type { Pod } from '../generated';\nimport './units';\nexport type { Pod };",
  'src/validation/index.ts': "import { read } from '../core/units';\nexport { read };",
  'src/constructs/training/job.ts': "import '../../validation';\nexport class Job {}",
  'src/constructs/training/index.ts': "export { Job } from './job';",
  'src/stacks/aws/index.ts':
    "import { TerraformStack } from 'cdktf';\nimport { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group';",
  'src/delivery/plain.ts': "import '../stacks/team';",
  'src/stacks/team.ts': "import { Job } from '../constructs/training';",
  'src/testing/index.ts': "import '../delivery/plain';",
  'src/cli/main.ts': "import '../testing';",
  'examples/a/main.ts':
    "import { Job } from '../../src';\nimport { Eks } from '@cdktf/provider-google/lib/container-cluster';",
};

test('a tree in order has no findings', () => {
  expect(findings(good)).toEqual([]);
});

describe('cycles', () => {
  test('of two files, whatever the kind of import', () => {
    const ways = [
      "import { b } from './b';",
      "import type { b } from './b';",
      "export * from './b';",
      "const load = () => require('./b');",
      "const load = () => import('./b');",
      "type B = import('./b').B;",
      "import b = require('./b');",
      "import './b.js';",
    ];
    for (const way of ways) {
      expect(findings({ 'src/core/a.ts': `\n${way}`, 'src/core/b.ts': "import './a';" })).toEqual([
        'src/core/a.ts:2 -> import cycle: src/core/a.ts -> src/core/b.ts -> src/core/a.ts',
      ]);
    }
  });

  test('through folders, once for each knot, the shortest way round', () => {
    expect(
      findings({
        'src/core/a/index.ts': "import '../b';\nimport '../c';",
        'src/core/b.ts': "import './c';",
        'src/core/c.ts': "import './a';",
        'src/core/x.ts': "import './x';",
      }),
    ).toEqual([
      'src/core/a/index.ts:2 -> import cycle: src/core/a/index.ts -> src/core/c.ts -> src/core/a/index.ts',
      'src/core/x.ts:1 -> import cycle: src/core/x.ts -> src/core/x.ts',
    ]);
  });
});

test('components do not import each other, not even types', () => {
  expect(findings({ ...good, 'src/constructs/katib/index.ts': "import type { Job } from '../training';" })).toEqual([
    'src/constructs/katib/index.ts:1 -> imports its sibling training: components meet in an interface of src/core',
  ]);
});

test.each([
  ['src/generated/up.ts', "import '../core/units';", 'src/core/units.ts: generated stands below core'],
  ['src/core/up.ts', "import type {} from '../validation';", 'src/validation/index.ts: core stands below validation'],
  [
    'src/validation/up.ts',
    "export * from '../constructs/training';",
    'src/constructs/training/index.ts: validation stands below constructs',
  ],
  [
    'src/constructs/training/up.ts',
    "import '../../stacks/team';",
    'src/stacks/team.ts: constructs stands below stacks',
  ],
  ['src/stacks/up.ts', "import '../delivery/plain';", 'src/delivery/plain.ts: stacks stands below delivery'],
  ['src/delivery/up.ts', "import '../testing';", 'src/testing/index.ts: delivery stands below testing'],
  ['src/testing/up.ts', "import '../cli/main';", 'src/cli/main.ts: testing stands below cli'],
  ['src/cli/up.ts', "import '..';", 'src/index.ts: cli stands below index.ts'],
])('%s may not import upwards', (file, source, sentence) => {
  const order = 'generated -> core -> validation -> constructs -> stacks -> delivery -> testing -> cli';
  expect(findings({ ...good, [file]: source })).toEqual([`${file}:1 -> imports ${sentence} (${order})`]);
});

test('every file has a layer and leads to files of src', () => {
  expect(
    findings({
      'src/helpers.ts': '',
      'src/utils/text.ts': '',
      'src/constructs/job.ts': '',
      'src/core/a.ts':
        "import './gone';\nimport '../../test/b';\nimport '../../package.json';\nimport 'kubeflow-cdk/testing';",
      'test/b.ts': '',
      'package.json': '{}',
    }).map((finding) => finding.split(':').slice(0, 2).join(':')),
  ).toEqual([
    'src/constructs/job.ts:1 -> belongs to no component',
    'src/core/a.ts:1 -> imports ./gone, which is no file',
    'src/core/a.ts:2 -> imports test/b.ts, which is not below src',
    'src/core/a.ts:4 -> imports this package by its name',
    'src/helpers.ts:1 -> belongs to no layer',
    'src/utils/text.ts:1 -> belongs to no layer',
  ]);
});

test('a provider is imported by the resource, in src and examples', () => {
  expect(
    findings({
      'src/stacks/aws/a.ts':
        "import { eksCluster } from '@cdktf/provider-aws';\nimport type { X } from '@cdktf/provider-aws/lib';",
      'src/stacks/google/a.ts': "const google = () => require('@cdktf/provider-google/lib/index.js');",
      'examples/a/main.ts': "import {\n  kubernetesCluster,\n} from '@cdktf/provider-azurerm';",
    }),
  ).toEqual([
    'examples/a/main.ts:3 -> imports all of @cdktf/provider-azurerm: import @cdktf/provider-azurerm/lib/<resource> instead',
    'src/stacks/aws/a.ts:1 -> imports all of @cdktf/provider-aws: import @cdktf/provider-aws/lib/<resource> instead',
    'src/stacks/aws/a.ts:2 -> imports all of @cdktf/provider-aws: import @cdktf/provider-aws/lib/<resource> instead',
    'src/stacks/google/a.ts:1 -> imports all of @cdktf/provider-google: import @cdktf/provider-google/lib/<resource> instead',
  ]);
});

test('cdktf stays in the cloud stacks, and they stay out of what everybody loads', () => {
  expect(
    findings({
      ...good,
      'src/core/app.ts': "import type { App } from 'cdktf';",
      'src/stacks/on-prem.ts': "const load = () => require('@cdktf/provider-aws/lib/instance');",
      'src/stacks/platform.ts':
        "import { Eks } from './aws';\nimport type { Eks as Type } from './aws';\nconst lazy = () => require('./aws');",
    }),
  ).toEqual([
    'src/core/app.ts:1 -> imports cdktf: only src/stacks/aws/, src/stacks/google/, src/stacks/azure/, src/stacks/cloud/ may',
    'src/stacks/on-prem.ts:1 -> imports @cdktf/provider-aws/lib/instance: only src/stacks/aws/, src/stacks/google/, src/stacks/azure/, src/stacks/cloud/ may',
    'src/stacks/platform.ts:1 -> loads src/stacks/aws/index.ts, and cdktf with it, for everybody: use `import type`, or load it in the function that needs it',
  ]);
});

test('cdk8s-plus is loaded by who needs it', () => {
  const lazy = [
    "import type { Volume } from 'cdk8s-plus-28';",
    "import { type Volume, type Size } from 'cdk8s-plus-28';",
    "export type { ISecret } from 'cdk8s-plus-28';",
    "const plus = () => require('cdk8s-plus-28');",
    "function plus() { return require('cdk8s-plus-28'); }",
    "type Plus = typeof import('cdk8s-plus-28');",
  ];
  expect(findings({ 'src/core/lazy.ts': lazy.join('\n') })).toEqual([]);
  const eager = [
    "import { Volume } from 'cdk8s-plus-28';",
    "import { type Size, Volume } from 'cdk8s-plus-28';",
    "import * as plus from 'cdk8s-plus-28';",
    "export { Volume } from 'cdk8s-plus-28';",
    "import 'cdk8s-plus-33/lib/volume';",
    "const plus = require('cdk8s-plus-28');",
  ];
  expect(findings({ 'src/core/eager.ts': eager.join('\n') })).toHaveLength(eager.length);
});

test('what src imports, an install brings', () => {
  const files = {
    'package.json': JSON.stringify({
      dependencies: { '@a/b': '1' },
      peerDependencies: { c: '1' },
      devDependencies: { d: '1' },
    }),
    'src/core/a.ts':
      "import 'node:fs';\nimport '@a/b/lib/x';\nimport 'c/x';\nimport 'd/x';\nimport type { E } from '@e/e';\nconst tsx = () => require('tsx/cjs/api');",
  };
  expect(findings(files)).toEqual([
    'src/core/a.ts:4 -> imports d, which an install does not bring: make it a dependency, or do without',
    'src/core/a.ts:5 -> imports @e/e, which an install does not bring: make it a dependency, or do without',
  ]);
});

test('only code counts: not comments, strings, templates, regular expressions or members', () => {
  const source = `
    // import './gone';
    /* import './gone'; */
    const text = "import './gone'; require('./gone')";
    const template = \`import './gone' \${[\`\${1}\`, { a: '}' }].length} require('./gone')\`;
    const regex = [/import '.\\/gone' [/'"\`]/, 4 / 2, "'"];
    this.require('./gone');
    const export_ = { from: './gone', import: 1 };
    export const a = 1;
    export default a;
    import { b } from './b';`;
  expect(findings({ 'src/core/a.ts': source, 'src/core/b.ts': "const spread = [...require('./c')];" })).toEqual([
    'src/core/b.ts:1 -> imports ./c, which is no file',
  ]);
});

test('this repository is in order', () => {
  expect(printed(join(__dirname, '../..'))).toEqual([]);
});
