import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { pipelineFromYaml } from '../../../src/constructs/pipeline';
import { readCompiled } from '../../../src/constructs/pipeline/from-yaml';
import { KubeflowError } from '../../../src/core/errors';
import { GOLDENS, goldenFiles, haveGoldens } from './golden';

const suite = haveGoldens ? describe : describe.skip;
const valid = haveGoldens
  ? [...goldenFiles('sdk_compiled_pipelines/valid'), ...goldenFiles('kubernetes_platform')]
  : ['none'];
const invalid = haveGoldens ? goldenFiles('sdk_compiled_pipelines/invalid') : ['none'];

suite(`pipelines of the Python SDK, read${haveGoldens ? '' : `: skipped, ${GOLDENS} is absent`}`, () => {
  test.each(valid)('%s without loss', (path) => {
    const file = join(GOLDENS, path);
    const definition = pipelineFromYaml(file);
    const again = readCompiled(definition.toYaml(), 'written');
    expect(again).toEqual({
      pipelineSpec: definition.toIR(),
      ...(definition.toPlatformSpec() && { platformSpec: definition.toPlatformSpec() }),
    });

    const documents = parseAllDocuments(readFileSync(file, 'utf8')) as { errors: unknown[]; toJS(): unknown }[];
    if (documents.every((document) => document.errors.length === 0)) {
      expect([definition.toIR(), definition.toPlatformSpec()].filter(Boolean)).toEqual(
        documents.map((document) => document.toJS()).filter(Boolean),
      );
    }
  });

  test.each(invalid)('%s is refused', (path) => {
    expect(() => pipelineFromYaml(join(GOLDENS, path))).toThrow(KubeflowError);
  });
});
