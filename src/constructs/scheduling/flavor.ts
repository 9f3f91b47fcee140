import type { Construct } from 'constructs';
import { nameOf } from '../../core/environment';
import { Problems } from '../../core/errors';
import { metadataShape } from '../../core/metadata';
import { type Placement, placementShape } from '../../core/placement';
import { checkProperties, type Known, listOf, mapOf, propertyProblems } from '../../core/properties';
import { type Metadata, Resource, type SpecOf } from '../../core/resource';
import { defined, definedOrNone, InvalidValue, isRecord, shown } from '../../core/values';
import type { Topology } from './topology';

const KIND = 'kueue.x-k8s.io/v1beta2/ResourceFlavor';
type Spec = SpecOf<typeof KIND>;

/** What a flavor must know of a pool of nodes. */
export interface FlavorPool {
  readonly name: string;
  readonly placement: Placement;
  /** Extended resource that counts its accelerators. */
  readonly resource: string;
}

/** A pool has more than a flavor reads of it. */
export function poolShape(pool: unknown): void {
  const { name, placement, resource } = isRecord(pool) ? pool : {};
  if (typeof name !== 'string' || typeof resource !== 'string' || !isRecord(placement))
    throw new InvalidValue(`${shown(pool)} is no pool, which has name, resource and placement`);
  const { sentences } = propertyProblems({ placement }, { placement: placementShape });
  if (sentences.length > 0) throw new InvalidValue(sentences.join(', '));
}

export interface ResourceFlavorProps {
  /** Nodes of this pool: their labels select them, their taints are tolerated. */
  readonly pool?: FlavorPool;
  /** Labels that the nodes have. @default the pool's */
  readonly nodeLabels?: Readonly<Record<string, string>>;
  /** Taints that a workload must tolerate by itself to get this flavor. @default none */
  readonly nodeTaints?: Spec['nodeTaints'];
  /** Given to every pod that is admitted. @default the pool's */
  readonly tolerations?: Spec['tolerations'];
  /** How the nodes lie in the network, for jobs that ask to be placed together. */
  readonly topology?: string | Topology;
  readonly metadata?: Metadata;
}

const flavorProperties: Known<ResourceFlavorProps> = {
  pool: poolShape,
  nodeLabels: mapOf('text'),
  nodeTaints: listOf('object'),
  tolerations: listOf('object'),
  topology: nameOf,
  metadata: metadataShape,
};

/** A kind of node that quota is counted for. */
export class ResourceFlavor extends Resource<typeof KIND> {
  /** Extended resource that `gpu` means in a quota for this flavor. */
  readonly gpuResource: string;

  constructor(scope: Construct, id: string, props: ResourceFlavorProps = {}) {
    const problems = new Problems(scope, id);
    checkProperties(problems, props, flavorProperties);
    problems.throw();
    const {
      pool,
      nodeLabels = pool?.placement.nodeSelector,
      nodeTaints,
      tolerations = pool?.placement.tolerations,
      topology,
      metadata,
    } = props;
    for (const [field, given] of [
      ['nodeLabels', Object.keys(nodeLabels ?? {})],
      ['tolerations', tolerations],
      ['nodeTaints', nodeTaints],
    ] as const) {
      if ((given?.length ?? 0) > 8) problems.add(`${field} has ${given!.length} entries, Kueue allows 8`);
    }
    if (topology !== undefined && Object.keys(nodeLabels ?? {}).length === 0)
      problems.add('topology needs a label in nodeLabels that the nodes have');
    problems.throw();
    const spec = definedOrNone<Spec>({
      nodeLabels: nodeLabels && { ...nodeLabels },
      nodeTaints,
      tolerations: tolerations && [...tolerations],
      topologyName: typeof topology === 'object' ? topology.name : topology,
    });
    super(scope, id, KIND, defined({ spec }), metadata);
    this.gpuResource = pool?.resource ?? 'nvidia.com/gpu';
  }
}
