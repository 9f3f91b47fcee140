import { type Schema, unfold } from '../../src/validation/fold';
import { schemaStore } from '../../src/validation/schema-store';

const store = schemaStore();

function schemaOf(release: string, apiVersion: string, kind: string, from = store): Schema {
  const entry = from.kind(release, apiVersion, kind);
  if (!entry) throw new Error(`${apiVersion} ${kind} is missing`);
  return unfold(from.nodes, entry.schema);
}

/** The schema at a path of property names; lists and maps are passed through. */
function at(schema: Schema, ...path: string[]): Schema {
  return path.reduce((outer, name) => {
    let inner = outer;
    while (!inner.properties && (inner.items || typeof inner.additionalProperties === 'object')) {
      inner = inner.items ?? (inner.additionalProperties as Schema);
    }
    const found = inner.properties?.[name];
    if (!found) throw new Error(`no ${name} of ${path.join('.')}`);
    return found;
  }, schema);
}

describe('which kinds there are', () => {
  test('a release has its own kinds, and only those', () => {
    expect(store.origin('26.03', 'trainer.kubeflow.org/v1alpha1', 'TrainJob')).toBe('release');
    expect(store.kind('1.10', 'trainer.kubeflow.org/v1alpha1', 'TrainJob')).toBeUndefined();
    expect(store.origin('1.10', 'kubeflow.org/v1', 'PyTorchJob')).toBe('release');
  });

  test('companions and Kubernetes itself are the same in every release', () => {
    for (const release of ['1.10', '1.11', '26.03']) {
      expect(store.origin(release, 'kueue.x-k8s.io/v1beta1', 'ClusterQueue')).toBe('companions');
      expect(store.origin(release, 'kubeflow.org/v1', 'MXJob')).toBe('companions');
      expect(store.origin(release, 'apps/v1', 'Deployment')).toBe('core');
      expect(store.origin(release, 'v1', 'Pod')).toBe('core');
    }
  });

  test('the map of all kinds agrees with the look-up', () => {
    const kinds = store.kinds('26.03');
    for (const [key, entry] of kinds) {
      const slash = key.lastIndexOf('/');
      expect(store.kind('26.03', key.slice(0, slash), key.slice(slash + 1))).toEqual(entry);
    }
    expect(kinds.has('networking.istio.io/v1/VirtualService')).toBe(true);
    expect(kinds.has('rbac.authorization.k8s.io/v1/RoleBinding')).toBe(true);
  });

  test.each(['toString', 'constructor', '__proto__'])('%s is no kind', (name) => {
    expect(store.kind('26.03', 'v1', name)).toBeUndefined();
    expect(store.kind(name, 'v1', 'Pod')).toBeDefined();
  });
});

describe('what the schemas say', () => {
  test('constraints, defaults and rules are those of the CRD', () => {
    const trainJob = schemaOf('26.03', 'trainer.kubeflow.org/v1alpha1', 'TrainJob');
    expect(trainJob['x-kubernetes-validations']?.length).toBeGreaterThan(0);
    expect(at(trainJob, 'spec', 'runtimeRef', 'kind').default).toBe('ClusterTrainingRuntime');
    const inference = schemaOf('26.03', 'serving.kserve.io/v1beta1', 'InferenceService');
    expect(at(inference, 'spec', 'predictor', 'scaleMetric').enum).toContain('concurrency');
  });

  test('releases of one version differ where upstream does', () => {
    const predictor = (release: string) =>
      at(schemaOf(release, 'serving.kserve.io/v1beta1', 'InferenceService'), 'spec', 'predictor').properties!;
    expect(predictor('26.03')).toHaveProperty('storageUris');
    expect(predictor('1.10')).not.toHaveProperty('storageUris');
  });

  test('status is left out where the server ignores it', () => {
    expect(store.kind('26.03', 'kubeflow.org/v1', 'PyTorchJob')?.subresources).toEqual(['status', 'scale']);
    expect(schemaOf('26.03', 'kubeflow.org/v1', 'PyTorchJob').properties).not.toHaveProperty('status');
    expect(schemaOf('26.03', 'apps/v1', 'Deployment').properties).not.toHaveProperty('status');
  });

  test('kinds whose CRD says nothing have the types of upstream, and the lax schema beside them', () => {
    const experiment = store.kind('26.03', 'kubeflow.org/v1beta1', 'Experiment')!;
    expect(experiment.source).toBe('openapi');
    expect(unfold(store.nodes, experiment.cluster!)).toEqual({
      type: 'object',
      'x-kubernetes-preserve-unknown-fields': true,
    });
    expect(at(unfold(store.nodes, experiment.schema), 'spec', 'objective', 'type').enum).toEqual([
      'minimize',
      'maximize',
    ]);
    const workflow = store.kind('26.03', 'argoproj.io/v1alpha1', 'Workflow')!;
    expect(workflow.source).toBe('companion');
    expect(at(unfold(store.nodes, workflow.schema), 'spec', 'templates', 'container').type).toBe('object');
    const scheduled = schemaOf('26.03', 'kubeflow.org/v1beta1', 'ScheduledWorkflow');
    expect(at(scheduled, 'spec', 'trigger', 'cronSchedule', 'cron').type).toBe('string');
    expect(
      at(schemaOf('26.03', 'kubeflow.org/v1beta1', 'Viewer'), 'spec', 'podTemplateSpec', 'spec', 'containers').type,
    ).toBe('array');
  });

  test('Kubernetes: list keys, enums, quantities, int-or-string, required fields', () => {
    const spec = at(schemaOf('26.03', 'v1', 'Pod'), 'spec');
    expect(spec.required).toEqual(['containers']);
    const container = at(spec, 'containers');
    expect(container).toMatchObject({ 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] });
    expect(at(container, 'ports')['x-kubernetes-list-map-keys']).toEqual(['containerPort', 'protocol']);
    expect(at(container, 'ports', 'protocol').default).toBe('TCP');
    expect(at(container, 'env')['x-kubernetes-list-map-keys']).toEqual(['name']);
    expect(at(container, 'imagePullPolicy').enum).toEqual(['Always', 'IfNotPresent', 'Never']);
    expect(at(container, 'livenessProbe', 'httpGet', 'port')['x-kubernetes-int-or-string']).toBe(true);
    const limits = at(container, 'resources', 'limits').additionalProperties as Schema;
    expect(new RegExp(limits.pattern!).test('64Gi')).toBe(true);
    expect(new RegExp(limits.pattern!).test('64 GB')).toBe(false);
    expect(at(schemaOf('26.03', 'apps/v1', 'Deployment'), 'spec', 'strategy', 'type').enum).toEqual([
      'Recreate',
      'RollingUpdate',
    ]);
    expect(at(schemaOf('26.03', 'apps/v1', 'Deployment'), 'spec', 'replicas').format).toBe('int32');
    expect(at(schemaOf('26.03', 'networking.k8s.io/v1', 'NetworkPolicy'), 'spec', 'policyTypes').items?.enum).toEqual([
      'Egress',
      'Ingress',
    ]);
    expect(at(schemaOf('26.03', 'v1', 'Service'), 'spec', 'ports')['x-kubernetes-list-map-keys']).toEqual([
      'port',
      'protocol',
    ]);
  });
});

