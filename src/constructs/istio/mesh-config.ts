import { type DurationLike, goDuration, milliseconds } from '../../core/duration';
import { fields, type Known, listOf, mapOf, oneOf, or, positive } from '../../core/properties';
import { defined } from '../../core/values';
import { absolutePath } from './path';

/** A service that decides requests before the mesh's own policies do, named by CUSTOM policies. */
export interface ExternalAuthorizer {
  readonly name: string;
  /** Host of the service, `oauth2-proxy.oauth2-proxy.svc.cluster.local`. */
  readonly service: string;
  readonly port: number;
  /** @default 'http' */
  readonly protocol?: 'http' | 'grpc';
  /** @default '600s', by Istio */
  readonly timeout?: DurationLike;
  /** Lets requests through while the service does not answer. @default false */
  readonly failOpen?: boolean;
  /** HTTP status when the service does not answer. @default '403', by Istio */
  readonly statusOnError?: string;
  /** Put before the path of the check; HTTP only. */
  readonly pathPrefix?: `/${string}`;
  /** Headers that the service sees; HTTP only. */
  readonly includeRequestHeadersInCheck?: readonly string[];
  readonly includeAdditionalHeadersInCheck?: Readonly<Record<string, string>>;
  readonly includeRequestBodyInCheck?: {
    readonly maxRequestBytes: number;
    readonly allowPartialMessage?: boolean;
    readonly packAsBytes?: boolean;
  };
  /** Headers of the answer that reach the workload; HTTP only. */
  readonly headersToUpstreamOnAllow?: readonly string[];
  readonly headersToDownstreamOnAllow?: readonly string[];
  readonly headersToDownstreamOnDeny?: readonly string[];
}

const authorizer: Known<ExternalAuthorizer> = {
  name: 'text',
  service: 'text',
  port: positive,
  protocol: oneOf('http', 'grpc'),
  timeout: milliseconds,
  failOpen: 'flag',
  statusOnError: 'text',
  pathPrefix: absolutePath,
  includeRequestHeadersInCheck: listOf('text'),
  includeAdditionalHeadersInCheck: mapOf('text'),
  includeRequestBodyInCheck: fields({ maxRequestBytes: positive, allowPartialMessage: 'flag', packAsBytes: 'flag' }, [
    'maxRequestBytes',
  ]),
  headersToUpstreamOnAllow: listOf('text'),
  headersToDownstreamOnAllow: listOf('text'),
  headersToDownstreamOnDeny: listOf('text'),
};
export const authorizerShape = fields(authorizer, ['name', 'service', 'port']);

/** Kubeflow's login. Source: kubeflow/manifests common/istio/istio-install/overlays/oauth2-proxy. */
export const oauth2Proxy: ExternalAuthorizer = {
  name: 'oauth2-proxy',
  service: 'oauth2-proxy.oauth2-proxy.svc.cluster.local',
  port: 80,
  includeRequestHeadersInCheck: ['authorization', 'cookie'],
  headersToUpstreamOnAllow: [
    'authorization',
    'path',
    'x-auth-request-email',
    'x-auth-request-groups',
    'x-auth-request-user',
  ],
  headersToDownstreamOnDeny: ['content-type', 'set-cookie'],
};

/** What proxies log of requests. */
export interface AccessLogs {
  /** @default 'TEXT' */
  readonly encoding?: 'TEXT' | 'JSON';
  /** Envoy's format string, or JSON text where the encoding is JSON. @default Istio's */
  readonly format?: string;
  /** CEL condition on the request, `response.code >= 400`. @default every request */
  readonly filter?: string;
}

/** Where spans go: an OpenTelemetry collector. */
export interface Tracing {
  readonly service: string;
  /** @default 4317 */
  readonly port?: number;
  /** Percent of requests, 0 to 100. @default 1 */
  readonly sampling?: number;
}

const accessLogs: Known<AccessLogs> = { encoding: oneOf('TEXT', 'JSON'), format: 'text', filter: 'text' };
export const accessLogsShape = or(fields(accessLogs), 'false');
const tracing: Known<Tracing> = { service: 'text', port: positive, sampling: 'number' };
export const tracingShape = fields(tracing, ['service']);

export interface MeshSettings {
  readonly authorizers: readonly ExternalAuthorizer[];
  readonly accessLogs: AccessLogs | false;
  readonly tracing?: Tracing;
  readonly trustDomain: string;
  readonly ambient: boolean;
  readonly holdApplicationUntilProxyStarts?: boolean;
  /** Further fields of MeshConfig, which have the last word. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

export const TRACING_PROVIDER = 'otel';

/** MeshConfig as istiod reads it. Source: istio/api mesh/v1alpha1/config.proto. */
export function meshConfig({
  authorizers,
  accessLogs,
  tracing,
  trustDomain,
  ambient,
  extra = {},
  ...rest
}: MeshSettings) {
  const {
    defaultConfig = {},
    extensionProviders = [],
    ...others
  } = extra as {
    defaultConfig?: Record<string, unknown>;
    extensionProviders?: readonly unknown[];
  };
  const providers = [
    ...authorizers.map(extensionProvider),
    ...(tracing === undefined
      ? []
      : [{ name: TRACING_PROVIDER, opentelemetry: { service: tracing.service, port: tracing.port ?? 4317 } }]),
    ...extensionProviders,
  ];
  return defined({
    accessLogFile: accessLogs === false ? undefined : '/dev/stdout',
    accessLogEncoding: accessLogs === false ? undefined : accessLogs.encoding,
    accessLogFormat: accessLogs === false ? undefined : accessLogs.format,
    defaultConfig: defined({
      discoveryAddress: 'istiod.istio-system.svc:15012',
      holdApplicationUntilProxyStarts: rest.holdApplicationUntilProxyStarts,
      proxyMetadata: ambient ? { ISTIO_META_ENABLE_HBONE: 'true' } : {},
      tracing: {},
      ...defaultConfig,
    }),
    enablePrometheusMerge: true,
    enableTracing: tracing === undefined ? undefined : true,
    rootNamespace: 'istio-system',
    tcpKeepalive: { interval: '5s', probes: 3, time: '10s' },
    trustDomain,
    extensionProviders: providers.length === 0 ? undefined : providers,
    ...others,
  });
}

function extensionProvider({ name, protocol = 'http', timeout, ...fields }: ExternalAuthorizer) {
  const settings = defined({ ...fields, timeout: timeout === undefined ? undefined : goDuration(timeout) });
  return { name, [protocol === 'http' ? 'envoyExtAuthzHttp' : 'envoyExtAuthzGrpc']: settings };
}
