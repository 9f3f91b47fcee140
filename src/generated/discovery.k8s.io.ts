// Written by `npm run generate`; do not edit.
import type { ObjectMeta, ObjectReference } from './core';

// source: @kubernetes/client-node@1.4.0 io.k8s.api.discovery.v1.EndpointSlice
export interface EndpointSlice {
  apiVersion: 'discovery.k8s.io/v1';
  kind: 'EndpointSlice';
  metadata?: ObjectMeta;
  addressType: 'FQDN' | 'IPv4' | 'IPv6';
  endpoints: Endpoint[];
  ports?: EndpointPortV1[];
}

export interface Endpoint {
  addresses: string[];
  conditions?: EndpointConditions;
  deprecatedTopology?: Record<string, string>;
  hints?: EndpointHints;
  hostname?: string;
  nodeName?: string;
  targetRef?: ObjectReference;
  zone?: string;
}

export interface EndpointConditions {
  ready?: boolean;
  serving?: boolean;
  terminating?: boolean;
}

export interface EndpointHints {
  forNodes?: ForZone[];
  forZones?: ForZone[];
}

export interface EndpointPortV1 {
  appProtocol?: string;
  name?: string;
  port?: number;
  protocol?: 'SCTP' | 'TCP' | 'UDP';
}

export interface ForZone {
  name: string;
}
