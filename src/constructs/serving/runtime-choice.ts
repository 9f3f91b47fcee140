import { addSynthCheck } from '../../core/app';
import { at, didYouMean } from '../../core/errors';
import { type KubeflowRelease, releaseOf } from '../../core/release';
import type { SynthesizedObject } from '../../core/synth';
import { isRecord } from '../../core/values';
import { catalog, componentsOf } from '../../validation/catalog';

interface Runtime {
  readonly formats: readonly { readonly name: string; readonly version?: string }[];
  readonly protocols: readonly string[];
  readonly multiNode: boolean;
  readonly multiModel: boolean;
  /** Of a ServingRuntime; the others serve every namespace. */
  readonly namespace?: string;
}
type Json = Readonly<Record<string, unknown>>;

const shippedByRelease = new Map<KubeflowRelease, readonly Runtime[]>();

/** What a release's KServe chooses by itself. */
function shipped(release: KubeflowRelease): readonly Runtime[] {
  let known = shippedByRelease.get(release);
  if (known === undefined) {
    const all = componentsOf(catalog(release)).flatMap(({ servingRuntimes = {} }) => Object.values(servingRuntimes));
    known = all
      .filter(({ disabled }) => disabled !== true)
      .map(({ formats, protocols, multiNode = false, multiModel = false }) => ({
        formats: formats.filter(({ autoSelect }) => autoSelect === true),
        protocols,
        multiNode,
        multiModel,
      }));
    shippedByRelease.set(release, known);
  }
  return known;
}

/** The same of a runtime that the program brings. */
function ownRuntime({ kind, spec, metadata }: Json): Runtime | undefined {
  if (!isRecord(spec) || spec.disabled === true) return undefined;
  const { namespace } = isRecord(metadata) ? metadata : ({} as Json);
  return {
    formats: records(spec.supportedModelFormats).filter(({ autoSelect }) => autoSelect === true) as never,
    protocols: Array.isArray(spec.protocolVersions) ? spec.protocolVersions : [],
    multiNode: isRecord(spec.workerSpec),
    multiModel: spec.multiModel === true,
    namespace: kind === 'ServingRuntime' ? String(namespace ?? '') : undefined,
  };
}

/**
 * Why KServe would find no runtime for a model that names none.
 * Source: kserve pkg/apis/serving/v1beta1/predictor_model.go.
 */
function unserved(service: SynthesizedObject, own: readonly Runtime[]): string | undefined {
  const { spec, metadata } = service.manifest as { spec?: Json; metadata?: { namespace?: string; annotations?: Json } };
  const predictor = isRecord(spec?.predictor) ? spec.predictor : {};
  const { modelFormat, runtime, protocolVersion } = isRecord(predictor.model) ? predictor.model : ({} as Json);
  if (!isRecord(modelFormat) || typeof modelFormat.name !== 'string' || (runtime !== undefined && runtime !== null))
    return undefined;
  if (metadata?.annotations?.['serving.kserve.io/deploymentMode'] === 'ModelMesh') return undefined;
  const release = releaseOf(service.construct);
  const nodes = isRecord(predictor.workerSpec);
  const all = [
    ...shipped(release),
    ...own.filter(({ namespace }) => namespace === undefined || namespace === (metadata?.namespace ?? '')),
  ].filter(({ multiModel }) => !multiModel);
  const { name, version } = modelFormat;
  const where = `no runtime of Kubeflow ${release} or of this program`;
  const way = 'bring a ServingRuntime with autoSelect, or name one of the cluster in model.runtime';
  const serving = all.filter(({ formats }) => formats.some((format) => format.name === name));
  const names = [...new Set(all.flatMap(({ formats }) => formats.map((format) => format.name)))];
  if (serving.length === 0) return `model.format '${name}' is served by ${where}${didYouMean(name, names)}: ${way}`;
  const versions = serving.flatMap(({ formats }) => formats.filter((format) => format.name === name));
  const fits = serving.filter(({ formats }) =>
    formats.some((format) => format.name === name && (version === undefined || format.version === version)),
  );
  if (fits.length === 0) {
    const known = [...new Set(versions.map((format) => format.version))].filter((one) => one !== undefined).join(', ');
    return `model.formatVersion '${String(version)}' of ${name} is served by ${where}, they have ${known}: ${way}`;
  }
  const alike = fits.filter(({ multiNode }) => multiNode === nodes);
  if (alike.length === 0)
    return nodes
      ? `workers need a runtime over several nodes, and ${where} has one for ${name}: ${way}`
      : `model.format '${name}' is served over several nodes only: say workers, or ${way}`;
  if (protocolVersion === undefined) return undefined;
  const spoken = [...new Set(alike.flatMap(({ protocols }) => protocols))].sort();
  if (alike.some(({ protocols }) => protocols.length === 0 || protocols.includes(String(protocolVersion))))
    return undefined;
  return `model.protocol '${String(protocolVersion)}' is spoken by ${where} for ${name}, they speak ${spoken.join(', ')}: ${way}`;
}

function records(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

addSynthCheck((objects) => {
  const services: SynthesizedObject[] = [];
  const own: Runtime[] = [];
  for (const object of objects) {
    const { apiVersion, kind } = object.manifest;
    if (typeof apiVersion !== 'string' || !apiVersion.startsWith('serving.kserve.io/')) continue;
    if (kind === 'InferenceService') services.push(object);
    else if (kind === 'ServingRuntime' || kind === 'ClusterServingRuntime') {
      const runtime = ownRuntime(object.manifest);
      if (runtime !== undefined) own.push(runtime);
    }
  }
  const warnings = services.flatMap((service) => {
    const sentence = unserved(service, own);
    return sentence === undefined ? [] : [at(service.path, sentence)];
  });
  return { problems: [], warnings };
});
