import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { idInChart } from '../../core/chart';
import { didYouMean, fail, Problems } from '../../core/errors';
import { checkProperties, fields, type Known, listOf, mapOf, oneOf, or } from '../../core/properties';
import { releaseOf } from '../../core/release';
import { Resource } from '../../core/resource';
import { type AutoscalerSettings, autoscalerData } from './autoscaler';
import {
  type DeploymentSettings,
  defaultsData,
  deploymentData,
  type GarbageCollection,
  garbageCollectionData,
  type QueueProxy,
  type ServiceDefaults,
} from './deployment';
import { type EventingSettings, eventingConfigs } from './eventing';
import { type FeatureState, features, isServed, type KnativeFeature, needsFlag } from './features';
import {
  type Domains,
  domainData,
  gatewayData,
  type KnativeGateways,
  type NetworkSettings,
  networkData,
} from './network';
import * as shapes from './properties';
import type { Data } from './settings';
import { usedFeatures } from './used';

const NAMESPACE = 'knative-serving';

export interface KnativeBaseProps {
  /** Needed beyond what this program's own services use; `gpuFeatures` where other programs bring them. */
  readonly needs?: readonly KnativeFeature[];
  /** Allows what this program's services use. @default true */
  readonly deriveNeeds?: boolean;
  /** States that have the last word over what is needed. */
  readonly features?: Readonly<Partial<Record<KnativeFeature, FeatureState>>>;
  readonly autoscaler?: AutoscalerSettings;
  /** Domain of services, or several by labels. @default 'example.com', by Kubeflow */
  readonly domain?: Domains;
  readonly network?: NetworkSettings;
  readonly gateways?: KnativeGateways;
  readonly queueProxy?: QueueProxy;
  readonly deployment?: DeploymentSettings;
  readonly defaults?: ServiceDefaults;
  readonly garbageCollection?: GarbageCollection;
  /** Keys of `config-observability` in its own words. */
  readonly observability?: Readonly<Record<string, string>>;
  /** Brokers and channels too. @default false */
  readonly eventing?: boolean | EventingSettings;
}

export const knativeProperties: Known<KnativeBaseProps> = {
  needs: listOf('text'),
  deriveNeeds: 'flag',
  features: mapOf(oneOf('enabled', 'disabled', 'allowed')),
  autoscaler: fields(shapes.autoscaler),
  domain: or(mapOf(mapOf('text')), 'text'),
  network: fields(shapes.network),
  gateways: fields({ external: shapes.gateways, local: shapes.gateways }),
  queueProxy: fields(shapes.queueProxy),
  deployment: fields(shapes.deployment),
  defaults: fields(shapes.defaults),
  garbageCollection: fields(shapes.garbageCollection),
  observability: mapOf('text'),
  eventing: or(fields(shapes.eventing), 'flag'),
};

/** Knative Serving's settings, in the ConfigMaps that its controllers read. */
export class KnativeBase extends Construct {
  readonly namespace = NAMESPACE;
  readonly #needed = new Set<KnativeFeature>();

  constructor(scope: Construct, id: string, props: KnativeBaseProps = {}) {
    super(scope, idInChart(scope, id));
    const problems = new Problems(this);
    checkProperties(problems, props, knativeProperties);
    problems.throw();
    const release = releaseOf(this);
    const read = (given: object | undefined, data: () => Data) =>
      given === undefined ? undefined : problems.try(data);
    const { autoscaler, domain, network, gateways, queueProxy, deployment, defaults, garbageCollection } = props;
    const configs: Record<string, Data | undefined> = {
      'config-autoscaler': read(autoscaler, () => autoscalerData(autoscaler!)),
      'config-domain': domain === undefined ? undefined : problems.try(() => domainData(domain)),
      'config-network': read(network, () => networkData(network!)),
      'config-istio': read(gateways, () => gatewayData(gateways!)),
      'config-deployment': read(queueProxy ?? deployment, () =>
        deploymentData(deployment ?? {}, queueProxy ?? {}, release),
      ),
      'config-defaults': read(defaults, () => defaultsData(defaults!)),
      'config-gc': read(garbageCollection, () => garbageCollectionData(garbageCollection!)),
      'config-observability': props.observability && { ...props.observability },
    };
    problems.throw();

    new Resource(
      this,
      'Namespace',
      'v1/Namespace',
      {},
      {
        name: NAMESPACE,
        labels: {
          'app.kubernetes.io/name': NAMESPACE,
          'istio-injection': 'enabled',
          'pod-security.kubernetes.io/enforce': 'restricted',
        },
      },
    );
    for (const [name, data] of Object.entries(configs)) {
      if (data !== undefined && Object.keys(data).length > 0) this.#config(name, data);
    }
    for (const feature of Object.keys(props.features ?? {})) this.#check(feature);
    this.need(...(props.needs ?? []));
    this.#config('config-features', Lazy.any({ produce: () => this.#features(props) }) as unknown as Data);
    const { eventing = false } = props;
    if (eventing !== false) eventingConfigs(this, eventing === true ? {} : eventing);
  }

  /** Allows services these fields; a program that is rendered elsewhere cannot be looked into. */
  need(...wanted: readonly KnativeFeature[]): this {
    for (const feature of wanted) {
      this.#check(feature);
      this.#needed.add(feature);
    }
    return this;
  }

  #check(feature: string): void {
    if (!Object.hasOwn(features, feature)) {
      fail(this, `needs '${feature}', which is no feature of Knative${didYouMean(feature, Object.keys(features))}`);
    }
    const release = releaseOf(this);
    if (isServed(feature as KnativeFeature, release)) return;
    fail(
      this,
      `needs '${feature}', which the Knative of release ${release} does not have: use release 26.03, or do without`,
    );
  }

  #features(props: KnativeBaseProps): Data {
    const used = props.deriveNeeds === false ? [] : usedFeatures(this.node.root);
    const release = releaseOf(this);
    const states: Partial<Record<KnativeFeature, FeatureState>> = {};
    for (const feature of [...this.#needed, ...used]) {
      if (needsFlag(feature) && isServed(feature, release)) states[feature] = 'enabled';
    }
    Object.assign(states, props.features);
    const names = Object.keys(states) as KnativeFeature[];
    return Object.fromEntries(
      names.map((name) => [features[name], states[name]!] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }

  #config(name: string, data: Data): void {
    new Resource(
      this,
      name,
      'v1/ConfigMap',
      { data },
      { namespace: NAMESPACE, labels: { 'app.kubernetes.io/name': NAMESPACE } },
    );
  }
}
