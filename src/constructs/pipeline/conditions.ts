import { type Channel, fullName, injectedName } from './channel';
import type { Comparison } from './graph';
import type { ParameterTypeName } from './ir';
import { pythonNumber } from './python-text';
import { typeOf } from './scopes';

/** The comparisons as one CEL expression over the group's inputs. Upstream: sdk/python/kfp/compiler/pipeline_spec_builder.py. */
export function celExpression(conditions: readonly Comparison[]): string {
  return conditions.map(celComparison).join(' && ');
}

interface Operand {
  readonly type: ParameterTypeName;
  readonly text: string;
}

function celComparison(comparison: Comparison): string {
  const left = operand(comparison.left);
  const right = operand(comparison.right);
  const type = left.type === right.type ? left.type : commonType(left.type, right.type);
  const text = `${cast(left, type)} ${comparison.operator} ${cast(right, type)}`;
  return comparison.negated ? `!(${text})` : text;
}

/** Strings win over booleans, those over doubles, those over ints. */
function commonType(...types: readonly ParameterTypeName[]): ParameterTypeName {
  return (['STRING', 'BOOLEAN', 'NUMBER_DOUBLE', 'NUMBER_INTEGER'] as const).find((type) => types.includes(type))!;
}

function operand(value: Channel | string | number | boolean): Operand {
  if (typeof value === 'string') return { type: 'STRING', text: `'${value}'` };
  if (typeof value === 'boolean') return { type: 'BOOLEAN', text: String(value) };
  if (typeof value === 'number')
    return { type: Number.isSafeInteger(value) ? 'NUMBER_INTEGER' : 'NUMBER_DOUBLE', text: pythonNumber(value) };
  const type = typeOf(value).kind === 'parameter' ? (typeOf(value) as { type: ParameterTypeName }).type : 'STRING';
  const text = `inputs.parameter_values['${injectedName(fullName(value))}']`;
  return { type, text: type === 'NUMBER_INTEGER' ? `int(${text})` : text };
}

function cast({ type, text }: Operand, to: ParameterTypeName): string {
  if (type === to) return text;
  if (to === 'STRING') return `'${text}'`;
  if (to === 'NUMBER_DOUBLE') return `double(${text})`;
  return text;
}
