import { Chart } from 'cdk8s';
import { machine } from '../../../src';
import { EksStack } from '../../../src/stacks/aws';
import { program } from '../cloud/terraform';

function eks() {
  const { app, terraform } = program();
  const stack = new EksStack(app, 'eu', { region: 'eu-west-1', cluster: 'ml-prod', account: '123456789012' });
  return { app, stack, resources: () => terraform('eu').resource, data: () => terraform('eu').data };
}

test('EFA: an adapter on each network card, a placement group, and the share of a claim', () => {
  const { stack, resources } = eks();
  const pool = stack.gpuPool('p5', { machine: 'p5.48xlarge', efa: true, zones: ['eu-west-1a'] });
  expect(pool.gpus(8)).toMatchObject({ extended: { 'vpc.amazonaws.com/efa': 32 }, env: { FI_PROVIDER: 'efa' } });
  expect(pool.gpus(2)).toMatchObject({ extended: { 'vpc.amazonaws.com/efa': 8 } });
  const { aws_launch_template, aws_placement_group } = resources();
  const { network_interfaces, placement } = aws_launch_template['p5-template'];
  expect(network_interfaces).toHaveLength(32);
  expect(network_interfaces[0]).toMatchObject({ device_index: 0, network_card_index: 0, interface_type: 'efa' });
  expect(network_interfaces[31]).toMatchObject({ device_index: 1, network_card_index: 31 });
  expect(placement.group_name).toContain('aws_placement_group');
  expect(aws_placement_group['p5-placement'].strategy).toBe('cluster');
});

test.each([
  ['p5.48xlarge', true, 32, ['0/0 efa', '1/1 efa']],
  ['p5.48xlarge', 'efa-only', 33, ['0/0 interface', '0/1 efa-only', '1/0 efa-only']],
  ['p6-b300.48xlarge', true, 17, ['0/0 interface', '1/1 efa']],
  ['p6-b300.48xlarge', 'efa-only', 17, ['0/0 interface', '1/0 efa-only', '2/0 efa-only']],
] as const)('network cards of %s with efa %s', (machine, efa, count, first) => {
  const { stack, resources } = eks();
  stack.gpuPool('p', { machine, efa, zones: ['a'] });
  const { network_interfaces } = resources().aws_launch_template['p-template'];
  expect(network_interfaces).toHaveLength(count);
  const shown = network_interfaces.map(
    (card: Record<string, unknown>) => `${card.network_card_index}/${card.device_index} ${card.interface_type}`,
  );
  expect(shown.slice(0, first.length)).toEqual(first);
});

test('a Capacity Block is bound to its machine type', () => {
  const { stack, resources } = eks();
  stack.gpuPool('block', { machine: 'p5.48xlarge', reservation: { block: 'cr-0123' } });
  stack.gpuPool('ours', { machine: 'p5.48xlarge', reservation: { id: 'cr-4567' } });
  const { aws_eks_node_group, aws_launch_template } = resources();
  expect(aws_eks_node_group.block.capacity_type).toBe('CAPACITY_BLOCK');
  expect(aws_eks_node_group.block.instance_types).toBeUndefined();
  expect(aws_launch_template['block-template']).toMatchObject({
    instance_type: 'p5.48xlarge',
    instance_market_options: { market_type: 'capacity-block' },
    capacity_reservation_specification: {
      capacity_reservation_target: { capacity_reservation_id: 'cr-0123' },
    },
  });
  expect(aws_eks_node_group.ours.instance_types).toEqual(['p5.48xlarge']);
});

test('the autoscaler knows a node before there is one', () => {
  const { stack, resources } = eks();
  stack.gpuPool('l4', {
    machine: 'g6.12xlarge',
    nodes: { min: 0, max: 4 },
    labels: { team: 'vision' },
    timeSlicing: 4,
  });
  const tags = Object.values(
    resources().aws_autoscaling_group_tag as Record<string, { tag: { key: string; value: string } }>,
  );
  const prefix = 'k8s.io/cluster-autoscaler/node-template';
  expect(Object.fromEntries(tags.map(({ tag }) => [tag.key, tag.value]))).toMatchObject({
    [`${prefix}/label/team`]: 'vision',
    [`${prefix}/label/nvidia.com/device-plugin.config`]: 'time-slicing-4',
    [`${prefix}/taint/nvidia.com/gpu`]: 'present:NoSchedule',
    [`${prefix}/resources/nvidia.com/gpu`]: '16',
    [`${prefix}/resources/ephemeral-storage`]: '200Gi',
  });
});

