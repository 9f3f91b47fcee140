import type * as Yaml from 'yaml';
import type { CompiledPipeline } from './ir';

/** Loaded for programs that write or read a pipeline, not for all that import this package. */
export function yaml(): typeof Yaml {
  return require('yaml') as typeof Yaml;
}

/** The compiled pipeline as the file that others read: its keys sorted, the platform's part as a second document. */
export function pipelineYaml({ pipelineSpec, platformSpec }: CompiledPipeline): string {
  const { stringify } = yaml();
  const documents = platformSpec === undefined ? [pipelineSpec] : [pipelineSpec, platformSpec];
  return documents
    .map((document) => stringify(document, { sortMapEntries: true, lineWidth: 0, aliasDuplicateObjects: false }))
    .join('---\n');
}
