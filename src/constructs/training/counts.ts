import { count } from '../../core/units';
import { InvalidValue, isRecord, shown, within } from '../../core/values';
import type { JobRole, NodeRange, SizedJobRole } from './props';

export function sized(field: string, given: number | SizedJobRole): { replicas: number; role?: JobRole } {
  if (typeof given === 'number') return { replicas: within(field, () => count(given)) };
  const { replicas = 1, ...role } = given;
  return { replicas: within(`${field}.replicas`, () => count(replicas)), role };
}

export function nodes(given: number): number {
  return within('nodes', () => count(given, 1));
}

export function nodeRange(given: number | NodeRange): NodeRange | undefined {
  if (!isRecord(given)) return undefined;
  const { min, max } = given as NodeRange;
  within('nodes.min', () => count(min, 1));
  within('nodes.max', () => count(max, 1));
  if (min > max) throw new InvalidValue(`nodes.min ${min} is more than nodes.max ${max}`);
  return { min, max };
}

export function startReplicas(given: number | undefined, { min, max }: NodeRange): number {
  const replicas = given ?? max;
  within('elastic.replicas', () => count(replicas, 1));
  if (replicas < min || replicas > max)
    throw new InvalidValue(`elastic.replicas ${replicas} is outside nodes ${min} to ${max}`);
  return replicas;
}

export function processes(given: number | 'auto' | 'cpu' | 'gpu'): string {
  if (typeof given === 'number') return String(count(given, 1));
  if (!['auto', 'cpu', 'gpu'].includes(given))
    throw new InvalidValue(`${shown(given)} is no number and none of auto, cpu, gpu`);
  return given;
}
