import { isRecord } from '../finding';
import { qualifiedName } from '../names';
import { at, goInteger, record } from './read';

type Fields = Record<string, unknown>;
type Tell = (path: string, message: string) => void;

const GROUP = 'kueue.x-k8s.io';
const REQUIRED = `${GROUP}/podset-required-topology`;
const PREFERRED = `${GROUP}/podset-preferred-topology`;
const UNCONSTRAINED = `${GROUP}/podset-unconstrained-topology`;
const SLICE = `${GROUP}/podset-slice-required-topology`;
const SIZE = `${GROUP}/podset-slice-size`;
const TOGETHER = `${GROUP}/podset-group-name`;

/** The metadata of one set of pods, with its place. */
export interface PodSet {
  readonly metadata: Fields;
  /** `spec.template.metadata`. */
  readonly path: string;
  /** How many pods it has, where that is known. */
  readonly count?: number;
}

/** The sets of pods that a job makes, of the kinds that Kueue places by topology. */
export function podSets(object: Fields): PodSet[] {
  const spec = record(object.spec);
  const one = (metadata: unknown, path: string): PodSet[] => (isRecord(metadata) ? [{ metadata, path }] : []);
  const ray = (cluster: Fields, path: string) => [
    ...one(at(cluster, 'headGroupSpec', 'template', 'metadata'), `${path}.headGroupSpec.template.metadata`),
    ...(Array.isArray(cluster.workerGroupSpecs) ? cluster.workerGroupSpecs : []).flatMap((group, i) =>
      one(at(group, 'template', 'metadata'), `${path}.workerGroupSpecs[${i}].template.metadata`),
    ),
  ];
  switch (object.kind) {
    case 'Pod':
      return one(object.metadata, 'metadata');
    case 'Job':
      return one(at(spec, 'template', 'metadata'), 'spec.template.metadata');
    case 'JobSet':
      return (Array.isArray(spec.replicatedJobs) ? spec.replicatedJobs : []).flatMap((job, i) =>
        one(
          at(job, 'template', 'spec', 'template', 'metadata'),
          `spec.replicatedJobs[${i}].template.spec.template.metadata`,
        ),
      );
    case 'RayCluster':
      return ray(spec, 'spec');
    case 'RayJob':
      return ray(record(spec.rayClusterSpec), 'spec.rayClusterSpec');
    case 'RayService':
      return ray(record(spec.rayClusterConfig), 'spec.rayClusterConfig');
    default: {
      const [field] = Object.keys(spec).filter((key) => key.endsWith('ReplicaSpecs'));
      if (field === undefined) return [];
      return Object.entries(record(spec[field])).flatMap(([role, replica]) =>
        one(at(replica, 'template', 'metadata'), `spec.${field}.${role}.template.metadata`),
      );
    }
  }
}

/** What pods ask of the topology. Facts: kueue pkg/controller/jobframework/tas_validation.go. */
export function checkTopology(sets: readonly PodSet[], tell: Tell): void {
  const groups = new Map<string, string[]>();
  for (const { metadata, path } of sets) {
    const annotations = record(metadata.annotations);
    const place = `${path}.annotations`;
    checkAnnotations(annotations, place, tell);
    const group = annotations[TOGETHER];
    if (typeof group === 'string') groups.set(group, [...(groups.get(group) ?? []), `${place}.${TOGETHER}`]);
  }
  if (sets.length === 1 && /^(spec\.template|metadata)/.test(sets[0]!.path)) return;
  for (const [group, places] of groups)
    if (places.length !== 2)
      for (const place of places)
        tell(place, `'${group}' is a group of ${places.length}, it must be one of two sets of pods`);
}

function checkAnnotations(annotations: Fields, path: string, tell: Tell): void {
  const has = (key: string) => typeof annotations[key] === 'string';
  const value = (key: string) => String(annotations[key]);
  const ways = [REQUIRED, PREFERRED, UNCONSTRAINED].filter(has);
  if (ways.length > 1) tell(path, `have ${ways.join(' and ')}, only one is possible`);
  for (const key of [REQUIRED, PREFERRED, SLICE].filter(has)) {
    const wrong = qualifiedName(value(key));
    if (wrong !== undefined) tell(`${path}.${key}`, wrong);
  }
  if (has(UNCONSTRAINED) && !/^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value(UNCONSTRAINED)))
    tell(`${path}.${UNCONSTRAINED}`, `'${value(UNCONSTRAINED)}' is neither true nor false`);
  if (has(SIZE)) {
    const size = goInteger(value(SIZE));
    if (size === undefined || size < 1 || size > 2 ** 31 - 1)
      tell(`${path}.${SIZE}`, `'${value(SIZE)}' must be a whole number more than 0`);
    if (!has(SLICE)) tell(`${path}.${SIZE}`, `may only be set beside ${SLICE}`);
  } else if (has(SLICE)) tell(`${path}.${SIZE}`, `is required beside ${SLICE}`);
  if (!has(TOGETHER)) return;
  const place = `${path}.${TOGETHER}`;
  if (/^\d+$/.test(value(TOGETHER))) tell(place, `'${value(TOGETHER)}' may not be a number`);
  for (const key of [SIZE, SLICE].filter(has)) tell(place, `does not go with ${key}`);
  if (!has(PREFERRED) && !has(REQUIRED)) tell(place, `needs ${PREFERRED} or ${REQUIRED}`);
}
