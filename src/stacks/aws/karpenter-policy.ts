import type { Allow } from './identity';
import type { AwsStack } from './stack';

/**
 * What Karpenter's controller may do: make and end machines that carry its cluster's tags, and nothing else.
 * Source: github aws/karpenter-provider-aws website/content/en/docs/getting-started/getting-started-with-karpenter/cloudformation.yaml
 */
export function karpenterPolicy(stack: AwsStack, nodeRole: string, queue: string): Allow[] {
  const { clusterName, region, partition, account = '*' } = stack;
  const ec2 = (kinds: readonly string[], owner = '*') =>
    kinds.map((kind) => `arn:${partition}:ec2:${region}:${owner}:${kind}/*`);
  const cluster = `kubernetes.io/cluster/${clusterName}`;
  const requested = { [`aws:RequestTag/${cluster}`]: 'owned', 'aws:RequestTag/eks:eks-cluster-name': clusterName };
  const its = { [`aws:ResourceTag/${cluster}`]: 'owned' };
  const ofAnyPool = { 'aws:RequestTag/karpenter.sh/nodepool': '*' };
  const inAnyPool = { 'aws:ResourceTag/karpenter.sh/nodepool': '*' };
  const made = ['fleet', 'instance', 'volume', 'network-interface', 'launch-template', 'spot-instances-request'];
  const profiles = [`arn:${partition}:iam::${account}:instance-profile/*`];
  const here = { 'aws:ResourceTag/topology.kubernetes.io/region': region };
  const there = { 'aws:RequestTag/topology.kubernetes.io/region': region };
  const classed = { 'aws:ResourceTag/karpenter.k8s.aws/ec2nodeclass': '*' };
  const classing = { 'aws:RequestTag/karpenter.k8s.aws/ec2nodeclass': '*' };
  return [
    {
      actions: ['ec2:RunInstances', 'ec2:CreateFleet'],
      resources: [
        ...ec2(['image', 'snapshot'], ''),
        ...ec2(['security-group', 'subnet', 'capacity-reservation', 'placement-group']),
      ],
    },
    {
      actions: ['ec2:RunInstances', 'ec2:CreateFleet'],
      resources: ec2(['launch-template']),
      conditions: { StringEquals: its, StringLike: inAnyPool },
    },
    {
      actions: ['ec2:RunInstances', 'ec2:CreateFleet', 'ec2:CreateLaunchTemplate'],
      resources: ec2(made),
      conditions: { StringEquals: requested, StringLike: ofAnyPool },
    },
    {
      actions: ['ec2:CreateTags'],
      resources: ec2(made),
      conditions: {
        StringEquals: { ...requested, 'ec2:CreateAction': ['RunInstances', 'CreateFleet', 'CreateLaunchTemplate'] },
        StringLike: ofAnyPool,
      },
    },
    {
      actions: ['ec2:CreateTags'],
      resources: ec2(['instance']),
      conditions: {
        StringEquals: its,
        StringLike: inAnyPool,
        StringEqualsIfExists: { 'aws:RequestTag/eks:eks-cluster-name': clusterName },
        'ForAllValues:StringEquals': { 'aws:TagKeys': ['eks:eks-cluster-name', 'karpenter.sh/nodeclaim', 'Name'] },
      },
    },
    {
      actions: ['ec2:TerminateInstances', 'ec2:DeleteLaunchTemplate'],
      resources: ec2(['instance', 'launch-template']),
      conditions: { StringEquals: its, StringLike: inAnyPool },
    },
    {
      actions: ['iam:PassRole'],
      resources: [`arn:${partition}:iam::${account}:role/${nodeRole}`],
      conditions: { StringEquals: { 'iam:PassedToService': ['ec2.amazonaws.com', 'ec2.amazonaws.com.cn'] } },
    },
    {
      actions: ['iam:CreateInstanceProfile'],
      resources: profiles,
      conditions: { StringEquals: { ...requested, ...there }, StringLike: classing },
    },
    {
      actions: ['iam:TagInstanceProfile'],
      resources: profiles,
      conditions: {
        StringEquals: { ...its, ...here, ...requested, ...there },
        StringLike: { ...classed, ...classing },
      },
    },
    {
      actions: ['iam:AddRoleToInstanceProfile', 'iam:RemoveRoleFromInstanceProfile', 'iam:DeleteInstanceProfile'],
      resources: profiles,
      conditions: { StringEquals: { ...its, ...here }, StringLike: classed },
    },
    { actions: ['iam:GetInstanceProfile'], resources: profiles },
    { actions: ['iam:ListInstanceProfiles', 'pricing:GetProducts'], resources: ['*'] },
    {
      actions: [
        'CapacityReservations',
        'Images',
        'Instances',
        'InstanceStatus',
        'InstanceTypeOfferings',
        'InstanceTypes',
        'LaunchTemplates',
        'PlacementGroups',
        'SecurityGroups',
        'SpotPriceHistory',
        'Subnets',
      ].map((what) => `ec2:Describe${what}`),
      resources: ['*'],
      conditions: { StringEquals: { 'aws:RequestedRegion': region } },
    },
    { actions: ['ssm:GetParameter'], resources: [`arn:${partition}:ssm:${region}::parameter/aws/service/*`] },
    {
      actions: ['eks:DescribeCluster'],
      resources: [`arn:${partition}:eks:${region}:${account}:cluster/${clusterName}`],
    },
    {
      actions: ['sqs:DeleteMessage', 'sqs:GetQueueUrl', 'sqs:ReceiveMessage'],
      resources: [`arn:${partition}:sqs:${region}:${account}:${queue}`],
    },
  ];
}
