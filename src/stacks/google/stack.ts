import type { ITerraformDependable } from 'cdktf';
import { CloudStack } from '../cloud/stack';

/** The cluster as the rest of the stack needs it. */
export interface GkeCluster {
  /** As other resources write it: a reference where the cluster is made here, so that they wait for it. */
  readonly name: string;
  /** The network that is made with it. */
  readonly network?: { readonly id: string; readonly name: string };
  /** What is made here and nodes and their identities wait for: the cluster, its network's way out. */
  readonly made: readonly ITerraformDependable[];
}

/** Who nodes run as. */
export interface NodeAccount {
  /** As other resources write it, so that they wait for the account. */
  readonly reference: string;
  /** The same as a plain value. */
  readonly email: string;
  readonly roles: readonly ITerraformDependable[];
}

/** What the parts of a GKE stack know of it. */
export abstract class GoogleStack extends CloudStack {
  abstract readonly project: string;
  /** Region or zone of the cluster. */
  abstract readonly location: string;
  abstract readonly region: string;
  /** Name of the cluster, a plain value. */
  abstract readonly clusterName: string;
  abstract readonly cluster: GkeCluster;
  /** A service account that may do what nodes must, and no more; made when it is first asked for. */
  abstract nodeAccount(): NodeAccount;
}
