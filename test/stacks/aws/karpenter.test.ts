import { Chart } from 'cdk8s';
import { EksStack } from '../../../src/stacks/aws';
import { program } from '../cloud/terraform';

function eks() {
  const { app, terraform } = program();
  const stack = new EksStack(app, 'eu', { region: 'eu-west-1', cluster: { name: 'ml' } });
  const chart = new Chart(app.manifests, 'karpenter');
  const nodeClass = () =>
    app.manifests.render().objects.find(({ manifest }) => manifest.kind === 'EC2NodeClass')!.manifest.spec as object;
  return { stack, chart, nodeClass, terraform: () => terraform('eu').resource };
}

test('EFA, a placement group and subnets of one’s own', () => {
  const { stack, chart, nodeClass, terraform } = eks();
  stack.karpenterPool(chart, 'h100', {
    machine: 'p5.48xlarge',
    efa: true,
    placementGroup: true,
    subnetIds: ['subnet-1'],
  });
  expect(nodeClass()).toMatchObject({
    subnetSelectorTerms: [{ id: 'subnet-1' }],
    securityGroupSelectorTerms: [{ tags: { 'aws:eks:cluster-name': 'ml' } }, { tags: { Name: 'ml-eu-efa' } }],
    placementGroupSelector: { name: 'ml-h100' },
    instanceStorePolicy: 'RAID0',
  });
  const { aws_security_group, aws_placement_group } = terraform();
  expect(aws_security_group.efa.tags).toEqual({ Name: 'ml-eu-efa' });
  expect(aws_placement_group['h100-placement'].name).toBe('ml-h100');
  expect(() => stack.karpenterPool(chart, 'l4', { machine: 'g6.xlarge', efa: true })).toThrow(
    'eu/l4: efa: g6.xlarge has no adapters that we know of',
  );
});

test('Bottlerocket keeps what pods write on a disk of its own', () => {
  const { stack, chart, nodeClass } = eks();
  stack.karpenterPool(chart, 'l4', { machine: 'g6.xlarge', image: 'bottlerocket@latest', diskGi: 500 });
  expect(nodeClass()).toMatchObject({
    subnetSelectorTerms: [{ tags: { 'karpenter.sh/discovery': 'ml' } }],
    blockDeviceMappings: [{ deviceName: '/dev/xvdb', ebs: { volumeSize: '500Gi' } }],
  });
});

test('its controller ends machines of its own cluster only, and IAM takes its policy', () => {
  const { stack, terraform } = eks();
  const { queue, identity } = stack.karpenter();
  expect([queue, identity.serviceAccount]).toEqual(['ml-karpenter', 'karpenter']);
  const { policy } = terraform().aws_iam_role_policy['karpenter-policy'];
  const statements: { Action: string[]; Resource: string[]; Condition?: object }[] = JSON.parse(policy).Statement;
  const of = (action: string) => statements.filter(({ Action }) => Action.includes(action));
  expect(of('ec2:TerminateInstances')).toEqual([
    expect.objectContaining({
      Condition: {
        StringEquals: { 'aws:ResourceTag/kubernetes.io/cluster/ml': 'owned' },
        StringLike: { 'aws:ResourceTag/karpenter.sh/nodepool': '*' },
      },
    }),
  ]);
  expect(of('iam:PassRole')[0]!.Resource).toEqual(['arn:aws:iam::*:role/ml-eu-karpenter-nodes']);
  const free = statements.filter(({ Resource, Condition }) => Resource.includes('*') && Condition === undefined);
  expect(free.flatMap(({ Action }) => Action)).toEqual(['iam:ListInstanceProfiles', 'pricing:GetProducts']);
  // The most that IAM takes of a role's own policies.
  expect(policy.length).toBeLessThan(10240);
});