describe('CRDs of users', () => {
  const crd = (version: string, served: boolean, properties: object) => ({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'widgets.example.com' },
    spec: {
      group: 'example.com',
      names: { kind: 'Widget', plural: 'widgets' },
      scope: 'Cluster',
      versions: [
        {
          name: version,
          served,
          subresources: { status: {} },
          schema: { openAPIV3Schema: { type: 'object', properties } },
        },
      ],
    },
  });
  const properties = {
    spec: { type: 'object', properties: { size: { type: 'integer' } } },
    status: { type: 'object' },
  };

  test('are folded at run time; other documents are passed over', () => {
    const widgets = store.withCrds([{ kind: 'ConfigMap' }, null, 'text', crd('v1', true, properties)]);
    expect(widgets.origin('1.11', 'example.com/v1', 'Widget')).toBe('added');
    expect(widgets.kind('1.11', 'example.com/v1', 'Widget')).toMatchObject({ scope: 'Cluster', plural: 'widgets' });
    expect(schemaOf('1.11', 'example.com/v1', 'Widget', widgets)).toEqual({
      type: 'object',
      properties: { spec: properties.spec },
    });
    expect(schemaOf('1.11', 'v1', 'Pod', widgets)).toEqual(schemaOf('1.11', 'v1', 'Pod'));
  });

  test('leave the shipped store as it was, and add up', () => {
    const size = store.nodes.length;
    const both = store.withCrds([crd('v1', true, properties)]).withCrds([crd('v2', true, properties)]);
    expect(both.kind('26.03', 'example.com/v1', 'Widget')).toBeDefined();
    expect(both.kind('26.03', 'example.com/v2', 'Widget')).toBeDefined();
    expect(store.kind('26.03', 'example.com/v1', 'Widget')).toBeUndefined();
    expect(store.nodes).toHaveLength(size);
  });

  test('come before the shipped kinds', () => {
    const pod = structuredClone(crd('v1', true, { spec: { type: 'string' } }));
    pod.spec.group = 'kubeflow.org';
    pod.spec.names.kind = 'PyTorchJob';
    expect(at(schemaOf('26.03', 'kubeflow.org/v1', 'PyTorchJob', store.withCrds([pod])), 'spec').type).toBe('string');
  });

  test('versions that are not served do not exist', () => {
    expect(store.withCrds([crd('v1', false, {})]).kind('26.03', 'example.com/v1', 'Widget')).toBeUndefined();
  });

  test('folded beforehand, they read the same', () => {
    const file = {
      nodes: [{ type: 'integer' }, { type: 'object', properties: { size: 0 } }],
      kinds: { user: { 'example.com/v1/Widget': { schema: 1, scope: 'Cluster', plural: 'widgets' } } },
    } as const;
    const widgets = store.withFile(file);
    expect(schemaOf('26.03', 'example.com/v1', 'Widget', widgets)).toEqual({
      type: 'object',
      properties: { size: { type: 'integer' } },
    });
  });
});
