import { ProjectIamMember } from '@cdktf/provider-google/lib/project-iam-member';
import { ServiceAccount } from '@cdktf/provider-google/lib/service-account';
import { ServiceAccountIamMember } from '@cdktf/provider-google/lib/service-account-iam-member';
import { StorageBucketIamMember } from '@cdktf/provider-google/lib/storage-bucket-iam-member';
import { fail } from '../../core/errors';
import { fields, type Known, listOf, oneOf } from '../../core/properties';
import { checkProps } from '../cloud/check-props';
import type { GcsBucket } from './bucket';
import { projectNumber } from './project-number';
import type { GoogleStack } from './stack';

export interface GkeIdentityProps {
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Roles on the project, `roles/...`. */
  readonly roles?: readonly `roles/${string}`[];
  /** Buckets that its pods read and write, or only read. */
  readonly buckets?: readonly { readonly bucket: GcsBucket; readonly access: 'read' | 'readWrite' }[];
  /**
   * A Google service account that the Kubernetes one acts as, for APIs that know no federated identities.
   * @default false: the Kubernetes service account itself is given the roles
   */
  readonly impersonate?: boolean;
}
export interface GkeIdentity {
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Annotations of the service account; none without impersonation. */
  readonly annotations: Readonly<Record<string, string>>;
}

const access = fields({ bucket: 'object', access: oneOf('read', 'readWrite') }, ['bucket', 'access']);
const identityProperties: Known<GkeIdentityProps> = {
  namespace: 'text',
  serviceAccount: 'text',
  roles: listOf('text'),
  buckets: listOf(access),
  impersonate: 'flag',
};

export function makeIdentity(stack: GoogleStack, id: string, props: GkeIdentityProps): GkeIdentity {
  checkProps(stack, id, props, identityProperties, ['namespace', 'serviceAccount']);
  const { namespace, serviceAccount, roles = [], buckets = [] } = props;
  if (roles.length === 0 && buckets.length === 0) fail(stack, 'allows its pods nothing: give roles or buckets', id);
  const { member, annotations } = props.impersonate ? impersonated(stack, id, props) : federated(stack, props);
  // The pool of identities comes with the project's first cluster.
  const dependsOn = [...stack.cluster.made];
  for (const role of roles) {
    new ProjectIamMember(stack, `${id}-${role.slice('roles/'.length)}`, {
      project: stack.project,
      role,
      member,
      dependsOn,
    });
  }
  for (const { bucket, access } of buckets) {
    new StorageBucketIamMember(stack, `${id}-${bucket.name}`, {
      bucket: bucket.reference ?? bucket.name,
      role: access === 'read' ? 'roles/storage.objectViewer' : 'roles/storage.objectUser',
      member,
      dependsOn,
    });
  }
  return { namespace, serviceAccount, annotations };
}

/** The Kubernetes service account as IAM calls it. */
function federated(stack: GoogleStack, { namespace, serviceAccount }: GkeIdentityProps) {
  const pool = `projects/${projectNumber(stack)}/locations/global/workloadIdentityPools/${stack.project}.svc.id.goog`;
  return {
    member: `principal://iam.googleapis.com/${pool}/subject/ns/${namespace}/sa/${serviceAccount}`,
    annotations: {},
  };
}

function impersonated(stack: GoogleStack, id: string, { namespace, serviceAccount }: GkeIdentityProps) {
  const accountId = `${stack.node.id}-${id}`.toLowerCase();
  if (!/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(accountId)) {
    fail(stack, `service account '${accountId}' must have 6 to 30 lower-case letters, digits and '-'`, id);
  }
  const account = new ServiceAccount(stack, `${id}-account`, { accountId });
  new ServiceAccountIamMember(stack, `${id}-acts-as`, {
    serviceAccountId: account.name,
    role: 'roles/iam.workloadIdentityUser',
    member: `serviceAccount:${stack.project}.svc.id.goog[${namespace}/${serviceAccount}]`,
    dependsOn: [...stack.cluster.made],
  });
  return {
    member: account.member,
    annotations: { 'iam.gke.io/gcp-service-account': `${accountId}@${stack.project}.iam.gserviceaccount.com` },
  };
}
