import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isRecord } from '../../core/values';
import { featuresOf, type KnativeFeature } from './features';

/** What the program's own services need of Knative: everything that becomes a Knative pod, whoever made it. */
export function usedFeatures(root: IConstruct): ReadonlySet<KnativeFeature> {
  const needed = new Set<KnativeFeature>();
  for (const construct of root.node.findAll()) {
    if (!ApiObject.isApiObject(construct)) continue;
    const podsOf = podsByKind[`${group(construct.apiVersion)}/${construct.kind}`];
    if (podsOf === undefined) continue;
    const manifest = construct.toJson() as Record<string, unknown>;
    if (!isRecord(manifest.spec) || isOutsideKnative(manifest)) continue;
    for (const pod of podsOf(manifest.spec)) {
      if (isRecord(pod)) for (const feature of featuresOf(pod)) needed.add(feature);
    }
  }
  return needed;
}

const template = (spec: Record<string, unknown>) => [isRecord(spec.template) ? spec.template.spec : undefined];

const podsByKind: Readonly<Record<string, ((spec: Record<string, unknown>) => readonly unknown[]) | undefined>> = {
  'serving.knative.dev/Service': template,
  'serving.knative.dev/Configuration': template,
  'serving.kserve.io/InferenceService': ({ predictor, transformer, explainer }) => [predictor, transformer, explainer],
  'serving.kserve.io/ServingRuntime': (spec) => [spec],
  'serving.kserve.io/ClusterServingRuntime': (spec) => [spec],
};

function group(apiVersion: string): string {
  return apiVersion.slice(0, apiVersion.lastIndexOf('/'));
}

/** KServe runs some models as plain Deployments. */
function isOutsideKnative(manifest: Record<string, unknown>): boolean {
  const metadata = isRecord(manifest.metadata) ? manifest.metadata : {};
  const annotations = isRecord(metadata.annotations) ? metadata.annotations : {};
  const mode = annotations['serving.kserve.io/deploymentMode'];
  return mode === 'Standard' || mode === 'RawDeployment' || mode === 'ModelMesh';
}
