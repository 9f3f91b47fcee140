import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { idInChart } from '../../core/chart';
import { type DurationLike, goDuration, milliseconds } from '../../core/duration';
import { Problems } from '../../core/errors';
import { metadataShape } from '../../core/metadata';
import { hostLabel } from '../../core/names';
import {
  checkProperties,
  fields,
  type Known,
  listOf,
  mapOf,
  or,
  positive,
  propertyProblems,
} from '../../core/properties';
import { platformOf } from '../../core/release';
import { type Metadata, Resource } from '../../core/resource';
import { defined, definedOrNone, InvalidValue, isRecord, shown, within } from '../../core/values';
import type { VirtualServiceHttp, VirtualServiceRoute } from '../../generated/networking.istio.io';
import { trafficPercent } from './component';
import { scheme } from './endpoint';
import type { InferenceService } from './inference-service';

/** A service that is reached by requests one by one. */
export type RoutedService = InferenceService<'knative'> | InferenceService<'standard'>;
export interface WeightedService {
  readonly service: RoutedService;
  /** Percent of the requests; those of all services add up to 100. */
  readonly weight: number;
}
/** One service, or several by weight. */
export type RouteTarget = RoutedService | readonly WeightedService[];

export type HeaderMatch = string | { readonly prefix: string } | { readonly regex: string };
export interface HeaderRoute {
  /** All of these headers. */
  readonly headers: Readonly<Record<string, HeaderMatch>>;
  readonly to: RouteTarget;
}

export interface ModelRouteProps {
  /** Where requests go that no other rule takes; for blue and green, the one line that changes. */
  readonly to: RouteTarget;
  /** Requests with these headers go elsewhere; the first that matches decides. */
  readonly when?: readonly HeaderRoute[];
  /**
   * Gets a copy of the requests, its answers are thrown away. It must be in mode standard: a copy's host has `-shadow`
   * behind it, by which Knative's gateway knows no service.
   */
  readonly shadow?:
    | InferenceService<'standard'>
    | { readonly service: InferenceService<'standard'>; readonly percent: number };
  /** @default none, by Istio */
  readonly timeout?: DurationLike;
  readonly retries?: { readonly attempts: number; readonly perTryTimeout?: DurationLike; readonly on?: string };
  /** Gateways that lead here from outside, `namespace/name`. @default ['kubeflow/kubeflow-gateway'] */
  readonly gateways?: readonly string[];
  /** Path below the platform's host. @default '/serving/<namespace>/<name>' */
  readonly path?: `/${string}`;
  readonly metadata?: Metadata;
}

/** Throws InvalidValue for what no request can go to. */
function isService(service: unknown): void {
  if (!isRecord(service) || typeof service.entry !== 'string' || typeof service.namespace !== 'string')
    throw new InvalidValue(`${shown(service)} is no InferenceService`);
}
const target = or(listOf(fields({ service: isService, weight: trafficPercent }, ['service', 'weight'])), isService);
const header = (match: unknown) => typeof match === 'string' || oneHeader(match);
function oneHeader(match: unknown): void {
  const [[way, value] = [], ...more] = isRecord(match) ? Object.entries(match) : [];
  if ((way !== 'prefix' && way !== 'regex') || typeof value !== 'string' || more.length > 0)
    throw new InvalidValue(`${shown(match)} is neither text nor { prefix } nor { regex }`);
}
const routeProperties: Known<ModelRouteProps> = {
  to: target,
  when: listOf(fields({ headers: mapOf(header), to: target }, ['headers', 'to'])),
  shadow: (shadow: unknown) => {
    if (!isRecord(shadow) || !('service' in shadow || 'percent' in shadow)) return isService(shadow);
    const { sentences } = propertyProblems(shadow, { service: isService, percent: trafficPercent }, [
      'service',
      'percent',
    ]);
    if (sentences.length > 0) throw new InvalidValue(`is wrong: ${sentences.join(', ')}`);
  },
  timeout: milliseconds,
  retries: fields({ attempts: positive, perTryTimeout: milliseconds, on: 'text' }, ['attempts']),
  gateways: listOf('text'),
  path: (path: unknown) => {
    if (typeof path !== 'string' || !path.startsWith('/')) throw new InvalidValue(`${shown(path)} is no path from /`);
  },
  metadata: metadataShape,
};

