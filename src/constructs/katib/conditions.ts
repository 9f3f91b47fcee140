import type { KubeflowRelease } from '../../core/release';
import type { TrialManifest, TrialTemplate } from '../../core/trial';
import { InvalidValue, isRecord } from '../../core/values';

type Derived = Pick<
  TrialTemplate,
  'primaryContainerName' | 'successCondition' | 'failureCondition' | 'primaryPodLabels'
>;

const isTrue = (type: string) => `status.conditions.#(type=="${type}")#|#(status=="True")#`;

/**
 * The container and the conditions that Katib needs to know of a kind.
 * Source: its examples and pkg/apis/controller/experiments/v1beta1/constants.go.
 */
const KINDS: Record<string, { container?: string; success: string; failure: string; labels?: Record<string, string> }> =
  {
    'batch/v1/Job': { success: isTrue('Complete'), failure: isTrue('Failed') },
    'kubeflow.org/v1/PyTorchJob': training('pytorch'),
    'kubeflow.org/v1/TFJob': training('tensorflow'),
    'kubeflow.org/v1/XGBoostJob': training('xgboost'),
    'kubeflow.org/v1/MPIJob': training('mpi'),
    'kubeflow.org/v1/PaddleJob': training('paddle'),
    'kubeflow.org/v1/JAXJob': training('jax'),
    'kubeflow.org/v1/MXJob': training('mxnet'),
    'trainer.kubeflow.org/v1alpha1/TrainJob': {
      container: 'node',
      success: isTrue('Complete'),
      failure: isTrue('Failed'),
      labels: { 'jobset.sigs.k8s.io/replicatedjob-name': 'node', 'batch.kubernetes.io/job-completion-index': '0' },
    },
    'argoproj.io/v1alpha1/Workflow': {
      container: 'main',
      success: 'status.[@this].#(phase=="Succeeded")#',
      failure: 'status.[@this].#(phase=="Failed")#',
    },
    'tekton.dev/v1beta1/PipelineRun': succeeded(),
    'tekton.dev/v1/PipelineRun': succeeded(),
    'jobset.x-k8s.io/v1alpha2/JobSet': { success: isTrue('Completed'), failure: isTrue('Failed') },
    'ray.io/v1/RayJob': {
      success: 'status.[@this].#(jobStatus=="SUCCEEDED")#',
      failure: 'status.[@this].#(jobStatus=="FAILED")#',
    },
  };

function training(container: string) {
  return {
    container,
    success: isTrue('Succeeded'),
    failure: isTrue('Failed'),
    labels: { 'training.kubeflow.org/job-role': 'master' },
  };
}

function succeeded() {
  return {
    success: 'status.conditions.#(type=="Succeeded")#|#(status=="True")#',
    failure: 'status.conditions.#(type=="Succeeded")#|#(status=="False")#',
  };
}

/** Kinds that Katib's controller watches, by release. Source: trialResources of katib-config in kubeflow/manifests. */
const WATCHED: Record<KubeflowRelease, readonly string[]> = {
  '1.10': [
    'batch/v1/Job',
    'kubeflow.org/v1/TFJob',
    'kubeflow.org/v1/PyTorchJob',
    'kubeflow.org/v1/MPIJob',
    'kubeflow.org/v1/XGBoostJob',
  ],
  get '1.11'() {
    return [...this['1.10'], 'trainer.kubeflow.org/v1alpha1/TrainJob'];
  },
  get '26.03'() {
    return this['1.11'];
  },
};

export function kindOf({ apiVersion, kind }: TrialManifest): string {
  return `${apiVersion}/${kind}`;
}

export function isWatched(manifest: TrialManifest, release: KubeflowRelease): boolean {
  return WATCHED[release].includes(kindOf(manifest));
}

/** What Katib's webhook fills in by itself for a kind. */
export function defaultsOf(manifest: TrialManifest, release: KubeflowRelease): Partial<Derived> {
  const known = KINDS[kindOf(manifest)];
  if (known === undefined || !isWatched(manifest, release)) return {};
  return { successCondition: known.success, failureCondition: known.failure, primaryPodLabels: known.labels };
}

/** A plain manifest as a trial; `own` wins over what its kind tells. */
export function manifestTrial(manifest: TrialManifest, own: Partial<Derived>): TrialTemplate {
  const known = KINDS[kindOf(manifest)];
  const successCondition = own.successCondition ?? known?.success;
  const failureCondition = own.failureCondition ?? known?.failure;
  if (successCondition === undefined || failureCondition === undefined) {
    throw new InvalidValue(
      `trial is a ${manifest.kind}, whose end we do not know: set successCondition and failureCondition`,
    );
  }
  const primaryContainerName = own.primaryContainerName ?? known?.container ?? onlyContainer(manifest);
  if (primaryContainerName === undefined) {
    throw new InvalidValue(
      `trial is a ${manifest.kind} with several containers or none that we see: set primaryContainer to the one whose metrics count`,
    );
  }
  return {
    manifest,
    primaryContainerName,
    successCondition,
    failureCondition,
    primaryPodLabels: own.primaryPodLabels ?? known?.labels,
  };
}

/** The container of a Job, where it has but one. */
function onlyContainer(manifest: TrialManifest): string | undefined {
  const spec = manifest.spec;
  const template = isRecord(spec) && isRecord(spec.template) ? spec.template : undefined;
  const containers =
    isRecord(template?.spec) && Array.isArray(template.spec.containers) ? template.spec.containers : [];
  return containers.length === 1 && isRecord(containers[0]) ? (containers[0].name as string) : undefined;
}
