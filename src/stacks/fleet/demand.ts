import type { SynthesizedObject } from '../../core/synth';
import { isRecord } from '../../core/values';

export type Json = Record<string, unknown>;

/** Pods that are alike, as an object will make them. */
export interface DemandedPods {
  readonly role: string;
  /** The pods' specification; parts that nothing says are left out. */
  readonly spec: Json;
  readonly labels: Json;
  /** Fewest and most of them. */
  readonly min: number;
  readonly max: number;
  /** Zones from which their volumes can be reached. */
  readonly zones?: readonly string[];
}

/** What one object asks of the cluster. */
export interface Demand {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly pods: readonly DemandedPods[];
  /** All start together or none. */
  readonly gang: boolean;
  /** Copies side by side. */
  readonly parallel: number;
  /** LocalQueue that admits it. */
  readonly queue?: string;
  /** One of several of which the cluster runs one at a time, the steps of a pipeline. */
  readonly oneOf?: string;
  /** Why the LimitRanges of its namespace refuse its pods. */
  readonly refused?: string;
  /** The object it is of. */
  readonly object: SynthesizedObject;
}

/** What an object's kind says about its pods; the rest is the same for all kinds. */
export type Shape = Pick<Demand, 'pods'> &
  Partial<Pick<Demand, 'gang' | 'parallel' | 'name' | 'kind' | 'oneOf' | 'queue'>>;

/** Finds other objects of the program. */
export type Lookup = (kind: string, namespace: string, name: string) => Json | undefined;

/** Reads one object; none where it runs nothing. */
export type Reader = (object: Json, lookup: Lookup) => readonly Shape[];

export function json(value: unknown): Json {
  return isRecord(value) ? value : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((here, key) => (isRecord(here) ? here[key] : undefined), value);
}

/** A count as manifests have it: a whole number, or text of one. */
export function whole(value: unknown, otherwise: number): number {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : otherwise;
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Pods of a template, `count` of them. */
export function podsOf(role: string, template: unknown, min: number, max = min): DemandedPods {
  return { role, spec: json(at(template, 'spec')), labels: json(at(template, 'metadata', 'labels')), min, max };
}

export const QUEUE_LABEL = 'kueue.x-k8s.io/queue-name';
