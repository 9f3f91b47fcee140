import { DataAwsSubnet } from '@cdktf/provider-aws/lib/data-aws-subnet';
import { EksAccessEntry } from '@cdktf/provider-aws/lib/eks-access-entry';
import { EksAccessPolicyAssociation } from '@cdktf/provider-aws/lib/eks-access-policy-association';
import { EksAddon } from '@cdktf/provider-aws/lib/eks-addon';
import { EksCluster as EksClusterResource } from '@cdktf/provider-aws/lib/eks-cluster';
import { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group';
import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { fail } from '../../core/errors';
import { type EksClusterProps, type SystemPoolProps, subnetsIn } from './cluster';
import { podRole } from './identity';
import { makeKey } from './key';
import { makeNetwork } from './network';
import { nodeRole } from './node-role';
import type { AwsStack, EksCluster } from './stack';

/** What every cluster needs to have nodes and to give pods roles; nodes wait for the network's. */
const FIRST_ADDONS = ['vpc-cni', 'kube-proxy', 'eks-pod-identity-agent'];

export function newCluster(stack: AwsStack, props: EksClusterProps, subnetIds?: readonly string[]): EksCluster {
  const { name, network, endpoint = 'private', addons = ['aws-ebs-csi-driver'] } = props;
  if (network !== undefined && subnetIds !== undefined) {
    fail(stack, 'subnetIds are of a network that exists, cluster.network makes one: choose one');
  }
  const made = subnetIds === undefined ? makeNetwork(stack, name, network) : undefined;
  const subnets = made ? [...made.subnets.values()] : [...subnetIds!];
  const role = new IamRole(stack, 'cluster-role', {
    name: `${name}-cluster`,
    assumeRolePolicy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'eks.amazonaws.com' }, Action: ['sts:AssumeRole', 'sts:TagSession'] },
      ],
    }),
  });
  const policy = new IamRolePolicyAttachment(stack, 'AmazonEKSClusterPolicy', {
    role: role.name,
    policyArn: `arn:${stack.partition}:iam::aws:policy/AmazonEKSClusterPolicy`,
  });
  const cluster = new EksClusterResource(stack, 'cluster', {
    name,
    version: props.version,
    roleArn: role.arn,
    deletionProtection: props.deletionProtection ?? true,
    bootstrapSelfManagedAddons: false,
    accessConfig: { authenticationMode: 'API', bootstrapClusterCreatorAdminPermissions: true },
    enabledClusterLogTypes: [...(props.logs ?? ['api', 'audit', 'authenticator'])],
    encryptionConfig: {
      resources: ['secrets'],
      provider: { keyArn: props.kmsKeyArn ?? makeKey(stack, 'cluster-key').arn },
    },
    vpcConfig: {
      subnetIds: subnets,
      endpointPrivateAccess: true,
      endpointPublicAccess: endpoint !== 'private',
      publicAccessCidrs: endpoint === 'private' ? undefined : [...endpoint.publicFrom],
    },
    dependsOn: [policy],
  });
  for (const [i, principalArn] of (props.admins ?? []).entries()) {
    const entry = new EksAccessEntry(stack, `admin-${i}`, { clusterName: name, principalArn, dependsOn: [cluster] });
    new EksAccessPolicyAssociation(stack, `admin-${i}-policy`, {
      clusterName: name,
      principalArn,
      policyArn: `arn:${stack.partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`,
      accessScope: { type: 'cluster' },
      dependsOn: [entry],
    });
  }
  const first = FIRST_ADDONS.map(
    (addon) =>
      new EksAddon(stack, addon, {
        clusterName: cluster.name,
        addonName: addon,
        resolveConflictsOnUpdate: 'OVERWRITE',
      }),
  );
  const pool = systemPool(stack, cluster, subnets, props.systemPool, first);
  for (const addon of ['coredns', ...addons]) {
    new EksAddon(stack, addon, {
      clusterName: cluster.name,
      addonName: addon,
      resolveConflictsOnUpdate: 'OVERWRITE',
      ...(addon === 'aws-ebs-csi-driver' && {
        podIdentityAssociation: [
          {
            serviceAccount: 'ebs-csi-controller-sa',
            roleArn: podRole(stack, 'ebs-csi', {
              name: `${name}-ebs-csi`,
              managedPolicies: [`arn:${stack.partition}:iam::aws:policy/service-role/AmazonEBSCSIDriverPolicy`],
            }).arn,
          },
        ],
      }),
      dependsOn: [pool],
    });
  }
  stack.output('cluster-endpoint', cluster.endpoint);
  const issuer = cluster.identity.get(0).oidc.get(0).issuer;
  return {
    name,
    vpcId: made?.vpcId ?? new DataAwsSubnet(stack, 'first-subnet', { id: subnets[0] }).vpcId,
    securityGroupId: cluster.vpcConfig.clusterSecurityGroupId,
    oidcIssuer: issuer,
    subnetIds: (zones) => {
      if (zones === undefined) return [...subnets];
      if (made === undefined) return subnetsIn(stack, subnets, zones);
      return zones.map(
        (zone) =>
          made.subnets.get(zone) ??
          fail(stack, `zone '${zone}' is not in the network, which has ${[...made.subnets.keys()].join(', ')}`),
      );
    },
    oidcProviderArn: () => {
      const provider = stack.node.tryFindChild('oidc-provider') as IamOpenidConnectProvider | undefined;
      return (
        provider ??
        new IamOpenidConnectProvider(stack, 'oidc-provider', { url: issuer, clientIdList: ['sts.amazonaws.com'] })
      ).arn;
    },
  };
}

function systemPool(
  stack: AwsStack,
  cluster: EksClusterResource,
  subnetIds: string[],
  props: SystemPoolProps = {},
  after: EksAddon[],
): EksNodeGroup {
  const { machine = 'm6i.2xlarge', nodes = { min: 2, max: 6 }, diskGi = 100 } = props;
  const { min, max } = typeof nodes === 'number' ? { min: nodes, max: nodes } : nodes;
  return new EksNodeGroup(stack, 'system', {
    clusterName: cluster.name,
    nodeGroupName: 'system',
    nodeRoleArn: nodeRole(stack).arn,
    subnetIds,
    amiType: /^[a-z]+\d+g/.test(machine) ? 'AL2023_ARM_64_STANDARD' : 'AL2023_x86_64_STANDARD',
    instanceTypes: [machine],
    diskSize: diskGi,
    scalingConfig: { minSize: min, maxSize: max, desiredSize: min },
    updateConfig: { maxUnavailable: 1 },
    nodeRepairConfig: { enabled: true },
    lifecycle: { ignoreChanges: ['scaling_config[0].desired_size'] },
    dependsOn: after,
  });
}
