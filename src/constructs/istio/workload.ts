import type { Construct } from 'constructs';
import { exact } from '../../core/exact';
import { Resource, type ResourceProps, type SpecOf } from '../../core/resource';

export type WorkloadEntryProps = SpecOf<'networking.istio.io/v1/WorkloadEntry'> & ResourceProps;

/** One virtual machine or bare-metal host in the mesh. */
export class WorkloadEntry extends Resource<'networking.istio.io/v1/WorkloadEntry'> {
  constructor(scope: Construct, id: string, props: WorkloadEntryProps) {
    const { metadata, ...spec } = exact(scope, id, props);
    super(scope, id, 'networking.istio.io/v1/WorkloadEntry', { spec }, metadata);
  }
}

type WorkloadGroupSpec = SpecOf<'networking.istio.io/v1/WorkloadGroup'>;

export interface WorkloadGroupProps extends ResourceProps, Omit<WorkloadGroupSpec, 'metadata'> {
  /** Labels and annotations of the entries that the group makes. */
  readonly entryMetadata?: WorkloadGroupSpec['metadata'];
}

/** A template of WorkloadEntries for hosts that register themselves. */
export class WorkloadGroup extends Resource<'networking.istio.io/v1/WorkloadGroup'> {
  constructor(scope: Construct, id: string, props: WorkloadGroupProps) {
    const { metadata, entryMetadata, ...spec } = exact(scope, id, props, { entryMetadata: 'object' });
    const written = entryMetadata === undefined ? spec : { metadata: entryMetadata, ...spec };
    super(scope, id, 'networking.istio.io/v1/WorkloadGroup', { spec: written }, metadata);
  }
}

export type ProxyConfigProps = SpecOf<'networking.istio.io/v1beta1/ProxyConfig'> & ResourceProps;

/** Settings of the proxies of a namespace or of some of its workloads, read when they start. */
export class ProxyConfig extends Resource<'networking.istio.io/v1beta1/ProxyConfig'> {
  constructor(scope: Construct, id: string, props: ProxyConfigProps = {}) {
    const { metadata, ...spec } = exact(scope, id, props);
    super(scope, id, 'networking.istio.io/v1beta1/ProxyConfig', { spec }, metadata);
  }
}
