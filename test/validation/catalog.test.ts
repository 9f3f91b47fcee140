import { catalog, componentsOf, objectNames } from '../../src/validation/catalog';
import { schemaStore } from '../../src/validation/schema-store';

const releases = ['1.10', '1.11', '26.03'];

test.each(releases)("%s: upstream's example installs known components", (release) => {
  const components = componentsOf(catalog(release));
  expect(components.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['katib', 'kserve', 'knative-serving', 'profiles']),
  );
  expect(components.flatMap(({ images }) => images ?? []).length).toBeGreaterThan(50);
});

test.each(releases)('%s: every kind that a component defines has a schema', (release) => {
  const defined = Object.values(catalog(release).components).flatMap(({ kinds }) => kinds ?? []);
  const kinds = schemaStore().kinds(release);
  expect(defined.filter((kind) => !kinds.has(kind))).toEqual([]);
});

test('the training API of a release', () => {
  const kinds = (release: string) => componentsOf(catalog(release)).flatMap((component) => component.kinds ?? []);
  expect(kinds('1.10')).toContain('kubeflow.org/v1/PyTorchJob');
  expect(kinds('1.10')).not.toContain('trainer.kubeflow.org/v1alpha1/TrainJob');
  expect(kinds('26.03')).toContain('trainer.kubeflow.org/v1alpha1/TrainJob');
  expect(kinds('26.03')).not.toContain('kubeflow.org/v1/PyTorchJob');
});

test('runtimes, algorithms, webhooks and versions', () => {
  const { components, versions } = catalog('26.03');
  const kserve = components['applications/kserve/kserve']!;
  expect(kserve.servingRuntimes?.['kserve-huggingfaceserver']).toEqual({
    formats: [{ name: 'huggingface', version: '1', autoSelect: true, priority: 1 }],
    protocols: ['v2', 'v1'],
  });
  expect(kserve.mutates).toContain('serving.kserve.io/v1beta1/inferenceservices');
  expect(kserve.images).toContain('kserve/storage-initializer:v0.16.0');
  const trainer = components['applications/trainer/overlays']!;
  expect(trainer.trainingRuntimes?.['torch-distributed']).toEqual({
    framework: 'torch',
    policy: 'torch',
    numNodes: 1,
    replicatedJobs: ['node'],
  });
  const katib = components['applications/katib/upstream/installs/katib-with-kubeflow']!.katib!;
  expect(Object.keys(katib.algorithms)).toContain('bayesianoptimization');
  expect(Object.keys(katib.collectors)).toEqual(['StdOut', 'File', 'TensorFlowEvent']);
  expect(katib.trialResources).toContain('TrainJob.v1alpha1.trainer.kubeflow.org');
  expect(versions.Katib).toBe('v0.19.0');
});

test('names that objects may refer to', () => {
  const installed = componentsOf(catalog('26.03'));
  expect(objectNames(installed, 'ServiceAccount', 'kubeflow')).toContain('katib-controller');
  expect(objectNames(installed, 'Gateway', 'kubeflow')).toContain('kubeflow-gateway');
  expect(objectNames(installed, 'Secret', 'kubeflow')).toContain('katib-webhook-cert');
  expect(objectNames(installed, 'Namespace', '')).toContain('istio-system');
  expect(objectNames(installed, 'Secret', 'elsewhere').size).toBe(0);
});

test('what there is not', () => {
  expect(() => catalog('1.9')).toThrow("release '1.9' is not one of 1.10, 1.11, 26.03");
  expect(() => componentsOf(catalog('26.03'), ['applications/none'])).toThrow(
    "26.03 has no component at 'applications/none'",
  );
});
