import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { crdsOf, releaseSets } from '../../scripts/generate/crds';
import { Output } from '../../scripts/generate/files';
import { ownFiles, root } from '../../scripts/generate/generate';
import { kindKey } from '../../src/validation/crd';
import { unfold, withoutStatus } from '../../src/validation/fold';
import { openSchemas, schemaStore } from '../../src/validation/schema-store';

const data = join(root, '..', 'shared');
const present = existsSync(join(data, 'crds'));
if (!present) console.log(`skipped: no upstream data at ${data}`);
const conform = present ? describe : describe.skip;

conform('upstream data', () => {
  test.each([...releaseSets, 'companions'])('%s: every schema unfolds to the one of its CRD', (set) => {
    const { nodes, kinds } = openSchemas(require('../../schemas/crds.json'));
    let compared = 0;
    for (const { crd } of crdsOf(join(data, 'crds', set))) {
      for (const version of crd.spec.versions) {
        const entry = kinds[set]![kindKey(crd.spec.group, version.name, crd.spec.names.kind)]!;
        const written = version.schema!.openAPIV3Schema!;
        const expected = withoutProse(version.subresources?.status ? withoutStatus(written) : written);
        expect(unfold(nodes, entry.cluster ?? entry.schema)).toEqual(expected);
        expect(entry).toMatchObject({ scope: crd.spec.scope, plural: crd.spec.names.plural });
        compared += 1;
      }
    }
    expect(compared).toBe(Object.keys(kinds[set]!).length);
  });

  test('what is committed is what generation makes of it', () => {
    const output = new Output();
    ownFiles(output, data, (line) => console.log(line));
    expect(output.drift()).toEqual([]);
  });

  test('kinds without a schema of their own are marked as such', () => {
    const lax = [...schemaStore().kinds('26.03')].filter(([, { source }]) => source).map(([key]) => key);
    expect(lax).toEqual(
      expect.arrayContaining(
        ['Experiment', 'Suggestion', 'Trial', 'ScheduledWorkflow', 'Viewer'].map(
          (kind) => `kubeflow.org/v1beta1/${kind}`,
        ),
      ),
    );
  });
});

/** The schema without the keywords that only describe; names of properties are not keywords. */
function withoutProse(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const schema: Record<string, unknown> = {};
  for (const [keyword, inner] of Object.entries(value)) {
    if (['description', 'title', 'example', 'externalDocs'].includes(keyword)) continue;
    if (keyword === 'properties') {
      schema[keyword] = Object.fromEntries(
        Object.entries(inner as object).map(([name, child]) => [name, withoutProse(child)]),
      );
    } else if (['allOf', 'anyOf', 'oneOf'].includes(keyword)) {
      schema[keyword] = (inner as unknown[]).map(withoutProse);
    } else {
      schema[keyword] = ['items', 'not', 'additionalProperties'].includes(keyword) ? withoutProse(inner) : inner;
    }
  }
  return schema;
}
