/** Pipelines' intermediate representation as JSON. Upstream: kubeflow/pipelines api/v2alpha1/pipeline_spec.proto. */
export type ParameterTypeName = 'STRING' | 'NUMBER_INTEGER' | 'NUMBER_DOUBLE' | 'BOOLEAN' | 'LIST' | 'STRUCT';
export type SystemTypeName = 'TASK_FINAL_STATUS' | 'TASK_CONFIG';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export interface ArtifactSchema {
  readonly schemaTitle: string;
  readonly schemaVersion: string;
}
export interface ParameterSpec {
  parameterType: ParameterTypeName | SystemTypeName;
  defaultValue?: Json;
  isOptional?: true;
  description?: string;
}
export interface ArtifactSpec {
  artifactType: ArtifactSchema;
  isArtifactList?: true;
  isOptional?: true;
  description?: string;
}
export interface IoSpec {
  parameters?: Record<string, ParameterSpec>;
  artifacts?: Record<string, ArtifactSpec>;
}
export interface ParameterSource {
  taskOutputParameter?: { producerTask: string; outputParameterKey: string };
  runtimeValue?: { constant: Json };
  componentInputParameter?: string;
  parameterExpressionSelector?: string;
  taskFinalStatus?: { producerTask: string };
}
export interface ArtifactSource {
  taskOutputArtifact?: { producerTask: string; outputArtifactKey: string };
  componentInputArtifact?: string;
}
export interface TaskSpec {
  taskInfo: { name: string };
  componentRef: { name: string };
  inputs?: { parameters?: Record<string, ParameterSource>; artifacts?: Record<string, ArtifactSource> };
  dependentTasks?: string[];
  cachingOptions?: { enableCache?: true; cacheKey?: string };
  triggerPolicy?: { condition?: string; strategy?: 'ALL_UPSTREAM_TASKS_COMPLETED' };
  retryPolicy?: { maxRetryCount: number; backoffDuration: string; backoffFactor: number; backoffMaxDuration: string };
  parameterIterator?: { items: { raw: string } | { inputParameter: string }; itemInput: string };
  artifactIterator?: { items: { inputArtifact: string }; itemInput: string };
  iteratorPolicy?: { parallelismLimit: number };
}
export interface DagOutputs {
  parameters?: Record<
    string,
    | { valueFromParameter: { producerSubtask: string; outputParameterKey: string } }
    | { valueFromOneof: { parameterSelectors: { producerSubtask: string; outputParameterKey: string }[] } }
  >;
  artifacts?: Record<string, { artifactSelectors: { producerSubtask: string; outputArtifactKey: string }[] }>;
}
export interface DagSpec {
  tasks: Record<string, TaskSpec>;
  outputs?: DagOutputs;
}
export interface ComponentIR {
  inputDefinitions?: IoSpec;
  outputDefinitions?: IoSpec;
  dag?: DagSpec;
  executorLabel?: string;
  taskConfigPassthroughs?: { field: string; applyToTask?: true }[];
}
export interface ContainerIR {
  image: string;
  command?: string[];
  args?: string[];
  env?: { name: string; value: string }[];
  resources?: Record<string, Json>;
}
export interface ImporterIR {
  artifactUri: { constant: string } | { runtimeParameter: string };
  typeSchema: ArtifactSchema;
  reimport?: true;
  metadata?: Record<string, Json>;
  downloadToWorkspace?: true;
}
export interface ExecutorIR {
  container?: ContainerIR;
  importer?: ImporterIR;
}
/** A compiled pipeline, as a JSON object. */
export interface PipelineSpec {
  pipelineInfo: { name: string; displayName?: string; description?: string };
  schemaVersion: string;
  sdkVersion?: string;
  root: ComponentIR;
  components?: Record<string, ComponentIR>;
  deploymentSpec?: { executors?: Record<string, ExecutorIR> };
  defaultPipelineRoot?: string;
}
/** What only Kubernetes knows of the steps. Upstream: kubernetes_platform/proto/kubernetes_executor_config.proto. */
export interface PlatformSpec {
  platforms: Record<
    string,
    { deploymentSpec?: { executors?: Record<string, Record<string, Json>> }; pipelineConfig?: Record<string, Json> }
  >;
}
export interface CompiledPipeline {
  readonly pipelineSpec: PipelineSpec;
  readonly platformSpec?: PlatformSpec;
}
