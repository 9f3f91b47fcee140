export type { Json } from './manifest';
export { manifestOf, resourceJson } from './manifest';
export { progressLine } from './progress';
export type { FileContent, SynthesizedObject, SynthOptions, SynthResult } from './synthesize';
export { chartsInOrder, synthesize } from './synthesize';
export type { WriteOptions, Written } from './write';
export { contentText, startRun, writeOutput } from './write';
export { yamlText } from './yaml';
