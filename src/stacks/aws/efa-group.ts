import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import type { AwsStack } from './stack';

/**
 * The security group of the stack's EFA adapters; the same one each time it is asked for. EFA's traffic does not pass one
 * that does not allow itself in both directions. `tag` is what Karpenter finds it by.
 */
export function efaGroup(stack: AwsStack): { readonly id: string; readonly tag: Readonly<Record<string, string>> } {
  const made = stack.node.tryFindChild('efa') as SecurityGroup | undefined;
  const itself = [{ fromPort: 0, toPort: 0, protocol: '-1', selfAttribute: true }];
  const tag = { Name: `${stack.clusterName}-${stack.node.id}-efa` };
  const group =
    made ??
    new SecurityGroup(stack, 'efa', {
      namePrefix: `${stack.clusterName}-efa-`,
      description: 'EFA between the nodes',
      vpcId: stack.cluster.vpcId,
      ingress: itself,
      egress: itself,
      tags: tag,
    });
  return { id: group.id, tag };
}
