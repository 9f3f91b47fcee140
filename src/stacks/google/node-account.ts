import { ProjectIamMember } from '@cdktf/provider-google/lib/project-iam-member';
import { ServiceAccount } from '@cdktf/provider-google/lib/service-account';
import { fail } from '../../core/errors';
import type { GoogleStack, NodeAccount } from './stack';

/** Logs, metrics and image pulls: cloud.google.com/kubernetes-engine/docs/how-to/service-accounts */
const NODE_ROLES = ['roles/container.defaultNodeServiceAccount', 'roles/artifactregistry.reader'];

export function makeNodeAccount(stack: GoogleStack): NodeAccount {
  const accountId = `${stack.clusterName}-${stack.node.id}-nodes`.toLowerCase();
  if (!/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(accountId)) {
    fail(
      stack,
      `service account '${accountId}' of its nodes is no valid name (6 to 30 characters): give the pools a serviceAccount`,
    );
  }
  const account = new ServiceAccount(stack, 'node-account', {
    accountId,
    displayName: `Nodes of ${stack.clusterName}, ${stack.node.id}`,
  });
  const roles = NODE_ROLES.map(
    (role) =>
      new ProjectIamMember(stack, `node-account-${role.slice('roles/'.length)}`, {
        project: stack.project,
        role,
        member: account.member,
      }),
  );
  return { reference: account.email, email: `${accountId}@${stack.project}.iam.gserviceaccount.com`, roles };
}
