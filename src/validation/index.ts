export {
  type AccessDecision,
  type AccessDocument,
  access,
  type PolicyProblem,
  policyProblems,
  readAccessDocument,
} from './access';
export { type Acknowledged, type Acknowledgement, acknowledge } from './acknowledge';
export { catalog, componentsOf, objectNames, type ReleaseCatalog } from './catalog';
export type { Finding, Severity } from './finding';
export {
  type FitDocument,
  type FitPods,
  type FitPool,
  type FitResult,
  type FitVerdict,
  type FitWorkload,
  fit,
  readFitDocument,
} from './fit';
export type { Declared, ValidateOptions } from './options';
export { KubeflowValidation, type KubeflowValidationProps } from './plugin';
export { type RuleDescription, ruleCatalog } from './rules';
export { type KindEntry, type SchemaStore, schemaStore } from './schema-store';
export { validateManifests } from './validate';
export { readYaml, type YamlDocument, YamlError } from './yaml';
