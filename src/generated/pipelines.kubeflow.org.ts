// Written by `npm run generate`; do not edit.
import type { ObjectMeta } from './core';

// source: kubeflow/manifests@26.03 applications/pipeline/upstream/env/cert-manager/platform-agnostic-standalone-tls
export interface Pipeline {
  apiVersion: 'pipelines.kubeflow.org/v2beta1';
  kind: 'Pipeline';
  metadata?: ObjectMeta;
  spec?: PipelineSpec;
}

// source: kubeflow/manifests@26.03 applications/pipeline/upstream/env/cert-manager/platform-agnostic-standalone-tls
export interface PipelineVersion {
  apiVersion: 'pipelines.kubeflow.org/v2beta1';
  kind: 'PipelineVersion';
  metadata?: ObjectMeta;
  spec?: PipelineVersionSpec;
}

export interface PipelineSpec {
  description?: string;
  /** Releases 1.11, 26.03. */
  displayName?: string;
}

export interface PipelineVersionSpec {
  codeSourceURL?: string;
  description?: string;
  /** Releases 1.11, 26.03. */
  displayName?: string;
  pipelineName?: string;
  pipelineSpec: unknown;
  /** Releases 1.11, 26.03. */
  pipelineSpecURI?: string;
  /** Releases 1.11, 26.03. */
  platformSpec?: unknown;
}
