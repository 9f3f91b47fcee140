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

test('a ComputeClass has its labels and taints, its account, and slices of TPUs', () => {
  const { app, stack, terraform } = gke();
  const chart = new Chart(app.manifests, 'classes');
  const v6e = stack.computeClass(chart, 'v6e', {
    machine: 'ct6e-standard-4t',
    topology: '4x4',
    labels: { team: 'ml' },
    taints: [{ key: 'acme.io/tpu', effect: 'NoSchedule' }],
    priorities: [{ spot: true }],
  });
  expect([v6e.nodes, v6e.shape.spot]).toEqual([{ min: 0, max: 4 }, true]);
  expect(v6e.gpus(4).placement.nodeSelector).toMatchObject({ 'cloud.google.com/gke-tpu-topology': '4x4' });
  const [manifest] = app.manifests.attempt().objects.map((object) => object.manifest);
  expect(manifest!.spec).toMatchObject({
    priorities: [{ tpu: { type: 'tpu-v6e-slice', count: 4, topology: '4x4' }, spot: true }],
    nodePoolConfig: {
      serviceAccount: 'ml-us-nodes@acme.iam.gserviceaccount.com',
      nodeLabels: { team: 'ml' },
      taints: [{ key: 'acme.io/tpu', effect: 'NoSchedule' }],
    },
  });
  expect(terraform().resource.google_service_account['node-account'].account_id).toBe('ml-us-nodes');
  const mixed = { machine: 'g2-standard-24', priorities: [{ spot: true, flexStart: true }] } as const;
  expect(() => stack.computeClass(chart, 'm', mixed)).toThrow('us/m: priorities[0] has several ways to get nodes');
});

test('the networks of the GPUs are made as their machine has them', () => {
  const { stack, terraform } = gke();
  const zone = 'us-central1-a';
  const tcpx = stack.gpuNetworks('tcpx', { machine: 'a3-highgpu-8g', zone });
  const rdma = stack.gpuNetworks('rdma', { machine: 'a3-ultragpu-8g', zone, cidr: '172.16.0.0/16' });
  stack.gpuPool('h100', { machine: 'a3-highgpu-8g', zones: [zone], gpuNetworks: tcpx });
  stack.gpuPool('h200', { machine: 'a3-ultragpu-8g', zones: [zone], gpuNetworks: rdma });
  const { google_compute_network, google_compute_subnetwork, google_container_node_pool } = terraform().resource;
  expect(google_compute_network['tcpx-network-3']).toMatchObject({ name: 'ml-tcpx-3', mtu: 8244 });
  expect(google_compute_network['rdma-network-rdma'].network_profile).toBe(
    'projects/acme/global/networkProfiles/us-central1-a-vpc-roce',
  );
  expect(Object.keys(google_compute_subnetwork)).toHaveLength(4 + 9);
  expect(google_compute_subnetwork['rdma-subnet-8']).toMatchObject({
    network: '${google_compute_network.rdma-network-rdma.id}',
    ip_cidr_range: '${cidrsubnet("172.16.0.0/16", 4, 8)}',
  });
  expect(google_container_node_pool.h200.network_config.additional_node_network_configs[8]).toEqual({
    network: '${google_compute_network.rdma-network-rdma.name}',
    subnetwork: '${google_compute_subnetwork.rdma-subnet-8.name}',
  });
  expect(() => stack.gpuNetworks('l4', { machine: 'g2-standard-24', zone })).toThrow(
    "us/l4: machine 'g2-standard-24' has no networks of its own for GPUs",
  );
  expect(() => stack.gpuNetworks('x', { machine: 'a3-highgpu-8g', zone: 'europe-west4-a' })).toThrow(
    "us/x: zone 'europe-west4-a' is not in us-central1",
  );
});

test('the networks of the GPUs are objects that pods name', () => {
  const { app, stack } = gke();
  const networks = Array.from({ length: 9 }, (_, i) => ({
    network: 'projects/p/global/networks/n',
    subnetwork: `s-${i}`,
  }));
  const { annotations } = stack.podNetworks(new Chart(app.manifests, 'nets'), { machine: 'a4-highgpu-8g', networks });
  const interfaces = JSON.parse(annotations['networking.gke.io/interfaces']!);
  expect(interfaces).toHaveLength(9);
  expect(interfaces.slice(0, 2)).toEqual([
    { interfaceName: 'eth0', network: 'default' },
    { interfaceName: 'eth2', network: 's-1' },
  ]);
  const manifests = app.manifests.attempt().objects.map(({ manifest }) => manifest);
  expect(manifests).toHaveLength(18);
  expect(manifests).toContainEqual(
    expect.objectContaining({
      kind: 'GKENetworkParamSet',
      metadata: { name: 's-1' },
      spec: { vpc: 'n', vpcSubnet: 's-1', deviceMode: 'RDMA' },
    }),
  );
  const few = { machine: 'a3-highgpu-8g', networks } as const;
  expect(() => stack.podNetworks(new Chart(app.manifests, 'few'), few)).toThrow(
    'us: networks has 9, a3-highgpu-8g takes 4',
  );
});

test('what is in a cluster waits for it, and its database for the peering of its network', () => {
  const { stack, terraform } = gke({ cluster: { name: 'ml' } });
  stack.gpuPool('l4', { machine: 'g2-standard-24' });
  const key = stack.key('data', { usedBy: ['storage', 'sql'] });
  const bucket = stack.bucket('models', { kmsKey: key.id });
  stack.database('pipelines');
  stack.database('mlflow', { version: 'POSTGRES_17', kmsKey: key.id });
  stack.fileSystem('home', { storageGi: 1024, location: 'us-central1-a' });
  stack.workloadIdentity('s', { namespace: 'n', serviceAccount: 's', buckets: [{ bucket, access: 'read' }] });
  const { resource } = terraform();
  expect(resource.google_container_node_pool.l4).toMatchObject({
    cluster: '${google_container_cluster.cluster.name}',
    depends_on: expect.arrayContaining(['google_container_cluster.cluster', 'google_compute_router_nat.nat']),
  });
  expect(resource.google_storage_bucket_iam_member['s-acme-models']).toMatchObject({
    bucket: '${google_storage_bucket.models.name}',
    depends_on: expect.arrayContaining(['google_container_cluster.cluster']),
  });
  expect(resource.google_storage_bucket.models.encryption.default_kms_key_name).toBe(
    '${google_kms_crypto_key_iam_member.data-sql.crypto_key_id}',
  );
  expect(resource.google_kms_crypto_key_iam_member['data-sql'].crypto_key_id).toBe(
    '${google_kms_crypto_key_iam_member.data-storage.crypto_key_id}',
  );
  expect(Object.keys(resource.google_service_networking_connection)).toEqual(['peering']);
  expect(resource.google_sql_database_instance.mlflow.depends_on).toEqual([
    'google_service_networking_connection.peering',
  ]);
  expect(resource.google_filestore_instance.home.networks[0].network).toBe('${google_compute_network.network.name}');
  expect(() => gke().stack.database('x')).toThrow("us/x: network is missing: only a cluster's own");
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
