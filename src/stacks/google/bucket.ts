import { StorageBucket } from '@cdktf/provider-google/lib/storage-bucket';
import { fail } from '../../core/errors';
import type { Known } from '../../core/properties';
import { defined } from '../../core/values';
import { checkNew } from '../cloud/check-props';
import type { GoogleStack } from './stack';

export interface GcsBucketProps {
  /** Unique in the world. @default `<project>-<id>` */
  readonly name?: string;
  /** @default the cluster's region */
  readonly location?: string;
  /** Key that Cloud Storage may use: `key.id`, or `projects/P/locations/L/keyRings/R/cryptoKeys/K`. @default Google's */
  readonly kmsKey?: string;
  /** @default true */
  readonly versioned?: boolean;
  /** Folders that are renamed at once, for checkpoints and training data; such buckets keep no versions. @default false */
  readonly hierarchical?: boolean;
  /** @default false */
  readonly forceDestroy?: boolean;
}
export interface GcsBucket {
  readonly name: string;
  readonly uri: `gs://${string}`;
  /** The name as other resources of the stack write it, so that they wait for the bucket. @default the name */
  readonly reference?: string;
}

const bucketProperties: Known<GcsBucketProps> = {
  name: 'text',
  location: 'text',
  kmsKey: 'text',
  versioned: 'flag',
  hierarchical: 'flag',
  forceDestroy: 'flag',
};

export function makeBucket(stack: GoogleStack, id: string, props: GcsBucketProps): GcsBucket {
  checkNew(stack, id, props, bucketProperties);
  const name = props.name ?? `${stack.project}-${id}`;
  if (!/^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/.test(name)) {
    fail(stack, `bucket '${name}' may only have lower-case letters, digits, '-', '_' and '.', 3 to 63 of them`, id);
  }
  if (props.hierarchical && props.versioned) fail(stack, 'hierarchical buckets keep no versions: choose one', id);
  const bucket = new StorageBucket(
    stack,
    id,
    defined({
      name,
      location: (props.location ?? stack.region).toUpperCase(),
      uniformBucketLevelAccess: true,
      publicAccessPrevention: 'enforced',
      forceDestroy: props.forceDestroy ?? false,
      versioning: props.hierarchical ? undefined : { enabled: props.versioned ?? true },
      hierarchicalNamespace: props.hierarchical ? { enabled: true } : undefined,
      encryption: props.kmsKey === undefined ? undefined : { defaultKmsKeyName: props.kmsKey },
    }),
  );
  return { name, uri: `gs://${name}`, reference: bucket.name };
}
