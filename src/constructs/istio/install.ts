import type { Construct } from 'constructs';
import { fail } from '../../core/errors';
import type { Known } from '../../core/properties';
import { releaseOf } from '../../core/release';
import { type RequestAndLimit, resourceProperties, resourceRequirements } from '../../core/resources';
import type { BytesLike, CpuLike } from '../../core/units';
import type { Open } from '../../core/values';
import { istioVersions } from './versions';

/** `sidecar` puts a proxy into every pod; `ambient` one onto every node, with a waypoint where requests are looked into. */
export type DataPlane = 'sidecar' | 'ambient';
/** Clusters whose CNI plugins live elsewhere than `/opt/cni/bin`. Source: istio manifests/helm-profiles/platform-*.yaml. */
export type IstioPlatform = Open<'gke' | 'k3d' | 'k3s' | 'microk8s' | 'minikube' | 'openshift'>;

export interface Size {
  readonly cpu?: RequestAndLimit<CpuLike>;
  readonly memory?: RequestAndLimit<BytesLike>;
}

export const sizeProperties: Known<Size> = { cpu: resourceProperties.cpu, memory: resourceProperties.memory };

/** One of Istio's charts. */
export interface IstioChart {
  readonly name: 'base' | 'istiod' | 'cni' | 'ztunnel';
  readonly namespace: 'istio-system' | 'kube-system';
  readonly repository: string;
  readonly version: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** What has to be installed beside the objects that a program owns; one of the two ways. */
export interface IstioInstallation {
  readonly version: string;
  /** Folder of kubeflow/manifests that installs this Istio. `undefined` where the release has none. */
  readonly overlay: string | undefined;
  /** The same by Helm, in this order. */
  readonly charts: readonly IstioChart[];
}

export interface InstallationProps {
  readonly dataPlane: DataPlane;
  readonly platform: IstioPlatform | undefined;
  readonly login: boolean;
  readonly istiod: Size & { readonly replicas?: { readonly min: number; readonly max: number } };
  readonly proxy: Size;
}

const REPOSITORY = 'https://istio-release.storage.googleapis.com/charts';

export function installation(scope: Construct, props: InstallationProps): IstioInstallation {
  const release = releaseOf(scope);
  const { version } = istioVersions[release];
  const { dataPlane, platform, istiod, proxy } = props;
  if (dataPlane === 'ambient' && release === '1.10') {
    fail(scope, "dataPlane 'ambient' is not installed by release 1.10: use 'sidecar', or release 1.11 or newer");
  }
  const ambient = dataPlane === 'ambient';
  const global = platform === undefined ? {} : { global: { platform } };
  const chart = (name: IstioChart['name'], values: Record<string, unknown>): IstioChart => ({
    name,
    namespace: name === 'cni' ? 'kube-system' : 'istio-system',
    repository: REPOSITORY,
    version,
    values,
  });
  const profile = ambient ? { profile: 'ambient' } : {};
  const istiodResources = resourceRequirements(istiod);
  const proxyResources = resourceRequirements(proxy);
  return {
    version,
    overlay: overlay(ambient, platform, props.login),
    charts: [
      chart('base', {}),
      chart('istiod', {
        ...profile,
        // The program owns the mesh's ConfigMap, and the autoscaler where it says replicas.
        configMap: false,
        cni: { enabled: true },
        ...(istiod.replicas && { autoscaleEnabled: false, replicaCount: 0 }),
        ...(istiodResources && { resources: istiodResources }),
        ...(platform === undefined && proxyResources === undefined
          ? {}
          : { global: { ...global.global, ...(proxyResources && { proxy: { resources: proxyResources } }) } }),
      }),
      chart('cni', { ...profile, ...global }),
      ...(ambient ? [chart('ztunnel', { ...global })] : []),
    ],
  };
}

function overlay(ambient: boolean, platform: IstioPlatform | undefined, login: boolean): string | undefined {
  if (platform !== undefined && platform !== 'gke') return undefined;
  const gke = platform === 'gke';
  const name = ambient
    ? ['ambient', ...(login ? ['oauth2-proxy'] : []), ...(gke ? ['gke'] : [])].join('-')
    : gke
      ? 'gke'
      : login
        ? 'oauth2-proxy'
        : 'insecure';
  return `common/istio/istio-install/overlays/${name}`;
}
