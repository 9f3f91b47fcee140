import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runValidate } from '../../src/cli/validate';
import { tempFolder } from '../temp';

const folder = tempFolder('validate');
const SECRET = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n  namespace: default\n';
const WRONG = 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n  namespace: default\nstringDta: {}\n';

function file(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
}

async function call(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await runValidate(args, {
    out: (text) => {
      out += `${text}\n`;
    },
    err: (text) => {
      err += `${text}\n`;
    },
  });
  return { code, out, err };
}

test('what is fine ends with 0, errors with 1', async () => {
  expect(await call(file('good.yaml', SECRET))).toEqual({
    code: 0,
    out: '0 errors, 0 warnings in 1 object of 1 file\n',
    err: '',
  });
  const wrong = file('wrong.yaml', `${SECRET}---\n${WRONG.replace('name: a', 'name: b')}`);
  expect(await call(wrong)).toEqual({
    code: 1,
    out: `${wrong}:12: error: Secret default/b: stringDta: is no field here, did you mean 'stringData'? (schema/unknown-field)\n1 error, 0 warnings in 2 objects of 1 file\n`,
    err: '',
  });
});

test('JSON has one object for each finding', async () => {
  const path = file('json.yaml', WRONG);
  const { code, out } = await call(path, '--output=json');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toEqual([
    {
      file: path,
      document: 0,
      apiVersion: 'v1',
      kind: 'Secret',
      namespace: 'default',
      name: 'a',
      severity: 'error',
      rule: 'schema/unknown-field',
      path: 'stringDta',
      message: expect.any(String),
    },
  ]);
  expect(JSON.parse((await call(file('fine.yaml', SECRET), '-o', 'json')).out)).toEqual([]);
});

test('GitHub gets annotations at their lines', async () => {
  const path = file('github.yaml', WRONG);
  expect((await call(path, '--output', 'github')).out).toBe(
    `::error file=${path},line=6,title=schema/unknown-field::Secret default/a: stringDta: is no field here, did you mean 'stringData'?\n`,
  );
});

test('all paths are one set, unless isolated', async () => {
  const paths = [file('set/a.yaml', SECRET), file('set/b.yml', SECRET)];
  file('set/.hidden/c.yaml', '[');
  file('set/readme.txt', '[');
  expect((await call(join(folder, 'set'))).out).toContain('set/duplicate');
  expect((await call(...paths)).code).toBe(1);
  expect((await call('--isolated', join(folder, 'set'))).code).toBe(0);
});

test('references are warnings, errors in a closed set, and fine where declared', async () => {
  const path = file('reference.yaml', 'apiVersion: v1\nkind: Secret\nmetadata: { name: a, namespace: team }\n');
  expect((await call(path)).out).toContain(
    "warning: Secret team/a: metadata.namespace: Namespace 'team' is neither made here nor declared (reference/namespace)",
  );
  expect((await call('--closed', path)).code).toBe(1);
  expect((await call('--closed', '--declare', 'Namespace/team', path)).code).toBe(0);
});

test('unknown kinds are counted and named, and known by their CRDs', async () => {
  const path = file('thing.yaml', 'apiVersion: example.com/v1\nkind: Thing\nmetadata: { name: a }\nspec: { b: 1 }\n');
  expect((await call(path)).out).toBe(
    '1 object of unknown kinds, only their metadata was checked: Thing of example.com/v1 (1); add their CRDs with --crds\n0 errors, 0 warnings in 1 object of 1 file\n',
  );
  const crd = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'things.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Cluster',
      names: { kind: 'Thing', plural: 'things' },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object' } } } },
        },
      ],
    },
  };
  file('crds/thing.json', JSON.stringify(crd));
  expect((await call('--crds', join(folder, 'crds'), path)).out).toContain('schema/unknown-field');
});

test('keys that are written twice are errors, with their lines', async () => {
  const path = file('twice.yaml', 'apiVersion: v1\nkind: Secret\nmetadata: { name: a }\ndata: {}\ndata: {}\n');
  const { code, out } = await call(path, '--isolated');
  expect(code).toBe(1);
  expect(out).toContain('data: is written twice, again in line 5 (yaml/duplicate-key)');
});

