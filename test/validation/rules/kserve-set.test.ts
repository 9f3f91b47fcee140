import { readYaml } from '../../../src/validation';
import { kserve } from '../../../src/validation/rules/kserve';
import { kserveRuntimeChoice } from '../../../src/validation/rules/kserve-runtime-choice';
import { kserveModelCache, kserveRuntimeSet } from '../../../src/validation/rules/kserve-set';
import type { RuleSet } from '../../../src/validation/rules/rule';

type Json = Record<string, unknown>;

/** `severity rule path` of what a rule set says of the first of these objects. */
function told(set: RuleSet, manifests: string): string[] {
  const objects = readYaml(manifests).map(({ value }) => value as Json);
  const said: string[] = [];
  const subject = {
    object: objects[0]!,
    ofKind: (kind: string) => objects.filter((object) => object.kind === kind),
    outside: 'warning' as const,
    release: '26.03' as const,
    structure: () => [],
    find: () => undefined,
    report: (rule: string, path: string, _: string, severity = 'error') =>
      void said.push(`${severity} ${rule} ${path}`),
  };
  set.check(subject);
  return said;
}

const runtime = (name: string, more = '', format = '{ name: sklearn, version: "1", autoSelect: true, priority: 9 }') =>
  `{ apiVersion: serving.kserve.io/v1alpha1, kind: ServingRuntime, metadata: { name: ${name}, namespace: team }, spec: { protocolVersions: [v1], supportedModelFormats: [${format}], containers: [{ name: kserve-container, image: i }]${more} } }`;
const CONFLICT = 'kserve/runtime-conflict';
const place = 'spec.supportedModelFormats[0].priority';

test('runtimes that are chosen for one format differ in priority', () => {
  expect(told(kserveRuntimeSet, `${runtime('a')}\n---\n${runtime('b')}`)).toEqual([`error ${CONFLICT} ${place}`]);
  expect(told(kserveRuntimeSet, runtime('a'))).toEqual([]);
});

test.each([
  ['is disabled', runtime('b', ', disabled: true')],
  ['serves many models', runtime('b', ', multiModel: true')],
  ['has another version', runtime('b', '', '{ name: sklearn, version: "2", autoSelect: true, priority: 9 }')],
  ['has another priority', runtime('b', '', '{ name: sklearn, version: "1", autoSelect: true, priority: 8 }')],
  ['is not chosen', runtime('b', '', '{ name: sklearn, version: "1", priority: 9 }')],
  ['speaks another protocol', runtime('b').replace('[v1]', '[v2]')],
  ['is of another namespace', runtime('b').replace('namespace: team', 'namespace: other')],
])('a runtime that %s is none in the way', (_, other) => {
  expect(told(kserveRuntimeSet, `${runtime('a')}\n---\n${other}`)).toEqual([]);
});

test("a cluster's runtime like one of the release is warned of", () => {
  const own = runtime('mine', '', '{ name: SKLearn, version: "1", autoSelect: true, priority: 1 }')
    .replace('ServingRuntime', 'ClusterServingRuntime')
    .replace(', namespace: team', '');
  expect(told(kserveRuntimeSet, own)).toEqual([`warning ${CONFLICT} ${place}`]);
});

test('a model is kept by one cache', () => {
  const cache = (name: string, uri: string) =>
    `{ apiVersion: serving.kserve.io/v1alpha1, kind: LocalModelCache, metadata: { name: ${name} }, spec: { sourceModelUri: ${uri}, modelSize: 1Gi, nodeGroups: [g] } }`;
  expect(told(kserveModelCache, `${cache('a', 's3://m')}\n---\n${cache('b', 's3://m')}`)).toEqual([
    `error ${'kserve/model-cache-source'} spec.sourceModelUri`,
  ]);
  expect(told(kserveModelCache, `${cache('a', 's3://m')}\n---\n${cache('b', 's3://n')}`)).toEqual([]);
});

test('a ClusterStorageContainer of the set reads schemes of its own', () => {
  const service = (uri: string) =>
    `{ apiVersion: serving.kserve.io/v1beta1, kind: InferenceService, metadata: { name: a, namespace: team }, spec: { predictor: { model: { modelFormat: { name: sklearn }, storageUri: "${uri}" } } } }`;
  const container = (format: string, more = '') =>
    `{ apiVersion: serving.kserve.io/v1alpha1, kind: ClusterStorageContainer, metadata: { name: ftp }, spec: { container: { name: s, image: i }, supportedUriFormats: [${format}] }${more} }`;
  const refused = ['error kserve/storage-scheme spec.predictor.model.storageUri'];
  expect(told(kserve, service('ftp://a/b'))).toEqual(refused);
  expect(told(kserve, `${service('ftp://a/b')}\n---\n${container('{ prefix: "ftp://" }')}`)).toEqual([]);
  expect(told(kserve, `${service('ftp://a/b')}\n---\n${container('{ regex: "^ftps?://.+" }')}`)).toEqual([]);
  expect(told(kserve, `${service('ftp://a/b')}\n---\n${container('{ prefix: "smb://" }')}`)).toEqual(refused);
  expect(
    told(kserve, `${service('ftp://a/b')}\n---\n${container('{ prefix: "ftp://" }', ', disabled: true')}`),
  ).toEqual(refused);
});

test('a runtime of the set serves formats of its own, in its namespace', () => {
  const service = (namespace: string) =>
    `{ apiVersion: serving.kserve.io/v1beta1, kind: InferenceService, metadata: { name: a, namespace: ${namespace} }, spec: { predictor: { model: { modelFormat: { name: mine }, storageUri: "s3://a" } } } }`;
  const own = runtime('r', '', '{ name: mine, version: "1", autoSelect: true }');
  expect(told(kserveRuntimeChoice, `${service('team')}\n---\n${own}`)).toEqual([]);
  expect(told(kserveRuntimeChoice, `${service('other')}\n---\n${own}`)).toEqual([
    'warning kserve/no-runtime spec.predictor.model.modelFormat.name',
  ]);
});
