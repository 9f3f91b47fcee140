import type { Construct } from 'constructs';
import { fail } from '../../core/errors';
import { exact } from '../../core/exact';
import { releaseOf } from '../../core/release';
import { Resource, type ResourceProps, type SpecOf } from '../../core/resource';

export type ServingRuntimeProps = SpecOf<'serving.kserve.io/v1alpha1/ServingRuntime'> & ResourceProps;

/** A model server and the formats it serves, for one namespace. */
export class ServingRuntime extends Resource<'serving.kserve.io/v1alpha1/ServingRuntime'> {
  constructor(scope: Construct, id: string, props: ServingRuntimeProps) {
    const { metadata, ...spec } = exact(scope, id, props);
    super(scope, id, 'serving.kserve.io/v1alpha1/ServingRuntime', { spec }, metadata);
  }
}

export type ClusterServingRuntimeProps = SpecOf<'serving.kserve.io/v1alpha1/ClusterServingRuntime'> & ResourceProps;

/** A model server and the formats it serves, for every namespace. */
export class ClusterServingRuntime extends Resource<'serving.kserve.io/v1alpha1/ClusterServingRuntime'> {
  constructor(scope: Construct, id: string, props: ClusterServingRuntimeProps) {
    const { metadata, ...spec } = exact(scope, id, props);
    super(scope, id, 'serving.kserve.io/v1alpha1/ClusterServingRuntime', { spec }, metadata);
  }
}

export type TrainedModelProps = SpecOf<'serving.kserve.io/v1alpha1/TrainedModel'> & ResourceProps;

/** A model added to a running multi-model InferenceService. */
export class TrainedModel extends Resource<'serving.kserve.io/v1alpha1/TrainedModel'> {
  constructor(scope: Construct, id: string, props: TrainedModelProps) {
    const { metadata, ...spec } = exact(scope, id, props);
    super(scope, id, 'serving.kserve.io/v1alpha1/TrainedModel', { spec }, metadata);
  }
}

export type LocalModelCacheProps = SpecOf<'serving.kserve.io/v1alpha1/LocalModelCache'> & ResourceProps;

/** A model kept on the disks of a node group, so that pods start without fetching it. */
export class LocalModelCache extends Resource<'serving.kserve.io/v1alpha1/LocalModelCache'> {
  constructor(scope: Construct, id: string, props: LocalModelCacheProps) {
    const { metadata, ...spec } = exact(scope, id, props);
    super(scope, id, 'serving.kserve.io/v1alpha1/LocalModelCache', { spec }, metadata);
  }
}

export type LocalModelNodeGroupProps = SpecOf<'serving.kserve.io/v1alpha1/LocalModelNodeGroup'> & ResourceProps;

/** Nodes with local volumes that cached models are kept on. */
export class LocalModelNodeGroup extends Resource<'serving.kserve.io/v1alpha1/LocalModelNodeGroup'> {
  constructor(scope: Construct, id: string, props: LocalModelNodeGroupProps) {
    const { metadata, ...spec } = exact(scope, id, props);
    super(scope, id, 'serving.kserve.io/v1alpha1/LocalModelNodeGroup', { spec }, metadata);
  }
}

export type LLMInferenceServiceProps = SpecOf<'serving.kserve.io/v1alpha1/LLMInferenceService'> & ResourceProps;

/** A language model behind an OpenAI-compatible endpoint, with routing and prefill apart from decode. Release 26.03. */
export class LLMInferenceService extends Resource<'serving.kserve.io/v1alpha1/LLMInferenceService'> {
  constructor(scope: Construct, id: string, props: LLMInferenceServiceProps) {
    needsLlm(scope, id, 'LLMInferenceService');
    const { metadata, ...spec } = exact(scope, id, props);
    super(scope, id, 'serving.kserve.io/v1alpha1/LLMInferenceService', { spec }, metadata);
  }
}

export type LLMInferenceServiceConfigProps = SpecOf<'serving.kserve.io/v1alpha1/LLMInferenceServiceConfig'> &
  ResourceProps;

/** Settings that several LLMInferenceServices share. Release 26.03. */
export class LLMInferenceServiceConfig extends Resource<'serving.kserve.io/v1alpha1/LLMInferenceServiceConfig'> {
  constructor(scope: Construct, id: string, props: LLMInferenceServiceConfigProps) {
    needsLlm(scope, id, 'LLMInferenceServiceConfig');
    const { metadata, ...spec } = exact(scope, id, props);
    super(scope, id, 'serving.kserve.io/v1alpha1/LLMInferenceServiceConfig', { spec }, metadata);
  }
}

export type ClusterStorageContainerProps = SpecOf<'serving.kserve.io/v1alpha1/ClusterStorageContainer'> &
  ResourceProps & {
    /** @default false */
    readonly disabled?: boolean;
  };

/** A container that fetches models from places that KServe's own does not know. */
export class ClusterStorageContainer extends Resource<'serving.kserve.io/v1alpha1/ClusterStorageContainer'> {
  constructor(scope: Construct, id: string, props: ClusterStorageContainerProps) {
    const { metadata, disabled, ...spec } = exact(scope, id, props, { disabled: 'flag' });
    super(
      scope,
      id,
      'serving.kserve.io/v1alpha1/ClusterStorageContainer',
      { ...(disabled !== undefined && { disabled }), spec },
      metadata,
    );
  }
}

function needsLlm(scope: Construct, id: string, kind: string): void {
  const release = releaseOf(scope);
  if (release === '26.03') return;
  fail(
    scope,
    `${kind} came with KServe 0.16, which release 26.03 serves and ${release} does not: use that release, or LlmService, which is an InferenceService there`,
    id,
  );
}
