import { readFileSync } from 'node:fs';
import { didYouMean, KubeflowError } from '../../core/errors';
import { type Known, listOf, mapOf } from '../../core/properties';
import { InvalidValue, shown } from '../../core/values';
import { type Component, makeComponent } from './component';
import { componentInterface, type Passthrough } from './component-spec';
import type { Inputs, Outputs } from './io-types';
import { taskName } from './naming';
import { checkShape, passthroughList } from './properties';
import { signatureProblems } from './python-signature';
import { type PythonFunction, pythonFunctions } from './python-source';

export interface PythonComponentProps<I extends Inputs, O extends Outputs> {
  /** @default the file's only function */
  readonly function?: string;
  /** Steps are called so. @default the function's name */
  readonly name?: string;
  readonly description?: string;
  /** The function's parameters; checked against its signature. */
  readonly inputs?: I;
  /** Parameters of type `Output[...]` and `OutputPath(...)`; what it returns is `Output`, or the fields of its NamedTuple. */
  readonly outputs?: O;
  /** @default 'python:3.11' */
  readonly image?: string;
  /** Packages to install before the function runs, as pip spells them. */
  readonly packages?: readonly string[];
  /** Where pip finds packages; the first takes the place of PyPI. */
  readonly indexUrls?: readonly string[];
  /** @default the index URLs */
  readonly trustedHosts?: readonly string[];
  /** Install into a virtual environment, for images where pip may not write. @default false */
  readonly venv?: boolean;
  /** Version of the SDK that runs the function; `false` where the image brings it. @default '2.16.0' */
  readonly kfp?: string | false;
  /** Other functions of the file that this one calls. */
  readonly helpers?: readonly string[];
  /** Further import statements that annotations of the function need. */
  readonly imports?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Settings of the step that its program hands on to what it starts. */
  readonly passthroughs?: readonly Passthrough[];
}

const pythonProperties: Known<PythonComponentProps<Inputs, Outputs>> = {
  function: 'text',
  name: 'text',
  description: 'text',
  inputs: 'object',
  outputs: 'object',
  image: 'text',
  packages: listOf('text'),
  indexUrls: listOf('text'),
  trustedHosts: listOf('text'),
  venv: 'flag',
  kfp: (value: unknown) => {
    if (typeof value !== 'string' && value !== false)
      throw new InvalidValue(`${shown(value)} is no version, nor false`);
  },
  helpers: listOf('text'),
  imports: listOf('text'),
  env: mapOf('text'),
  passthroughs: passthroughList,
};

/** The SDK of Kubeflow 26.03. */
const KFP_VERSION = '2.16.0';
const EXECUTOR = 'kfp.dsl.executor_main';

/**
 * A step that runs a Python function out of a file. The function's text travels in the pipeline, so no image is built;
 * it sees nothing of its file but the functions named in `helpers`.
 */
export function pythonComponent<const I extends Inputs = {}, const O extends Outputs = {}>(
  file: string,
  props: PythonComponentProps<I, O> = {},
): Component<I, O> {
  checkShape(`component ${props?.name ?? file}`, props, pythonProperties);
  const fn = readFunction(file, props.function);
  const path = `component ${props.name ?? fn.name}`;
  const { inputs, outputs } = componentInterface(path, props.inputs ?? {}, props.outputs ?? {});
  const problems = signatureProblems(fn, { inputs, outputs });
  if (problems.length > 0) throw new KubeflowError(problems.map((problem) => `${path}: ${file}: ${problem}`));
  const helpers = (props.helpers ?? []).map((name) => readFunction(file, name));
  return makeComponent({
    name: taskName(props.name ?? fn.name),
    description: props.description,
    inputs,
    outputs,
    passthroughs: props.passthroughs,
    implementation: {
      container: {
        image: props.image ?? 'python:3.11',
        command: [...installCommand(props), ...runCommand(program(fn, helpers, props.imports ?? []))],
        args: ['--executor_input', '{{$}}', '--function_to_execute', fn.name],
        env: props.env,
      },
    },
  });
}

