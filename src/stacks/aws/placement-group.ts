import { PlacementGroup } from '@cdktf/provider-aws/lib/placement-group';
import type { AwsStack } from './stack';

/** A group whose machines stand close together; `name` is plain, `reference` orders what uses it behind it. */
export function placementGroup(stack: AwsStack, id: string): { readonly name: string; readonly reference: string } {
  const name = `${stack.clusterName}-${id}`;
  return { name, reference: new PlacementGroup(stack, `${id}-placement`, { name, strategy: 'cluster' }).name };
}
