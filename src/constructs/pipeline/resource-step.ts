import { App, Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { type DurationLike, seconds } from '../../core/duration';
import { KubeflowError } from '../../core/errors';
import { fields, type Known, mapOf, oneOf } from '../../core/properties';
import { platformOf, usePlatform } from '../../core/release';
import { InvalidValue, isRecord, within } from '../../core/values';
import { type Component, component } from './component';
import { componentInterface, typeText } from './component-spec';
import type { CallableKeys, Inputs, ParameterType } from './io-types';
import { callable, checkShape } from './properties';
import { RESOURCE_PROGRAM } from './resource-program';

/** Anything that becomes one Kubernetes object: a construct of this library, or the object itself. */
export type StepResource = { toJson(): unknown } | { readonly apiVersion: string; readonly kind: string };

/** A condition of the object's status, `'Ready'` or `{ type: 'Ready', status: 'True', reason: 'x' }`. */
export type StepCondition =
  | string
  | { readonly type: string; readonly status?: 'True' | 'False' | 'Unknown'; readonly reason?: string };

/** Stands for an input inside the object: alone it is the value, in a text it is part of it. */
type InputTokens<I extends Inputs> = { readonly [K in CallableKeys<I>]: string };

export interface ResourceStepProps<
  I extends Inputs,
  O extends Readonly<Record<string, { readonly type: ParameterType; readonly path: string }>>,
> {
  /** Steps are called so. @default the object's name */
  readonly name?: string;
  readonly description?: string;
  /** Parameters that go into the object. */
  readonly inputs?: I;
  /** The object to create; what is constructed below `scope` goes into the step, and not to the cluster by itself. */
  readonly resource: (io: { readonly scope: Construct; readonly inputs: InputTokens<I> }) => StepResource;
  /** Parts of the finished object: `{ url: { type: 'string', path: 'status.url' } }`. `[name=lr]` picks from a list. */
  readonly outputs?: O;
  /** The object is done when one of these holds. @default by kind; without any known, as soon as it exists */
  readonly success?: readonly StepCondition[];
  /** The step fails when one of these holds. @default by kind */
  readonly failure?: readonly StepCondition[];
  /** Longest wait. @default '7d' */
  readonly wait?: DurationLike;
  /** What a run leaves behind: `'always'` keeps the object, `'failed'` keeps it for a look when it failed, `'never'` removes it. @default 'always' */
  readonly keep?: 'always' | 'failed' | 'never';
  /** Whether each run makes an object of its own, its name ending in the run's id; otherwise runs share one and update it. @default by kind: true but for InferenceService */
  readonly perRun?: boolean;
  /** Takes the platform it runs on from here, and the namespace of its object. */
  readonly scope?: IConstruct;
  /** Image with Python 3.9 or newer. @default 'python:3.12-slim' */
  readonly image?: string;
}
type OutputsOf<O> = {
  readonly [K in keyof O]: O[K] extends { readonly type: infer T extends ParameterType } ? T : never;
};

const resourceStepProperties: Known<
  ResourceStepProps<Inputs, Readonly<Record<string, { readonly type: 'string'; readonly path: string }>>>
> = {
  name: 'text',
  description: 'text',
  inputs: 'object',
  resource: callable('({ scope, inputs }) => new TrainingJob(scope, ...)'),
  outputs: mapOf(fields({ type: 'text', path: 'text' }, ['type', 'path'])),
  success: 'list',
  failure: 'list',
  wait: true,
  keep: oneOf('always', 'failed', 'never'),
  perRun: 'flag',
  scope: true,
  image: 'text',
};

interface KindRules {
  readonly success: readonly StepCondition[];
  readonly failure: readonly StepCondition[];
  readonly shared?: boolean;
}
const JOB: KindRules = { success: ['Succeeded'], failure: ['Failed'] };
const RULES: Readonly<Record<string, KindRules>> = {
  'kubeflow.org/PyTorchJob': JOB,
  'kubeflow.org/TFJob': JOB,
  'kubeflow.org/MPIJob': JOB,
  'kubeflow.org/XGBoostJob': JOB,
  'kubeflow.org/JAXJob': JOB,
  'kubeflow.org/PaddleJob': JOB,
  'kubeflow.org/Experiment': JOB,
  'trainer.kubeflow.org/TrainJob': { success: ['Complete'], failure: ['Failed'] },
  'serving.kserve.io/InferenceService': { success: ['Ready'], failure: [], shared: true },
  'batch/Job': { success: ['Complete'], failure: ['Failed'] },
  'jobset.x-k8s.io/JobSet': { success: ['Completed'], failure: ['Failed'] },
};

/**
 * A step that creates a Kubernetes object, waits until it is done and gives parts of its status: training jobs, experiments and
 * services in the middle of a pipeline. Runs as the run's service account, which must be allowed to create the kind;
 * `default-editor` is for all kinds of Kubeflow.
 */
export function resourceStep<
  const I extends Inputs = {},
  const O extends Readonly<Record<string, { readonly type: ParameterType; readonly path: string }>> = {},
>(props: ResourceStepProps<I, O>): Component<I, OutputsOf<O>> {
  checkShape(`step ${props?.name ?? ''}`.trimEnd(), props, resourceStepProperties, ['resource']);
  const manifest = manifestOf(props);
  const name = props.name ?? nameOf(manifest);
  const path = `step ${name}`;
  const rules = RULES[`${String(manifest.apiVersion).split('/')[0]}/${String(manifest.kind)}`];
  const { inputs } = componentInterface(path, props.inputs ?? {}, {});
  for (const [input, { type }] of Object.entries(inputs)) {
    if (type.kind !== 'parameter')
      throw new KubeflowError([
        `${path}: input ${input} is ${typeText(type)}, and an object holds parameters only: give its URI as a string`,
      ]);
  }
  let wait: number;
  try {
    wait = within('wait', () => seconds(props.wait ?? '7d'));
  } catch (error) {
    if (error instanceof InvalidValue) throw new KubeflowError([`${path}: ${error.message}`]);
    throw error;
  }
  const settings = {
    success: conditions(props.success ?? rules?.success ?? []),
    failure: conditions(props.failure ?? rules?.failure ?? []),
    wait,
    keep: props.keep ?? 'always',
    perRun: props.perRun ?? rules?.shared !== true,
    types: Object.fromEntries(
      Object.entries(inputs).map(([input, { type }]) => [input, type.kind === 'parameter' ? type.type : 'STRING']),
    ),
    outputs: Object.fromEntries(Object.entries(props.outputs ?? {}).map(([output, { path: at }]) => [output, at])),
  };
  const outputs = Object.fromEntries(Object.entries(props.outputs ?? {}).map(([output, { type }]) => [output, type]));
  return component({
    name,
    description: props.description,
    image: props.image ?? 'python:3.12-slim',
    inputs: props.inputs ?? {},
    outputs,
    command: () => ['python3', '-c', RESOURCE_PROGRAM],
    args: (io) => {
      const words = io as unknown as {
        inputs: Record<string, string>;
        outputs: Record<string, { path: string }>;
        ifPresent: (input: string, then: readonly string[]) => never;
      };
      return [
        '--manifest',
        JSON.stringify(manifest),
        '--settings',
        JSON.stringify(settings),
        '--run',
        '{{$.pipeline_job_uuid}}',
        ...Object.entries(inputs).flatMap(([input, { optional }]) =>
          optional
            ? [words.ifPresent(input, ['--input', input, words.inputs[input]!])]
            : ['--input', input, words.inputs[input]!],
        ),
        ...Object.keys(outputs).flatMap((output) => ['--output', output, words.outputs[output]!.path]),
      ];
    },
  }) as unknown as Component<I, OutputsOf<O>>;
}

function conditions(given: readonly StepCondition[]) {
  return given.map((c) => (typeof c === 'string' ? { type: c, status: 'True' } : { status: 'True', ...c }));
}

function nameOf(manifest: Record<string, unknown>): string {
  const name = isRecord(manifest.metadata) ? manifest.metadata.name : undefined;
  return typeof name === 'string' ? name : String(manifest.kind);
}

/** Builds the object aside of the app: a step's object is no object of the cluster yet. */
function manifestOf<I extends Inputs>(
  props: ResourceStepProps<I, Readonly<Record<string, { readonly type: ParameterType; readonly path: string }>>>,
): Record<string, unknown> {
  const app = new App();
  if (props.scope !== undefined) usePlatform(app, platformOf(props.scope));
  const chart = new Chart(app, 'step', { disableResourceNameHashes: true });
  const inputs = Object.fromEntries(
    Object.keys(props.inputs ?? {}).map((name) => [name, `<<inputs.${name}>>`]),
  ) as InputTokens<I>;
  const resource = props.resource({ scope: chart, inputs });
  const json: unknown = 'toJson' in resource && typeof resource.toJson === 'function' ? resource.toJson() : resource;
  const manifest: unknown = JSON.parse(JSON.stringify(json));
  if (!isRecord(manifest) || typeof manifest.apiVersion !== 'string' || typeof manifest.kind !== 'string') {
    throw new KubeflowError([
      `step ${props.name ?? ''}: resource is no Kubernetes object: it needs apiVersion and kind`,
    ]);
  }
  if (!isRecord(manifest.metadata) || typeof manifest.metadata.name !== 'string') {
    throw new KubeflowError([`step ${props.name ?? ''}: ${manifest.kind} has no metadata.name`]);
  }
  return manifest;
}
