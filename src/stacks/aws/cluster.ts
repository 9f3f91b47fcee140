import { DataAwsEksCluster } from '@cdktf/provider-aws/lib/data-aws-eks-cluster';
import type { TerraformStack } from 'cdktf';
import type { NodeRange } from '../../constructs/gpu';
import { fields, type Known, listOf, oneOf, or } from '../../core/properties';
import { endpointProperty, nodesProperty } from '../cloud/check-props';
import type { NetworkProps } from './network';
import type { AwsStack, EksCluster } from './stack';

/** Nodes for what must always run: DNS, controllers, the platform itself. */
export interface SystemPoolProps {
  /** @default 'm6i.2xlarge' */
  readonly machine?: string;
  /** @default { min: 2, max: 6 } */
  readonly nodes?: number | NodeRange;
  /** GiB. @default 100 */
  readonly diskGi?: number;
}

export interface EksClusterProps {
  readonly name: string;
  /** Kubernetes version, such as `1.33`. @default EKS's default */
  readonly version?: string;
  /** The network to make. Not with the stack's `subnetIds`. @default a VPC over three zones */
  readonly network?: NetworkProps;
  /** Who reaches the API server: the VPC only, or certain addresses too. @default 'private' */
  readonly endpoint?: 'private' | { readonly publicFrom: readonly string[] };
  /** Key that Secrets are encrypted with. @default a key of the stack's own */
  readonly kmsKeyArn?: string;
  /** ARNs of roles and users who administer the cluster. */
  readonly admins?: readonly string[];
  readonly systemPool?: SystemPoolProps;
  /** Add-ons of EKS beside the network's and the pod identity agent. @default EBS CSI driver */
  readonly addons?: readonly string[];
  /** @default ['api', 'audit', 'authenticator'] */
  readonly logs?: readonly ('api' | 'audit' | 'authenticator' | 'controllerManager' | 'scheduler')[];
  /** @default true */
  readonly deletionProtection?: boolean;
}

const network: Known<NetworkProps> = {
  cidr: 'text',
  zones: listOf('text'),
  nat: oneOf('one', 'each-zone', 'none'),
};
const systemPool: Known<SystemPoolProps> = { machine: 'text', nodes: nodesProperty, diskGi: 'number' };
const cluster: Known<EksClusterProps> = {
  name: 'text',
  version: 'text',
  network: fields(network),
  endpoint: endpointProperty,
  kmsKeyArn: 'text',
  admins: listOf('text'),
  systemPool: fields(systemPool),
  addons: listOf('text'),
  logs: listOf(oneOf('api', 'audit', 'authenticator', 'controllerManager', 'scheduler')),
  deletionProtection: 'flag',
};
export const clusterProperty = or(fields(cluster, ['name']), 'text');

/** A cluster that somebody else made; its facts are read when Terraform runs. */
export function existingCluster(stack: AwsStack, name: string, subnetIds?: readonly string[]): EksCluster {
  const data = new DataAwsEksCluster(stack, 'cluster', { name });
  const vpc = data.vpcConfig.get(0);
  return {
    name,
    subnets: subnetIds?.length,
    beforeNodes: [],
    vpcId: vpc.vpcId,
    securityGroupId: vpc.clusterSecurityGroupId,
    oidcIssuer: data.identity.get(0).oidc.get(0).issuer,
    subnetIds: (zones) => {
      const all = (subnetIds as string[] | undefined) ?? (vpc.subnetIds as unknown as string[]);
      return zones === undefined ? [...all] : subnetsIn(stack, all, zones);
    },
    oidcProviderArn: () => {
      const { DataAwsIamOpenidConnectProvider } =
        require('@cdktf/provider-aws/lib/data-aws-iam-openid-connect-provider') as typeof import('@cdktf/provider-aws/lib/data-aws-iam-openid-connect-provider');
      const id = 'oidc-provider';
      const made = stack.node.tryFindChild(id) as InstanceType<typeof DataAwsIamOpenidConnectProvider> | undefined;
      return (made ?? new DataAwsIamOpenidConnectProvider(stack, id, { url: data.identity.get(0).oidc.get(0).issuer }))
        .arn;
    },
  };
}

/** The subnets of a list that are in certain zones. */
export function subnetsIn(stack: TerraformStack, subnetIds: readonly string[], zones: readonly string[]): string[] {
  const { DataAwsSubnets } =
    require('@cdktf/provider-aws/lib/data-aws-subnets') as typeof import('@cdktf/provider-aws/lib/data-aws-subnets');
  const id = `subnets-${zones.join('-')}`;
  const made = stack.node.tryFindChild(id) as InstanceType<typeof DataAwsSubnets> | undefined;
  const subnets =
    made ??
    new DataAwsSubnets(stack, id, {
      filter: [
        { name: 'subnet-id', values: [...subnetIds] },
        { name: 'availability-zone', values: [...zones] },
      ],
    });
  return subnets.ids;
}
