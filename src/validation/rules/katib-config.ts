import { readYaml } from '../yaml';
import type { Admission } from './katib-ids';
import { at, records, text } from './read';

/** What an installation of Katib serves. */
export interface KatibConfig {
  readonly algorithms: readonly string[];
  readonly earlyStoppings: readonly string[];
  readonly collectors: readonly string[];
}

/** The shipped katib-config of Katib 0.18 and 0.19. */
const SHIPPED: KatibConfig = {
  algorithms: [
    'random',
    'tpe',
    'grid',
    'hyperband',
    'bayesianoptimization',
    'cmaes',
    'sobol',
    'multivariate-tpe',
    'enas',
    'darts',
    'pbt',
  ],
  earlyStoppings: ['medianstop'],
  collectors: ['StdOut', 'File', 'TensorFlowEvent'],
};

/** The configuration in the set, or the shipped one where it has none that can be read. */
export function katibConfig(subject: Admission): KatibConfig {
  const written = at(subject.find('ConfigMap', 'kubeflow', 'katib-config'), 'data', 'katib-config.yaml');
  if (typeof written !== 'string') return SHIPPED;
  try {
    const runtime = at(readYaml(written)[0]?.value, 'runtime');
    const named = (list: string, field: string) =>
      records(at(runtime, list)).flatMap((entry) => (text(entry[field]) === '' ? [] : [text(entry[field])]));
    const algorithms = named('suggestions', 'algorithmName');
    if (algorithms.length === 0) return SHIPPED;
    return {
      algorithms,
      earlyStoppings: named('earlyStoppings', 'algorithmName'),
      collectors: named('metricsCollectors', 'kind'),
    };
  } catch {
    return SHIPPED;
  }
}
