import type { Construct } from 'constructs';
import { Problems } from '../../core/errors';
import { exact } from '../../core/exact';
import { metadataShape } from '../../core/metadata';
import { checkProperties, type Known } from '../../core/properties';
import { Resource, type ResourceProps, type SpecOf } from '../../core/resource';

export type KnativeRouteProps = SpecOf<'serving.knative.dev/v1/Route'> & ResourceProps;

/** A host of its own for revisions of one or several configurations. */
export class KnativeRoute extends Resource<'serving.knative.dev/v1/Route'> {
  constructor(scope: Construct, id: string, props: KnativeRouteProps) {
    const { metadata, ...spec } = exact(scope, id, props);
    super(scope, id, 'serving.knative.dev/v1/Route', { spec }, metadata);
  }
}

export type KnativeConfigurationProps = SpecOf<'serving.knative.dev/v1/Configuration'> & ResourceProps;

/** Revisions without a host; each change makes one. */
export class KnativeConfiguration extends Resource<'serving.knative.dev/v1/Configuration'> {
  constructor(scope: Construct, id: string, props: KnativeConfigurationProps) {
    const { metadata, ...spec } = exact(scope, id, props);
    super(scope, id, 'serving.knative.dev/v1/Configuration', { spec }, metadata);
  }
}

type MappingSpec = SpecOf<'serving.knative.dev/v1beta1/DomainMapping'>;
export interface DomainMappingProps extends ResourceProps {
  /** A Knative service by its construct, or any addressable object. */
  readonly ref: MappingSpec['ref'] | Resource<'serving.knative.dev/v1/Service'>;
  readonly tls?: MappingSpec['tls'];
}

const mappingProperties: Known<DomainMappingProps> = { ref: 'object', tls: 'object', metadata: metadataShape };

/** A domain of one's own for a service; the construct's id is the domain. */
export class DomainMapping extends Resource<'serving.knative.dev/v1beta1/DomainMapping'> {
  constructor(scope: Construct, id: string, props: DomainMappingProps) {
    const problems = new Problems(scope, id);
    checkProperties(problems, props, mappingProperties, ['ref']);
    problems.throw();
    const { ref, tls, metadata } = props;
    const target = ref instanceof Resource ? { apiVersion: ref.apiVersion, kind: ref.kind, name: ref.name } : ref;
    super(
      scope,
      id,
      'serving.knative.dev/v1beta1/DomainMapping',
      { spec: { ref: target, ...(tls && { tls }) } },
      metadata,
    );
  }
}
