import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { checkRoleName } from './role-name';
import type { AwsStack } from './stack';

/** What worker nodes of EKS need, and no more. */
const NODE_POLICIES = ['AmazonEKSWorkerNodePolicy', 'AmazonEKS_CNI_Policy', 'AmazonEC2ContainerRegistryPullOnly'];

export interface NodeRole {
  readonly name: string;
  readonly arn: string;
  /** Without them nodes do not join: node groups come after them and go before them. */
  readonly policies: readonly IamRolePolicyAttachment[];
}

/** The role of the stack's node groups; the same one each time it is asked for. */
export function nodeRole(stack: AwsStack): NodeRole {
  return roleOfNodes(stack, 'node-role', `${stack.clusterName}-${stack.node.id}-gpu-nodes`);
}

/** The role of the nodes that Karpenter makes. */
export function karpenterNodeRole(stack: AwsStack): NodeRole {
  return roleOfNodes(
    stack,
    'karpenter-node-role',
    `${stack.clusterName}-${stack.node.id}-karpenter-nodes`,
    'karpenter-',
  );
}

function roleOfNodes(stack: AwsStack, id: string, name: string, prefix = ''): NodeRole {
  const made = stack.node.tryFindChild(id) as IamRole | undefined;
  const role = made ?? makeRole(stack, id, name, prefix);
  const policies = NODE_POLICIES.map((policy) => stack.node.findChild(prefix + policy) as IamRolePolicyAttachment);
  return { name, arn: role.arn, policies };
}

function makeRole(stack: AwsStack, id: string, name: string, prefix: string): IamRole {
  const role = new IamRole(stack, id, {
    name: checkRoleName(stack, name),
    assumeRolePolicy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    }),
  });
  for (const policy of NODE_POLICIES) {
    new IamRolePolicyAttachment(stack, prefix + policy, {
      role: role.name,
      policyArn: `arn:${stack.partition}:iam::aws:policy/${policy}`,
    });
  }
  return role;
}
