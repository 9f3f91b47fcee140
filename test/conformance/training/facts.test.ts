import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { isWatched } from '../../../src/constructs/katib/conditions';
import type { TrainingRuntimeSpec } from '../../../src/constructs/training';
import { factsOfRuntime, runtimeFacts, shippedRuntimes } from '../../../src/constructs/training/runtimes';

const folder = join(__dirname, '../../../../shared/releases');
const there = existsSync(folder);

interface Object_ {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: TrainingRuntimeSpec;
  readonly data?: Readonly<Record<string, string>>;
}
const objects = (file: string) =>
  parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map((document) => document.toJSON() as Object_);

(there ? describe : describe.skip)(`facts about releases${there ? '' : ': ../shared/releases is absent'}`, () => {
  test.each([
    ['1.11', 'v1.11.0'],
    ['26.03', '26.03'],
  ] as const)('the runtimes of %s are those that its Trainer installs', (release, name) => {
    const installed = objects(`${name}/applications__trainer__overlays.yaml`).filter(
      ({ kind }) => kind === 'ClusterTrainingRuntime',
    );
    expect(shippedRuntimes(release).sort()).toEqual(installed.map(({ metadata }) => metadata.name).sort());
    for (const { metadata, spec } of installed) {
      const { jobs, trainers, policy } = runtimeFacts(metadata.name)!;
      const { framework: _known, ...found } = factsOfRuntime(spec);
      expect({ jobs, trainers, policy }).toEqual(found);
    }
  });

  test.each([
    ['1.10', 'v1.10.2'],
    ['1.11', 'v1.11.0'],
    ['26.03', '26.03'],
  ] as const)('the kinds that Katib of %s watches are those of its configuration', (release, name) => {
    const config = objects(`${name}/applications__katib__upstream__installs__katib-with-kubeflow.yaml`).find(
      ({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'katib-config',
    );
    const text = config!.data!['katib-config.yaml']!;
    const watched = [...text.matchAll(/^ +- (\w+)\.(v\w+)\.([\w.]+)$/gm)].map(([, kind, version, group]) => ({
      apiVersion: `${group}/${version}`,
      kind: kind!,
    }));
    expect(watched.length).toBeGreaterThan(4);
    for (const manifest of watched) expect([manifest, isWatched(manifest, release)]).toEqual([manifest, true]);
    for (const kind of ['PaddleJob', 'JAXJob', 'TrainJob']) {
      for (const apiVersion of ['kubeflow.org/v1', 'trainer.kubeflow.org/v1alpha1']) {
        const is = watched.some((manifest) => manifest.kind === kind && manifest.apiVersion === apiVersion);
        expect([kind, isWatched({ apiVersion, kind }, release)]).toEqual([kind, is]);
      }
    }
  });
});
