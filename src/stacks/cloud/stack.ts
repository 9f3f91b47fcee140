import '../fleet';
import { TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import { GpuPool, type PoolShape, registerPools } from '../../constructs/gpu';
import type { KubeflowApp } from '../../core/app';
import { fail } from '../../core/errors';
import { type Known, mapOf } from '../../core/properties';
import { terraformApp } from './app';
import { type Backend, backendProperty, useBackend } from './backend';
import { checkProps, type Properties } from './check-props';
import { AppliedValue, type AppliedValues } from './values';

export interface CloudStackProps {
  /** @default local, in `terraform.<id>.tfstate` beside the stack */
  readonly backend?: Backend;
  /** What Terraform said after it ran: `appliedValues('eu.json')`. @default nothing yet */
  readonly applied?: AppliedValues;
}

export const cloudStackProperties: Known<CloudStackProps> = { backend: backendProperty, applied: mapOf('text') };

/** What the stacks of the three clouds have in common. */
export abstract class CloudStack extends TerraformStack {
  readonly #applied: AppliedValues;
  readonly #app: KubeflowApp;

  constructor(app: KubeflowApp, id: string, props: CloudStackProps, known: Properties, required: readonly string[]) {
    super(terraformApp(app), id);
    this.#app = app;
    checkProps(this, undefined, props, known, required);
    this.#applied = props.applied ?? {};
    useBackend(this, props.backend);
  }

  /** A value that only Terraform knows, as an output of the stack, and in the program once it ran. */
  output(name: string, value: string, options: { readonly sensitive?: boolean } = {}): AppliedValue {
    if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name)) {
      fail(this, `output '${name}' may only have letters, digits, '-' and '_', starting with a letter`);
    }
    const output = new TerraformOutput(this, `output-${name}`, { value, sensitive: options.sensitive });
    output.overrideLogicalId(name);
    return new AppliedValue(this, name, this.#applied[name]);
  }

  /** A secret that whoever runs Terraform gives it, as TF_VAR_name: no program holds it. */
  secretVariable(id: string, description: string): { readonly name: string; readonly value: string } {
    const name = id.replaceAll('-', '_');
    const variable = new TerraformVariable(this, `variable-${id}`, { type: 'string', description, sensitive: true });
    variable.overrideLogicalId(name);
    return { name, value: variable.stringValue };
  }

  /** Makes a pool known to the program's checks. */
  protected pool<P>(shape: PoolShape): P {
    const pool = new GpuPool(shape);
    registerPools(this.#app.manifests, pool);
    return pool as unknown as P;
  }
}
