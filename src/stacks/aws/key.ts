import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import type { Known } from '../../core/properties';
import { defined } from '../../core/values';
import { checkNew } from '../cloud/check-props';
import type { AwsStack } from './stack';

export interface KeyProps {
  /** Disks of nodes are encrypted with it: a pool's `kmsKeyArn`. @default false */
  readonly disks?: boolean;
}

const keyProperties: Known<KeyProps> = { disks: 'flag' };

export interface Key {
  /** Known to Terraform only: for other resources of the stack. */
  readonly arn: string;
  readonly alias: string;
}

/** A key that is renewed each year and can be had back for 30 days after its deletion. */
export function makeKey(stack: AwsStack, id: string, props: KeyProps = {}): Key {
  checkNew(stack, id, props, keyProperties);
  const alias = `alias/${stack.node.id}-${id}`;
  const key = new KmsKey(
    stack,
    id,
    defined({
      description: `${stack.node.id} ${id}`,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: props.disks ? policyOfDisks(stack) : undefined,
    }),
  );
  new KmsAlias(stack, `${id}-alias`, { name: alias, targetKeyId: key.keyId });
  return { arn: key.arn, alias };
}

/** As AWS's own key of EBS has it: scaling groups start nodes in the account's name, which other keys do not let them. */
function policyOfDisks(stack: AwsStack): string {
  const made = stack.node.tryFindChild('account') as DataAwsCallerIdentity | undefined;
  const { accountId } = made ?? new DataAwsCallerIdentity(stack, 'account', {});
  const actions = ['Encrypt', 'Decrypt', 'ReEncrypt*', 'GenerateDataKey*', 'CreateGrant', 'DescribeKey'];
  const ofDisks = { 'kms:CallerAccount': accountId, 'kms:ViaService': `ec2.${stack.region}.amazonaws.com` };
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:${stack.partition}:iam::${accountId}:root` },
        Action: 'kms:*',
        Resource: '*',
      },
      {
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: actions.map((action) => `kms:${action}`),
        Resource: '*',
        Condition: { StringEquals: ofDisks },
      },
    ],
  });
}
