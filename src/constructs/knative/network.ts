import { type DurationLike, seconds } from '../../core/duration';
import { yamlText } from '../../core/synth/yaml';
import { InvalidValue, within } from '../../core/values';
import type { LabelSelector } from '../../generated/core';
import { type Data, Settings } from './settings';

/** Hosts, schemes and certificates of services. Source: knative/networking pkg/config/config.go. */
export interface NetworkSettings {
  /** Host of a service as a Go template. @default '{{.Name}}.{{.Namespace}}.{{.Domain}}', by Knative */
  readonly domainTemplate?: string;
  /** Host of a tagged revision. @default '{{.Tag}}-{{.Name}}', by Knative */
  readonly tagTemplate?: string;
  /** Certificates for the hosts of services. @default false, by Knative */
  readonly externalDomainTls?: boolean;
  /** @default false, by Knative */
  readonly clusterLocalDomainTls?: boolean;
  /** TLS between activator, queue proxy and gateway. @default false, by Knative */
  readonly systemInternalTls?: boolean;
  /** @default 'enabled', by Knative */
  readonly httpProtocol?: 'enabled' | 'disabled' | 'redirected';
  /** Scheme of the URLs that services report. @default 'http', by Knative */
  readonly defaultExternalScheme?: 'http' | 'https';
  /** @default 'istio.ingress.networking.knative.dev', by Knative */
  readonly ingressClass?: string;
  /** @default 'cert-manager.certificate.networking.knative.dev', by Knative */
  readonly certificateClass?: string;
  /** Namespaces that get one certificate for all their services. @default none */
  readonly namespaceWildcardCertSelector?: LabelSelector;
  /** Time over which traffic moves to a new revision. @default '0s', by Knative */
  readonly rolloutDuration?: DurationLike;
  /** DomainMappings may claim any domain. @default false, by Knative */
  readonly autocreateClusterDomainClaims?: boolean;
  /** Pods in the mesh are reached by their own address. @default false, by Knative */
  readonly meshPodAddressability?: boolean;
  /** How pods are reached: by service, by pod, or whichever works. @default 'auto', by Knative */
  readonly meshCompatibility?: 'enabled' | 'disabled' | 'auto';
}

export function networkData(given: NetworkSettings): Data {
  const { rolloutDuration, namespaceWildcardCertSelector: selector, domainTemplate } = given;
  if (domainTemplate !== undefined && !/\{\{\s*\.Name\s*\}\}/.test(domainTemplate)) {
    throw new InvalidValue(`domain-template '${domainTemplate}' has no {{.Name}}: all services would share one host`);
  }
  return new Settings()
    .text('domain-template', domainTemplate)
    .text('tag-template', given.tagTemplate)
    .enabled('external-domain-tls', given.externalDomainTls)
    .enabled('cluster-local-domain-tls', given.clusterLocalDomainTls)
    .enabled('system-internal-tls', given.systemInternalTls)
    .text('http-protocol', given.httpProtocol)
    .text('default-external-scheme', given.defaultExternalScheme)
    .text('ingress-class', given.ingressClass)
    .text('certificate-class', given.certificateClass)
    .text('namespace-wildcard-cert-selector', selector && yamlText([selector]))
    .text(
      'rollout-duration',
      rolloutDuration === undefined ? undefined : String(within('rollout-duration', () => seconds(rolloutDuration))),
    )
    .flag('autocreate-cluster-domain-claims', given.autocreateClusterDomainClaims)
    .flag('enable-mesh-pod-addressability', given.meshPodAddressability)
    .text('mesh-compatibility-mode', given.meshCompatibility).data;
}

/** Domains by the labels of the services that get them; an empty selector is the default of all others. */
export type Domains = string | Readonly<Record<string, Readonly<Record<string, string>>>>;

export function domainData(domains: Domains): Data {
  const all = typeof domains === 'string' ? { [domains]: {} } : domains;
  if (Object.keys(all).length === 0) throw new InvalidValue('domain is empty: name one, or leave it out');
  for (const domain of Object.keys(all)) {
    if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(domain)) {
      throw new InvalidValue(`domain '${domain}' is no domain`);
    }
  }
  const defaults = Object.entries(all).filter(([, selector]) => Object.keys(selector).length === 0);
  if (defaults.length > 1) {
    throw new InvalidValue(
      `domain has ${defaults.length} defaults (${defaults.map(([name]) => name).join(', ')}): give all but one a selector`,
    );
  }
  return Object.fromEntries(
    Object.entries(all).map(([domain, selector]) => [
      domain,
      Object.keys(selector).length === 0 ? '' : yamlText([{ selector }]),
    ]),
  );
}

/** A Gateway of Istio, and the service of its pods. */
export interface KnativeGateway {
  readonly namespace: string;
  readonly name: string;
  /** Host of the Service, `istio-ingressgateway.istio-system.svc.cluster.local`. */
  readonly service: string;
  /** Services that use it. @default those that no other gateway selects */
  readonly labelSelector?: LabelSelector;
}

export interface KnativeGateways {
  readonly external?: readonly KnativeGateway[];
  readonly local?: readonly KnativeGateway[];
}

/**
 * Without selectors in the older format, which is the one that Kubeflow's own ConfigMap has: net-istio refuses a mixture.
 * Source: knative-extensions/net-istio pkg/reconciler/ingress/config/istio.go
 */
export function gatewayData({ external = [], local = [] }: KnativeGateways): Data {
  for (const [side, gateways] of Object.entries({ external, local })) {
    const open = gateways.filter((gateway) => gateway.labelSelector === undefined);
    if (gateways.length > 0 && open.length !== 1) {
      throw new InvalidValue(`gateways.${side} has ${open.length} without labelSelector, exactly one is the default`);
    }
  }
  if ([...external, ...local].some((gateway) => gateway.labelSelector !== undefined)) {
    return new Settings()
      .text('external-gateways', external.length === 0 ? undefined : yamlText([external]))
      .text('local-gateways', local.length === 0 ? undefined : yamlText([local])).data;
  }
  const data: Data = {};
  for (const { namespace, name, service } of external) data[`gateway.${namespace}.${name}`] = service;
  for (const { namespace, name, service } of local) data[`local-gateway.${namespace}.${name}`] = service;
  return data;
}
