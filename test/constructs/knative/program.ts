import { Chart } from 'cdk8s';
import { declareExisting, type Existing, KubeflowApp, type KubeflowRelease } from '../../../src';
import { Manifests } from '../../../src/testing';

/** A chart in a namespace that exists, and what it renders. */
export function inNamespace(
  namespace: string,
  { release, existing = [] }: { release?: KubeflowRelease; existing?: Existing[] } = {},
) {
  const app = new KubeflowApp({ release });
  const chart = new Chart(app.manifests, namespace, { namespace, disableResourceNameHashes: true });
  declareExisting(chart, { kind: 'Namespace', name: namespace }, ...existing);
  return { app, chart, manifests: () => Manifests.of(app) };
}
