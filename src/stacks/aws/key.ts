import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import type { AwsStack } from './stack';

export interface Key {
  /** Known to Terraform only: for other resources of the stack. */
  readonly arn: string;
  readonly alias: string;
}

/** A key that is renewed each year and can be had back for 30 days after its deletion. */
export function makeKey(stack: AwsStack, id: string): Key {
  const alias = `alias/${stack.node.id}-${id}`;
  const key = new KmsKey(stack, id, {
    description: `${stack.node.id} ${id}`,
    enableKeyRotation: true,
    deletionWindowInDays: 30,
  });
  new KmsAlias(stack, `${id}-alias`, { name: alias, targetKeyId: key.keyId });
  return { arn: key.arn, alias };
}
