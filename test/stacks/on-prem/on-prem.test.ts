import { KubeflowApp } from '../../../src';
import { OnPremStack } from '../../../src/stacks/on-prem';

function room() {
  const app = new KubeflowApp();
  const stack = new OnPremStack(app, 'room');
  const manifests = () => app.manifests.render().objects.map(({ manifest }) => manifest);
  const find = (kind: string, name?: string) =>
    manifests().find(
      (one) => one.kind === kind && (name === undefined || (one.metadata as { name: string }).name === name),
    );
  return { app, stack, find };
}

test('the GPU operator does what the pools say', () => {
  const { stack, find } = room();
  const machine = { accelerator: 'a100-80gb', gpus: 8 } as const;
  stack.gpuPool('whole', { ...machine, labels: { rack: '1' } });
  const cut = stack.gpuPool('cut', { ...machine, labels: { rack: '2' }, mig: { '3g.40gb': 1, '2g.20gb': 2 } });
  const shared = stack.gpuPool('shared', {
    accelerator: 'l4',
    gpus: 2,
    labels: { rack: '3' },
    timeSlicing: 4,
    taints: [{ key: 'acme.io/shared', effect: 'NoSchedule' }],
  });
  stack.gpuOperator({ driver: { version: '580.95.05', rdma: 'host' }, gds: true, dcgm: 'service-monitor' });
  expect(find('ClusterPolicy')).toMatchObject({
    spec: {
      driver: { enabled: true, version: '580.95.05', rdma: { enabled: true, useHostMofed: true } },
      devicePlugin: { config: { name: 'device-plugin-config', default: 'whole' } },
      mig: { strategy: 'mixed' },
      migManager: { enabled: true, config: { name: 'mig-config' } },
      gds: { enabled: true },
      dcgmExporter: { enabled: true, serviceMonitor: { enabled: true } },
      daemonsets: { tolerations: expect.arrayContaining([expect.objectContaining({ key: 'acme.io/shared' })]) },
    },
  });
  expect(find('ConfigMap', 'device-plugin-config')).toMatchObject({
    metadata: { namespace: 'gpu-operator' },
    data: { 'time-slicing-4': expect.stringContaining('replicas: 4') },
  });
  const config = find('ConfigMap', 'mig-config')!.data as Record<string, string>;
  expect(config['config.yaml']).toContain('"3g.40gb": 1');
  expect(cut.shape.labels).toEqual({ 'nvidia.com/mig.config': 'mix-1x3g.40gb_2x2g.20gb' });
  expect(shared.shape.labels).toEqual({ 'nvidia.com/device-plugin.config': 'time-slicing-4' });
  expect(shared.slice().placement.tolerations).toEqual([
    { key: 'acme.io/shared', operator: 'Exists', effect: 'NoSchedule' },
  ]);
});

test('the multi-process service instead of turns, and a driver for each kind of node', () => {
  const { stack, find } = room();
  const l4 = stack.gpuPool('l4', { accelerator: 'l4', gpus: 2, labels: { rack: '3' }, timeSlicing: 4, sharing: 'mps' });
  stack.gpuOperator({
    driver: 'per-node',
    nodeDrivers: { 'l4-driver': { nodes: l4, version: '570.172.08', kernelModule: 'proprietary' } },
  });
  expect(find('ConfigMap')!.data).toMatchObject({ 'mps-4': expect.stringContaining('mps:') });
  expect(find('ClusterPolicy')).toMatchObject({ spec: { driver: { useNvidiaDriverCRD: true } } });
  expect(find('NVIDIADriver')).toMatchObject({
    spec: { nodeSelector: { rack: '3' }, version: '570.172.08', kernelModuleType: 'proprietary' },
  });
  expect(() => room().stack.gpuOperator({ driver: 'per-node' })).toThrow("'per-node' needs some: give both or none");
});

test('what clouds bring along', () => {
  const { app, stack, find } = room();
  stack.loadBalancer('front', { addresses: ['10.0.8.0/26'] });
  stack.loadBalancer('bgp', {
    addresses: ['10.0.9.10-10.0.9.20'],
    announce: { bgp: [{ address: '10.0.0.1', asn: 64512, myAsn: 64513 }] },
  });
  stack.storageClass('fast', { provisioner: 'rook-ceph.rbd.csi.ceph.com', isDefault: true });
  stack.featureRule('h100', { labels: { 'acme.io/gpu': 'h100' }, pci: { vendor: '10de', device: ['2330'] } });
  stack.networkOperator({ plugin: { kind: 'sriov', version: 'v3.9.0' } });
  expect(find('IPAddressPool', 'front')).toMatchObject({ spec: { addresses: ['10.0.8.0/26'], autoAssign: true } });
  expect(find('BGPPeer')).toMatchObject({ spec: { peerAddress: '10.0.0.1', peerASN: 64512, myASN: 64513 } });
  expect(find('StorageClass')).toMatchObject({
    metadata: { annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    volumeBindingMode: 'WaitForFirstConsumer',
  });
  expect(find('NodeFeatureRule')).toMatchObject({
    spec: { rules: [{ labels: { 'acme.io/gpu': 'h100' }, matchFeatures: [{ feature: 'pci.device' }] }] },
  });
  expect(find('NicClusterPolicy')).toMatchObject({ spec: { sriovDevicePlugin: { version: 'v3.9.0' } } });
  expect(app.manifests.warnings).toEqual([]);
  expect(() => stack.loadBalancer('x', { addresses: ['10.0.8.0'] })).toThrow(
    "room/x: addresses '10.0.8.0' are no block",
  );
  expect(() => stack.featureRule('x', { labels: {} })).toThrow('room/x: matches every node: give pci or match');
});

test('Cluster API makes the machines of a pool that scales', () => {
  const { stack, find } = room();
  const pool = stack.gpuPool('dgx', {
    accelerator: 'h100-80gb',
    gpus: 8,
    cpu: 192,
    memoryGi: 2000,
    labels: { 'acme.io/pool': 'dgx' },
    taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }],
    nodes: { min: 0, max: 4 },
  });
  stack.machineDeployment('dgx', {
    pool,
    cluster: 'ml',
    version: 'v1.34.1',
    infrastructure: { apiGroup: 'infrastructure.cluster.x-k8s.io', kind: 'Metal3MachineTemplate', name: 'dgx' },
    bootstrap: { apiGroup: 'bootstrap.cluster.x-k8s.io', kind: 'KubeadmConfigTemplate', name: 'dgx' },
  });
  expect(find('MachineDeployment')).toMatchObject({
    metadata: {
      annotations: {
        'cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size': '4',
        'capacity.cluster-autoscaler.kubernetes.io/gpu-count': '8',
        'capacity.cluster-autoscaler.kubernetes.io/taints': 'nvidia.com/gpu=present:NoSchedule',
      },
    },
    spec: { clusterName: 'ml', template: { spec: { infrastructureRef: { kind: 'Metal3MachineTemplate' } } } },
  });
});

test.each([
  [undefined, "pool 'dgx': needs properties, it is given undefined"],
  [
    { accelerator: 'l4', gpus: 2, labels: {}, nodse: 3 },
    "pool 'dgx': nodse is no property here, did you mean 'nodes'?",
  ],
  [{ accelerator: 'l4', gpus: 2 }, "pool 'dgx': labels is missing"],
  [{ accelerator: 'l4', gpus: 2, labels: {}, nodes: null }, "pool 'dgx': nodes null is neither a number nor"],
])('a pool of %j is refused', (props, sentence) => {
  expect(() => room().stack.gpuPool('dgx', props as never)).toThrow(sentence);
});
