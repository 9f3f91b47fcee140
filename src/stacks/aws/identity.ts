import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Fn } from 'cdktf';
import { fail } from '../../core/errors';
import { fields, type Known, listOf, mapOf, oneOf } from '../../core/properties';
import { defined } from '../../core/values';
import { checkProps } from '../cloud/check-props';
import { checkRoleName } from './role-name';
import type { AwsStack } from './stack';

/** One statement of an IAM policy that allows. */
export interface Allow {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** When it holds, in IAM's words: `{ StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } }`. @default always */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export interface WorkloadIdentityProps {
  readonly namespace: string;
  readonly serviceAccount: string;
  /** What the pods may do: `bucket.readWrite`, or statements of your own. */
  readonly allow?: readonly (Allow | readonly Allow[])[];
  /** ARNs of policies that exist. */
  readonly managedPolicies?: readonly string[];
  /** EKS Pod Identity, or IAM roles for service accounts, which needs the stack's `account`. @default 'pod-identity' */
  readonly kind?: 'pod-identity' | 'irsa';
}

/** A role, and what its service account must carry. */
export interface WorkloadIdentity {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly roleName: string;
  /** Annotations of the service account; none with Pod Identity. */
  readonly annotations: Readonly<Record<string, string>>;
}

const allow: Known<Allow> = { actions: listOf('text'), resources: listOf('text'), conditions: mapOf('object') };
const statement = fields(allow, ['actions', 'resources']);
const identityProperties: Known<WorkloadIdentityProps> = {
  namespace: 'text',
  serviceAccount: 'text',
  allow: 'list',
  managedPolicies: listOf('text'),
  kind: oneOf('pod-identity', 'irsa'),
};

export function makeIdentity(stack: AwsStack, id: string, props: WorkloadIdentityProps): WorkloadIdentity {
  checkProps(stack, id, props, identityProperties, ['namespace', 'serviceAccount']);
  const { namespace, serviceAccount, kind = 'pod-identity', managedPolicies = [] } = props;
  const roleName = `${stack.clusterName}-${stack.node.id}-${id}`;
  const policies = { name: checkRoleName(stack, roleName, id), managedPolicies, allow: (props.allow ?? []).flat() };
  checkProps(stack, id, { allow: policies.allow }, { allow: listOf(statement) });
  if (policies.allow.length === 0 && managedPolicies.length === 0) {
    fail(stack, 'allows its pods nothing: give allow or managedPolicies', id);
  }
  if (kind === 'pod-identity') {
    const role = podRole(stack, id, policies);
    new EksPodIdentityAssociation(stack, `${id}-association`, {
      clusterName: stack.cluster.name,
      namespace,
      serviceAccount,
      roleArn: role.arn,
    });
    return { namespace, serviceAccount, roleName, annotations: {} };
  }
  if (stack.account === undefined) {
    fail(
      stack,
      "irsa writes the role's ARN on the service account: give the stack its account, or use pod-identity",
      id,
    );
  }
  const issuer = Fn.replace(stack.cluster.oidcIssuer, 'https://', '');
  const trust = new DataAwsIamPolicyDocument(stack, `${id}-trust`, {
    statement: [
      {
        actions: ['sts:AssumeRoleWithWebIdentity'],
        principals: [{ type: 'Federated', identifiers: [stack.cluster.oidcProviderArn()] }],
        condition: [
          { test: 'StringEquals', variable: `${issuer}:aud`, values: ['sts.amazonaws.com'] },
          {
            test: 'StringEquals',
            variable: `${issuer}:sub`,
            values: [`system:serviceaccount:${namespace}:${serviceAccount}`],
          },
        ],
      },
    ],
  });
  makeRole(stack, id, { ...policies, trust: trust.json });
  const arn = `arn:${stack.partition}:iam::${stack.account}:role/${roleName}`;
  return { namespace, serviceAccount, roleName, annotations: { 'eks.amazonaws.com/role-arn': arn } };
}

interface Policies {
  readonly name: string;
  readonly managedPolicies?: readonly string[];
  readonly allow?: readonly Allow[];
}

/** A role that pods take by EKS Pod Identity. */
export function podRole(stack: AwsStack, id: string, policies: Policies): IamRole {
  const trust = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
      },
    ],
  });
  return makeRole(stack, id, { ...policies, trust });
}

function makeRole(
  stack: AwsStack,
  id: string,
  { name, trust, managedPolicies = [], allow = [] }: Policies & { readonly trust: string },
): IamRole {
  const role = new IamRole(stack, `${id}-role`, { name, assumeRolePolicy: trust });
  for (const [i, policyArn] of managedPolicies.entries()) {
    new IamRolePolicyAttachment(stack, `${id}-policy-${i}`, { role: role.name, policyArn });
  }
  if (allow.length > 0) {
    new IamRolePolicy(stack, `${id}-policy`, {
      role: role.name,
      name: 'allow',
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: allow.map(({ actions, resources, conditions }) =>
          defined({ Effect: 'Allow', Action: actions, Resource: resources, Condition: conditions }),
        ),
      }),
    });
  }
  return role;
}
