/** Where a command writes, a line or more at a time. */
export interface CommandOutput {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Runs with the arguments after its name; returns the exit code. */
export type Command = (args: readonly string[], io: CommandOutput) => number | Promise<number>;
