import type { Construct } from 'constructs';
import { exact } from '../../core/exact';
import { Resource, type ResourceProps, type SpecOf } from '../../core/resource';
import { yamlText } from '../../core/synth/yaml';

type BrokerSpec = SpecOf<'eventing.knative.dev/v1/Broker'>;
export type TriggerProps = SpecOf<'eventing.knative.dev/v1/Trigger'> & ResourceProps;

export interface BrokerProps extends BrokerSpec, ResourceProps {
  /** What runs the broker. @default the cluster's default class */
  readonly brokerClass?: string;
}

/** Takes events in, for triggers to pass on. */
export class Broker extends Resource<'eventing.knative.dev/v1/Broker'> {
  constructor(scope: Construct, id: string, props: BrokerProps = {}) {
    const { metadata, brokerClass, ...spec } = exact(scope, id, props, { brokerClass: 'text' });
    const annotations = {
      ...metadata?.annotations,
      ...(brokerClass && { 'eventing.knative.dev/broker.class': brokerClass }),
    };
    const own = Object.keys(annotations).length === 0 ? metadata : { ...metadata, annotations };
    super(scope, id, 'eventing.knative.dev/v1/Broker', Object.keys(spec).length === 0 ? {} : { spec }, own);
  }
}

/** Passes events of a broker that fit a filter to a subscriber. */
export class Trigger extends Resource<'eventing.knative.dev/v1/Trigger'> {
  constructor(scope: Construct, id: string, props: TriggerProps) {
    const { metadata, ...spec } = exact(scope, id, props);
    super(scope, id, 'eventing.knative.dev/v1/Trigger', { spec }, metadata);
  }
}

type Delivery = NonNullable<BrokerSpec['delivery']>;

export interface EventingSettings {
  /** Brokers that do not say. @default 'MTChannelBasedBroker' */
  readonly brokerClass?: string;
  /** Their deliveries. @default 10 retries, exponential from 0.2 seconds */
  readonly delivery?: Delivery;
  /** Channel behind brokers and of channels that do not say, `messaging.knative.dev/v1/KafkaChannel`. @default in memory */
  readonly channel?: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly spec?: Readonly<Record<string, unknown>>;
  };
}

const NAMESPACE = 'knative-eventing';

/** Source: knative/eventing config/core/configmaps. */
export function eventingConfigs(scope: Construct, given: EventingSettings): void {
  const {
    brokerClass = 'MTChannelBasedBroker',
    channel = { apiVersion: 'messaging.knative.dev/v1', kind: 'InMemoryChannel' },
  } = given;
  const delivery = given.delivery ?? { retry: 10, backoffPolicy: 'exponential', backoffDelay: 'PT0.2S' };
  const config = (name: string, data: Record<string, string>) =>
    new Resource(scope, `eventing-${name}`, 'v1/ConfigMap', { data }, { name, namespace: NAMESPACE });
  new Resource(
    scope,
    'eventing',
    'v1/Namespace',
    {},
    { name: NAMESPACE, labels: { 'app.kubernetes.io/name': NAMESPACE } },
  );
  const clusterDefault = {
    brokerClass,
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name: 'config-br-default-channel',
    namespace: NAMESPACE,
    delivery,
  };
  config('config-br-defaults', { 'default-br-config': yamlText([{ clusterDefault }]) });
  config('config-br-default-channel', { 'channel-template-spec': yamlText([channel]) });
  config('default-ch-webhook', { 'default-ch-config': yamlText([{ clusterDefault: channel }]) });
}
