import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { type Component, component } from '../../../src/constructs/pipeline/component';
import { readCompiled } from '../../../src/constructs/pipeline/from-yaml';
import type { Inputs, Outputs } from '../../../src/constructs/pipeline/io-types';
import type { ContainerIR, PipelineSpec, PlatformSpec } from '../../../src/constructs/pipeline/ir';
import { type PythonComponentProps, pythonComponent } from '../../../src/constructs/pipeline/python-component';
import { tempFolder } from '../../temp';

/** Pipelines compiled by the Python SDK, beside the repository. */
export const GOLDENS = resolve(__dirname, '../../../../shared/kfp-golden');
export const haveGoldens = existsSync(GOLDENS);

export interface Golden {
  readonly path: string;
  readonly pipelineSpec: PipelineSpec;
  readonly platformSpec?: PlatformSpec;
}

export function goldenFiles(folder: string): string[] {
  return readdirSync(join(GOLDENS, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => relative(GOLDENS, join(GOLDENS, folder, file)))
    .sort();
}

export function readGolden(path: string): Golden {
  return { path, ...readCompiled(readFileSync(join(GOLDENS, path), 'utf8'), path) };
}

export function container(golden: Golden, label: string): ContainerIR {
  const found = golden.pipelineSpec.deploymentSpec?.executors?.[label]?.container;
  if (found === undefined) throw new Error(`${golden.path} has no container ${label}`);
  return found;
}

const HEADER = /^\nimport kfp\nfrom kfp import dsl\nfrom kfp\.dsl import \*\nfrom typing import \*\n+/;

/** The Python functions embedded in a golden, back in a file; components made of it name the SDK version of the golden. */
export function pythonOf(golden: Golden) {
  const functions = new Set<string>();
  let kfp: string | undefined;
  for (const { container } of Object.values(golden.pipelineSpec.deploymentSpec?.executors ?? {})) {
    const source = container?.command?.at(-1);
    if (source !== undefined && HEADER.test(source)) functions.add(source.replace(HEADER, ''));
    kfp ??= /'kfp==([\d.]+)'/.exec(container?.command?.[2] ?? '')?.[1];
  }
  const file = join(tempFolder('golden'), 'components.py');
  writeFileSync(file, [...functions].join('\n\n'));
  return <const I extends Inputs = {}, const O extends Outputs = {}>(
    fn: string,
    props: Omit<PythonComponentProps<I, O>, 'function'> = {},
  ): Component<I, O> => pythonComponent(file, { function: fn, kfp, ...props });
}

/** A container component whose long command is the golden's own. */
export function containerOf<const I extends Inputs = {}, const O extends Outputs = {}>(
  golden: Golden,
  label: string,
  props: { readonly name: string; readonly inputs?: I; readonly outputs?: O },
): Component<I, O> {
  const { image, command, args } = container(golden, label);
  return component({ ...props, image, command: () => command ?? [], args: () => args ?? [] });
}

/**
 * Without what differs from one version of the SDK to the next: its own version, blank lines around an embedded function, and
 * whether pip installs it before or after the packages asked for. `createPvc` and `deletePvc` describe their inputs in
 * TypeScript, not in the IR.
 */
export function comparable(spec: PipelineSpec): unknown {
  const { sdkVersion, ...rest } = structuredClone(spec);
  for (const { container } of Object.values(rest.deploymentSpec?.executors ?? {})) {
    const command = container?.command;
    if (command === undefined || !container!.args?.includes('--function_to_execute')) continue;
    container!.command = command.map((text) =>
      text
        .replace(
          /PIP_DISABLE_PIP_VERSION_CHECK=1 (python3 -m pip .*) && "\$0"/,
          (_, steps: string) =>
            `${steps
              .split(/ +&& +/)
              .sort()
              .join(' && ')} && "$0"`,
        )
        .replace(HEADER, ''),
    );
  }
  for (const key of ['comp-createpvc', 'comp-deletepvc']) {
    for (const parameter of Object.values(rest.components?.[key]?.inputDefinitions?.parameters ?? {}))
      delete parameter.description;
  }
  return rest;
}

/** One component of a golden as a compiled component of its own, as a library of components ships it. */
export function writeComponent(golden: Golden, key: string): string {
  const name = key.replace(/^comp-/, '');
  const component = golden.pipelineSpec.components![key]!;
  const label = component.executorLabel!;
  const alone = {
    pipelineInfo: { name },
    schemaVersion: '2.1.0',
    root: { dag: { tasks: { [name]: { taskInfo: { name }, componentRef: { name: key } } } } },
    components: { [key]: component },
    deploymentSpec: { executors: { [label]: golden.pipelineSpec.deploymentSpec!.executors![label] } },
  };
  const file = join(tempFolder('golden'), `${name}.yaml`);
  writeFileSync(file, JSON.stringify(alone));
  return file;
}
