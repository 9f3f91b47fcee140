import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { EksAccessEntry } from '@cdktf/provider-aws/lib/eks-access-entry';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { SqsQueuePolicy } from '@cdktf/provider-aws/lib/sqs-queue-policy';
import { makeIdentity, type WorkloadIdentity } from './identity';
import { karpenterPolicy } from './karpenter-policy';
import { karpenterNodeRole } from './node-role';
import type { AwsStack } from './stack';

/** What Karpenter's own installation is told. */
export interface KarpenterFacts {
  /** `settings.interruptionQueue` of its chart. */
  readonly queue: string;
  readonly identity: WorkloadIdentity;
}

/** Name of the role of the nodes that Karpenter makes, which may join the cluster; made with the first pool. */
export function karpenterNodes(stack: AwsStack): string {
  const { name, arn } = karpenterNodeRole(stack);
  // Managed node groups make such an entry themselves, Karpenter's nodes need one.
  if (stack.node.tryFindChild('karpenter-nodes') === undefined) {
    new EksAccessEntry(stack, 'karpenter-nodes', {
      clusterName: stack.cluster.name,
      principalArn: arn,
      type: 'EC2_LINUX',
    });
  }
  return name;
}

/** What Karpenter's controller needs: a role, and a queue of what EC2 is about to take back. */
export function karpenterController(stack: AwsStack, namespace: string): KarpenterFacts {
  const name = `${stack.clusterName}-karpenter`;
  const queue = new SqsQueue(stack, 'karpenter-queue', {
    name,
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
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 'sqs:*',
          Resource: queue.arn,
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
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
      name: `${name}-${id}`.slice(0, 64),
      eventPattern: JSON.stringify({ source: [source], 'detail-type': [detail] }),
    });
    new CloudwatchEventTarget(stack, `karpenter-${id}-target`, { rule: rule.name, arn: queue.arn });
  }
  const allow = karpenterPolicy(stack, karpenterNodes(stack), name);
  const identity = makeIdentity(stack, 'karpenter', { namespace, serviceAccount: 'karpenter', allow });
  return { queue: name, identity };
}
