import { FederatedIdentityCredential } from '@cdktf/provider-azurerm/lib/federated-identity-credential';
import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment';
import { UserAssignedIdentity } from '@cdktf/provider-azurerm/lib/user-assigned-identity';
import { fail } from '../../core/errors';
import { fields, type Known, listOf, oneOf } from '../../core/properties';
import { checkProps } from '../cloud/check-props';
import type { AppliedValue } from '../cloud/values';
import type { BlobContainer } from './bucket';
import type { AzureStack } from './stack';

export interface AksIdentityProps {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly location: string;
  /** Azure roles, each on a scope: a resource's id. */
  readonly roles?: readonly { readonly role: string; readonly scope: string }[];
  /** Containers that its pods read and write, or only read. */
  readonly containers?: readonly { readonly container: BlobContainer; readonly access: 'read' | 'readWrite' }[];
}
export interface AksIdentity {
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Client id of the identity, which the service account is annotated with. */
  readonly clientId: AppliedValue;
  /** Annotations of the service account; none until the client id is known. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Labels that its pods must have. */
  readonly podLabels: Readonly<Record<string, string>>;
}

const role = fields({ role: 'text', scope: 'text' }, ['role', 'scope']);
const container = fields({ container: 'object', access: oneOf('read', 'readWrite') }, ['container', 'access']);
const identityProperties: Known<AksIdentityProps> = {
  namespace: 'text',
  serviceAccount: 'text',
  location: 'text',
  roles: listOf(role),
  containers: listOf(container),
};

export function makeIdentity(stack: AzureStack, id: string, props: AksIdentityProps): AksIdentity {
  checkProps(stack, id, props, identityProperties, ['namespace', 'serviceAccount', 'location']);
  const { namespace, serviceAccount, roles = [], containers = [] } = props;
  if (roles.length === 0 && containers.length === 0)
    fail(stack, 'allows its pods nothing: give roles or containers', id);
  const identity = new UserAssignedIdentity(stack, `${id}-identity`, {
    name: `${stack.clusterName}-${id}`,
    resourceGroupName: stack.resourceGroup,
    location: props.location,
  });
  new FederatedIdentityCredential(stack, `${id}-credential`, {
    name: `${namespace}-${serviceAccount}`,
    resourceGroupName: stack.resourceGroup,
    parentId: identity.id,
    audience: ['api://AzureADTokenExchange'],
    issuer: stack.issuer,
    subject: `system:serviceaccount:${namespace}:${serviceAccount}`,
  });
  const all = [
    ...roles,
    ...containers.map(({ container, access }) => ({
      role: access === 'read' ? 'Storage Blob Data Reader' : 'Storage Blob Data Contributor',
      scope: container.id,
    })),
  ];
  for (const [i, { role, scope }] of all.entries()) {
    new RoleAssignment(stack, `${id}-role-${i}`, {
      principalId: identity.principalId,
      roleDefinitionName: role,
      scope,
      // The identity is so new that Entra may not know it yet.
      skipServicePrincipalAadCheck: true,
    });
  }
  const clientId = stack.output(`${id}-client-id`, identity.clientId);
  return {
    namespace,
    serviceAccount,
    clientId,
    annotations: clientId.isKnown ? { 'azure.workload.identity/client-id': clientId.value } : {},
    podLabels: { 'azure.workload.identity/use': 'true' },
  };
}