test('MIG layouts reach the nodes as the GPU operator’s label', () => {
  const { stack, resources } = eks();
  const pool = stack.gpuPool('cut', { machine: 'p5.48xlarge', mig: { '3g.40gb': 1, '2g.20gb': 2 } });
  expect(resources().aws_eks_node_group.cut.labels).toMatchObject({
    'nvidia.com/mig.config': 'mix-1x3g.40gb_2x2g.20gb',
  });
  expect(pool.mig('2g.20gb').resource).toBe('nvidia.com/mig-2g.20gb');
  expect(() => pool.mig('1g.10gb')).toThrow("'1g.10gb' is asked, its GPUs are cut into 3g.40gb, 2g.20gb");
  expect(() => stack.gpuPool('p', { machine: 'p5.48xlarge', mig: { '4g.40gb': 2 } })).toThrow(
    "pool 'p': mig 2 x 4g.40gb does not fit on one h100-80gb",
  );
});

test('Trainium has its own image, taint and resource', () => {
  const { stack, resources } = eks();
  const pool = stack.gpuPool('trn', { machine: 'trn2.48xlarge' });
  expect(pool.gpus(16)).toMatchObject({ resource: 'aws.amazon.com/neuron' });
  expect(resources().aws_eks_node_group.trn).toMatchObject({
    ami_type: 'AL2023_x86_64_NEURON',
    taint: [{ key: 'aws.amazon.com/neuron', effect: 'NO_SCHEDULE' }],
  });
});

test('an image of one’s own is the launch template’s, and has no family', () => {
  const { stack, resources } = eks();
  stack.gpuPool('own', { machine: 'g6.xlarge', imageId: 'ami-1' });
  const { aws_eks_node_group, aws_launch_template } = resources();
  expect(aws_eks_node_group.own.ami_type).toBeUndefined();
  expect(aws_launch_template['own-template'].image_id).toBe('ami-1');
});

test('MPS is asked of the GPU operator by its own label', () => {
  const { stack, resources } = eks();
  stack.gpuPool('l4', { machine: 'g6.xlarge', timeSlicing: 4, sharing: 'mps' });
  expect(resources().aws_eks_node_group.l4.labels['nvidia.com/device-plugin.config']).toBe('mps-4');
  expect(() => stack.gpuPool('p', { machine: 'g6.xlarge', sharing: 'mps' })).toThrow(
    "eu/p: sharing 'mps' needs timeSlicing, the number of pods that share a GPU",
  );
});

test('machines that stand in for another have what it has', () => {
  const { stack } = eks();
  const pool = { machine: 'g6.12xlarge', alternatives: ['g6.24xlarge', 'g9.12xlarge'] } as const;
  expect(() => stack.gpuPool('good', pool)).not.toThrow();
  expect(() => stack.gpuPool('p', { ...pool, alternatives: ['g6.8xlarge'] })).toThrow(
    'eu/p: alternatives has g6.8xlarge with 1 x l4, g6.12xlarge has 4 x l4: leave it out',
  );
  expect(() => stack.gpuPool('p', { machine: 'g6.24xlarge', alternatives: ['g6.12xlarge'] })).toThrow(
    'eu/p: alternatives has g6.12xlarge, which is smaller than g6.24xlarge: swap the two',
  );
});

test('settings of the node’s agent', () => {
  const { stack, resources } = eks();
  stack.gpuPool('p5', { machine: 'p5.48xlarge', maxPods: 60, localDisks: true });
  const userData = Buffer.from(resources().aws_launch_template['p5-template'].user_data, 'base64').toString();
  expect(userData).toContain('kind: NodeConfig');
  expect(userData).toContain('maxPods: 60');
  expect(userData).toContain('strategy: RAID0');
});

