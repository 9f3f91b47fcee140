import type { Chart } from 'cdk8s';
import type { KubeflowApp } from '../../../src';
import { AksStack } from '../../../src/stacks/azure';

const network =
  '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/ml/providers/Microsoft.Network/virtualNetworks/ml';
const compute = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/ml/providers/Microsoft.Compute';

/** A cluster that exists with pools of every kind, and one that is made with all that a platform needs beside it. */
export function writeAzure(app: KubeflowApp, chart: Chart): void {
  existing(new AksStack(app, 'azure', { resourceGroup: 'ml', cluster: 'ml' }), chart);
  const aks = new AksStack(app, 'azure-new', {
    resourceGroup: 'ml',
    subscription: '00000000-0000-0000-0000-000000000000',
    cluster: {
      name: 'ml-new',
      location: 'westeurope',
      version: '1.33',
      upgradeChannel: 'stable',
      endpoint: { publicFrom: ['192.0.2.0/24'] },
      subnetId: `${network}/subnets/nodes`,
      systemPool: { machine: 'Standard_D16ds_v5', nodes: 3, zones: ['1', '2', '3'], diskGi: 256 },
      adminGroups: ['11111111-2222-3333-4444-555555555555'],
      tier: 'Premium',
      registryIds: [`${compute.replace('Compute', 'ContainerRegistry')}/registries/acme`],
      tags: { team: 'ml' },
    },
    backend: { azurerm: { resourceGroup: 'terraform', storageAccount: 'acme', container: 'state' } },
  });
  made(aks);
  new AksStack(app, 'azure-locked', {
    resourceGroup: 'ml',
    cluster: {
      name: 'ml-locked',
      location: 'westeurope',
      identityId:
        '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/ml/providers/Microsoft.ManagedIdentity/userAssignedIdentities/ml',
      kmsKeyId: 'https://acme.vault.azure.net/keys/etcd/0123456789abcdef0123456789abcdef',
    },
  });
}

function existing(aks: AksStack, chart: Chart): void {
  aks.gpuPool('nd', {
    machine: 'Standard_ND96isr_H100_v5',
    nodes: { min: 0, max: 4 },
    infiniBand: true,
    driver: 'none',
    capacityReservationGroup: `${compute}/capacityReservationGroups/h100`,
    zones: ['1'],
    labels: { team: 'ml' },
    taints: [{ key: 'acme.io/gpu', value: 'h100', effect: 'NoExecute' }],
  });
  aks.gpuPool('spot', {
    machine: 'Standard_NC24ads_A100_v4',
    spot: true,
    spotMaxPrice: 1.5,
    diskType: 'Ephemeral',
    diskGi: 128,
    maxPods: 60,
  });
  aks.gpuPool('cut', { machine: 'Standard_NC24ads_A100_v4', mig: { '3g.40gb': 2 }, imageType: 'Ubuntu2204' });
  aks.gpuPool('near', {
    machine: 'Standard_NC40ads_H100_v5',
    nodes: 2,
    proximityPlacementGroup: `${compute}/proximityPlacementGroups/near`,
    imageType: 'AzureLinux',
    ultraDisks: true,
    zones: ['2'],
    subnetId: `${network}/subnets/gpu`,
    timeSlicing: 2,
    tags: { cost: 'lab' },
  });
  aks.gpuPool('mi', { machine: 'Standard_ND96isr_MI300X_v5', nodes: 1 });
  aks.napPool(chart, 'azure-burst', {
    machine: 'Standard_NC40ads_H100_v5',
    capacity: ['spot'],
    maxNodes: 4,
    zones: ['westeurope-1'],
  });
  const container = aks.bucket('models', { account: 'acmemodels', location: 'westeurope', replication: 'GZRS' });
  const given = { namespace: 'vision', serviceAccount: 'default-editor', location: 'westeurope' };
  aks.workloadIdentity('serving', { ...given, containers: [{ container, access: 'read' }] });
}

function made(aks: AksStack): void {
  const location = 'westeurope';
  aks.gpuPool('nd', { machine: 'Standard_ND96isr_H200_v5', infiniBand: { resource: 'rdma/hca', perNode: 8 } });
  aks.gpuPool('t4', { machine: 'Standard_NC16as_T4_v3', nodes: { min: 1, max: 4 } });
  const container = aks.bucket('models', { account: 'acmemodels2', location, hierarchical: true });
  const zone = aks.dns('zone', { domain: 'ml.acme.io' });
  aks.workloadIdentity('train', {
    namespace: 'vision',
    serviceAccount: 'train',
    location,
    containers: [{ container, access: 'readWrite' }],
    roles: [{ role: 'DNS Zone Contributor', scope: zone.zoneId }],
  });
  const privateDnsZoneId = `${network.replace('virtualNetworks/ml', 'privateDnsZones')}/ml.mysql.database.azure.com`;
  const subnetId = `${network}/subnets/db`;
  aks.database('pipelines', { engine: 'mysql', location, subnetId, privateDnsZoneId });
  aks.database('mlflow', { engine: 'postgres', location, subnetId, privateDnsZoneId, highlyAvailable: false });
  aks.fileSystem('home', {
    account: 'acmehome',
    location,
    storageGi: 1024,
    subnetIds: [`${network}/subnets/nodes`],
  });
  aks.key('data', { vault: 'acme-ml', location });
}
