import type { Construct } from 'constructs';
import { releaseOf } from '../../core/release';
import { adaptTrial, isTrialManifest, type TrialForm, type TrialTemplate } from '../../core/trial';
import { defined, InvalidValue, isRecord } from '../../core/values';
import { defaultsOf, isWatched, manifestTrial } from './conditions';
import type { AnyProps, ExperimentBase, ExperimentSpec, TrialConfigMap } from './experiment-props';
import { Placeholders, type TrialMeta, writtenOut } from './placeholders';
import { withoutSidecars } from './sidecars';

/**
 * Characters that Katib puts behind an experiment's name for a trial.
 * Source: pkg/controller.v1beta1/experiment, `-` and 8 random ones.
 */
const TRIAL_SUFFIX = 9;

/** Katib's trialTemplate, and what all trials share. Throws InvalidValue. */
export function trialTemplate(
  scope: Construct,
  name: string,
  props: AnyProps,
  searched: readonly string[],
  warnings: string[],
) {
  const { trial, retain, primaryContainer, primaryPodLabels, successCondition, failureCondition } = props;
  const what = props.nas === undefined ? 'space' : 'what the algorithm proposes';
  if (typeof trial !== 'function') return configMapTrial(trial, props, searched);
  const release = releaseOf(scope);
  const placeholders = new Placeholders(searched, what);
  const form = writtenOut(
    (trial as (params: unknown, meta: TrialMeta) => TrialForm)(placeholders.params, placeholders.meta),
  );
  if (!isRecord(form)) throw new InvalidValue('trial returns nothing, it must return a job');
  const own = { primaryContainerName: primaryContainer, primaryPodLabels, successCondition, failureCondition };
  const adapted = adaptTrial(scope, form as TrialForm, { sharedName: name });
  if (adapted === undefined && !isTrialManifest(form as TrialForm)) {
    throw new InvalidValue('trial returns neither the properties of a job nor a manifest with apiVersion and kind');
  }
  const found: TrialTemplate =
    adapted === undefined
      ? manifestTrial(form as unknown as TrialTemplate['manifest'], own)
      : { ...adapted, ...(defined(own) as Partial<TrialTemplate>) };
  const manifest = props.mesh === true ? found.manifest : withoutSidecars(found.manifest);
  checkManifest(manifest);
  checkLength(name, found.suffix);
  const trialParameters = placeholders.trialParameters(manifest, searched, what);
  if (found.shared !== undefined && JSON.stringify(found.shared).includes('${trialParameters.')) {
    throw new InvalidValue(
      'trial uses a parameter in what only a TrainingRuntime can say, which is the same for all trials: use it in command, args or env',
    );
  }
  if (!isWatched(manifest, release)) {
    warnings.push(
      `Katib of Kubeflow ${release} does not watch ${manifest.apiVersion} ${manifest.kind}: add it to trialResources of katib-config, and its verbs to the ClusterRole katib-controller`,
    );
  }
  const defaults = defaultsOf(manifest, release);
  const unlessDefault = <F extends keyof typeof defaults>(field: F) =>
    same(found[field], defaults[field]) ? undefined : found[field];
  const template = defined({
    retain,
    primaryContainerName: found.primaryContainerName,
    primaryPodLabels: unlessDefault('primaryPodLabels'),
    successCondition: unlessDefault('successCondition'),
    failureCondition: unlessDefault('failureCondition'),
    trialParameters,
    trialSpec: manifest,
  });
  return { template: template as ExperimentSpec['trialTemplate'], shared: found.shared };
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function configMapTrial(trial: TrialConfigMap, props: ExperimentBase, searched: readonly string[]) {
  const { name, namespace, path } = trial?.configMap ?? {};
  if (!name || !namespace || !path)
    throw new InvalidValue('trial is neither a function nor { configMap: { name, namespace, path } }');
  const { primaryContainer, successCondition, failureCondition, primaryPodLabels, retain } = props;
  if (!primaryContainer || !successCondition || !failureCondition) {
    throw new InvalidValue(
      'trial is in a ConfigMap: set primaryContainer, successCondition and failureCondition, its kind is not known here',
    );
  }
  const parameters = trial.parameters ?? searched;
  const unknown = parameters.filter((parameter) => !searched.includes(parameter));
  if (unknown.length > 0) throw new InvalidValue(`trial.parameters names ${unknown.join(', ')}, which is not in space`);
  const template = defined({
    retain,
    primaryContainerName: primaryContainer,
    primaryPodLabels,
    successCondition,
    failureCondition,
    trialParameters: parameters.map((parameter) => ({ name: parameter, reference: parameter })),
    configMap: { configMapName: name, configMapNamespace: namespace, templatePath: path },
  });
  return { template: template as ExperimentSpec['trialTemplate'], shared: undefined };
}

function checkManifest(manifest: TrialTemplate['manifest']): void {
  const metadata = manifest.metadata as { name?: unknown; namespace?: unknown } | undefined;
  if (metadata?.name !== undefined || metadata?.namespace !== undefined)
    throw new InvalidValue('trial has a name or namespace, Katib gives each trial its own');
}

/** What the trial's controller makes of its name must fit in 63 characters too. */
function checkLength(name: string, suffix = 0): void {
  const longest = 63 - TRIAL_SUFFIX - suffix;
  if (name.length > longest) {
    throw new InvalidValue(
      `name '${name}' has ${name.length} characters, its trials' pods allow ${longest}: choose a shorter one`,
    );
  }
}