test('items of lists are objects, with their own lines', async () => {
  const item = (name: string, more: string) =>
    `- apiVersion: v1\n  kind: Secret\n  metadata: { name: ${name}, namespace: default }\n  ${more}\n`;
  const list = `apiVersion: v1\nkind: List\nitems:\n${item('a', 'dta: {}')}${item('b', 'data: {}\n  data: {}')}`;
  const { out } = await call(file('list.yaml', list));
  expect(out).toMatch(/list\.yaml:7: error: Secret default\/a: dta: is no field here/);
  expect(out).toMatch(/list\.yaml:11: error: Secret default\/b: data: is written twice, again in line 12/);
  expect(out).toContain('2 errors, 0 warnings in 2 objects of 1 file');
  const typed = 'apiVersion: v1\nkind: SecretList\nitems:\n- metadata: { name: A }\n';
  expect((await call(file('typed.yaml', typed))).out).toMatch(/typed\.yaml:4: error: Secret A: metadata\.name: 'A'/);
});

test('JSON objects one after the other are documents', async () => {
  const object = (name: string) =>
    `{\n  "apiVersion": "v1",\n  "kind": "Secret",\n  "metadata": { "name": "${name} }{" }\n}`;
  const path = file('stream.json', `${object('a')}\n${object('b')}${object('c')}`);
  const findings = JSON.parse((await call(path, '-o', 'json')).out);
  expect(findings.map(({ document, name }: { document: number; name: string }) => [document, name])).toEqual([
    [0, 'a }{'],
    [1, 'b }{'],
    [2, 'c }{'],
  ]);
  expect((await call(path)).out).toMatch(/stream\.json:4: .*\n.*stream\.json:9: /);
});

test('a file that cannot be read does not hide the others', async () => {
  const path = file('some/1.yaml', 'a: [');
  file('some/2.yaml', WRONG);
  file('some/3.yaml', '\xff');
  writeFileSync(join(folder, 'some/3.yaml'), Buffer.from([0x61, 0xff]));
  const { code, out, err } = await call(join(path, '..'));
  expect(code).toBe(2);
  expect(out).toContain('stringDta');
  expect(err).toMatch(/1\.yaml: cannot be read: line 2.*\n.*3\.yaml: cannot be read: it is no text in UTF-8/);
});

test('a file named twice is read once', async () => {
  const path = file('once/a.yaml', SECRET);
  expect((await call(path, join(path, '..'), join(folder, 'once', '.', 'a.yaml'))).out).toContain('1 object of 1 file');
});

test('what is no manifest in a folder is told, not checked', async () => {
  const path = file('kustomize/kustomization.yaml', 'resources: [a.yaml]\n');
  file('kustomize/a.yaml', SECRET);
  expect(await call(join(path, '..'))).toMatchObject({
    code: 0,
    err: `${path}: left out, as 1 file for kustomize and not for the cluster\n`,
  });
  expect((await call(path)).code).toBe(1);
  file('none/readme.md', '');
  expect(await call(join(folder, 'none'), '-o', 'json')).toEqual({
    code: 0,
    out: '[]\n',
    err: `${join(folder, 'none')}: has no .yaml, .yml or .json file to check\n`,
  });
});

test.each<[string[], RegExp]>([
  [[], /no file and no folder is named/],
  [['--release', '9'], /'9' is none of 1\.10, 1\.11, 26\.03/],
  [['--output', 'xml', 'a'], /'xml' is none of text, json, github/],
  [['--fast', 'a'], /there is no such option/],
  [['--relase', '1.10', 'a'], /did you mean '--release'\?/],
  [['--output', 'jsn', 'a'], /did you mean 'json'\?/],
  [['--declare', 'Secret', 'a'], /KIND\/NAME/],
  [['--crds'], /a value is missing/],
  [[join(folder, 'nowhere')], /cannot be read \(ENOENT\)/],
  [[file('broken.yaml', 'a: [')], /cannot be read: line 2/],
  [['--crds', file('no-crd.yaml', SECRET), 'a'], /no CustomResourceDefinition/],
])('%j cannot be done, which ends with 2', async (args, message) => {
  const { code, err } = await call(...args);
  expect(code).toBe(2);
  expect(err).toMatch(message);
});

test('explains itself', async () =>
  expect(await call('--help')).toMatchObject({
    code: 0,
    out: expect.stringContaining('usage: kubeflow-cdk validate'),
  }));