const LOCAL_GATEWAY = 'knative-local-gateway.istio-system.svc';

/** One address before several models: A/B by weight or header, blue and green, a shadow beside. */
export class ModelRoute extends Construct {
  /** Where other pods of the cluster reach it. */
  readonly url: string;
  /** Its host at the platform's gateway; `undefined` without a domain. */
  readonly externalUrl?: string;
  /** Its path below the platform's host; `undefined` without a domain. */
  readonly pathUrl?: string;

  constructor(scope: Construct, id: string, props: ModelRouteProps) {
    super(scope, idInChart(scope, id));
    const problems = new Problems(this);
    checkProperties(problems, props, routeProperties, ['to']);
    problems.throw();
    const name = props.metadata?.name ?? id;
    const namespace = props.metadata?.namespace ?? Chart.of(this).namespace ?? 'default';
    const platform = platformOf(this);
    const { clusterDomain, domain, modelDomain = domain } = platform;
    problems.try(() => within('name', () => hostLabel(name)));
    const targets = [props.to, ...(props.when ?? []).map(({ to }) => to)];
    problems.try(() => checkTargets(name, namespace, targets));
    const common = problems.try(() => commonFields(props, clusterDomain));
    const rules = problems.try(() => [
      ...(props.when ?? []).map((rule, i) => ({
        headers: within(`when[${i}]:`, () => headerMatches(rule)),
        route: within(`when[${i}].to:`, () => routes(rule.to, clusterDomain)),
      })),
      { headers: undefined, route: within('to:', () => routes(props.to, clusterDomain)) },
    ]);
    problems.throw();

    const host = `${name}.${namespace}.svc.${clusterDomain}`;
    const outside = props.gateways ?? ['kubeflow/kubeflow-gateway'];
    const external = domain === undefined ? undefined : `${name}.${namespace}.${modelDomain}`;
    const path = (props.path ?? `/serving/${namespace}/${name}`).replace(/\/$/, '');
    const http = (match: object, rewrite?: VirtualServiceHttp['rewrite']): VirtualServiceHttp[] =>
      rules!.map(({ headers, route }) => {
        const all = definedOrNone({ ...match, headers });
        return { ...(all && { match: [all] }), ...(rewrite && { rewrite }), ...common, route } as VirtualServiceHttp;
      });
    new Resource(
      this,
      'virtual-service',
      'networking.istio.io/v1/VirtualService',
      {
        spec: {
          hosts: external === undefined ? [host] : [host, external],
          gateways: ['knative-serving/knative-local-gateway', 'mesh', ...(external === undefined ? [] : outside)],
          http: http({}),
        },
      },
      { ...props.metadata, name, namespace },
    );
    if (domain !== undefined && outside.length > 0) {
      // Any host, as Kubeflow's own pages have it: one of its own would take the platform's from them.
      new Resource(
        this,
        'path',
        'networking.istio.io/v1/VirtualService',
        { spec: { hosts: ['*'], gateways: [...outside], http: http({ uri: { prefix: `${path}/` } }, { uri: '/' }) } },
        { ...props.metadata, name: `${name}-path`, namespace },
      );
    }
    new Resource(
      this,
      'service',
      'v1/Service',
      { spec: { type: 'ExternalName', externalName: `${LOCAL_GATEWAY}.${clusterDomain}` } },
      { ...props.metadata, name, namespace },
    );
    this.url = `http://${host}`;
    this.externalUrl = external && `${scheme(platform)}://${external}`;
    this.pathUrl = domain && `${scheme(platform)}://${domain}${path}`;
    for (const { service } of targets.flatMap((target) => weighted(target))) this.node.addDependency(service);
  }
}

