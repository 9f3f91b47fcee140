// Written by `npm run generate`; do not edit.
import type { EventSource, ObjectMeta, ObjectReference } from './core';

export interface Event {
  apiVersion: 'events.k8s.io/v1';
  kind: 'Event';
  action?: string;
  deprecatedCount?: number;
  deprecatedFirstTimestamp?: string;
  deprecatedLastTimestamp?: string;
  deprecatedSource?: EventSource;
  eventTime: string;
  metadata?: ObjectMeta;
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
