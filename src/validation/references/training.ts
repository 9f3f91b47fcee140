import { isRecord } from '../finding';
import type { ObjectSet } from '../options';
import { podTemplates } from '../pod-templates';
import { at, given, record, records, text } from '../rules/read';
import { shippedRuntime } from '../shipped-runtimes';
import { accountReference, claimReference, containerReferences, podReferences, priorityReference } from './pods';
import type { Add, Fields } from './reference';
import { queueReferences } from './scheduling';

/** What a TrainJob names. */
export function trainJobReferences(spec: Fields, judge: ObjectSet, add: Add): void {
  const ref = record(spec.runtimeRef);
  const kind = given(ref.kind) ? text(ref.kind) : 'ClusterTrainingRuntime';
  const name = text(ref.name);
  if (kind === 'TrainingRuntime') add('runtime', kind, name, 'spec.runtimeRef');
  else if (shippedRuntime(judge.release, name) === undefined) add('runtime', kind, name, 'spec.runtimeRef', { in: '' });
  containerReferences(record(spec.trainer), 'spec.trainer', add);
  for (const part of ['dataset', 'model']) {
    const initializer = record(at(spec, 'initializer', part));
    const path = `spec.initializer.${part}`;
    containerReferences(initializer, path, add);
    add('secret', 'Secret', record(initializer.secretRef).name, `${path}.secretRef.name`);
    claimReference(initializer.storageUri, `${path}.storageUri`, add);
  }
  for (const [i, override] of records(spec.podTemplateOverrides).entries())
    podReferences(record(override.spec), `spec.podTemplateOverrides[${i}].spec`, add);
}

/** What the trials of an Experiment name. */
export function trialReferences(spec: Fields, add: Add): void {
  const trial = at(spec, 'trialTemplate', 'trialSpec');
  if (!isRecord(trial)) return;
  const path = 'spec.trialTemplate.trialSpec';
  for (const pod of podTemplates(trial)) podReferences(pod.spec, `${path}.${pod.path}`, add);
  if (trial.kind === 'PyTorchJob') runPolicyReferences(record(trial.spec), `${path}.`, add);
  queueReferences(trial, `${path}.`, add);
}

/** The priority of jobs of the training operator. */
export function runPolicyReferences(spec: Fields, path: string, add: Add): void {
  const below = 'spec.runPolicy.schedulingPolicy.priorityClass';
  priorityReference(at(spec, 'runPolicy', 'schedulingPolicy', 'priorityClass'), `${path}${below}`, add);
}

/** What a SparkApplication names. */
export function sparkReferences(spec: Fields, path: string, add: Add): void {
  for (const role of ['driver', 'executor']) {
    const part = record(spec[role]);
    const below = `${path}.${role}`;
    accountReference(part.serviceAccount, `${below}.serviceAccount`, add);
    containerReferences(part, below, add);
    for (const [i, { name }] of records(part.secrets).entries())
      add('secret', 'Secret', name, `${below}.secrets[${i}].name`);
    for (const [i, { name }] of records(part.configMaps).entries())
      add('config-map', 'ConfigMap', name, `${below}.configMaps[${i}].name`);
  }
  podReferences({ volumes: spec.volumes }, path, add);
}
