import { CloudStack } from '../cloud/stack';

/** What the parts of an AKS stack know of it. */
export abstract class AzureStack extends CloudStack {
  abstract readonly resourceGroup: string;
  /** Name of the cluster. */
  abstract readonly clusterName: string;
  /** Region of a cluster that is made here. */
  abstract readonly location?: string;
  /** Resource id of the cluster, which only Terraform knows. */
  abstract readonly clusterId: string;
  /** Who signs the tokens of its service accounts, which only Terraform knows. */
  abstract readonly issuer: string;
}