function readFunction(file: string, name: string | undefined): PythonFunction {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new KubeflowError([`${file}: cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`]);
  }
  let functions: PythonFunction[];
  try {
    functions = pythonFunctions(text);
  } catch (error) {
    throw new KubeflowError([`${file}: ${(error as Error).message}`]);
  }
  const names = functions.map((fn) => fn.name);
  if (name === undefined) {
    if (functions.length !== 1) {
      throw new KubeflowError([
        `${file}: has ${names.length === 0 ? 'no function' : `${names.length} functions`} at its top, say which one: function: '${names[0] ?? 'name'}'`,
      ]);
    }
    return functions[0]!;
  }
  const found = functions.find((fn) => fn.name === name);
  if (found === undefined)
    throw new KubeflowError([
      `${file}: has no function '${name}' at its top${didYouMean(name, names)}: it has ${names.join(', ') || 'none'}`,
    ]);
  return found;
}

/** What stands before the function when it runs. Upstream: sdk/python/kfp/dsl/component_factory.py. */
function program(fn: PythonFunction, helpers: readonly PythonFunction[], imports: readonly string[]): string {
  const head = ['import kfp', 'from kfp import dsl', 'from kfp.dsl import *', 'from typing import *', ...imports].join(
    '\n',
  );
  const others = helpers.length === 0 ? '' : `\n\n${helpers.map((helper) => helper.source).join('\n\n')}`;
  return `\n${head}${others}\n\n${fn.source}\n`;
}

/** Byte for byte the SDK's words: a step's command is part of its cache key. */
function runCommand(source: string): string[] {
  const gap = ' '.repeat(25);
  const script = [
    'program_path=$(mktemp -d)',
    '',
    'printf "%s" "$0" > "$program_path/ephemeral_component.py"',
    `_KFP_RUNTIME=true python3 -m ${EXECUTOR}${gap}--component_module_path${gap}"$program_path/ephemeral_component.py"${gap}"$@"`,
    '',
  ];
  return ['sh', '-ec', script.join('\n'), source];
}

function installCommand<I extends Inputs, O extends Outputs>(props: PythonComponentProps<I, O>): string[] {
  const packages = props.packages ?? [];
  const kfp = props.kfp ?? KFP_VERSION;
  const withKfp = kfp !== false && !packages.some((name) => name.startsWith('kfp'));
  const pip = (names: readonly string[]) =>
    `python3 -m pip install --quiet --no-warn-script-location ${indexOptions(props)}${names.map(pythonString).join(' ')}`;
  const steps: string[] = [];
  if (packages.length > 0) steps.push(pip(packages));
  if (packages.length > 0 && withKfp) steps.push(' && ');
  if (withKfp) {
    if (props.venv)
      steps.push(
        lines(
          '',
          'export PIP_DISABLE_PIP_VERSION_CHECK=1',
          'tmp=$(mktemp -d)',
          'python3 -m venv "$tmp/venv" --system-site-packages',
          '. "$tmp/venv/bin/activate"',
          '',
        ),
      );
    steps.push(pip([`kfp==${kfp}`, '--no-deps', 'typing-extensions>=3.7.4,<5; python_version<"3.9"']));
  }
  if (steps.length === 0) return [];
  const findPip = [
    'if ! [ -x "$(command -v pip)" ]; then',
    '    python3 -m ensurepip || python3 -m ensurepip --user || apt-get install python3-pip',
    'fi',
  ];
  return ['sh', '-c', lines('', ...findPip, '', `PIP_DISABLE_PIP_VERSION_CHECK=1 ${steps.join(' ')} && "$0" "$@"`, '')];
}

function indexOptions({
  indexUrls = [],
  trustedHosts,
}: {
  readonly indexUrls?: readonly string[];
  readonly trustedHosts?: readonly string[];
}): string {
  const [first, ...more] = indexUrls;
  if (first === undefined) return '';
  const options = [
    `--index-url ${first}`,
    ...more.map((url) => `--extra-index-url ${url}`),
    ...(trustedHosts ?? indexUrls).map((host) => `--trusted-host ${host}`),
  ];
  return `${options.join(' ')} `;
}

function lines(...text: readonly string[]): string {
  return text.join('\n');
}

/** A text as Python's repr writes it. */
function pythonString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n');
  return quote + (quote === "'" ? escaped.replace(/'/g, "\\'") : escaped) + quote;
}
