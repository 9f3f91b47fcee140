import { awsMachines } from './aws';
import { azureMachines } from './azure';
import { googleMachines } from './google';

/** The accelerator machines of the three clouds; `machine()` makes those that are missing. */
export const machines = { aws: awsMachines, gcp: googleMachines, azure: azureMachines } as const;

export type Cloud = keyof typeof machines;
export type MachineName<C extends Cloud> = keyof (typeof machines)[C] & string;
