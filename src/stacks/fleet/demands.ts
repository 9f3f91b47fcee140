import type { SynthesizedObject } from '../../core/synth';
import { coreWorkloads, scaled } from './core-workloads';
import { dataWorkloads } from './data-workloads';
import { at, type Demand, type DemandedPods, json, type Lookup, QUEUE_LABEL, type Reader, textOf } from './demand';
import { limitRangesOf, overRange, withDefaults } from './limit-ranges';
import { services } from './serving';
import { trainingJobs } from './training';
import { claimZonesOf, zonesOf } from './volume-zones';

const readers: Readonly<Record<string, Reader>> = { ...coreWorkloads, ...trainingJobs, ...services, ...dataWorkloads };

/** What the objects of a program ask of its cluster, in their order. */
export function demandsOf(objects: readonly SynthesizedObject[]): Demand[] {
  const lookup = lookupIn(objects);
  const manifests = objects.map(({ manifest }) => manifest);
  const ranges = limitRangesOf(manifests);
  const claims = claimZonesOf(manifests);
  return objects.flatMap((object): Demand[] => {
    const { manifest } = object;
    const key = `${manifest.apiVersion}/${manifest.kind}`;
    const read = Object.hasOwn(readers, key) ? readers[key] : undefined;
    if (read === undefined || hasOwner(manifest)) return [];
    const namespace = textOf(at(manifest, 'metadata', 'namespace')) ?? 'default';
    const own = ranges.get(namespace) ?? [];
    return read(manifest, lookup).map((shape): Demand => {
      const pods = shape.pods.map((one): DemandedPods => {
        const zones = zonesOf(one, namespace, claims);
        return { ...withDefaults(one, own), ...(zones !== undefined && { zones }) };
      });
      const refused = own.length === 0 ? undefined : pods.map((one) => overRange(one, own)).find(Boolean);
      return {
        kind: String(manifest.kind),
        name: textOf(at(manifest, 'metadata', 'name')) ?? textOf(at(manifest, 'metadata', 'generateName')) ?? 'unnamed',
        namespace,
        queue: textOf(at(manifest, 'metadata', 'labels', QUEUE_LABEL)),
        gang: false,
        parallel: 1,
        ...Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined)),
        pods,
        ...(refused !== undefined && { refused }),
        object,
      };
    });
  });
}

function hasOwner(manifest: object): boolean {
  const owners = at(manifest, 'metadata', 'ownerReferences');
  return Array.isArray(owners) && owners.length > 0;
}

/** Runtimes by name, and autoscalers by what they scale. */
function lookupIn(objects: readonly SynthesizedObject[]): Lookup {
  const wanted = new Set(['TrainingRuntime', 'ClusterTrainingRuntime', 'ServingRuntime', 'ClusterServingRuntime']);
  const found = new Map<string, Record<string, unknown>>();
  for (const { manifest } of objects) {
    const kind = String(manifest.kind);
    const namespace = textOf(at(manifest, 'metadata', 'namespace')) ?? '';
    if (wanted.has(kind)) {
      found.set(`${kind} ${namespace} ${textOf(at(manifest, 'metadata', 'name'))}`, json(manifest));
    } else if (kind === 'HorizontalPodAutoscaler') {
      found.set(`autoscaler ${namespace} ${scaled(at(manifest, 'spec', 'scaleTargetRef'))}`, json(manifest));
    }
  }
  return (kind, namespace, name) => found.get(`${kind} ${namespace} ${name}`);
}
