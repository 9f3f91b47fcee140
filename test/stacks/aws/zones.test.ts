import { EksStack, type EksStackProps } from '../../../src/stacks/aws';
import { program } from '../cloud/terraform';

function eks(props: Partial<EksStackProps> = {}) {
  const { app, terraform } = program();
  const stack = new EksStack(app, 'eu', { region: 'eu-west-1', cluster: 'ml', ...props });
  return { stack, group: (id: string) => terraform('eu').resource.aws_eks_node_group[id], terraform };
}
const made = { cluster: { name: 'ml', network: { zones: ['eu-west-1a', 'eu-west-1b'] } } };

test('nodes are in the private subnets of a network that is made here', () => {
  const { stack, group } = eks(made);
  stack.gpuPool('l4', { machine: 'g6.12xlarge' });
  expect(group('l4').subnet_ids).toEqual([
    '${aws_subnet.private-eu-west-1a.id}',
    '${aws_subnet.private-eu-west-1b.id}',
  ]);
});

test.each([
  [{ efa: true }, 'efa: adapters talk within one zone'],
  [{ placementGroup: true }, 'placementGroup is in one zone'],
  [{ reservation: { block: 'cr-1' } }, 'reservation is of one zone'],
  [{ reservation: { id: 'cr-1' } }, 'reservation is of one zone'],
] as const)('%j is in one zone', (given, reason) => {
  const pool = { machine: 'p5.48xlarge', ...given } as const;
  expect(() => eks(made).stack.gpuPool('p5', pool)).toThrow(
    `eu/p5: ${reason}, the network has eu-west-1a, eu-west-1b: name one in zones`,
  );
  expect(() => eks().stack.gpuPool('p5', { ...pool, zones: ['a', 'b'] })).toThrow(
    `${reason}, zones has a, b: name one`,
  );
  expect(() => eks({ subnetIds: ['s-1', 's-2'] }).stack.gpuPool('p5', pool)).toThrow(
    `${reason}, the stack has 2 subnets`,
  );
  const { stack, group } = eks(made);
  stack.gpuPool('p5', { ...pool, zones: ['eu-west-1b'] });
  expect(group('p5').subnet_ids).toEqual(['${aws_subnet.private-eu-west-1b.id}']);
});

test('where only Terraform knows the subnets, Terraform refuses several', () => {
  const { stack, group } = eks();
  stack.gpuPool('p5', { machine: 'p5.48xlarge', efa: true });
  stack.gpuPool('named', { machine: 'p5.48xlarge', efa: true, subnetIds: ['subnet-1'] });
  stack.gpuPool('group', { machine: 'p5.48xlarge', reservation: { group: 'arn:aws:resource-groups:g' } });
  expect(group('p5').lifecycle.precondition).toEqual([
    {
      condition: '${(length(tolist(data.aws_eks_cluster.cluster.vpc_config[0].subnet_ids)) == 1)}',
      error_message:
        'efa: adapters talk within one zone, the cluster has several subnets: name a zone in zones, or a subnet in subnetIds.',
    },
  ]);
  expect(group('named').lifecycle.precondition).toBeUndefined();
  expect(group('group').lifecycle.precondition).toBeUndefined();
});

test('EFA makes a placement group but for machines that are reserved', () => {
  const { stack, terraform } = eks();
  stack.gpuPool('ours', { machine: 'p5.48xlarge', efa: true, reservation: { block: 'cr-1' }, zones: ['a'] });
  stack.gpuPool('close', { machine: 'p5.48xlarge', reservation: { id: 'cr-2' }, placementGroup: 'ours', zones: ['a'] });
  stack.gpuPool('other', { machine: 'p5.48xlarge', efa: true, zones: ['a'] });
  const { aws_launch_template, aws_placement_group } = terraform('eu').resource;
  expect(Object.keys(aws_placement_group)).toEqual(['other-placement']);
  expect(aws_launch_template['ours-template'].placement).toBeUndefined();
  expect(aws_launch_template['close-template'].placement).toEqual({ group_name: 'ours' });
});

test('a file system is reached from the subnets that are made here, or from those that are named', () => {
  const { stack, terraform } = eks(made);
  stack.fileSystem('home', { kind: 'efs' });
  expect(Object.keys(terraform('eu').resource.aws_efs_mount_target)).toEqual(['home-0', 'home-1']);
  expect(() => eks().stack.fileSystem('home', { kind: 'efs' })).toThrow(
    'eu/home: subnetIds is missing: only Terraform knows those of a cluster that exists',
  );
});
