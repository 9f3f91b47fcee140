import type { NamedMachine } from '../cloud/machine';
import { gkeTpu, isTpu } from './accelerators';

interface Tpu {
  readonly topology?: string;
  readonly acceleratorType?: string;
}

/** A slice of TPUs as GKE selects it: accelerator, shape, and the machines that make it up. */
export function tpuSlice(machine: NamedMachine, { topology, acceleratorType }: Tpu) {
  const type = isTpu(machine) ? (acceleratorType ?? gkeTpu(machine)) : undefined;
  if (type === undefined) return undefined;
  return { type, topology: topology ?? topologyOfOne(machine), hosts: hostsOf(machine, topology) };
}

/** What is wrong with the slice that is asked for. */
export function tpuProblems(machine: NamedMachine, { topology, acceleratorType }: Tpu): string[] {
  if (!isTpu(machine))
    return topology === undefined ? [] : [`topology '${topology}' is for TPUs, ${machine.name} has none`];
  if (acceleratorType === undefined && gkeTpu(machine) === undefined) {
    return [`accelerator '${machine.accelerator}' has no name on GKE that we know: give acceleratorType`];
  }
  if (topology === undefined) {
    return gkeTpu(machine) === undefined
      ? [`topology is missing, such as '2x2x1': ${machine.name} is not in our table`]
      : [];
  }
  if (!/^\d+x\d+(x\d+)?$/.test(topology)) return [`topology '${topology}' is no shape such as 4x4 or 2x2x2`];
  const hosts = hostsOf(machine, topology);
  if (Number.isInteger(hosts) && hosts >= 1) return [];
  return [`topology '${topology}' has ${hosts * machine.gpus} chips, which machines of ${machine.gpus} cannot make up`];
}

/** Machines that make up a slice. */
function hostsOf({ gpus }: NamedMachine, topology: string | undefined): number {
  if (topology === undefined) return 1;
  return topology.split('x').reduce((product, side) => product * Number(side), 1) / gpus;
}

/** The chips of one machine in GKE's writing. */
function topologyOfOne({ gpus, accelerator }: NamedMachine): string {
  const flat = { 1: '1x1', 4: '2x2', 8: '2x4' }[gpus] ?? `1x${gpus}`;
  return accelerator === 'tpu-v5p' ? `${flat}x1` : flat;
}
