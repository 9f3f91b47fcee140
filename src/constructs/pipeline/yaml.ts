import { stringify } from 'yaml';
import type { CompiledPipeline } from './ir';

/** The compiled pipeline as the file that others read: its keys sorted, the platform's part as a second document. */
export function pipelineYaml({ pipelineSpec, platformSpec }: CompiledPipeline): string {
  const documents = platformSpec === undefined ? [pipelineSpec] : [pipelineSpec, platformSpec];
  return documents
    .map((document) => stringify(document, { sortMapEntries: true, lineWidth: 0, aliasDuplicateObjects: false }))
    .join('---\n');
}
