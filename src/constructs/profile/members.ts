import type { Construct } from 'constructs';
import { Resource } from '../../core/resource';

/** What a member may do in a team's namespace, by Kubeflow's cluster roles of that name. */
export type Role = 'view' | 'edit' | 'admin';

/** Whose word on the user is believed: the gateway behind the login, and the Pipelines UI that proxies for it. */
const TRUSTED_PROXIES = [
  'cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account',
  'cluster.local/ns/kubeflow/sa/ml-pipeline-ui',
];

/**
 * Access of one member: rights in the namespace, and passage through the mesh to its services.
 * Names and annotations are those the dashboard's access management (KFAM) writes and lists.
 * Source: kubeflow/dashboard components/access-management/kfam/bindings.go
 */
export function bindMember(
  scope: Construct,
  namespace: string,
  member: string,
  role: Role,
  userIdHeader: string,
): void {
  const name = bindingName(member, role);
  const metadata = { name, namespace, annotations: { user: member, role } };
  new Resource(
    scope,
    `${member}-${role}`,
    'rbac.authorization.k8s.io/v1/RoleBinding',
    {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: `kubeflow-${role}` },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: member }],
    },
    metadata,
  );
  new Resource(
    scope,
    `${member}-${role}-access`,
    'security.istio.io/v1/AuthorizationPolicy',
    {
      spec: {
        rules: [
          {
            from: [{ source: { principals: TRUSTED_PROXIES } }],
            when: [{ key: `request.headers[${userIdHeader}]`, values: [member] }],
          },
        ],
      },
    },
    metadata,
  );
}

function bindingName(member: string, role: Role): string {
  return `user-${member}-clusterrole-${role}`.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}
