import { Chart } from 'cdk8s';
import { AksStack, type AksStackProps } from '../../../src/stacks/azure';
import { program } from '../cloud/terraform';

function aks(props: Partial<AksStackProps> = {}) {
  const { app, terraform } = program();
  const stack = new AksStack(app, 'az', { resourceGroup: 'ml', cluster: 'ml-prod', ...props });
  return { app, stack, terraform: () => terraform('az') };
}

test('a private cluster is made with Entra for people and pods', () => {
  const { stack, terraform } = aks({ cluster: { name: 'ml', location: 'westeurope', adminGroups: ['group-1'] } });
  stack.gpuPool('l4', { machine: 'Standard_NC24ads_A100_v4' });
  const { resource } = terraform();
  expect(resource.azurerm_kubernetes_cluster.cluster).toMatchObject({
    name: 'ml',
    private_cluster_enabled: true,
    oidc_issuer_enabled: true,
    workload_identity_enabled: true,
    local_account_disabled: true,
    network_profile: { network_plugin: 'azure', network_plugin_mode: 'overlay', network_data_plane: 'cilium' },
    default_node_pool: { name: 'system', vm_size: 'Standard_D8ds_v5', min_count: 2, max_count: 5 },
  });
  expect(resource.azurerm_kubernetes_cluster_node_pool.l4.kubernetes_cluster_id).toBe(
    '${azurerm_kubernetes_cluster.cluster.id}',
  );
});

test('a cluster acts as an identity of its own, or as one that may use a key', () => {
  const location = 'westeurope';
  const own = aks({ cluster: { name: 'ml', location, subnetId: '/subnets/nodes' } }).terraform().resource;
  expect(own.azurerm_kubernetes_cluster.cluster).toMatchObject({
    identity: { type: 'SystemAssigned' },
    azure_active_directory_role_based_access_control: {
      azure_rbac_enabled: true,
      tenant_id: '${data.azurerm_client_config.client.tenant_id}',
    },
  });
  expect(own.azurerm_role_assignment['cluster-network']).toMatchObject({
    role_definition_name: 'Network Contributor',
    scope: '/subnets/nodes',
  });
  const kmsKeyId = 'https://v.vault.azure.net/keys/k/1';
  const given = aks({ cluster: { name: 'ml', location, identityId: '/identities/ml', kmsKeyId } }).terraform().resource;
  expect(given.azurerm_kubernetes_cluster.cluster.identity).toEqual({
    type: 'UserAssigned',
    identity_ids: ['/identities/ml'],
  });
  expect(() => aks({ cluster: { name: 'ml', location, kmsKeyId } })).toThrow(
    'az: cluster.kmsKeyId needs cluster.identityId',
  );
});

test('nodes pull from registries that they are let into', () => {
  const cluster = { name: 'ml', location: 'westeurope', registryIds: ['/registries/acme'] };
  const { resource } = aks({ cluster }).terraform();
  expect(resource.azurerm_role_assignment['registry-0']).toMatchObject({
    principal_id: '${azurerm_kubernetes_cluster.cluster.kubelet_identity[0].object_id}',
    role_definition_name: 'AcrPull',
    scope: '/registries/acme',
  });
});

test('who makes a key may do so, and nothing asks storage accounts for what only shared keys open', () => {
  const { stack, terraform } = aks();
  stack.key('data', { vault: 'acme-ml', location: 'westeurope' });
  const { resource, provider } = terraform();
  expect(resource.azurerm_role_assignment['data-officer'].role_definition_name).toBe('Key Vault Crypto Officer');
  expect(resource.azurerm_key_vault_key.data).toMatchObject({
    depends_on: ['azurerm_role_assignment.data-officer'],
    rotation_policy: { expire_after: 'P180D', notify_before_expiry: 'P30D' },
  });
  expect(provider.azurerm[0]).toMatchObject({
    storage_use_azuread: true,
    features: [{ storage: [{ data_plane_available: false }] }],
  });
});

test('sizes that PostgreSQL takes', () => {
  const { stack, terraform } = aks();
  const given = { location: 'westeurope', subnetId: '/s', privateDnsZoneId: '/z' } as const;
  stack.database('mlflow', { ...given, engine: 'postgres', storageGi: 256 });
  expect(terraform().resource.azurerm_postgresql_flexible_server.mlflow.storage_mb).toBe(262144);
  expect(() => stack.database('x', { ...given, engine: 'postgres', storageGi: 100 })).toThrow(
    'az/x: storageGi 100 is no power of two from 32 to 16384',
  );
});

test('node auto-provisioning makes nodes from a NodePool and an AKSNodeClass', () => {
  const { app, stack } = aks();
  const pool = stack.napPool(new Chart(app.manifests, 'nap'), 'a100', {
    machine: 'Standard_NC24ads_A100_v4',
    maxNodes: 3,
  });
  expect(pool.gpus(1).placement.nodeSelector).toEqual({ 'karpenter.sh/nodepool': 'a100' });
  expect(app.manifests.attempt().objects.map((object) => object.manifest)).toMatchObject([
    { kind: 'NodePool', spec: { limits: { 'nvidia.com/gpu': 3 } } },
    { kind: 'AKSNodeClass', spec: { osDiskSizeGB: 200 } },
  ]);
});

test('what a platform needs beside the cluster', () => {
  const { stack, terraform } = aks();
  const container = stack.bucket('models', { account: 'acmemodels', location: 'westeurope' });
  const identity = stack.workloadIdentity('serving', {
    namespace: 'vision',
    serviceAccount: 'default-editor',
    location: 'westeurope',
    containers: [{ container, access: 'readWrite' }],
  });
  const files = stack.fileSystem('home', {
    account: 'acmehome',
    location: 'westeurope',
    storageGi: 1024,
    subnetIds: ['/subscriptions/s/subnets/nodes'],
  });
  stack.database('pipelines', {
    engine: 'mysql',
    location: 'westeurope',
    subnetId: '/subscriptions/s/subnets/db',
    privateDnsZoneId: '/subscriptions/s/zones/db',
  });
  stack.key('data', { vault: 'acme-ml', location: 'westeurope' });
  stack.dns('zone', { domain: 'ml.acme.io' });
  expect(container.uri).toBe('https://acmemodels.blob.core.windows.net/models');
  expect(files).toEqual({ host: 'acmehome.file.core.windows.net', share: '/acmehome/home' });
  expect(identity.annotations).toEqual({});
  expect(identity.clientId.isKnown).toBe(false);
  const { resource, output } = terraform();
  expect(resource.azurerm_federated_identity_credential['serving-credential'].subject).toBe(
    'system:serviceaccount:vision:default-editor',
  );
  expect(resource.azurerm_role_assignment['serving-role-0'].role_definition_name).toBe('Storage Blob Data Contributor');
  expect(resource.azurerm_storage_account['models-account']).toMatchObject({ shared_access_key_enabled: false });
  expect(Object.keys(output).sort()).toEqual(['pipelines-host', 'serving-client-id', 'zone-name-servers']);
});

test('a client id that Terraform found out annotates the service account', () => {
  const { stack } = aks({ applied: { 'serving-client-id': '0000-1111' } });
  const roles = [{ role: 'Reader', scope: '/subscriptions/s' }];
  const given = { namespace: 'vision', serviceAccount: 'sa', location: 'westeurope', roles };
  expect(stack.workloadIdentity('serving', given).annotations).toEqual({
    'azure.workload.identity/client-id': '0000-1111',
  });
});
