import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ApiObject, App, Chart, Yaml } from 'cdk8s';
import { loadAll } from 'js-yaml';
import { parseAllDocuments } from 'yaml';
import { contentText, synthesize, yamlText } from '../../../src/core/synth';

const corpora = ['releases', 'examples'].map((name) => resolve(__dirname, '../../../../shared', name));
const absent = corpora.filter((corpus) => !existsSync(corpus));
const conformance = absent.length > 0 ? test.skip : test;
const skipped = absent.length > 0 ? ` (skipped: no ${absent.join(', ')})` : '';

/** Every file that is YAML to its reader; some examples are templates. */
function documentsBelow(corpus: string): { file: string; documents: Record<string, unknown>[] }[] {
  return (readdirSync(corpus, { recursive: true }) as string[])
    .filter((file) => /\.ya?ml$/.test(file))
    .map((file) => {
      const parsed = parseAllDocuments(readFileSync(join(corpus, file), 'utf8'), { version: '1.1' });
      const broken = parsed.some(({ errors }) => errors.length > 0);
      const documents = broken ? [] : parsed.map((document) => document.toJSON());
      return { file, documents: documents.filter((document) => document !== null && typeof document === 'object') };
    });
}

conformance(`every document is written so that all readers read the same${skipped}`, () => {
  let count = 0;
  let asStock = 0;
  for (const { file, documents } of corpora.flatMap(documentsBelow)) {
    const text = yamlText(documents);
    const json = JSON.stringify(documents);
    for (const version of ['1.1', '1.2'] as const) {
      const read = parseAllDocuments(text, { version }).map((document) => document.toJSON());
      expect({ file, version, read: JSON.stringify(read) }).toEqual({ file, version, read: json });
    }
    expect({ file, read: JSON.stringify(loadAll(text)) }).toEqual({ file, read: json });
    count += documents.length;
    asStock += documents.filter((document) => yamlText([document]) === Yaml.stringify(document)).length;
  }
  expect(count).toBeGreaterThan(8000);
  expect(asStock / count).toBeGreaterThan(0.999);
});

conformance(`every release as a program is what cdk8s makes of it${skipped}`, () => {
  let objects = 0;
  for (const { file, documents } of documentsBelow(corpora[0]!)) {
    const manifests = documents.filter(
      ({ kind, apiVersion }) => typeof kind === 'string' && typeof apiVersion === 'string',
    );
    const app = new App();
    const chart = new Chart(app, 'chart');
    for (const [i, manifest] of manifests.entries()) new ApiObject(chart, `o${i}`, manifest as never);
    const { files, problems } = synthesize(app);
    expect(problems).toEqual([]);
    const ours = contentText(files.get('chart.k8s.yaml')!);
    const stock = Yaml.stringify(...chart.toJson());
    if (ours !== stock) expect({ file, read: loadAll(ours) }).toEqual({ file, read: loadAll(stock) });
    objects += manifests.length;
  }
  expect(objects).toBeGreaterThan(1000);
});
