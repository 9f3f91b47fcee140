import type { TrialManifest } from '../../core/trial';
import { isRecord } from '../../core/values';

const LABEL = 'sidecar.istio.io/inject';

/**
 * The manifest with Istio's sidecar off in its pods, where they say nothing about it: a sidecar that goes on keeps a Job
 * from completing, so the trial never ends. Kinds whose pods we do not know stay as they are.
 */
export function withoutSidecars(manifest: TrialManifest): TrialManifest {
  const { spec } = manifest;
  if (!isRecord(spec)) return manifest;
  if (manifest.apiVersion === 'batch/v1' && isRecord(spec.template))
    return { ...manifest, spec: { ...spec, template: off(spec.template) } };
  if (manifest.apiVersion !== 'kubeflow.org/v1') return manifest;
  const field = Object.keys(spec).find((key) => key.endsWith('ReplicaSpecs'));
  const replicas = field === undefined ? undefined : spec[field];
  if (!isRecord(replicas)) return manifest;
  const all = Object.entries(replicas).map(([role, replica]) => [
    role,
    isRecord(replica) && isRecord(replica.template) ? { ...replica, template: off(replica.template) } : replica,
  ]);
  return { ...manifest, spec: { ...spec, [field!]: Object.fromEntries(all) } };
}

function off(template: Record<string, unknown>): Record<string, unknown> {
  const metadata = isRecord(template.metadata) ? template.metadata : {};
  const labels = isRecord(metadata.labels) ? metadata.labels : {};
  const annotations = isRecord(metadata.annotations) ? metadata.annotations : {};
  if (LABEL in labels || LABEL in annotations) return template;
  return { ...template, metadata: { ...metadata, labels: { ...labels, [LABEL]: 'false' } } };
}
