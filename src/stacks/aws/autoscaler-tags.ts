import { AutoscalingGroupTagA } from '@cdktf/provider-aws/lib/autoscaling-group-tag';
import type { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group';
import type { PoolShape } from '../../constructs/gpu';
import { advertisedBy } from '../../constructs/gpu';
import type { AwsStack } from './stack';

const PREFIX = 'k8s.io/cluster-autoscaler/node-template';

/**
 * Tags on the scaling group from which the cluster autoscaler knows a node that is not there yet.
 * Source: kubernetes/autoscaler cluster-autoscaler/cloudprovider/aws/README.md
 */
export function autoscalerTags(
  stack: AwsStack,
  id: string,
  group: EksNodeGroup,
  shape: PoolShape,
  diskGi: number,
): void {
  const tags: Record<string, string> = { [`${PREFIX}/resources/ephemeral-storage`]: `${diskGi}Gi` };
  for (const [key, value] of Object.entries({ ...shape.placement.nodeSelector, ...shape.labels })) {
    tags[`${PREFIX}/label/${key}`] = value;
  }
  for (const { key, value = '', effect } of shape.taints ?? []) tags[`${PREFIX}/taint/${key}`] = `${value}:${effect}`;
  for (const [resource, amount] of advertisedBy(shape)) tags[`${PREFIX}/resources/${resource}`] = String(amount);
  const autoscalingGroupName = group.resources.get(0).autoscalingGroups.get(0).name;
  for (const [key, value] of Object.entries(tags)) {
    new AutoscalingGroupTagA(stack, `${id}-${key.slice(PREFIX.length + 1).replace(/[^A-Za-z0-9]+/g, '-')}`, {
      autoscalingGroupName,
      tag: { key, value, propagateAtLaunch: false },
    });
  }
}