test('Bottlerocket is told in its own words, and keeps what pods write on its second disk', () => {
  const { stack, resources } = eks();
  const rocket = { machine: 'g6.xlarge', amiType: 'BOTTLEROCKET_x86_64_NVIDIA' } as const;
  stack.gpuPool('l4', { ...rocket, maxPods: 40, localDisks: true, diskGi: 500 });
  const { block_device_mappings, user_data } = resources().aws_launch_template['l4-template'];
  expect(block_device_mappings[0]).toMatchObject({ device_name: '/dev/xvdb', ebs: { volume_size: 500 } });
  const settings = Buffer.from(user_data, 'base64').toString();
  expect(settings).toContain('[settings.kubernetes]\nmax-pods = 40\n');
  expect(settings).toContain('["apiclient","ephemeral-storage","init"]');
});

test('zones choose among the subnets of a cluster that exists', () => {
  const { stack, data, resources } = eks();
  stack.gpuPool('p5', { machine: 'p5.48xlarge', zones: ['eu-west-1a'] });
  expect(data().aws_subnets['subnets-eu-west-1a'].filter).toContainEqual({
    name: 'availability-zone',
    values: ['eu-west-1a'],
  });
  expect(resources().aws_eks_node_group.p5.subnet_ids).toContain('data.aws_subnets.subnets-eu-west-1a.ids');
});

test('Karpenter makes nodes from a NodePool and an EC2NodeClass', () => {
  const { app, stack, resources } = eks();
  const chart = new Chart(app.manifests, 'karpenter');
  const pool = stack.karpenterPool(chart, 'h100', {
    machine: 'p5.48xlarge',
    maxNodes: 4,
    capacity: ['reserved', 'on-demand'],
    reservations: ['cr-0123'],
  });
  expect(pool.gpus(8).placement.nodeSelector).toEqual({ 'karpenter.sh/nodepool': 'h100' });
  const [nodePool, nodeClass] = app.manifests.render().objects.map(({ manifest }) => manifest);
  expect(nodePool).toMatchObject({
    kind: 'NodePool',
    spec: {
      limits: { 'nvidia.com/gpu': 32 },
      template: { spec: { nodeClassRef: { name: 'h100' }, taints: [{ key: 'nvidia.com/gpu' }] } },
    },
  });
  expect(nodeClass).toMatchObject({
    kind: 'EC2NodeClass',
    spec: { role: 'ml-prod-eu-karpenter-nodes', capacityReservationSelectorTerms: [{ id: 'cr-0123' }] },
  });
  expect(resources().aws_eks_access_entry['karpenter-nodes'].type).toBe('EC2_LINUX');
  expect(() => stack.karpenterPool(chart, 'x', { machine: 'p5.48xlarge', capacity: ['reserved'] })).toThrow(
    "eu/x: capacity 'reserved' takes reservations, none are given",
  );
});

test('all that AWS would refuse is said together', () => {
  const { stack } = eks();
  expect(() =>
    stack.gpuPool('p', {
      machine: 'g6.xlarge',
      spot: true,
      efa: true,
      zones: ['eu-west-1a'],
      reservation: { block: 'cr-1' },
      taints: [{ key: 'nvidia.com/gpu', effect: 'NoSchedule' }],
    }),
  ).toThrow(/^3 problems/);
  expect(() => stack.gpuPool('i', { machine: 'g6.xlarge', imageId: 'ami-1', maxPods: 10 })).toThrow(
    'eu/i: imageId is an image of your own, which sets maxPods and localDisks by itself',
  );
  const shape = machine('p9.48xlarge', { accelerator: 'x1', gpus: 8, efa: 4 });
  expect(stack.gpuPool('new', { machine: shape, efa: 'efa-only' }).gpus(4).extended).toEqual({
    'vpc.amazonaws.com/efa': 2,
  });
});

test.each([
  [undefined, 'eu/p5: needs properties, it is given undefined'],
  [{}, 'eu/p5: machine is missing'],
  [{ machine: 'p5.48xlarge', zoens: [] }, "eu/p5: zoens is no property here, did you mean 'zones'?"],
])('a pool of %j is refused', (props, sentence) => {
  expect(() => eks().stack.gpuPool('p5', props as never)).toThrow(sentence);
});
