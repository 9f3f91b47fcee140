import type { SpecOf } from '../../core/resource';
import type { PodTemplateSpec } from '../../generated/core';

/** What becomes of the pods when the job ends. */
export type CleanPodPolicy = 'None' | 'Running' | 'All';
/** `ExitCode` starts a pod again that ended with 128 or more (a signal, a preemption), and fails the job below that. */
export type RestartPolicy = 'Always' | 'OnFailure' | 'Never' | 'ExitCode';

type GeneratedRunPolicy = NonNullable<SpecOf<'kubeflow.org/v1/PyTorchJob'>['runPolicy']>;
export interface RunPolicy extends Omit<GeneratedRunPolicy, 'cleanPodPolicy' | 'managedBy'> {
  cleanPodPolicy?: CleanPodPolicy;
  managedBy?: 'kubeflow.org/training-operator' | 'kueue.x-k8s.io/multikueue';
}
export interface ReplicaSpec {
  replicas?: number;
  restartPolicy?: RestartPolicy;
  template?: PodTemplateSpec;
}

/** A job specification of training-operator v1, its replica types spelled as the operator spells them. */
type JobSpec<Generated, Field extends keyof Generated, Role extends string> = Omit<
  Generated,
  Field | 'runPolicy' | 'cleanPodPolicy'
> & {
  [F in Field]: { [R in Role]?: ReplicaSpec };
} & { runPolicy?: RunPolicy };

type ElasticPolicy = NonNullable<SpecOf<'kubeflow.org/v1/PyTorchJob'>['elasticPolicy']>;
export type PyTorchJobSpec = Omit<
  JobSpec<SpecOf<'kubeflow.org/v1/PyTorchJob'>, 'pytorchReplicaSpecs', 'Master' | 'Worker'>,
  'elasticPolicy'
> & {
  elasticPolicy?: Omit<ElasticPolicy, 'rdzvBackend'> & { rdzvBackend?: 'c10d' | 'etcd' | 'etcd-v2' };
};
export type TFJobSpec = Omit<
  JobSpec<SpecOf<'kubeflow.org/v1/TFJob'>, 'tfReplicaSpecs', 'Chief' | 'Master' | 'Worker' | 'PS' | 'Evaluator'>,
  'successPolicy'
> & { successPolicy?: '' | 'AllWorkers' };
export type MPIJobSpec = JobSpec<SpecOf<'kubeflow.org/v1/MPIJob'>, 'mpiReplicaSpecs', 'Launcher' | 'Worker'> & {
  cleanPodPolicy?: CleanPodPolicy;
};
export type XGBoostJobSpec = JobSpec<SpecOf<'kubeflow.org/v1/XGBoostJob'>, 'xgbReplicaSpecs', 'Master' | 'Worker'>;
export type PaddleJobSpec = JobSpec<SpecOf<'kubeflow.org/v1/PaddleJob'>, 'paddleReplicaSpecs', 'Master' | 'Worker'>;
export type JAXJobSpec = JobSpec<SpecOf<'kubeflow.org/v1/JAXJob'>, 'jaxReplicaSpecs', 'Worker'>;
export type MXJobSpec = Omit<
  JobSpec<
    SpecOf<'kubeflow.org/v1/MXJob'>,
    'mxReplicaSpecs',
    'Scheduler' | 'Server' | 'Worker' | 'Tuner' | 'TunerTracker' | 'TunerServer'
  >,
  'jobMode'
> & { jobMode: 'MXTrain' | 'MXTune' };
export type TrainJobSpec = SpecOf<'trainer.kubeflow.org/v1alpha1/TrainJob'>;
export type TrainingRuntimeSpec = SpecOf<'trainer.kubeflow.org/v1alpha1/TrainingRuntime'>;

type GeneratedJobSetSpec = SpecOf<'jobset.x-k8s.io/v1alpha2/JobSet'>;
type GeneratedFailurePolicy = NonNullable<GeneratedJobSetSpec['failurePolicy']>;
type FailureRule = NonNullable<GeneratedFailurePolicy['rules']>[number];
export type JobSetSpec = Omit<GeneratedJobSetSpec, 'failurePolicy'> & {
  /** JobSet names rules by itself where they have no name. */
  failurePolicy?: Omit<GeneratedFailurePolicy, 'rules'> & { rules?: (Omit<FailureRule, 'name'> & { name?: string })[] };
};
