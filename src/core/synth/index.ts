export { startRun, type Written } from './again';
export { type Json, rendersAsStock, resourceJson } from './manifest';
export { OutputFolder, type WriteOptions } from './output-folder';
export { progressLine } from './progress';
export type { FileContent, FileSink, SynthesizedObject, SynthOptions, SynthResult } from './synthesize';
export { chartsInOrder, synthesize } from './synthesize';
export { metadataOf } from './tree';
export { contentText, writeOutput } from './write';
export { yamlText } from './yaml';
