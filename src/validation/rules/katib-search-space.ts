import type { Service } from './katib-ids';
import { goFloat, goInteger, pythonFloat, pythonInteger } from './katib-numbers';
import { list, number, record, records, text } from './read';

export function checkGrid({ report }: Service, spec: Record<string, unknown>): void {
  const sizes = new Map<string, number>();
  const wrong = (i: number, field: string, message: string) => {
    report('katib/algorithm-parameters', `spec.parameters[${i}].feasibleSpace.${field}`, message);
    return undefined;
  };
  let complete = true;
  for (const [i, parameter] of records(spec.parameters).entries()) {
    const type = text(parameter.parameterType);
    const space = record(parameter.feasibleSpace);
    let size: number | undefined;
    if (type === 'categorical' || type === 'discrete') size = list(space.list).length;
    else if (type === 'int' || type === 'double')
      size = gridSize(type, space, (field, problem) => wrong(i, field, problem));
    else if (type === 'unknown') {
      const path = `spec.parameters[${i}].parameterType`;
      report('katib/algorithm-parameters', path, 'must be double, int, categorical or discrete');
    }
    if (size === undefined) complete = false;
    else sizes.set(text(parameter.name), size);
  }
  const most = number(spec.maxTrialCount) ?? 0;
  const combinations = [...sizes.values()].reduce((product, size) => product * size, 1);
  if (complete && most > combinations) {
    report('katib/grid-size', 'spec.maxTrialCount', `${most} is more than the grid's ${combinations} combinations`);
  }
}

function gridSize(
  type: string,
  space: Record<string, unknown>,
  wrong: (field: string, message: string) => undefined,
): number | undefined {
  const read = type === 'int' ? pythonInteger : pythonFloat;
  const bound = (field: string, fallback: string) => {
    const value = text(space[field]) || fallback;
    if (value === '') return wrong(field, 'is required in a grid');
    const amount = read(value);
    return amount !== undefined && Number.isFinite(amount) ? amount : wrong(field, `'${value}' is no ${type}`);
  };
  const min = bound('min', '');
  const max = bound('max', '');
  const step = bound('step', type === 'int' ? '1' : '');
  if (min === undefined || max === undefined || step === undefined) return undefined;
  if (step === 0) return wrong('step', 'may not be 0');
  if (type === 'int') return Math.max(0, Math.ceil((max + 1 - min) / step));
  const count = Math.ceil((max + step - min) / step);
  if (!(count > 0)) return wrong('step', `'${text(space.step)}' leads from min to nowhere`);
  // As numpy counts: from the difference of the first two values.
  const last = min + (count - 1) * (min + step - min);
  return last > max ? count - 1 : count;
}

/** What goptuna's search space is made of. */
export function checkGoptuna({ report }: Service, spec: Record<string, unknown>): void {
  const rule = 'katib/algorithm-parameters';
  const names = new Set<string>();
  for (const [i, parameter] of records(spec.parameters).entries()) {
    const path = `spec.parameters[${i}]`;
    const name = text(parameter.name);
    if (names.has(name)) report(rule, `${path}.name`, `'${name}' is used twice`);
    names.add(name);
    const type = text(parameter.parameterType);
    if (type === 'unknown') report(rule, `${path}.parameterType`, 'must be double, int, categorical or discrete');
    if (type !== 'double' && type !== 'int') continue;
    const space = record(parameter.feasibleSpace);
    for (const field of ['max', 'min', 'step']) {
      const value = text(space[field]);
      // What is missing altogether is the webhook's to say.
      if (value === '') continue;
      if ((type === 'int' ? goInteger(value) : goFloat(value)) === undefined)
        report(rule, `${path}.feasibleSpace.${field}`, `'${value}' is no ${type}`);
    }
  }
}
