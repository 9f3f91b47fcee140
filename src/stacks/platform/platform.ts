import '../fleet';
import './installed';
import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { type AnyPool, registerPools } from '../../constructs/gpu';
import { IstioBase, type IstioBaseProps } from '../../constructs/istio';
import { istioProperties } from '../../constructs/istio/base';
import { gpuFeatures, KnativeBase, type KnativeBaseProps } from '../../constructs/knative';
import { knativeProperties } from '../../constructs/knative/base';
import { guardLocalGateway } from '../../constructs/serving';
import { KubeflowApp } from '../../core/app';
import { declareExisting } from '../../core/declared';
import { at, freshId, KubeflowError, Problems, pathOf } from '../../core/errors';
import { subdomain } from '../../core/names';
import { checkProperties, fields, type Known, listOf, oneOf } from '../../core/properties';
import {
  componentProblems,
  defaultComponents,
  type KubeflowComponent,
  type KubeflowRelease,
  type PlatformFacts,
  platformOf,
  releases,
  usePlatform,
} from '../../core/release';
import { Resource } from '../../core/resource';
import { InvalidValue, isRecord, shown } from '../../core/values';
import { warn } from '../../core/warning';

/** What a component needs and brings along, unless the platform is told to do without. */
export type PlatformBase = 'knative' | 'cert-manager';

export interface PlatformStackProps {
  /** Host of the dashboard, at which everything is reached. */
  readonly domain: string;
  /** @default the app's release */
  readonly release?: KubeflowRelease;
  /** What is installed; what each one needs comes along. @default the release's own selection */
  readonly components?: readonly KubeflowComponent[];
  /** Node pools that the platform's work runs on. */
  readonly pools?: readonly AnyPool[];
  readonly without?: readonly PlatformBase[];
  /** Secret in istio-system with the gateway's certificate; `false` where something in front of it ends TLS. @default plain HTTP, with a warning */
  readonly tlsSecret?: string | false;
  /** @default 'cluster.local' */
  readonly clusterDomain?: string;
  /** Settings of Knative, where models are served on it. @default what models on pools need */
  readonly knative?: KnativeBaseProps;
  /** Settings of the mesh. @default the release's own */
  readonly istio?: IstioBaseProps;
}

const platformProperties: Known<PlatformStackProps> = {
  domain: subdomain,
  release: oneOf(...releases),
  components: listOf('text'),
  pools: listOf(isPool),
  without: listOf(oneOf('knative', 'cert-manager')),
  tlsSecret: (secret: string | false) => secret === false || subdomain(secret),
  clusterDomain: subdomain,
  knative: fields(knativeProperties),
  istio: fields(istioProperties),
};

/** A pool has more than is read of it here. */
function isPool(pool: unknown): void {
  if (!isRecord(pool) || typeof pool.name !== 'string' || !isRecord(pool.placement))
    throw new InvalidValue(`${shown(pool)} is no pool of nodes`);
}

/** The settings of a Kubeflow installation: its gateway, its Knative features, what its teams may rely on. */
export class PlatformStack extends Chart {
  readonly facts: PlatformFacts;
  readonly pools: readonly AnyPool[];
  /** Where models are served on Knative. */
  readonly knative?: KnativeBase;
  readonly istio?: IstioBase;

  constructor(scope: KubeflowApp | Construct, id: string, props: PlatformStackProps) {
    const parent = scope instanceof KubeflowApp ? scope.manifests : scope;
    const problems = new Problems(parent, id);
    checkProperties(problems, props, platformProperties, ['domain']);
    problems.throw();
    super(parent, freshId(parent, id), {
      namespace: 'kubeflow',
      disableResourceNameHashes: true,
    });
    const { release: inherited, components: said } = platformOf(this);
    const release = props.release ?? inherited;
    const selection = props.release === undefined ? said : defaultComponents(release);
    const components = withRequirements(this, props.components ?? selection, release);
    const without = new Set(props.without);
    this.pools = props.pools ?? [];
    registerPools(this, ...this.pools);
    this.facts = usePlatform(this, {
      release,
      components,
      complete: props.components !== undefined || platformOf(this).complete === true,
      domain: props.domain,
      modelDomain: modelDomain(props),
      tls: props.tlsSecret !== undefined,
      clusterDomain: props.clusterDomain,
      knative: !without.has('knative'),
    });
    declareExisting(this, ...INSTALLED_NAMESPACES.map((name) => ({ kind: 'Namespace', name })));
    gateway(this, props);
    if (components.includes('serving') && this.facts.knative) {
      this.knative = new KnativeBase(this, 'knative', { needs: gpuFeatures, domain: props.domain, ...props.knative });
      guardLocalGateway(this);
    }
    if (props.istio !== undefined) this.istio = new IstioBase(this, 'istio', props.istio);
  }
}

/** What every installation brings. */
const INSTALLED_NAMESPACES = ['kubeflow', 'istio-system', 'knative-serving', 'cert-manager', 'auth', 'oauth2-proxy'];

function withRequirements(
  scope: Construct,
  components: readonly KubeflowComponent[],
  release: KubeflowRelease,
): KubeflowComponent[] {
  const unknown = componentProblems(components);
  if (unknown.length > 0) throw new KubeflowError(unknown.map((sentence) => at(pathOf(scope), sentence)));
  const training = release === '1.10' ? 'training-operator' : 'trainer';
  return [
    ...new Set(
      components.flatMap((component) =>
        component === 'training' ? [component, training as KubeflowComponent] : [component],
      ),
    ),
  ];
}

/** Knative's domain for all services that no selector gives another one. */
function modelDomain({ domain, knative }: PlatformStackProps): string {
  const given = knative?.domain ?? domain;
  if (typeof given === 'string') return given;
  return Object.entries(given).find(([, selector]) => Object.keys(selector).length === 0)?.[0] ?? domain;
}

/** The gateway that Kubeflow's web applications and models are bound to, for this platform's host. */
function gateway(scope: Construct, { domain, tlsSecret, knative }: PlatformStackProps): void {
  const elsewhere = knative?.domain ?? [];
  const others = (typeof elsewhere === 'string' ? [elsewhere] : Object.keys(elsewhere)).filter(
    (other) => other !== domain && !other.endsWith(`.${domain}`),
  );
  const hosts = [domain, `*.${domain}`, ...others.map((other) => `*.${other}`)];
  const http = { hosts, port: { name: 'http', number: 80, protocol: 'HTTP' } };
  const https = {
    hosts,
    port: { name: 'https', number: 443, protocol: 'HTTPS' },
    tls: { mode: 'SIMPLE' as const, credentialName: tlsSecret || undefined },
  };
  const resource = new Resource(
    scope,
    'kubeflow-gateway',
    'networking.istio.io/v1/Gateway',
    {
      spec: {
        selector: { istio: 'ingressgateway' },
        servers: !tlsSecret ? [http] : [{ ...http, tls: { httpsRedirect: true } }, https],
      },
    },
    { namespace: 'kubeflow' },
  );
  if (tlsSecret === undefined) {
    warn(
      resource,
      `takes logins and tokens for ${domain} over plain HTTP: give tlsSecret, or false where TLS ends before it`,
    );
  }
}
