import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { KubeflowApp, KubeflowError } from '../../../src';
import { type Sample, samples } from './samples';

const WRONG: readonly unknown[] = [undefined, null, 7, 'Ünsinn', [], {}, true];

type Path = readonly (string | number)[];

/** Every place in properties, five deep: members and elements, but nothing of what is a construct, a pool or a function. */
function* places(value: unknown, path: Path = []): Generator<Path> {
  if (path.length > 5) return;
  if (path.length > 0) yield path;
  if (Array.isArray(value)) for (const [i, element] of value.entries()) yield* places(element, [...path, i]);
  else if (isPlain(value)) for (const [key, member] of Object.entries(value)) yield* places(member, [...path, key]);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

type Change = (given: unknown) => unknown;

function changed(value: unknown, [key, ...rest]: Path, change: Change): unknown {
  if (key === undefined) return change(value);
  if (Array.isArray(value)) return value.map((element, i) => (i === key ? changed(element, rest, change) : element));
  const object = value as Record<string, unknown>;
  return { ...object, [key]: changed(object[key], rest, change) };
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
}

function at(value: unknown, path: Path): unknown {
  return path.reduce((here, key) => (here as Record<string | number, unknown>)[key], value);
}

/** One team of a program; what clusters have once is apart in each. */
function team(app: KubeflowApp, id: string, { chart }: Sample): Construct {
  return chart ? app.manifests : new Chart(app.manifests, id, { namespace: id });
}

interface Outcome {
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

/** What construction or synthesis says of a sample with something changed in it. */
function outcome(sample: Sample, path: Path, change: Change): Outcome {
  const app = new KubeflowApp();
  const scope = team(app, 'vision', sample);
  try {
    const props = sample.props(scope);
    sample.make(scope, 'x', changed(props, path, change) as never);
    const { problems } = app.manifests.attempt();
    return { problems, warnings: app.manifests.warnings };
  } catch (error) {
    if (!(error instanceof KubeflowError))
      throw new Error(`${sample.name} ${path.join('.')}: ${(error as Error).stack}`);
    return { problems: error.problems, warnings: [] };
  }
}

/** What another kind of value is fine for, beside the one of the sample. */
const FINE: readonly RegExp[] = [
  // Numbers and flags print as text, and every variable may be plain text.
  /\.?(command|args|files|rdzvConf|config)\b.* = (7|true)$/,
  /\benv\.\w+ = ("Ünsinn"|7|true)$/,
  // One value or a pair of them; a number or a range; a name or an object that has one.
  /\b(cpu|request|limit|nodes|replicas|parameterServers|servers|procsPerNode|ports\.1) = 7$/,
  /\b(x-c|namespaces\.\d) = "Ünsinn"$/,
  /^ClusterQueue namespaces = \{\}$/,
  // All of it at its default.
  /\b(gang|chief|logger) = \{\}$/,
  /\b(evaluator|lora|logger|batcher|eventing|emptyDir) = true$/,
  // Nothing reads it: the compiler knows by it that there are steps.
  /^KatibExperiment space\.lr\.stepped = /,
  /^KatibNasExperiment (objective\.goal|nas\.operations\.0\.space\.size\.values\.\d) = 7$/,
  // Objects in the API's own words. A null there is what is not set, and these have no schema of their own.
  /\b(readiness|security|securityContext|tolerations|affinity|topologySpreadConstraints|deploymentStrategy)\b.+ = null$/,
  /\b(solvers|nodeTaints|preemption|flavorFungibility|fairSharing|delivery|route|callers|privateKey|traffic)\b.+ = null$/,
  /^(\w*(Job|JobSet|Runtime|Experiment|Cache|Group|Config|Container|Model|Authentication|Policy|Rule|Entry|Filter)) \w+.* = null$/,
  /^(LLMInferenceService|VirtualService|Telemetry|ProxyConfig|DomainMapping|Trigger|Cohort) \w+\..+ = null$/,
  /^InferenceService standard readiness\.httpGet\.port = /,
  /^IstioBase mesh\./,
  /^Trigger filter\.attributes\./,
  /^\w+ .*\b(memory|modelSize|storageLimit|storage) = 7$/,
];

/** Objects whose members are anybody's to name, that may be constructs with more members, or that several arguments are here. */
const FREE: readonly RegExp[] = [
  /(labels|annotations|env|mounts|matchLabels|nodeSelector|selector|nodeLabels|primaryPodLabels|workload|headers)$/i,
  /(attributes|rdzvConf|config|other|includeAdditionalHeadersInCheck|environmentVariables|observability|mesh)$/i,
  /(domain\.\w\.io|runtimeClasses\.\w+|channel\.spec|delivery)$/,
  /^(Gateway\.expose( service)?|caller|Trigger)$/,
  /^(ModelAccess (model|namespaces\.\d)|Certificate issuer|ClusterQueue namespaces\.\d|MlflowAccess teams\.\d)$/,
];

describe.each(samples.map((sample) => [sample.name, sample] as const))('%s', (_name, sample) => {
  const good = outcome(sample, [], (given) => given);
  const scope = team(new KubeflowApp(), 'vision', sample);
  const props = sample.props(scope);

  test('takes its sample', () => {
    expect(good.problems).toEqual([]);
  });

  test('needs properties', () => {
    for (const wrong of [null, 7, 'x', [], true])
      expect(() => sample.make(team(new KubeflowApp(), 'vision', sample), 'x', wrong as never)).toThrow(KubeflowError);
  });

  test('refuses what it is not, by name', () => {
    const accepted: string[] = [];
    for (const path of places(props)) {
      for (const wrong of WRONG) {
        if (kindOf(wrong) === kindOf(at(props, path)) || (wrong === undefined && path.length > 3)) continue;
        const place = `${sample.name} ${path.join('.')} = ${JSON.stringify(wrong)}`;
        const { problems, warnings } = outcome(sample, path, () => wrong);
        const found = [...problems, ...warnings.filter((warning) => !good.warnings.includes(warning))];
        if (found.length > 0) for (const problem of found) expect(problem).toMatch(/^[^\s:()]+(\(.*\))?: \S/);
        else if (wrong !== undefined) accepted.push(place);
      }
    }
    expect(accepted.filter((place) => !FINE.some((fine) => fine.test(place)))).toEqual([]);
  });

  test('says of what it has not that it has not', () => {
    const taken: string[] = [];
    for (const path of [[], ...places(props)]) {
      const here = at(props, path);
      const place = [sample.name, path.join('.')].filter(Boolean).join(' ');
      if (!isPlain(here) || FREE.some((free) => free.test(place))) continue;
      const { problems, warnings } = outcome(sample, path, (given) => ({ ...(given as object), unsinn: 'x' }));
      const found = [...problems, ...warnings.filter((warning) => !good.warnings.includes(warning))];
      if (found.length === 0) taken.push(place);
    }
    expect(taken).toEqual([]);
  });
});
