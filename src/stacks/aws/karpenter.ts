import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { EksAccessEntry } from '@cdktf/provider-aws/lib/eks-access-entry';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { SqsQueuePolicy } from '@cdktf/provider-aws/lib/sqs-queue-policy';
import { type Allow, makeIdentity, type WorkloadIdentity } from './identity';
import type { AwsStack } from './stack';

/** What Karpenter's own installation is told. */
export interface KarpenterFacts {
  /** `settings.interruptionQueue` of its chart. */
  readonly queue: string;
  readonly identity: WorkloadIdentity;
}

const NODE_POLICIES = ['AmazonEKSWorkerNodePolicy', 'AmazonEKS_CNI_Policy', 'AmazonEC2ContainerRegistryPullOnly'];

/** Name of the role of the nodes that Karpenter makes; made with the first pool. */
export function karpenterNodeRole(stack: AwsStack): string {
  const name = `${stack.clusterName}-${stack.node.id}-karpenter-nodes`;
  if (stack.node.tryFindChild('karpenter-node-role') !== undefined) return name;
  const role = new IamRole(stack, 'karpenter-node-role', {
    name,
    assumeRolePolicy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    }),
  });
  for (const policy of NODE_POLICIES) {
    new IamRolePolicyAttachment(stack, `karpenter-${policy}`, {
      role: role.name,
      policyArn: `arn:${stack.partition}:iam::aws:policy/${policy}`,
    });
  }
  // Managed node groups make such an entry themselves, Karpenter's nodes need one.
  new EksAccessEntry(stack, 'karpenter-nodes', {
    clusterName: stack.clusterName,
    principalArn: role.arn,
    type: 'EC2_LINUX',
  });
  return name;
}

/**
 * What Karpenter's controller needs: a role, and a queue of what EC2 is about to take back.
 * Source: github aws/karpenter-provider-aws website/content/en/docs/reference/cloudformation.md
 */
export function karpenterController(stack: AwsStack, namespace: string): KarpenterFacts {
  const { name } = stack.cluster;
  const queue = new SqsQueue(stack, 'karpenter-queue', {
    name: `${name}-karpenter`,
    messageRetentionSeconds: 300,
    sqsManagedSseEnabled: true,
  });
  new SqsQueuePolicy(stack, 'karpenter-queue-policy', {
    queueUrl: queue.id,
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: ['events.amazonaws.com', 'sqs.amazonaws.com'] },
          Action: 'sqs:SendMessage',
          Resource: queue.arn,
        },
      ],
    }),
  });
  for (const [id, source, detail] of [
    ['health', 'aws.health', 'AWS Health Event'],
    ['spot', 'aws.ec2', 'EC2 Spot Instance Interruption Warning'],
    ['rebalance', 'aws.ec2', 'EC2 Instance Rebalance Recommendation'],
    ['state', 'aws.ec2', 'EC2 Instance State-change Notification'],
    ['reservation', 'aws.ec2', 'EC2 Capacity Reservation Instance Interruption Warning'],
  ] as const) {
    const rule = new CloudwatchEventRule(stack, `karpenter-${id}`, {
      name: `${name}-karpenter-${id}`,
      eventPattern: JSON.stringify({ source: [source], 'detail-type': [detail] }),
    });
    new CloudwatchEventTarget(stack, `karpenter-${id}-target`, { rule: rule.name, arn: queue.arn });
  }
  const nodes = karpenterNodeRole(stack);
  const allow: Allow[] = [
    {
      actions: [
        'ec2:CreateFleet',
        'ec2:RunInstances',
        'ec2:CreateLaunchTemplate',
        'ec2:DeleteLaunchTemplate',
        'ec2:CreateTags',
        'ec2:TerminateInstances',
        'ec2:Describe*',
        'ssm:GetParameter',
        'pricing:GetProducts',
        'iam:CreateInstanceProfile',
        'iam:TagInstanceProfile',
        'iam:AddRoleToInstanceProfile',
        'iam:RemoveRoleFromInstanceProfile',
        'iam:DeleteInstanceProfile',
        'iam:GetInstanceProfile',
        'iam:ListInstanceProfiles',
      ],
      resources: ['*'],
    },
    { actions: ['iam:PassRole'], resources: [`arn:${stack.partition}:iam::*:role/${nodes}`] },
    { actions: ['eks:DescribeCluster'], resources: [`arn:${stack.partition}:eks:${stack.region}:*:cluster/${name}`] },
    {
      actions: ['sqs:DeleteMessage', 'sqs:GetQueueUrl', 'sqs:ReceiveMessage'],
      resources: [`arn:${stack.partition}:sqs:${stack.region}:*:${name}-karpenter`],
    },
  ];
  const identity = makeIdentity(stack, 'karpenter', { namespace, serviceAccount: 'karpenter', allow });
  return { queue: `${name}-karpenter`, identity };
}
