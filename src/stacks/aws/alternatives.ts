import { type Machine, machines } from '../../constructs/gpu';
import type { NamedMachine } from '../cloud/machine';

/** What is wrong with machine types that are to stand in for another: claims count on what that one has. */
export function alternativeProblems(machine: NamedMachine, alternatives: readonly string[] = []): string[] {
  const known: Readonly<Record<string, Machine>> = machines.aws;
  return alternatives.flatMap((name) => {
    const other = Object.hasOwn(known, name) ? known[name]! : undefined;
    if (other === undefined) return [];
    if (other.accelerator !== machine.accelerator || other.gpus !== machine.gpus) {
      return [`alternatives has ${name} with ${said(other)}, ${machine.name} has ${said(machine)}: leave it out`];
    }
    const isLess = (['cpu', 'memoryGi'] as const).some((what) => (other[what] ?? 0) < (machine[what] ?? 0));
    return isLess ? [`alternatives has ${name}, which is smaller than ${machine.name}: swap the two`] : [];
  });
}

function said({ gpus, accelerator }: Machine): string {
  return `${gpus} x ${accelerator}`;
}
