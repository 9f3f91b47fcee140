import { Chart } from 'cdk8s';
import { AksStack } from '../../../src/stacks/azure';
import { program } from '../cloud/terraform';

function aks() {
  const { app, terraform } = program();
  const stack = new AksStack(app, 'az', { resourceGroup: 'ml', cluster: 'ml-prod' });
  return { stack, pool: (id: string) => terraform('az').resource.azurerm_kubernetes_cluster_node_pool[id] };
}

test('a pool is a node pool of its machine, tainted, scaled and labelled', () => {
  const { stack, pool } = aks();
  stack.gpuPool('nd', { machine: 'Standard_ND96isr_H100_v5', nodes: { min: 0, max: 4 }, labels: { team: 'vision' } });
  expect(pool('nd')).toMatchObject({
    name: 'nd',
    vm_size: 'Standard_ND96isr_H100_v5',
    auto_scaling_enabled: true,
    min_count: 0,
    max_count: 4,
    gpu_driver: 'Install',
    node_labels: { team: 'vision' },
    node_taints: ['nvidia.com/gpu=present:NoSchedule'],
  });
});

test('its claims reach its nodes as plain values', () => {
  const pool = aks().stack.gpuPool('nd', { machine: 'Standard_ND96isr_H100_v5' });
  expect(pool.gpus(8)).toEqual({
    count: 8,
    resource: 'nvidia.com/gpu',
    pool: 'nd',
    placement: {
      nodeSelector: { 'kubernetes.azure.com/agentpool': 'nd' },
      tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }],
    },
  });
});

test("spot nodes have Azure's taint, which claims tolerate", () => {
  const { stack, pool } = aks();
  const spot = stack.gpuPool('spot', { machine: 'Standard_NC24ads_A100_v4', spot: true });
  expect(pool('spot')).toMatchObject({
    priority: 'Spot',
    eviction_policy: 'Delete',
    spot_max_price: -1,
    node_taints: ['nvidia.com/gpu=present:NoSchedule', 'kubernetes.azure.com/scalesetpriority=spot:NoSchedule'],
    node_labels: { 'kubernetes.azure.com/scalesetpriority': 'spot' },
  });
  expect(spot.gpus(1).placement.tolerations).toContainEqual({
    key: 'kubernetes.azure.com/scalesetpriority',
    operator: 'Exists',
    effect: 'NoSchedule',
  });
});

test('a claim has its share of the InfiniBand adapters', () => {
  const { stack } = aks();
  const nd = stack.gpuPool('nd', { machine: 'Standard_ND96isr_H100_v5', infiniBand: true });
  expect(nd.gpus(8).extended).toEqual({ 'rdma/ib': 8 });
  expect(nd.gpus(2).extended).toEqual({ 'rdma/ib': 2 });
  expect(() => stack.gpuPool('nc', { machine: 'Standard_NC24ads_A100_v4', infiniBand: true })).toThrow(
    'az/nc: infiniBand: Standard_NC24ads_A100_v4 has no adapters that we know of',
  );
});

test('AMD accelerators are counted by their own resource and have no NVIDIA driver', () => {
  const { stack, pool } = aks();
  const amd = stack.gpuPool('mi', {
    machine: 'Standard_ND96isr_MI300X_v5',
    capacityReservationGroup: '/subscriptions/s/crg',
  });
  expect(amd.gpus(8).resource).toBe('amd.com/gpu');
  expect(pool('mi')).toMatchObject({
    node_taints: ['amd.com/gpu=present:NoSchedule'],
    capacity_reservation_group_id: '/subscriptions/s/crg',
  });
  expect(pool('mi').gpu_driver).toBeUndefined();
});

test('GPUs are cut by AKS into slices of one profile', () => {
  const { stack, pool } = aks();
  const cut = stack.gpuPool('cut', { machine: 'Standard_NC24ads_A100_v4', mig: { '3g.40gb': 2 } });
  expect(pool('cut').gpu_instance).toBe('MIG3g');
  expect(cut.mig('3g.40gb').resource).toBe('nvidia.com/gpu');
  expect(() =>
    stack.gpuPool('mixed', { machine: 'Standard_NC24ads_A100_v4', mig: { '3g.40gb': 1, '2g.20gb': 1 } }),
  ).toThrow('az/mixed: mig {"3g.40gb":1,"2g.20gb":1}: AKS cuts all GPUs of a pool');
});

test('zones are numbers to Azure, and carry the location to pods', () => {
  const { app, terraform } = program();
  const made = new AksStack(app, 'az', { resourceGroup: 'ml', cluster: { name: 'ml', location: 'westeurope' } });
  const pool = made.gpuPool('a', { machine: 'Standard_NC24ads_A100_v4', zones: ['1', 'westeurope-2'] });
  expect(pool.shape.zones).toEqual(['westeurope-1', 'westeurope-2']);
  expect(terraform('az').resource.azurerm_kubernetes_cluster_node_pool.a.zones).toEqual(['1', '2']);
  const nap = { machine: 'Standard_NC24ads_A100_v4', zones: ['3'] } as const;
  expect(made.napPool(new Chart(app.manifests, 'n'), 'n', nap).shape.zones).toEqual(['westeurope-3']);
  expect(() => aks().stack.napPool(new Chart(app.manifests, 'm'), 'm', nap)).toThrow(
    "az/m: zones 3: nodes are labelled with the location too, such as 'westeurope-3'",
  );
});

test('all that Azure would refuse is said together', () => {
  const { stack } = aks();
  expect(() => stack.gpuPool('gpu-pool', { machine: 'Standard_NC24ads_A100_v4' })).toThrow(
    "az/gpu-pool: name 'gpu-pool' may only have lower-case letters and digits",
  );
  expect(() => stack.gpuPool('p', { machine: 'Standard_ND96isr_MI300X_v5', spotMaxPrice: 2, driver: 'none' })).toThrow(
    '2 problems',
  );
});
