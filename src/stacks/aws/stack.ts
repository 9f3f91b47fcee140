import type { ITerraformDependable } from 'cdktf';
import { CloudStack } from '../cloud/stack';

/** The cluster as the rest of the stack needs it; what only Terraform knows are its tokens. */
export interface EksCluster {
  /** As other resources write it: a reference where the cluster is made here, so that they wait for it. */
  readonly name: string;
  readonly vpcId: string;
  readonly securityGroupId: string;
  /** Subnets of the nodes, those of some zones where they are named: private ones of a network that is made here. */
  subnetIds(zones?: readonly string[]): string[];
  /** How many subnets there are, where the program knows them. */
  readonly subnets?: number;
  /** Zones of the network that is made here. */
  readonly zones?: readonly string[];
  /** What must be there before nodes are: the network's add-ons of a cluster that is made here. */
  readonly beforeNodes: readonly ITerraformDependable[];
  readonly oidcIssuer: string;
  /** ARN of the identity provider that IAM knows the cluster by. */
  oidcProviderArn(): string;
}

/** What the parts of an EKS stack know of it. */
export abstract class AwsStack extends CloudStack {
  abstract readonly region: string;
  /** `aws`, or what it is called in China and GovCloud. */
  abstract readonly partition: string;
  abstract readonly account?: string;
  /** Name of the cluster, a plain value. */
  abstract readonly clusterName: string;
  abstract readonly cluster: EksCluster;
}
