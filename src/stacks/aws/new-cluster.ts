import { DataAwsSubnet } from '@cdktf/provider-aws/lib/data-aws-subnet';
import { EksAccessEntry } from '@cdktf/provider-aws/lib/eks-access-entry';
import { EksAccessPolicyAssociation } from '@cdktf/provider-aws/lib/eks-access-policy-association';
import { EksAddon } from '@cdktf/provider-aws/lib/eks-addon';
import { EksCluster as EksClusterResource } from '@cdktf/provider-aws/lib/eks-cluster';
import { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group';
import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import type { ITerraformDependable } from 'cdktf';
import { fail, Problems } from '../../core/errors';
import { publicFrom } from '../cloud/check-props';
import { rangeOf } from '../cloud/machine';
import { type EksClusterProps, type SystemPoolProps, subnetsIn } from './cluster';
import { podRole } from './identity';
import { makeKey } from './key';
import { makeNetwork } from './network';
import { nodeRole } from './node-role';
import { checkRoleName } from './role-name';
import type { AwsStack, EksCluster } from './stack';

/** What every cluster needs to have nodes and to give pods roles; nodes wait for the network's. */
const FIRST_ADDONS = ['vpc-cni', 'kube-proxy', 'eks-pod-identity-agent'];

/** Service account and policy of the add-ons that make volumes. */
const CSI: Readonly<Record<string, { readonly serviceAccount: string; readonly policy: string }>> = {
  'aws-ebs-csi-driver': {
    serviceAccount: 'ebs-csi-controller-sa',
    policy: 'service-role/AmazonEBSCSIDriverPolicy',
  },
  'aws-efs-csi-driver': {
    serviceAccount: 'efs-csi-controller-sa',
    policy: 'service-role/AmazonEFSCSIDriverPolicy',
  },
  'aws-fsx-csi-driver': { serviceAccount: 'fsx-csi-controller-sa', policy: 'AmazonFSxFullAccess' },
};

export function newCluster(stack: AwsStack, props: EksClusterProps, subnetIds?: readonly string[]): EksCluster {
  const { name, network, endpoint = 'private', addons = ['aws-ebs-csi-driver'] } = props;
  if (network !== undefined && subnetIds !== undefined) {
    fail(stack, 'subnetIds are of a network that exists, cluster.network makes one: choose one');
  }
  const problems = new Problems(stack);
  const publicAccessCidrs = publicFrom(problems, endpoint);
  problems.throw();
  const made = subnetIds === undefined ? makeNetwork(stack, name, network) : undefined;
  const subnets = made ? [...made.subnets.values()] : [...subnetIds!];
  const role = new IamRole(stack, 'cluster-role', {
    name: checkRoleName(stack, `${name}-cluster`),
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
      publicAccessCidrs,
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
  const beforeNodes = [...first, ...(made?.routes ?? [])];
  const pool = systemPool(stack, cluster, subnets, props.systemPool, beforeNodes);
  for (const addon of ['coredns', ...addons]) {
    new EksAddon(stack, addon, {
      clusterName: cluster.name,
      addonName: addon,
      resolveConflictsOnUpdate: 'OVERWRITE',
      podIdentityAssociation: volumes(stack, name, addon),
      dependsOn: [pool],
    });
  }
  stack.output('cluster-endpoint', cluster.endpoint);
  const issuer = cluster.identity.get(0).oidc.get(0).issuer;
  return {
    name: cluster.name,
    subnets: subnets.length,
    zones: made && [...made.subnets.keys()],
    beforeNodes,
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

/** The role of an add-on that makes volumes. */
function volumes(stack: AwsStack, name: string, addon: string) {
  const driver = CSI[addon];
  if (driver === undefined) return undefined;
  const { serviceAccount, policy } = driver;
  const id = addon.replace(/^aws-|-driver$/g, '');
  const managedPolicies = [`arn:${stack.partition}:iam::aws:policy/${policy}`];
  const { arn } = podRole(stack, id, { name: checkRoleName(stack, `${name}-${id}`), managedPolicies });
  return [{ serviceAccount, roleArn: arn }];
}

function systemPool(
  stack: AwsStack,
  cluster: EksClusterResource,
  subnetIds: string[],
  props: SystemPoolProps = {},
  after: readonly ITerraformDependable[],
): EksNodeGroup {
  const { machine = 'm6i.2xlarge', nodes = { min: 2, max: 6 }, diskGi = 100 } = props;
  const { min, max } = rangeOf(nodes);
  const role = nodeRole(stack);
  return new EksNodeGroup(stack, 'system', {
    clusterName: cluster.name,
    nodeGroupName: 'system',
    nodeRoleArn: role.arn,
    subnetIds,
    amiType: /^[a-z]+\d+g/.test(machine) ? 'AL2023_ARM_64_STANDARD' : 'AL2023_x86_64_STANDARD',
    instanceTypes: [machine],
    diskSize: diskGi,
    scalingConfig: { minSize: min, maxSize: max, desiredSize: min },
    updateConfig: { maxUnavailable: 1 },
    nodeRepairConfig: { enabled: true },
    lifecycle: { ignoreChanges: ['scaling_config[0].desired_size'] },
    dependsOn: [...after, ...role.policies],
  });
}
