import type { Construct } from 'constructs';
import { fail, Problems } from '../../core/errors';
import { metadataShape } from '../../core/metadata';
import { asLabel, subdomain } from '../../core/names';
import { checkProperties, type Known, listOf, mapOf, oneOf, positive } from '../../core/properties';
import { platformOf } from '../../core/release';
import { Resource, type ResourceProps, type SpecOf } from '../../core/resource';
import { InvalidValue, isRecord, shown } from '../../core/values';
import { absolutePath } from './path';
import { VirtualService, type VirtualServiceProps } from './traffic';

type Spec = SpecOf<'networking.istio.io/v1/Gateway'>;
export type GatewayServer = NonNullable<Spec['servers']>[number];
type HttpRoute = NonNullable<VirtualServiceProps['http']>[number];

export interface GatewayProps extends ResourceProps {
  /** Labels of the gateway's pods. @default { istio: 'ingressgateway' } */
  readonly selector?: Readonly<Record<string, string>>;
  /** @default what `expose` adds */
  readonly servers?: readonly GatewayServer[];
}

/** A service by name, or any construct of one. */
export interface ExposedService {
  readonly name: string;
  /** @default the gateway's namespace */
  readonly namespace?: string;
  /** @default 80 */
  readonly port?: number;
  readonly metadata?: { readonly namespace?: string };
}

/** A secret of type kubernetes.io/tls in the namespace of the gateway's pods, by name or by what makes it. */
export type TlsSecret = string | { readonly secretName: string };

export interface ExposeOptions {
  readonly host: string;
  /** Certificate of the host; plain HTTP is then redirected. `false` serves plain HTTP. */
  readonly tls: TlsSecret | false;
  /** Only paths below this one. @default '/' */
  readonly path?: `/${string}`;
  /** What the path becomes at the service. @default it stays */
  readonly rewrite?: `/${string}`;
  /** @default 80, or the service's own */
  readonly port?: number;
  /** Oldest TLS version. @default 'TLSV1_2', by Istio */
  readonly minTls?: 'TLSV1_2' | 'TLSV1_3';
  /** Further fields of the route: timeout, retries, corsPolicy, headers, fault, mirror. */
  readonly route?: Omit<HttpRoute, 'match' | 'route' | 'rewrite' | 'redirect' | 'directResponse'>;
}

const gatewayProperties: Known<GatewayProps> = {
  selector: mapOf('text'),
  servers: listOf('object'),
  metadata: metadataShape,
};
/** Services come as constructs too, which have more than is read of them. */
const exposedProperties: Readonly<Record<keyof ExposedService, 'text' | typeof positive | 'object'>> = {
  name: 'text',
  namespace: 'text',
  port: positive,
  metadata: 'object',
};
const exposeProperties: Known<ExposeOptions> = {
  host: hostName,
  tls: tlsSecret,
  path: absolutePath,
  rewrite: absolutePath,
  port: positive,
  minTls: oneOf('TLSV1_2', 'TLSV1_3'),
  route: 'object',
};

/** Whatever makes a secret has more than its name. */
function tlsSecret(tls: unknown): void {
  if (tls === false || (typeof tls === 'string' && tls !== '')) return;
  if (!isRecord(tls) || typeof tls.secretName !== 'string')
    throw new InvalidValue(`${shown(tls)} is neither a secret nor false`);
}

function hostName(host: string): void {
  subdomain(typeof host === 'string' ? host.replace(/^\*\./, '') : host);
}

/** Hosts and ports at which gateway pods listen. */
export class Gateway extends Resource<'networking.istio.io/v1/Gateway'> {
  readonly #servers: GatewayServer[];

