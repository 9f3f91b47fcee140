import type { Service } from './katib-ids';
import { goFloat, goInteger, pythonFloat, pythonInteger } from './katib-numbers';
import { SETTINGS, type Setting } from './katib-settings';
import { list, record, records, text } from './read';

type Read = (value: string) => number | undefined;

interface Sampler {
  readonly int: Read;
  readonly double?: Read;
  /** Whether the service reads the step, and needs one for numbers with a point. */
  readonly step: 'none' | 'read' | 'whole' | 'required';
  /** Whether one value is too few. */
  readonly apart?: boolean;
  /** Whether it takes logarithms of the bounds of every double, or as the distribution says. */
  readonly logarithm?: 'always' | 'distribution';
  /** Whether its validation refuses what it cannot read. */
  readonly refuses?: boolean;
}

const HYPEROPT: Sampler = { int: pythonFloat, step: 'read', apart: true, logarithm: 'distribution' };
const SAMPLERS: Readonly<Record<string, Sampler>> = {
  random: HYPEROPT,
  tpe: HYPEROPT,
  grid: { int: pythonInteger, step: 'none', refuses: true },
  'multivariate-tpe': { int: pythonInteger, step: 'read' },
  bayesianoptimization: { int: pythonInteger, step: 'none', apart: true, logarithm: 'always' },
  cmaes: { int: goInteger, double: goFloat, step: 'whole', apart: true, refuses: true },
  sobol: { int: goInteger, double: goFloat, step: 'whole', refuses: true },
  hyperband: { int: pythonInteger, step: 'none' },
  pbt: { int: pythonFloat, step: 'required' },
};
const MOST_SEED = 2 ** 32 - 1;

/** What the services of Python pass over in their validation, and fail on at the first suggestion. */
export function checkSampling(
  { report }: Service,
  algorithm: string,
  settings: readonly Setting[],
  spec: Record<string, unknown>,
): void {
  const rule = 'katib/search-space';
  for (const [i, { name, value }] of settings.entries()) {
    if (name === 'random_state' && (pythonInteger(value) ?? 0) > MOST_SEED && algorithm !== 'cmaes')
      report(rule, `${SETTINGS}[${i}].value`, `'${value}' of random_state is more than ${MOST_SEED}`, 'warning');
  }
  const sampler = Object.hasOwn(SAMPLERS, algorithm) ? SAMPLERS[algorithm] : undefined;
  if (sampler === undefined) return;
  const names = new Set<string>();
  for (const [i, parameter] of records(spec.parameters).entries()) {
    const name = text(parameter.name);
    if (names.has(name) && algorithm !== 'cmaes' && algorithm !== 'sobol')
      report(rule, `spec.parameters[${i}].name`, `'${name}' is used twice: trials get one of the values`, 'warning');
    names.add(name);
    const type = text(parameter.parameterType);
    const space = record(parameter.feasibleSpace);
    const warn = (field: string, message: string) =>
      report(rule, `spec.parameters[${i}].feasibleSpace.${field}`, message, 'warning');
    if (type === 'int' || type === 'double') checkBounds(sampler, type, space, algorithm, warn);
    else if (type === 'discrete' && algorithm === 'hyperband') {
      for (const [j, value] of list(space.list).entries())
        if (pythonInteger(text(value)) === undefined)
          warn(`list[${j}]`, `'${text(value)}' must be a whole number for hyperband`);
    }
  }
}

function checkBounds(
  sampler: Sampler,
  type: 'int' | 'double',
  space: Record<string, unknown>,
  algorithm: string,
  warn: (field: string, message: string) => void,
): void {
  const read = type === 'int' ? sampler.int : (sampler.double ?? pythonFloat);
  const bound = (field: string) => {
    const value = text(space[field]);
    if (value === '') return undefined;
    const amount = read(value);
    if (amount !== undefined && Number.isFinite(amount)) return amount;
    if (sampler.refuses !== true) warn(field, `'${value}' is no ${type} that ${algorithm} reads`);
    return undefined;
  };
  const min = bound('min');
  const max = bound('max');
  if (sampler.step !== 'none' && !(sampler.step === 'whole' && type === 'double')) {
    const step = bound('step');
    if (step !== undefined && step <= 0) warn('step', `'${text(space.step)}' must be more than 0`);
    if (sampler.step === 'required' && type === 'double' && text(space.step) === '')
      warn('step', `is required by ${algorithm} for parameterType double`);
  }
  if (min === undefined || max === undefined) return;
  if (min > max || (sampler.apart === true && min === max))
    warn('max', `'${text(space.max)}' must be more than min, '${text(space.min)}'`);
  const logarithm =
    sampler.logarithm === 'always'
      ? type === 'double'
      : sampler.logarithm === 'distribution' && /^log/.test(text(space.distribution));
  if (logarithm && min <= 0) warn('min', `'${text(space.min)}' must be more than 0: ${algorithm} takes its logarithm`);
}
