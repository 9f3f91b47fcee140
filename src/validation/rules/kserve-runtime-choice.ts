import { didYouMean } from '../../core/errors';
import type { KubeflowRelease } from '../../core/release';
import { isRecord, type Json } from '../finding';
import { shippedServingRuntimes } from '../shipped-runtimes';
import { annotation, at, given, list, record, records, text } from './read';
import { ruleSet } from './rule';

interface Runtime {
  readonly formats: readonly { readonly name: string; readonly version?: string }[];
  readonly protocols: readonly unknown[];
  readonly multiNode: boolean;
}

const chosenByRelease = new Map<KubeflowRelease, readonly Runtime[]>();

/** What a release's KServe chooses by itself. */
function shipped(release: KubeflowRelease): readonly Runtime[] {
  let known = chosenByRelease.get(release);
  if (known === undefined) {
    known = [...shippedServingRuntimes(release).values()]
      .filter(({ disabled, multiModel }) => disabled !== true && multiModel !== true)
      .map(({ formats, protocols, multiNode = false }) => ({
        formats: formats.filter(({ autoSelect }) => autoSelect === true),
        protocols,
        multiNode,
      }));
    chosenByRelease.set(release, known);
  }
  return known;
}

/** The same of a runtime among these objects, for a model in `namespace`. */
function ownRuntime(object: Json, namespace: string): Runtime[] {
  if (object.kind === 'ServingRuntime' && text(at(object, 'metadata', 'namespace')) !== namespace) return [];
  const { supportedModelFormats, protocolVersions, workerSpec, disabled, multiModel } = record(object.spec);
  if (disabled === true || multiModel === true) return [];
  const formats = records(supportedModelFormats)
    .filter(({ autoSelect }) => autoSelect === true)
    .map(({ name, version }) => ({ name: text(name), version: given(version) ? String(version) : undefined }));
  return [{ formats, protocols: list(protocolVersions), multiNode: isRecord(workerSpec) }];
}

/** Whether KServe finds a runtime for a model that names none. */
export const kserveRuntimeChoice = ruleSet({
  sources: ['https://github.com/kserve/kserve/blob/v0.16.0/pkg/apis/serving/v1beta1/predictor_model.go'],
  kinds: ['serving.kserve.io/v1beta1/InferenceService'],
  rules: { 'kserve/no-runtime': 'A model that names no runtime has a format, version and protocol that one serves.' },
  check: ({ object, ofKind, release, report, outside }) => {
    const predictor = record(at(object, 'spec', 'predictor'));
    const { modelFormat, runtime, protocolVersion } = record(predictor.model);
    const { name, version } = record(modelFormat);
    if (typeof name !== 'string' || name === '' || given(runtime)) return;
    if (annotation(object, 'serving.kserve.io/deploymentMode') === 'ModelMesh') return;
    const tell = (field: string, problem: string) =>
      report(
        'kserve/no-runtime',
        `spec.predictor.${field}`,
        `${problem}: bring a ServingRuntime with autoSelect, or name one of the cluster in model.runtime`,
        outside,
      );
    const nodes = isRecord(predictor.workerSpec);
    const speaks = ({ protocols }: Runtime) =>
      !given(protocolVersion) || protocols.length === 0 || protocols.includes(protocolVersion);
    const serves = ({ formats }: Runtime) =>
      formats.some((format) => format.name === name && (!given(version) || format.version === version));
    const suits = (one: Runtime) => one.multiNode === nodes && serves(one) && speaks(one);
    if (shipped(release).some(suits)) return;
    const namespace = text(at(object, 'metadata', 'namespace'));
    const own = [...ofKind('ServingRuntime'), ...ofKind('ClusterServingRuntime')];
    const all = [...shipped(release), ...own.flatMap((runtime) => ownRuntime(runtime, namespace))];
    const where = `no runtime of Kubeflow ${release} or of these objects`;
    const serving = all.filter(({ formats }) => formats.some((format) => format.name === name));
    const names = [...new Set(all.flatMap(({ formats }) => formats.map((format) => format.name)))];
    if (serving.length === 0)
      return tell('model.modelFormat.name', `'${name}' is served by ${where}${didYouMean(name, names)}`);
    const fits = serving.filter(serves);
    if (fits.length === 0) {
      const versions = serving.flatMap(({ formats }) => formats.filter((format) => format.name === name));
      const known = [...new Set(versions.map((format) => format.version))].filter((one) => one !== undefined);
      return tell(
        'model.modelFormat.version',
        `'${String(version)}' of ${name} is served by ${where}, they have ${known.join(', ')}`,
      );
    }
    const alike = fits.filter(({ multiNode }) => multiNode === nodes);
    if (alike.length === 0)
      return nodes
        ? tell('workerSpec', `needs a runtime over several nodes, and ${where} has one for ${name}`)
        : tell('model.modelFormat.name', `'${name}' is served over several nodes only: give workerSpec`);
    if (alike.some(speaks)) return;
    const spoken = [...new Set(alike.flatMap(({ protocols }) => protocols))].sort();
    tell(
      'model.protocolVersion',
      `'${String(protocolVersion)}' is spoken by ${where} for ${name}, they speak ${spoken.join(', ')}`,
    );
  },
});
