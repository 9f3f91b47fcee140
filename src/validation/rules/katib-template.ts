import { podTemplates } from '../pod-templates';
import type { Admission } from './katib-ids';
import { leftOut } from './katib-round-trip';
import { at, given, record, records, text } from './read';

const TEMPLATE = 'spec.trialTemplate';
/** Kinds for which Katib fills both conditions; TrainJob since 0.19. */
const CONDITIONS_FILLED = new Set(['Job', 'TFJob', 'PyTorchJob', 'XGBoostJob', 'MPIJob', 'TrainJob']);
const METADATA_KEYS = new Set(['Name', 'Namespace', 'Kind', 'APIVersion', 'Annotations', 'Labels']);

export function checkTemplate(subject: Admission, spec: Record<string, unknown>): void {
  const { report } = subject;
  if (!given(spec.trialTemplate)) {
    report('katib/trial-template', TEMPLATE, 'is required');
    return;
  }
  const template = record(spec.trialTemplate);
  const source = isObject(template.trialSpec) ? record(template.trialSpec) : undefined;
  if (text(template.primaryContainerName) === '')
    report('katib/primary-container-name', `${TEMPLATE}.primaryContainerName`, 'is required');
  const filled =
    source !== undefined &&
    CONDITIONS_FILLED.has(text(source.kind)) &&
    !(source.kind === 'TrainJob' && subject.release === '1.10');
  if (!filled && (text(template.successCondition) === '' || text(template.failureCondition) === '')) {
    report(
      'katib/trial-conditions',
      TEMPLATE,
      `needs successCondition and failureCondition: Katib knows none for ${text(source?.kind) || 'this kind'}`,
    );
  }
  if (!Array.isArray(template.trialParameters)) {
    report('katib/trial-parameters', `${TEMPLATE}.trialParameters`, 'is required');
    return;
  }
  const map = given(template.configMap) ? record(template.configMap) : undefined;
  if (source === undefined && map === undefined) {
    report('katib/trial-template', TEMPLATE, 'needs trialSpec or configMap');
    return;
  }
  if (source !== undefined && map !== undefined) {
    report('katib/trial-template', TEMPLATE, 'has trialSpec and configMap, only one of them is possible');
    return;
  }
  if (map !== undefined) {
    const missing = ['configMapName', 'configMapNamespace', 'templatePath'].filter((field) => text(map[field]) === '');
    if (missing.length > 0) report('katib/trial-template', `${TEMPLATE}.configMap`, `lacks ${missing.join(', ')}`);
    return;
  }
  const replaced = checkTrialParameters(subject, spec, records(template.trialParameters), JSON.stringify(source));
  if (replaced !== undefined) checkTrial(subject, template, replaced);
}

/** Checks the parameters against the template; returns the template with all of them replaced, unless it must not be looked at further. */
function checkTrialParameters(
  { report }: Admission,
  spec: Record<string, unknown>,
  parameters: readonly Record<string, unknown>[],
  template: string,
): string | undefined {
  const known = new Set(records(spec.parameters).map((p) => text(p.name)));
  const names = new Set<string>();
  const references = new Set<string>();
  let rest = template;
  for (const [i, parameter] of parameters.entries()) {
    const path = `${TEMPLATE}.trialParameters[${i}]`;
    const name = text(parameter.name);
    const reference = text(parameter.reference);
    if (name === '' || reference === '' || /[{}]/.test(name)) {
      report('katib/trial-parameters', path, "needs a name without '{' and '}', and a reference");
      continue;
    }
    if (names.has(name)) {
      report('katib/trial-parameters', `${path}.name`, `'${name}' is used twice`);
      continue;
    }
    if (references.has(reference)) {
      report('katib/trial-parameters', `${path}.reference`, `'${reference}' is referred to twice`);
      continue;
    }
    names.add(name);
    references.add(reference);
    if (known.size > 0 && !isMetadata(reference) && !known.has(reference)) {
      report(
        'katib/trial-parameter-reference',
        `${path}.reference`,
        `'${reference}' is no parameter of the search space: ${[...known].join(', ')}`,
      );
    }
    const placeholder = `\${trialParameters.${name}}`;
    if (!rest.includes(placeholder)) {
      report(
        'katib/trial-parameters',
        `${path}.name`,
        `'${name}' is used nowhere in the template: write ${placeholder}`,
      );
      return undefined;
    }
    rest = rest.replaceAll(placeholder, 'test-value');
  }
  const left = new Set(rest.match(/\$\{trialParameters\.[^\n]+?\}/g) ?? []);
  if (left.size > 0)
    report('katib/trial-placeholders', TEMPLATE, `has ${[...left].join(', ')}, which trialParameters does not name`);
  return rest;
}

function isMetadata(reference: string): boolean {
  const key = /\$\{trialSpec\.([^\n]+?)\}/.exec(reference)?.[1];
  if (key === undefined) return false;
  return METADATA_KEYS.has(key) || METADATA_KEYS.has(/^([^\n]+)\[([^\n]+)\]/.exec(key)?.[1] ?? '');
}

function checkTrial(subject: Admission, template: Record<string, unknown>, replaced: string): void {
  const { report } = subject;
  const trial = record(JSON.parse(replaced));
  if (text(at(trial, 'metadata', 'name')) !== '' || text(at(trial, 'metadata', 'namespace')) !== '') {
    report('katib/trial-spec', TEMPLATE, 'may not set metadata.name or metadata.namespace of the trial: Katib does');
  }
  if (text(trial.apiVersion) === '' || text(trial.kind) === '') {
    report('katib/trial-spec', TEMPLATE, 'needs apiVersion and kind of the trial');
    return;
  }
  const job = trial.apiVersion === 'batch/v1' && trial.kind === 'Job';
  for (const problem of subject.structure(trial)) {
    // Amounts may have any name; what is none stops the webhook.
    const amount = /\.resources\.(limits|requests)\./.test(problem.path);
    if (problem.rule === 'schema/unknown-field' ? amount : problem.rule !== 'schema/type' && !(amount && job)) continue;
    if (job) report('katib/trial-spec', TEMPLATE, `trialSpec.${problem.path} ${problem.message}`);
    else report('katib/trial-spec', `${TEMPLATE}.trialSpec.${problem.path}`, problem.message, 'warning');
  }
  if (job) {
    for (const path of leftOut(trial)) {
      const problem = `trialSpec.${path} is null, a zero or empty, which Katib's webhook cannot tell from a field it does not know`;
      report('katib/trial-spec', TEMPLATE, `${problem}: leave it out`);
    }
  }
  const wanted = text(template.primaryContainerName);
  const pods = podTemplates(trial);
  const names = pods.flatMap(({ spec }) => records(spec.containers).map((c) => text(c.name)));
  if (wanted !== '' && names.length > 0 && !names.includes(wanted)) {
    // The webhook lets it pass; every trial then ends without metrics.
    report(
      'katib/primary-container',
      `${TEMPLATE}.primaryContainerName`,
      `'${wanted}' is no container of the trial: ${[...new Set(names)].join(', ')}`,
      'warning',
    );
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