  constructor(scope: Construct, id: string, props: GatewayProps = {}) {
    const problems = new Problems(scope, id);
    checkProperties(problems, props, gatewayProperties);
    problems.throw();
    const servers = [...(props.servers ?? [])];
    const selector = { ...(props.selector ?? { istio: 'ingressgateway' }) };
    super(scope, id, 'networking.istio.io/v1/Gateway', { spec: { selector, servers } }, props.metadata);
    this.#servers = servers;
    this.node.addValidation({
      validate: () => (this.#servers.length > 0 ? [] : ['has no servers: say them, or expose a service']),
    });
  }

  /** `namespace/name`, as routes name it. */
  get ref(): string {
    const namespace = this.metadata.namespace;
    return namespace === undefined ? this.name : `${namespace}/${this.name}`;
  }

  /** Serves a service at a host: the listener here, and the route beside the service. */
  expose(service: ExposedService, options: ExposeOptions): VirtualService {
    const problems = new Problems(this);
    checkProperties(problems, options, exposeProperties, ['host', 'tls']);
    const read = Object.keys(exposedProperties) as (keyof ExposedService)[];
    checkProperties(problems, exposed(service, read), exposedProperties, ['name']);
    problems.throw();
    const { host, tls, path = '/', rewrite } = options;
    const namespace = service.namespace ?? service.metadata?.namespace ?? this.metadata.namespace;
    this.#listen(host, tls, options.minTls);
    const id = asLabel(`${service.name}-${host}${path === '/' ? '' : path}`, 253);
    if (this.node.tryFindChild(id)) fail(this, `exposes ${service.name} at '${host}${path}' twice: once is enough`);
    const fqdn =
      namespace === undefined ? service.name : `${service.name}.${namespace}.svc.${platformOf(this).clusterDomain}`;
    return new VirtualService(this, id, {
      hosts: [host],
      gateways: [this.ref],
      http: [
        {
          ...options.route,
          ...(path === '/' ? {} : { match: [{ uri: { prefix: path } }] }),
          ...(rewrite === undefined ? {} : { rewrite: { uri: rewrite } }),
          route: [{ destination: { host: fqdn, port: { number: options.port ?? service.port ?? 80 } } }],
        },
      ],
      metadata: namespace === undefined ? undefined : { namespace },
    });
  }

  #listen(host: string, tls: TlsSecret | false, minTls: ExposeOptions['minTls']): void {
    const name = asLabel(host.replace(/^\*/, 'any'), 50);
    if (tls === false) {
      const secured = this.#servers.find(
        (server) => server.tls?.credentialName !== undefined && server.hosts.includes(host),
      );
      if (secured)
        fail(this, `serves '${host}' with a certificate already: one host has one way, so pass the same tls`);
      this.#add({ hosts: [host], port: { name: `http-${name}`, number: 80, protocol: 'HTTP' } });
      return;
    }
    const credentialName = typeof tls === 'string' ? tls : tls.secretName;
    this.#add({
      hosts: [host],
      port: { name: `http-${name}`, number: 80, protocol: 'HTTP' },
      tls: { httpsRedirect: true },
    });
    this.#add({
      hosts: [host],
      port: { name: `https-${name}`, number: 443, protocol: 'HTTPS' },
      tls: { mode: 'SIMPLE', credentialName, ...(minTls === undefined ? {} : { minProtocolVersion: minTls }) },
    });
  }

  /** A host keeps the listener it has; one that differs is a contradiction. What is not said is as it was. */
  #add(server: GatewayServer): void {
    const [host] = server.hosts;
    const present = this.#servers.find((s) => s.port.number === server.port.number && s.hosts.includes(host!));
    if (present === undefined) {
      this.#servers.push(server);
      return;
    }
    const [was, is] = [described(present.tls), described(server.tls)];
    if (was !== is) {
      fail(this, `serves '${host}' on port ${server.port.number} as ${was}, not as ${is}: pass the same tls`);
    }
    const oldest = server.tls?.minProtocolVersion;
    if (oldest !== undefined && present.tls?.minProtocolVersion !== oldest) {
      fail(
        this,
        `serves '${host}' from ${present.tls?.minProtocolVersion ?? "Istio's oldest TLS version"}, not from ${oldest}: pass minTls where the host is first exposed`,
      );
    }
  }
}

/** What is read of a service, which is a construct with more than that. */
function exposed(service: ExposedService, read: readonly (keyof ExposedService)[]): unknown {
  return isRecord(service) ? Object.fromEntries(read.map((name) => [name, service[name]])) : service;
}

function described(tls: GatewayServer['tls']): string {
  if (tls === undefined) return 'plain HTTP';
  return tls.httpsRedirect ? 'a redirect to HTTPS' : `the certificate '${tls.credentialName}'`;
}
