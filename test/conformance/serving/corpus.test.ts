import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import { load, loadAll } from 'js-yaml';
import * as serving from '../../../src/constructs/serving';
import { KubeflowApp } from '../../../src/core/app';
import { isRecord } from '../../../src/core/values';
import { differences, type Json, saidAlike } from './compare';
import { type Program, programs } from './programs';

const shared = join(__dirname, '../../../../shared');
const there = existsSync(shared);
const absent = there ? '' : ': ../shared is absent';

function chartOf() {
  const app = new KubeflowApp();
  return { app, chart: new Chart(app.manifests, 'chart', { disableResourceNameHashes: true }) };
}

(there ? describe : describe.skip)(`what upstream's examples say, in our constructs${absent}`, () => {
  test.each(programs)('$example', ({ example, write, explained = {} }: Program) => {
    const { app, chart } = chartOf();
    write(chart);
    const [ours] = app.manifests.attempt().objects;
    const theirs = load(readFileSync(join(shared, 'examples', example), 'utf8')) as Json;
    const found = differences(saidAlike(ours!.manifest), saidAlike(theirs));
    expect(found.filter(({ path }) => !(path in explained))).toEqual([]);
    expect(Object.keys(explained).filter((path) => !found.some((one) => one.path === path))).toEqual([]);
  });

  test('none is left out', () => {
    const written = programs.map(({ example }) => example);
    const all = ['InferenceService', 'InferenceGraph', 'TrainedModel'].flatMap((kind) =>
      readdirSync(join(shared, 'examples', kind)).map((file) => `${kind}/${file}`),
    );
    expect(all.filter((file) => !written.includes(file))).toEqual([]);
  });
});

type Make = new (chart: Chart, id: string, props: never) => { toJson(): unknown };
/** Kinds whose constructs take their fields as they are. */
const kinds: Readonly<Record<string, Make>> = {
  ServingRuntime: serving.ServingRuntime,
  ClusterServingRuntime: serving.ClusterServingRuntime,
  ClusterStorageContainer: serving.ClusterStorageContainer,
  InferenceGraph: serving.InferenceGraph,
  TrainedModel: serving.TrainedModel,
  LocalModelCache: serving.LocalModelCache,
  LocalModelNodeGroup: serving.LocalModelNodeGroup,
  LLMInferenceService: serving.LLMInferenceService,
  LLMInferenceServiceConfig: serving.LLMInferenceServiceConfig,
};

function published(): [string, Json][] {
  if (!there) return [];
  const files = [
    ...Object.keys(kinds).flatMap((kind) => {
      const folder = join(shared, 'examples', kind);
      return existsSync(folder) ? readdirSync(folder).map((file) => join(folder, file)) : [];
    }),
    ...['v1.10.2', 'v1.11.0', '26.03'].map((release) =>
      join(shared, 'releases', release, 'applications__kserve__kserve.yaml'),
    ),
  ];
  return files.flatMap((file) =>
    (loadAll(readFileSync(file, 'utf8')) as Json[])
      .filter((manifest) => isRecord(manifest) && String(manifest.kind) in kinds)
      .map((manifest): [string, Json] => [
        `${file.slice(shared.length + 1)} ${(manifest.metadata as Json).name as string}`,
        manifest,
      ]),
  );
}

(there ? describe : describe.skip)(`kinds as they are published${absent}`, () => {
  if (!there) test.todo('needs ../shared');
  else
    test.each(published())('%s', (_, theirs) => {
      const { chart } = chartOf();
      const { metadata, spec, disabled } = theirs as { metadata: Json; spec: Json; disabled?: boolean };
      const props = { metadata, ...spec, ...(disabled !== undefined && { disabled }) };
      const ours = new kinds[theirs.kind as string]!(chart, metadata.name as string, props as never).toJson();
      expect(differences(ours, theirs)).toEqual([]);
    });
});
