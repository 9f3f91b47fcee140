import type { KubeflowRelease } from '../../core/release';

/** Istio as each release installs it: charts and proxy image. Source: kubeflow/manifests common/istio/istio-install. */
export interface IstioVersion {
  readonly version: string;
  readonly proxyImage: string;
}

export const istioVersions: Readonly<Record<KubeflowRelease, IstioVersion>> = {
  '1.10': { version: '1.26.1', proxyImage: 'gcr.io/istio-release/proxyv2:1.26.1' },
  '1.11': { version: '1.28.0', proxyImage: 'gcr.io/istio-release/proxyv2:1.28.0' },
  '26.03': { version: '1.29.0', proxyImage: 'gcr.io/istio-release/proxyv2:1.28.0' },
};
