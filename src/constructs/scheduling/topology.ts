import type { Construct } from 'constructs';
import { Problems } from '../../core/errors';
import { metadataShape } from '../../core/metadata';
import { checkProperties, type Known, listOf } from '../../core/properties';
import { type Metadata, Resource } from '../../core/resource';

const KIND = 'kueue.x-k8s.io/v1beta2/Topology';

export interface TopologyProps {
  /** Node labels from the widest domain to the narrowest, `kubernetes.io/hostname` last if at all. */
  readonly levels: readonly string[];
  readonly metadata?: Metadata;
}

const topologyProperties: Known<TopologyProps> = { levels: listOf('text'), metadata: metadataShape };

/** How nodes lie in the network: blocks, racks, hosts. */
export class Topology extends Resource<typeof KIND> {
  constructor(scope: Construct, id: string, props: TopologyProps) {
    const problems = new Problems(scope, id);
    checkProperties(problems, props, topologyProperties, ['levels']);
    problems.throw();
    const { levels, metadata } = props;
    if (levels.length === 0 || levels.length > 16)
      problems.add(`levels has ${levels.length} entries, Kueue allows 1 to 16`);
    if (new Set(levels).size < levels.length) problems.add(`levels names a label twice: ${levels.join(', ')}`);
    if (levels.slice(0, -1).includes('kubernetes.io/hostname'))
      problems.add('levels has kubernetes.io/hostname before the last place, nothing is narrower than a host');
    problems.throw();
    super(scope, id, KIND, { spec: { levels: levels.map((nodeLabel) => ({ nodeLabel })) } }, metadata);
  }
}