function weighted(target: RouteTarget): readonly WeightedService[] {
  return isList(target) ? target : [{ service: target, weight: 100 }];
}

function isList(target: RouteTarget): target is readonly WeightedService[] {
  return Array.isArray(target);
}

function checkTargets(name: string, namespace: string, targets: readonly RouteTarget[]): void {
  const services = targets.flatMap((target) => weighted(target)).map(({ service }) => service);
  const same = services.find((service) => service.name === name && service.namespace === namespace);
  if (same !== undefined)
    throw new InvalidValue(
      `'${name}' is the name of the service it leads to, which KServe routes itself: choose another`,
    );
  const names = new Map(
    services.filter(({ modelName }) => modelName !== undefined).map((service) => [service.modelName!, service]),
  );
  if (names.size > 1) {
    const [a, b] = [...names];
    throw new InvalidValue(
      `${a![1].name} answers to '${a![0]}' and ${b![1].name} to '${b![0]}', which requests have in their path: give all models one name, model: { name: '${name}' }`,
    );
  }
}

/** As KServe routes itself: to the local gateway under the component's own name, or to a Deployment's service. */
function routes(target: RouteTarget, clusterDomain: string): VirtualServiceRoute[] {
  const list = weighted(target);
  if (list.length === 0) throw new InvalidValue('is empty: name at least one service');
  for (const { service, weight } of list) within(`weight of ${service.name}`, () => trafficPercent(weight));
  const total = list.reduce((sum, { weight }) => sum + weight, 0);
  if (total !== 100) throw new InvalidValue(`has weights that add up to ${total}, not 100`);
  return list.map(({ service, weight }) => {
    const host = `${service.name}-${service.entry}.${service.namespace}.svc.${clusterDomain}`;
    const knative = service.mode === 'knative';
    return {
      destination: { host: knative ? `${LOCAL_GATEWAY}.${clusterDomain}` : host, port: { number: 80 } },
      ...(knative && { headers: { request: { set: { Host: host } } } }),
      ...(list.length > 1 && { weight }),
    };
  });
}

function commonFields(
  { shadow, timeout, retries }: ModelRouteProps,
  clusterDomain: string,
): Partial<VirtualServiceHttp> {
  const copy = shadow && ('service' in shadow ? shadow : { service: shadow, percent: 100 });
  if (copy !== undefined && copy.service.mode !== 'standard')
    throw new InvalidValue(
      `shadow ${copy.service.name} is in mode ${copy.service.mode}: only mode standard takes copies`,
    );
  const host = copy && `${copy.service.name}-${copy.service.entry}.${copy.service.namespace}.svc.${clusterDomain}`;
  return defined<Partial<VirtualServiceHttp>>({
    mirror: host === undefined ? undefined : { host, port: { number: 80 } },
    mirrorPercentage: copy && { value: within('shadow.percent', () => trafficPercent(copy.percent)) },
    timeout: timeout === undefined ? undefined : within('timeout', () => goDuration(timeout)),
    retries:
      retries &&
      defined({
        attempts: retries.attempts,
        perTryTimeout:
          retries.perTryTimeout && within('retries.perTryTimeout', () => goDuration(retries.perTryTimeout!)),
        retryOn: retries.on,
      }),
  });
}

function headerMatches({ headers }: HeaderRoute) {
  const entries = Object.entries(headers);
  if (entries.length === 0) throw new InvalidValue('headers is empty, which every request matches');
  return Object.fromEntries(
    entries.map(([name, match]) => {
      // Istio compares names in lower case only.
      if (name !== name.toLowerCase())
        throw new InvalidValue(`headers '${name}' must be in lower case: '${name.toLowerCase()}'`);
      return [name, typeof match === 'string' ? { exact: match } : { ...match }];
    }),
  );
}
