import type { Construct } from 'constructs';
import { registerTrialAdapter, type TrialForm, type TrialTemplate } from '../../core/trial';
import { InvalidValue, isRecord, within } from '../../core/values';
import { checkJob } from './fields';
import { v1Containers } from './frameworks';
import type { TrainingJobProps } from './props';
import { trainingManifest } from './training-job';

declare module '../../core/trial' {
  interface TrialForms {
    /** What TrainingJob takes. */
    readonly training: TrainingJobProps;
  }
}

const isTrue = (type: string) => `status.conditions.#(type=="${type}")#|#(status=="True")#`;

/** A training job as a trial of a Katib experiment. Throws InvalidValue. */
export function trainingTrial(scope: Construct, props: TrainingJobProps, sharedName: string): TrialTemplate {
  if (props.metadata?.name !== undefined || props.metadata?.namespace !== undefined) {
    throw new InvalidValue('metadata has a name or namespace, Katib gives each trial its own');
  }
  checkJob(props);
  // Katib cleans up after its trials itself.
  const job = trainingManifest(scope, sharedName, { ...props, keepFor: props.keepFor ?? 'forever' });
  const slash = job.kind.lastIndexOf('/');
  const { labels, annotations } = job.metadata;
  const manifest = {
    apiVersion: job.kind.slice(0, slash),
    kind: job.kind.slice(slash + 1),
    ...((labels || annotations) && { metadata: { ...(labels && { labels }), ...(annotations && { annotations }) } }),
    ...job.manifest,
  };
  if (job.primary !== undefined) {
    return {
      manifest,
      primaryContainerName: 'node',
      successCondition: isTrue('Complete'),
      failureCondition: isTrue('Failed'),
      primaryPodLabels: {
        'jobset.sigs.k8s.io/replicatedjob-name': job.primary,
        'batch.kubernetes.io/job-completion-index': '0',
      },
      suffix: job.suffix,
      shared: job.runtime && { kind: 'trainer.kubeflow.org/v1alpha1/TrainingRuntime', manifest: { spec: job.runtime } },
    };
  }
  return {
    manifest,
    primaryContainerName:
      (props.framework === 'mpi' ? props.launcher?.containerName : undefined) ?? v1Containers[props.framework!],
    successCondition: isTrue('Succeeded'),
    failureCondition: isTrue('Failed'),
    primaryPodLabels: primaryPod(props),
    suffix: job.suffix,
  };
}

/** The operator calls one pod the master; of a PaddleJob without one, it calls none so. */
function primaryPod(props: TrainingJobProps): Record<string, string> {
  if (props.framework === 'paddle' && props.master === undefined) {
    return { 'training.kubeflow.org/replica-type': 'worker', 'training.kubeflow.org/replica-index': '0' };
  }
  return { 'training.kubeflow.org/job-role': 'master' };
}

registerTrialAdapter((scope, form: TrialForm, { sharedName }) => {
  if (!isRecord(form) || !('framework' in form || 'runtime' in form) || 'kind' in form) return undefined;
  return within('trial:', () => trainingTrial(scope, form as TrainingJobProps, sharedName));
});
