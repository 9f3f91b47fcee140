import type { Construct } from 'constructs';
import { type Container, containerFields, containerProperties } from '../../core/container';
import { type DurationLike, goDuration, milliseconds, seconds } from '../../core/duration';
import { Problems } from '../../core/errors';
import { metadataShape } from '../../core/metadata';
import { type PodOptions, podFields, podProperties } from '../../core/pod';
import { checkProperties, fields, type Known, listOf, needProperties } from '../../core/properties';
import { platformOf } from '../../core/release';
import { Resource, type ResourceProps, type SpecOf } from '../../core/resource';
import { count } from '../../core/units';
import { defined, definedOrNone, within } from '../../core/values';
import { PodVolumes } from '../../core/volumes';
import { scaling } from './properties';
import { type KnativeScaling, scalingAnnotations } from './scaling';

type Spec = SpecOf<'serving.knative.dev/v1/Service'>;
export type TrafficTarget = NonNullable<Spec['traffic']>[number];

interface ServiceOptions extends ResourceProps {
  /** Where requests go, in percent of all. @default all to the latest revision */
  readonly traffic?: TrafficTarget[];
  /** Reached from inside the cluster only. @default false */
  readonly clusterLocal?: boolean;
  /** Time over which traffic moves to a new revision. @default '0s', by Knative */
  readonly rolloutDuration?: DurationLike;
}

/** A service in the words of our other workloads. Knative sets lifecycle hooks, restarts and grace periods itself. */
export interface ContainerService
  extends ServiceOptions,
    Omit<Container, 'lifecycle'>,
    Omit<PodOptions, 'restartPolicy' | 'terminationGracePeriod'> {
  /** Name of the container. @default 'user-container', by Knative */
  readonly containerName?: string;
  /** Name of the revision, which must start with the service's and change with every change. @default Knative's */
  readonly revision?: string;
  readonly scaling?: KnativeScaling;
  /** Requests at once in a pod, a hard limit; 0 is unlimited. @default 0, by Knative */
  readonly concurrency?: number;
  /** Time that a request may take. @default '300s', by Knative */
  readonly timeout?: DurationLike;
  /** Time until the first byte. @default the timeout, by Knative */
  readonly responseStartTimeout?: DurationLike;
  /** Time without a byte. @default unlimited, by Knative */
  readonly idleTimeout?: DurationLike;
  readonly template?: never;
}

/** A service in Knative's own words. */
export interface TemplateService extends ServiceOptions {
  readonly template: NonNullable<Spec['template']>;
}

export type KnativeServiceProps = ContainerService | TemplateService;

const options = {
  traffic: listOf('object'),
  clusterLocal: 'flag',
  rolloutDuration: milliseconds,
  metadata: metadataShape,
} as const;
const { lifecycle: _lifecycle, ...container } = containerProperties;
const { restartPolicy: _restart, terminationGracePeriod: _grace, ...pod } = podProperties;

const serviceProperties: Known<KnativeServiceProps> = {
  ...options,
  ...container,
  ...pod,
  containerName: 'text',
  revision: 'text',
  scaling: fields(scaling),
  concurrency: count,
  timeout: seconds,
  responseStartTimeout: seconds,
  idleTimeout: seconds,
  template: 'object',
};
/** A service in Knative's own words has these only. */
const templateServiceProperties = { ...options, template: 'object' } as const;

/** A container that scales on its requests, with a host and its revisions. */
export class KnativeService extends Resource<'serving.knative.dev/v1/Service'> {
  constructor(scope: Construct, id: string, props: KnativeServiceProps) {
    const problems = new Problems(scope, id);
    needProperties(problems, props);
    const own = props.template !== undefined;
    checkProperties(problems, props, own ? templateServiceProperties : serviceProperties, own ? [] : ['image']);
    problems.throw();
    const rollout = problems.try(() =>
      props.rolloutDuration === undefined
        ? undefined
        : within('rolloutDuration', () => goDuration(props.rolloutDuration!)),
    );
    const template = props.template ?? problems.try(() => templateOf(props as ContainerService));
    for (const sentence of wrongTraffic(props.traffic ?? [])) problems.add(sentence);
    problems.throw();
    const { metadata, traffic } = props;
    const labels = {
      ...metadata?.labels,
      ...(props.clusterLocal && { 'networking.knative.dev/visibility': 'cluster-local' }),
    };
    const annotations = {
      ...metadata?.annotations,
      ...(rollout && { 'serving.knative.dev/rollout-duration': rollout }),
    };
    super(
      scope,
      id,
      'serving.knative.dev/v1/Service',
      { spec: { template, ...(traffic && { traffic }) } },
      defined({ ...metadata, labels: definedOrNone(labels), annotations: definedOrNone(annotations) }),
    );
  }

  /** Host inside the cluster. */
  get host(): string {
    const { namespace } = this.metadata;
    return `${this.name}.${namespace === undefined ? '' : `${namespace}.`}svc.${platformOf(this).clusterDomain}`;
  }
}

function templateOf(props: ContainerService): NonNullable<Spec['template']> {
  const volumes = new PodVolumes();
  const container = { image: props.image, ...containerFields(props, volumes) };
  const { containers = [], ...pod } = podFields(props, props, volumes);
  const time = (field: 'timeout' | 'responseStartTimeout' | 'idleTimeout') => {
    const value = props[field];
    return value === undefined ? undefined : within(field, () => seconds(value));
  };
  const annotations = {
    ...props.annotations,
    ...(props.scaling && within('scaling:', () => scalingAnnotations(props.scaling!))),
  };
  const spec = defined({
    ...pod,
    containers: [defined({ name: props.containerName, ...container }), ...containers],
    containerConcurrency:
      props.concurrency === undefined ? undefined : within('concurrency', () => count(props.concurrency!)),
    timeoutSeconds: time('timeout'),
    responseStartTimeoutSeconds: time('responseStartTimeout'),
    idleTimeoutSeconds: time('idleTimeout'),
  });
  const metadata = definedOrNone({
    name: props.revision,
    labels: definedOrNone({ ...props.labels }),
    annotations: definedOrNone(annotations),
  });
  return { ...(metadata && { metadata }), spec: spec as NonNullable<NonNullable<Spec['template']>['spec']> };
}

/** Source: knative/serving pkg/apis/serving/v1/route_validation.go. */
function* wrongTraffic(traffic: readonly TrafficTarget[]): Generator<string> {
  if (traffic.length === 0) return;
  const sum = traffic.reduce((total, { percent = 0 }) => total + percent, 0);
  if (sum !== 100) yield `traffic adds up to ${sum} %, not 100`;
  const tags = traffic.map(({ tag }) => tag).filter((tag) => tag !== undefined);
  for (const tag of new Set(tags.filter((t, i) => tags.indexOf(t) !== i))) yield `traffic tag '${tag}' is there twice`;
  for (const [i, { latestRevision, revisionName, configurationName }] of traffic.entries()) {
    if (revisionName !== undefined && latestRevision === true) {
      yield `traffic[${i}] says revisionName '${revisionName}' and latestRevision: one of them is enough`;
    }
    if (configurationName !== undefined) yield `traffic[${i}] says configurationName, which only a KnativeRoute may`;
  }
}
