import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { upstream, type Verdict } from './judge';

type Json = Record<string, unknown>;

/** What Katib says of one experiment. */
export interface KatibVerdict extends Verdict {
  /** What the algorithm's service says of its settings; empty where it takes them. */
  readonly service: string;
  /** Why the service has no first suggestions; empty where it has. */
  readonly suggestions: string;
  readonly earlyStopping: string;
}

const NOTHING: Record<string, string> = { service: '', suggestions: '', earlyStopping: '' };
const VERSION = 'v0.19.0';
/** What the services' own requirements ask for, where a newer one behaves differently. */
const PACKAGES = [
  'numpy==1.23.5',
  'hyperopt==0.2.5',
  'optuna==3.3.0',
  'scikit-optimize==0.9.0',
  'scikit-learn==1.3.0',
  'protobuf==5.29.6',
  'grpcio',
];

/** Katib's webhooks and Go services, as far as Go has it, and its Python services in a virtual environment. */
export function katib(): ((experiments: readonly unknown[]) => KatibVerdict[]) | string {
  const hooks = upstream('katib', {
    module: 'github.com/kubeflow/katib',
    version: VERSION,
    repository: 'kubeflow/katib',
    tag: VERSION,
  });
  if (typeof hooks === 'string') return hooks;
  const python = environment();
  if (!existsSync(python)) return python;
  const script = join(__dirname, 'judges/katib-services/services.py');
  const source = join(tmpdir(), `kubeflow-cdk-judge-katib-${VERSION}`);
  return (experiments) => {
    const verdicts = hooks(experiments) as (KatibVerdict & { request?: string })[];
    const asked = verdicts.flatMap(({ request }) => (request === undefined ? [] : [request]));
    const input = asked.map((request) => `${JSON.stringify(request)}\n`).join('');
    const { stdout, stderr, status } = spawnSync(python, [script, source], {
      input,
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    });
    if (status !== 0) throw new Error(stderr.slice(-2000));
    const lines = stdout.trim().split('\n');
    let next = 0;
    return verdicts.map((verdict) => {
      const said = verdict.request === undefined ? {} : (JSON.parse(lines[next++]!) as Json);
      return { ...NOTHING, ...verdict, ...said };
    });
  };
}

/** @returns the interpreter, or why there is none */
function environment(): string {
  const folder = join(tmpdir(), `kubeflow-cdk-katib-services-${VERSION}`);
  const python = join(folder, 'bin/python');
  try {
    if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', folder], { stdio: 'pipe' });
    execFileSync(python, ['-m', 'pip', 'install', '-q', '--disable-pip-version-check', ...PACKAGES], { stdio: 'pipe' });
    return python;
  } catch (error) {
    const said = String((error as { stderr?: Buffer }).stderr ?? error).trim();
    return `Python's packages cannot be had: ${said.split('\n').at(-1)}`;
  }
}

/** An experiment that is accepted, searching with an algorithm of these settings. */
export function experiment(algorithm: string, settings: Readonly<Record<string, string>>, change: Json = {}): Json {
  const architectures = algorithm === 'enas' || algorithm === 'darts';
  const reference = architectures ? 'architecture' : 'lr';
  return {
    apiVersion: 'kubeflow.org/v1beta1',
    kind: 'Experiment',
    metadata: { name: 'tune', namespace: 'team' },
    spec: {
      objective: { type: 'maximize', objectiveMetricName: 'accuracy' },
      algorithm: {
        algorithmName: algorithm,
        algorithmSettings: Object.entries(settings).map(([name, value]) => ({ name, value })),
      },
      maxTrialCount: 12,
      parallelTrialCount: 9,
      ...(architectures ? { nasConfig: nasConfig() } : { parameters: PARAMETERS }),
      trialTemplate: {
        primaryContainerName: 'main',
        trialParameters: [{ name: 'x', reference }],
        trialSpec: {
          apiVersion: 'batch/v1',
          kind: 'Job',
          spec: {
            template: {
              spec: {
                restartPolicy: 'Never',
                containers: [{ name: 'main', image: 'i', command: ['${trialParameters.x}'] }],
              },
            },
          },
        },
      },
      ...change,
    },
  };
}

export const PARAMETERS = [
  { name: 'lr', parameterType: 'double', feasibleSpace: { min: '0.01', max: '0.05', step: '0.01' } },
  { name: 'layers', parameterType: 'int', feasibleSpace: { min: '1', max: '4' } },
  { name: 'optimizer', parameterType: 'categorical', feasibleSpace: { list: ['sgd', 'adam'] } },
];

export function nasConfig(): Json {
  return {
    graphConfig: { numLayers: 4, inputSizes: [32, 32, 3], outputSizes: [10] },
    operations: [
      {
        operationType: 'convolution',
        parameters: [{ name: 'size', parameterType: 'categorical', feasibleSpace: { list: ['3', '5'] } }],
      },
    ],
  };
}

/** The settings that each algorithm cannot do without. */
export const REQUIRED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  random: {},
  tpe: {},
  grid: {},
  'multivariate-tpe': {},
  bayesianoptimization: {},
  cmaes: {},
  sobol: {},
  hyperband: { r_l: '9', resource_name: 'layers', eta: '3' },
  pbt: { suggestion_trial_dir: '/opt', n_population: '40', truncation_threshold: '0.2' },
  enas: {},
  darts: {},
};
