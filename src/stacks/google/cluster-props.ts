import type { NodeRange } from '../../constructs/gpu';
import { fields, type Known, listOf, mapOf, oneOf, or } from '../../core/properties';
import { endpointProperty, nodesProperty } from '../cloud/check-props';

export interface GkeClusterProps {
  readonly name: string;
  /** Least version of the control plane. @default the release channel's */
  readonly version?: string;
  /** @default 'REGULAR' */
  readonly releaseChannel?: 'RAPID' | 'REGULAR' | 'STABLE' | 'EXTENDED';
  /** A network that exists. @default one of the cluster's own, with addresses for nodes of `10.0.0.0/20` */
  readonly network?: { readonly network: string; readonly subnetwork: string };
  /** Who reaches the API server: callers that IAM lets in by its DNS name, or certain addresses too. @default 'private' */
  readonly endpoint?: 'private' | { readonly publicFrom: readonly string[] };
  /** Nodes for what must always run. @default e2-standard-8, { min: 1, max: 3 } in each zone */
  readonly systemPool?: { readonly machine?: string; readonly nodes?: number | NodeRange; readonly diskGi?: number };
  /** Zones of the nodes. @default the location's */
  readonly zones?: readonly string[];
  /** Key that Secrets are encrypted with, which GKE's service agent may use, `projects/P/locations/L/keyRings/R/cryptoKeys/K`. @default Google's */
  readonly kmsKey?: string;
  /** Pods may be on several networks, which GPUDirect needs. @default false */
  readonly multiNetworking?: boolean;
  /** Most of each that GKE may make node pools of by itself, for ComputeClasses: `{ cpu: 1000, memory: 4000, 'nvidia-h100-80gb': 32 }`. @default off */
  readonly nodeAutoProvisioning?: Readonly<Record<string, number>>;
  /** @default true */
  readonly deletionProtection?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
}

type Part<K extends keyof GkeClusterProps> = NonNullable<GkeClusterProps[K]>;
const network: Known<Part<'network'>> = { network: 'text', subnetwork: 'text' };
const systemPool: Known<Part<'systemPool'>> = { machine: 'text', nodes: nodesProperty, diskGi: 'number' };
const cluster: Known<GkeClusterProps> = {
  name: 'text',
  version: 'text',
  releaseChannel: oneOf('RAPID', 'REGULAR', 'STABLE', 'EXTENDED'),
  network: fields(network, ['network', 'subnetwork']),
  endpoint: endpointProperty,
  systemPool: fields(systemPool),
  zones: listOf('text'),
  kmsKey: 'text',
  multiNetworking: 'flag',
  nodeAutoProvisioning: mapOf('number'),
  deletionProtection: 'flag',
  labels: mapOf('text'),
};
export const clusterProperty = or(fields(cluster, ['name']), 'text');
