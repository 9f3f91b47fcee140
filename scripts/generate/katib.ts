import { readFileSync } from 'node:fs';
import type { Schema } from '../../src/validation/fold';
import { type Definitions, type OpenApiSchema, Structural } from './openapi';

/**
 * Values that Katib's Go types name and its OpenAPI does not (kubeflow/katib pkg/apis/controller); its webhook takes
 * no others.
 */
const values: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'v1beta1.CollectorSpec': { kind: ['StdOut', 'File', 'TensorFlowEvent', 'PrometheusMetric', 'Custom', 'Push'] },
  'v1beta1.EarlyStoppingRule': { comparison: ['equal', 'less', 'greater'] },
  'v1beta1.ExperimentSpec': { resumePolicy: ['Never', 'LongRunning', 'FromVolume'] },
  'v1beta1.FeasibleSpace': { distribution: ['uniform', 'logUniform', 'normal', 'logNormal', 'unknown'] },
  'v1beta1.FileSystemPath': { format: ['TEXT', 'JSON'], kind: ['Directory', 'File'] },
  'v1beta1.MetricStrategy': { value: ['min', 'max', 'latest'] },
  'v1beta1.ObjectiveSpec': { type: ['minimize', 'maximize'] },
  'v1beta1.ParameterSpec': { parameterType: ['double', 'int', 'discrete', 'categorical'] },
};

const kinds = { Experiment: 'v1beta1.Experiment', Suggestion: '.v1beta1.Suggestion', Trial: '.v1beta1.Trial' };

/** Katib's kinds, whose CRDs have no schema, from its OpenAPI file; and the core types that file defines. */
export function katibSchemas(file: string): { kinds: Record<string, Schema>; structural: Structural } {
  const { definitions } = JSON.parse(readFileSync(file, 'utf8')) as { definitions: Definitions };
  const completed: Record<string, OpenApiSchema> = { ...definitions };
  for (const [name, properties] of Object.entries(values)) {
    const known = definitions[name]!.properties!;
    const added = Object.entries(properties).map(([property, names]) => [
      property,
      { ...known[property], enum: names },
    ]);
    completed[name] = { ...definitions[name], properties: { ...known, ...Object.fromEntries(added) } };
  }
  const structural = new Structural(completed);
  const metadata: Schema = { type: 'object' };
  const schemas = Object.entries(kinds).map(([kind, name]) => {
    const schema = structural.get(name);
    return [`kubeflow.org/v1beta1/${kind}`, { ...schema, properties: { ...schema.properties, metadata } }];
  });
  return { kinds: Object.fromEntries(schemas), structural };
}
