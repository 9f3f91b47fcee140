import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import type { AwsStack } from './stack';

/** What worker nodes of EKS need, and no more. */
const NODE_POLICIES = ['AmazonEKSWorkerNodePolicy', 'AmazonEKS_CNI_Policy', 'AmazonEC2ContainerRegistryPullOnly'];

/** The role of the stack's nodes; the same one each time it is asked for. */
export function nodeRole(stack: AwsStack): IamRole {
  const made = stack.node.tryFindChild('node-role');
  if (made !== undefined) return made as IamRole;
  const role = new IamRole(stack, 'node-role', {
    name: nodeRoleName(stack),
    assumeRolePolicy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    }),
  });
  for (const policy of NODE_POLICIES) {
    new IamRolePolicyAttachment(stack, policy, {
      role: role.name,
      policyArn: `arn:${stack.partition}:iam::aws:policy/${policy}`,
    });
  }
  return role;
}

export function nodeRoleName(stack: AwsStack): string {
  return `${stack.clusterName}-${stack.node.id}-gpu-nodes`;
}
