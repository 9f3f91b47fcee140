// Written by `npm run generate`; do not edit.
import type { EventSource, ObjectMeta, ObjectReference } from './core';

// source: @kubernetes/client-node@1.4.0 io.k8s.api.events.v1.Event
export interface Event {
  apiVersion: 'events.k8s.io/v1';
  kind: 'Event';
  metadata?: ObjectMeta;
  action?: string;
  deprecatedCount?: number;
  deprecatedFirstTimestamp?: string;
  deprecatedLastTimestamp?: string;
  deprecatedSource?: EventSource;
  eventTime: string;
  note?: string;
  reason?: string;
  regarding?: ObjectReference;
  related?: ObjectReference;
  reportingController?: string;
  reportingInstance?: string;
  series?: EventSeriesV1;
  type?: string;
}

export interface EventSeriesV1 {
  count: number;
  lastObservedTime: string;
}
