import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { fail } from '../../core/errors';
import type { Known } from '../../core/properties';
import { defined } from '../../core/values';
import { checkNew } from '../cloud/check-props';
import type { Allow } from './identity';
import type { AwsStack } from './stack';

export interface BucketProps {
  /** Unique in the world. @default `<cluster>-<id>` */
  readonly name?: string;
  /** @default the bucket's own key of S3 */
  readonly kmsKeyArn?: string;
  /** Keep what is overwritten or deleted. @default true */
  readonly versioned?: boolean;
  /** Delete the bucket with everything in it when it leaves the program. @default false */
  readonly forceDestroy?: boolean;
}

export interface Bucket {
  readonly name: string;
  /** `s3://name`. */
  readonly uri: `s3://${string}`;
  readonly arn: string;
  /** Statements for `workloadIdentity`. */
  readonly read: readonly Allow[];
  readonly readWrite: readonly Allow[];
}

const bucketProperties: Known<BucketProps> = {
  name: 'text',
  kmsKeyArn: 'text',
  versioned: 'flag',
  forceDestroy: 'flag',
};

export function makeBucket(stack: AwsStack, id: string, props: BucketProps): Bucket {
  checkNew(stack, id, props, bucketProperties);
  const name = props.name ?? `${stack.clusterName}-${id}`;
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) {
    fail(stack, `bucket '${name}' may only have lower-case letters, digits, '-' and '.', 3 to 63 of them`, id);
  }
  const arn = `arn:${stack.partition}:s3:::${name}`;
  const bucket = new S3Bucket(stack, id, { bucket: name, forceDestroy: props.forceDestroy ?? false });
  new S3BucketPublicAccessBlock(stack, `${id}-private`, {
    bucket: bucket.id,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  new S3BucketServerSideEncryptionConfigurationA(stack, `${id}-encryption`, {
    bucket: bucket.id,
    rule: [
      {
        bucketKeyEnabled: true,
        applyServerSideEncryptionByDefault: defined({ sseAlgorithm: 'aws:kms', kmsMasterKeyId: props.kmsKeyArn }),
      },
    ],
  });
  if (props.versioned ?? true) {
    new S3BucketVersioningA(stack, `${id}-versions`, {
      bucket: bucket.id,
      versioningConfiguration: { status: 'Enabled' },
    });
  }
  new S3BucketPolicy(stack, `${id}-tls`, {
    bucket: bucket.id,
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource: [arn, `${arn}/*`],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    }),
  });
  const keys = (...actions: string[]): Allow[] =>
    props.kmsKeyArn === undefined ? [] : [{ actions, resources: [props.kmsKeyArn] }];
  const list: Allow = { actions: ['s3:ListBucket', 's3:GetBucketLocation'], resources: [arn] };
  return {
    name,
    uri: `s3://${name}`,
    arn,
    read: [list, { actions: ['s3:GetObject'], resources: [`${arn}/*`] }, ...keys('kms:Decrypt')],
    readWrite: [
      list,
      {
        actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
        resources: [`${arn}/*`],
      },
      ...keys('kms:Decrypt', 'kms:GenerateDataKey'),
    ],
  };
}
