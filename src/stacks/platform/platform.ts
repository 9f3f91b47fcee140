import '../fleet';
import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { type AnyPool, registerPools } from '../../constructs/gpu';
import { IstioBase, type IstioBaseProps } from '../../constructs/istio';
import { gpuFeatures, KnativeBase, type KnativeBaseProps } from '../../constructs/knative';
import { guardLocalGateway } from '../../constructs/serving';
import { KubeflowApp } from '../../core/app';
import { declareExisting } from '../../core/declared';
import { didYouMean, KubeflowError, Problems } from '../../core/errors';
import { checkProperties, type Known } from '../../core/properties';
import {
  defaultComponents,
  type KubeflowComponent,
  type KubeflowRelease,
  knownComponents,
  type PlatformFacts,
  platformOf,
  usePlatform,
} from '../../core/release';
import { Resource } from '../../core/resource';
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
  domain: true,
  release: true,
  components: 'list',
  pools: 'list',
  without: 'list',
  tlsSecret: true,
  clusterDomain: true,
  knative: 'object',
  istio: 'object',
};

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
    super(parent, id, {
      namespace: 'kubeflow',
      disableResourceNameHashes: true,
    });
    const release = props.release ?? platformOf(this).release;
    const components = withRequirements(this, props.components ?? defaultComponents(release), release);
    const without = new Set(props.without);
    this.pools = props.pools ?? [];
    registerPools(this, ...this.pools);
    this.facts = usePlatform(this, {
      release,
      components,
      domain: props.domain,
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
  const unknown = components.filter((component) => !knownComponents.includes(component));
  if (unknown.length > 0) {
    throw new KubeflowError(
      unknown.map(
        (name) =>
          `${scope.node.path}: components '${name}' is no component of Kubeflow${didYouMean(name, knownComponents)} (${knownComponents.join(', ')})`,
      ),
    );
  }
  const training = release === '1.10' ? 'training-operator' : 'trainer';
  return [
    ...new Set(
      components.flatMap((component) =>
        component === 'training' ? [component, training as KubeflowComponent] : [component],
      ),
    ),
  ];
}

/** The gateway that Kubeflow's web applications and models are bound to, for this platform's host. */
function gateway(scope: Construct, { domain, tlsSecret }: PlatformStackProps): void {
  const hosts = [domain, `*.${domain}`];
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
