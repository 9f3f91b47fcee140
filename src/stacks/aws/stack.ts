import { CloudStack } from '../cloud/stack';

/** The cluster as the rest of the stack needs it; what only Terraform knows are its tokens. */
export interface EksCluster {
  readonly name: string;
  readonly vpcId: string;
  readonly securityGroupId: string;
  /** Private subnets, those of some zones where they are named. */
  subnetIds(zones?: readonly string[]): string[];
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
  /** Name of the cluster. */
  abstract readonly clusterName: string;
  abstract readonly cluster: EksCluster;
}
