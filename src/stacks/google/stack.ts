import { CloudStack } from '../cloud/stack';

/** What the parts of a GKE stack know of it. */
export abstract class GoogleStack extends CloudStack {
  abstract readonly project: string;
  /** Region or zone of the cluster. */
  abstract readonly location: string;
  abstract readonly region: string;
  /** Name of the cluster. */
  abstract readonly clusterName: string;
  /** E-mail of a service account that may do what nodes must, and no more. */
  abstract nodeAccount(): string;
}
