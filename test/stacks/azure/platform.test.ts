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
  expect(Object.keys(output).sort()).toEqual(['pipelines-host', 'serving-client-id']);
});

test('a client id that Terraform found out annotates the service account', () => {
  const { stack } = aks({ applied: { 'serving-client-id': '0000-1111' } });
  const roles = [{ role: 'Reader', scope: '/subscriptions/s' }];
  const given = { namespace: 'vision', serviceAccount: 'sa', location: 'westeurope', roles };
  expect(stack.workloadIdentity('serving', given).annotations).toEqual({
    'azure.workload.identity/client-id': '0000-1111',
  });
});
