export { type CollectedOutputs, collected } from './collected';
export type { Component, ContainerComponentProps } from './component';
export { component } from './component';
export type { Passthrough } from './component-spec';
export type { CompiledDefinition, ParameterizedDefinition, PipelineDefinition, PipelineOptions } from './definition';
export { pipeline } from './definition';
export type { ForEachOptions, Item, Items } from './for-each';
export { forEach } from './for-each';
export type { FromYamlOptions } from './from-yaml';
export { pipelineFromYaml } from './from-yaml';
export type { Operator } from './graph';
export type { ImporterProps } from './importer';
export { importer } from './importer';
export type {
  Artifact,
  ArtifactType,
  Inputs,
  Io,
  Outputs,
  ParameterType,
  Scalar,
  SystemInput,
  Values,
} from './io-types';
export type { PipelineSpec, PlatformSpec } from './ir';
export type { EphemeralVolume, KubernetesOptions, PodAffinityRule } from './kubernetes-options';
export {
  type GcsCredentials,
  type GcsProvider,
  PipelineLauncherConfig,
  type PipelineLauncherConfigProps,
  type S3Credentials,
  type S3Provider,
} from './launcher-config';
export { onExit } from './on-exit';
export { oneOf } from './one-of';
export { Pipeline, type PipelineProps } from './pipeline';
export type { ArtifactWords, CommandIo, CommandText, Structured, Word } from './placeholders';
export { pipelineRun } from './placeholders';
export { createPvc, deletePvc } from './pvc';
export type { PythonComponentProps } from './python-component';
export { pythonComponent } from './python-component';
export { RecurringRun, type RecurringRunProps, type Schedule, type ScheduleOptions } from './recurring-run';
export type { Arg, Args, Comparable, OnExit, Operand, Ref, Refs, Task, TaskOf } from './ref';
export { type ResourceStepProps, resourceStep, type StepCondition, type StepResource } from './resource-step';
export type { Retry, TaskOptions } from './task-options';
export type { BranchOptions, Joined, When } from './when';
export { when } from './when';
