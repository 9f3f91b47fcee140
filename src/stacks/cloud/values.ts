import { readFileSync } from 'node:fs';
import type { IConstruct } from 'constructs';
import { fail, KubeflowError } from '../../core/errors';
import { isRecord } from '../../core/values';

/** Outputs of a stack by name. */
export type AppliedValues = Readonly<Record<string, string>>;

/**
 * Reads what `terraform output -json` printed into a file; nothing where there is no such file, as before the first apply.
 * Sensitive outputs are left out: manifests are no place for them.
 */
export function appliedValues(file: string): AppliedValues {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
  const outputs = parsed(file, text);
  return Object.fromEntries(
    Object.entries(outputs).flatMap(([name, output]) =>
      isRecord(output) && output.sensitive !== true && typeof output.value === 'string' ? [[name, output.value]] : [],
    ),
  );
}

function parsed(file: string, text: string): Record<string, unknown> {
  let outputs: unknown;
  try {
    outputs = JSON.parse(text);
  } catch (error) {
    throw new KubeflowError([`${file}: is not JSON: ${(error as Error).message}`]);
  }
  if (!isRecord(outputs)) throw new KubeflowError([`${file}: is not what terraform output -json prints`]);
  return outputs;
}

/** A value that Terraform finds out, such as the host of a database: a plain text once the program was given it. */
export class AppliedValue {
  constructor(
    private readonly stack: IConstruct,
    readonly name: string,
    private readonly known: string | undefined,
  ) {}

  /** Whether the program was given it: false until Terraform ran once. */
  get isKnown(): boolean {
    return this.known !== undefined;
  }

  /** The plain text. Throws KubeflowError that says how to get it. */
  get value(): string {
    return this.known ?? fail(this.stack, this.#missing());
  }

  or(otherwise: string): string {
    return this.known ?? otherwise;
  }

  /** So that it can stand in a text: `${db.host}:3306`. */
  toString(): string {
    return this.value;
  }

  #missing(): string {
    const { id } = this.stack.node;
    return (
      `'${this.name}' is known to Terraform only after it ran: run terraform -chdir=cdktf.out/stacks/${id} output -json > ${id}.json ` +
      `and give the stack { applied: appliedValues('${id}.json') }; until then leave out what needs it where isKnown is false`
    );
  }
}
