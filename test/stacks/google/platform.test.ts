import { Chart } from 'cdk8s';
import { GkeStack, type GkeStackProps } from '../../../src/stacks/google';
import { program } from '../cloud/terraform';

function gke(props: Partial<GkeStackProps> = {}) {
  const { app, terraform } = program();
  const stack = new GkeStack(app, 'us', { project: 'acme', location: 'us-central1', cluster: 'ml', ...props });
  return { app, stack, terraform: () => terraform('us') };
}

test('a private cluster is made with its network and system nodes', () => {
  const { terraform } = gke({ cluster: { name: 'ml', nodeAutoProvisioning: { cpu: 1000, 'nvidia-l4': 16 } } });
  const { resource } = terraform();
  expect(resource.google_container_cluster.cluster).toMatchObject({
    name: 'ml',
    remove_default_node_pool: true,
    private_cluster_config: { enable_private_nodes: true, enable_private_endpoint: true },
    workload_identity_config: { workload_pool: 'acme.svc.id.goog' },
    cluster_autoscaling: {
      enabled: true,
      resource_limits: [
        { resource_type: 'cpu', maximum: 1000 },
        { resource_type: 'nvidia-l4', maximum: 16 },
      ],
    },
  });
  expect(resource.google_container_node_pool.system.node_config.machine_type).toBe('e2-standard-8');
  expect(resource.google_compute_router_nat.nat).toBeDefined();
});

test('a ComputeClass lets GKE make the pools', () => {
  const { app, stack } = gke();
  const chart = new Chart(app.manifests, 'classes');
  const l4 = stack.computeClass(chart, 'l4', {
    machine: 'g2-standard-24',
    priorities: [{ reservations: ['ours'] }, { spot: true }, {}],
    maxNodes: 8,
  });
  expect(l4.gpus(2).placement).toMatchObject({
    nodeSelector: { 'cloud.google.com/compute-class': 'l4' },
    tolerations: [{ key: 'nvidia.com/gpu' }, { key: 'cloud.google.com/compute-class' }],
  });
  const [manifest] = app.manifests.attempt().objects.map((object) => object.manifest);
  expect(manifest).toMatchObject({
    kind: 'ComputeClass',
    metadata: { name: 'l4' },
    spec: {
      priorities: [
        {
          machineType: 'g2-standard-24',
          gpu: { type: 'nvidia-l4', count: 2 },
          reservations: { specific: [{ name: 'ours' }] },
        },
        { spot: true },
        { machineType: 'g2-standard-24' },
      ],
      nodePoolAutoCreation: { enabled: true },
    },
  });
});

test('what a platform needs beside the cluster', () => {
  const { stack, terraform } = gke();
  const bucket = stack.bucket('models');
  const database = stack.database('pipelines', { network: 'projects/acme/global/networks/ml' });
  stack.fileSystem('home', { network: 'ml', storageGi: 1024, location: 'us-central1-a' });
  const federated = stack.workloadIdentity('serving', {
    namespace: 'vision',
    serviceAccount: 'default-editor',
    buckets: [{ bucket, access: 'read' }],
  });
  const acting = stack.workloadIdentity('train', {
    namespace: 'vision',
    serviceAccount: 'train',
    roles: ['roles/bigquery.jobUser'],
    impersonate: true,
  });
  const key = stack.key('data');
  stack.certificate('tls', { domain: 'ml.acme.io', zone: 'acme-io' });
  expect(bucket.uri).toBe('gs://acme-models');
  expect(federated.annotations).toEqual({});
  expect(acting.annotations).toEqual({ 'iam.gke.io/gcp-service-account': 'us-train@acme.iam.gserviceaccount.com' });
  expect(key.name).toBe('projects/acme/locations/us-central1/keyRings/ml-us/cryptoKeys/data');
  expect(database.passwordVariable).toBe('pipelines_password');
  const { resource, variable } = terraform();
  expect(variable.pipelines_password).toMatchObject({ sensitive: true });
  expect(resource.google_sql_database_instance.pipelines.settings.ip_configuration).toMatchObject({
    ipv4_enabled: false,
  });
  expect(resource.google_storage_bucket.models).toMatchObject({
    public_access_prevention: 'enforced',
    uniform_bucket_level_access: true,
  });
  expect(Object.values(resource.google_storage_bucket_iam_member)).toEqual([
    expect.objectContaining({
      role: 'roles/storage.objectViewer',
      member: expect.stringContaining('subject/ns/vision/sa/default-editor'),
    }),
  ]);
});

test('a tier of Filestore is in a zone or in a region', () => {
  expect(() => gke().stack.fileSystem('home', { network: 'ml', storageGi: 1024 })).toThrow(
    "us/home: tier ZONAL is in a zone, 'us-central1' is none: give location",
  );
});
