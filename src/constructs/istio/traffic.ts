import type { Construct } from 'constructs';
import { exact } from '../../core/exact';
import { Resource, type ResourceProps, type SpecOf } from '../../core/resource';

export type VirtualServiceProps = SpecOf<'networking.istio.io/v1/VirtualService'> & ResourceProps;

/** Where requests to a host go: by path, header or weight, with retries, timeouts, faults and mirrors. */
export class VirtualService extends Resource<'networking.istio.io/v1/VirtualService'> {
  constructor(scope: Construct, id: string, props: VirtualServiceProps) {
    const { metadata, ...spec } = exact(scope, id, props);
    super(scope, id, 'networking.istio.io/v1/VirtualService', { spec }, metadata);
  }
}

export type DestinationRuleProps = SpecOf<'networking.istio.io/v1/DestinationRule'> & ResourceProps;

/** How a host is called once a route is chosen: subsets, TLS, connection pools, load balancing, outlier detection. */
export class DestinationRule extends Resource<'networking.istio.io/v1/DestinationRule'> {
  constructor(scope: Construct, id: string, props: DestinationRuleProps) {
    const { metadata, ...spec } = exact(scope, id, props);
    super(scope, id, 'networking.istio.io/v1/DestinationRule', { spec }, metadata);
  }
}

export type SidecarProps = SpecOf<'networking.istio.io/v1/Sidecar'> & ResourceProps;

/** What the proxies of a namespace, or of some of its workloads, know of the mesh; less of it is less memory. */
export class Sidecar extends Resource<'networking.istio.io/v1/Sidecar'> {
  constructor(scope: Construct, id: string, props: SidecarProps = {}) {
    const { metadata, ...spec } = exact(scope, id, props);
    super(scope, id, 'networking.istio.io/v1/Sidecar', { spec }, metadata);
  }
}

export type ServiceEntryProps = SpecOf<'networking.istio.io/v1/ServiceEntry'> & ResourceProps;

/** A host outside the mesh, or one that Kubernetes does not know, as if it were a service. */
export class ServiceEntry extends Resource<'networking.istio.io/v1/ServiceEntry'> {
  constructor(scope: Construct, id: string, props: ServiceEntryProps) {
    const { metadata, ...spec } = exact(scope, id, props);
    super(scope, id, 'networking.istio.io/v1/ServiceEntry', { spec }, metadata);
  }
}
