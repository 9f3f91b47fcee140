import type { PlatformFacts } from '../../core/release';
import type { Model, Protocol } from './model';
import type { ServingMode } from './props';

/** What an endpoint's addresses are made of. */
export interface EndpointFacts {
  readonly name: string;
  readonly namespace: string;
  readonly mode: ServingMode;
  /** The component that requests meet first. */
  readonly entry: 'predictor' | 'transformer';
  readonly platform: PlatformFacts;
  readonly clusterLocal: boolean;
}

/** Where other pods of the cluster reach the service. */
export function clusterUrl({ name, namespace, mode, entry, platform }: EndpointFacts): string {
  const service = mode === 'standard' ? `${name}-${entry}` : name;
  const port = mode === 'modelmesh' ? ':8008' : '';
  const host = mode === 'modelmesh' ? `modelmesh-serving.${namespace}` : `${service}.${namespace}`;
  return `http://${host}.svc.${platform.clusterDomain}${port}`;
}

/** Past KServe's own routing and its gateway, straight to the component: callers with a sidecar keep their identity. */
export function meshUrl({ name, namespace, entry, platform }: EndpointFacts): string {
  return `http://${name}-${entry}.${namespace}.svc.${platform.clusterDomain}`;
}

/**
 * The host at the gateway, below the platform's domain.
 * Source: Knative's domain template, and KServe's in Kubeflow's inferenceservice-config for Deployments.
 */
export function externalUrl({ name, namespace, mode, platform, clusterLocal }: EndpointFacts): string | undefined {
  if (platform.domain === undefined || clusterLocal || mode === 'modelmesh') return undefined;
  if (mode === 'standard') return `${scheme(platform)}://${name}-${namespace}.${platform.domain}`;
  return `${scheme(platform)}://${name}.${namespace}.${platform.modelDomain ?? platform.domain}`;
}

/** The path at the gateway, `pathTemplate` of Kubeflow 26.03's inferenceservice-config; KServe makes it on Knative only. */
export function pathUrl({ name, namespace, mode, platform, clusterLocal }: EndpointFacts): string | undefined {
  if (platform.domain === undefined || platform.release !== '26.03' || mode !== 'knative' || clusterLocal)
    return undefined;
  return `${scheme(platform)}://${platform.domain}/serving/${namespace}/${name}`;
}

/** How the gateway is reached; inside the mesh sidecars encrypt what is asked by HTTP. */
export function scheme({ tls }: PlatformFacts): 'http' | 'https' {
  return tls ? 'https' : 'http';
}

/** Formats that no runtime of the releases serves in v1. Source: protocolVersions of Kubeflow's ClusterServingRuntimes. */
const V2_ONLY = ['triton', 'onnx', 'tensorrt', 'mlflow'];

/** The protocol that KServe settles on. */
export function protocolOf(model: Model | undefined, custom: 'v1' | 'v2' | undefined): Protocol {
  if (model === undefined) return custom ?? 'v1';
  return model.protocol ?? (V2_ONLY.includes(model.format) ? 'v2' : 'v1');
}

/** Path of a prediction; gRPC has none. Source: kserve pkg/constants/constants.go. */
export function predictPath(name: string, protocol: Protocol): string {
  switch (protocol) {
    case 'v1':
      return `/v1/models/${name}:predict`;
    case 'v2':
      return `/v2/models/${name}/infer`;
    default:
      return '';
  }
}

/**
 * Characters that are left for a service's name: a host's label and a label's value have 63, of which components,
 * tags before the host and KServe's own prefixes take some.
 */
export function longestName(
  mode: ServingMode,
  has: {
    readonly transformer: boolean;
    readonly explainer: boolean;
    readonly workers: boolean;
    readonly canary: boolean;
    readonly tags: boolean;
  },
): number {
  const component = has.transformer ? '-transformer' : has.explainer ? '-explainer' : '-predictor';
  if (mode === 'modelmesh') return 63;
  if (mode === 'standard')
    return 63 - 'isvc.'.length - Math.max(component.length, has.workers ? '-predictor-worker'.length : 0);
  const tag = has.tags ? 'latest-' : has.canary ? 'prev-' : '';
  return 63 - component.length - tag.length;
}
