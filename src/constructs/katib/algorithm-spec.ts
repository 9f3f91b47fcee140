import { count } from '../../core/units';
import { defined, InvalidValue, isRecord, shown, within } from '../../core/values';
import type { Algorithm, AlgorithmSettings, AlgorithmSpec, Hyperband, NasAlgorithm } from './algorithm';
import { RULES } from './algorithm-settings';
import { type Choice, combinations, type Double, type Int, type SearchSpace } from './space';

/** Algorithms whose services read a parameter's distribution; the others take every range as uniform. */
const HONOR_DISTRIBUTION = ['random', 'tpe', 'multivariate-tpe'];

interface Checked {
  readonly spec: AlgorithmSpec;
  /** Trials that the algorithm needs at the same time. */
  readonly leastParallel: number;
  /** The most trials that make sense. */
  readonly mostTrials: number;
  /** Whether trials hand checkpoints to each other through the suggestion's volume. */
  readonly needsVolume: boolean;
  readonly warnings: readonly string[];
}

/**
 * Checks an algorithm as its service would when the experiment starts.
 * Sources: pkg/suggestion/v1beta1/<service>/service.py|go.
 */
export function algorithmSpec(algorithm: Algorithm<SearchSpace> | NasAlgorithm, space: SearchSpace): Checked {
  const [name, settings] = named(algorithm);
  if (name === 'hyperband') return hyperband(settings as unknown as Hyperband<string>, space);
  const rules = RULES[name as keyof AlgorithmSettings];
  if (rules === undefined)
    throw new InvalidValue(`algorithm ${shown(name)} is none of ${[...Object.keys(RULES), 'hyperband'].join(', ')}`);
  const algorithmSettings = Object.entries(settings)
    .filter(([, value]) => value !== undefined)
    .map(([setting, value]) => {
      const rule = rules[setting];
      if (name === 'pbt' && setting === 'resample_probability')
        throw new InvalidValue(
          'algorithm.pbt.resample_probability stops the service of Katib 0.18 and 0.19, leave it out',
        );
      if (rule === undefined)
        throw new InvalidValue(
          `algorithm.${name} has no setting ${shown(setting)}, it has ${Object.keys(rules).join(', ') || 'none'}`,
        );
      const problem = rule(value);
      if (problem !== undefined) throw new InvalidValue(`algorithm.${name}.${setting} ${shown(value)} ${problem}`);
      return { name: setting, value: String(value) };
    });
  return {
    spec: defined({
      algorithmName: name,
      algorithmSettings: algorithmSettings.length === 0 ? undefined : algorithmSettings,
    }),
    leastParallel: 1,
    mostTrials: name === 'grid' ? combinations(space) : Number.POSITIVE_INFINITY,
    needsVolume: name === 'pbt',
    warnings: [...spaceProblems(name, settings, space), ...ignoredDistributions(name, space)],
  };
}

function named(algorithm: unknown): [string, Record<string, unknown>] {
  if (typeof algorithm === 'string') return [algorithm, {}];
  const entries = isRecord(algorithm) ? Object.entries(algorithm) : [];
  if (entries.length !== 1 || !isRecord(entries[0]![1])) {
    throw new InvalidValue(`algorithm ${JSON.stringify(algorithm)} is neither a name nor { name: settings }`);
  }
  return entries[0] as [string, Record<string, unknown>];
}

/** What the space lacks; nothing of it can be mended by the service, so it throws. */
function spaceProblems(name: string, settings: Record<string, unknown>, space: SearchSpace): string[] {
  const numeric = Object.entries(space).filter(([, domain]) => domain.type === 'int' || domain.type === 'double');
  if (name === 'cmaes' && numeric.length < 2) {
    throw new InvalidValue(`algorithm 'cmaes' needs two int or double parameters or more, space has ${numeric.length}`);
  }
  if (name === 'grid' || name === 'pbt') {
    const unstepped = numeric
      .filter(([, domain]) => domain.type === 'double' && (domain as Double).step === undefined)
      .map(([key]) => key);
    if (unstepped.length > 0)
      throw new InvalidValue(`algorithm '${name}' needs a step on ${unstepped.join(', ')}: double(min, max, { step })`);
  }
  if (name === 'pbt') {
    for (const required of ['suggestion_trial_dir', 'n_population', 'truncation_threshold']) {
      if (settings[required] === undefined) throw new InvalidValue(`algorithm.pbt needs ${required}`);
    }
  }
  return [];
}

function ignoredDistributions(name: string, space: SearchSpace): string[] {
  if (HONOR_DISTRIBUTION.includes(name)) return [];
  const set = Object.entries(space)
    .filter(
      ([, domain]) =>
        'distribution' in domain && domain.distribution !== undefined && domain.distribution !== 'uniform',
    )
    .map(([key]) => key);
  return set.length === 0
    ? []
    : [
        `algorithm '${name}' takes ${set.join(', ')} as uniform, whatever its scale: ${HONOR_DISTRIBUTION.join(', ')} do not`,
      ];
}

function hyperband(settings: Hyperband<string>, space: SearchSpace): Checked {
  const { resource, budget, eta = 3, ...rest } = settings;
  const unknown = Object.keys(rest);
  if (unknown.length > 0)
    throw new InvalidValue(`algorithm.hyperband has no setting ${unknown.join(', ')}, it has resource, budget, eta`);
  const domain = space[resource] as Int | Double | Choice<string> | undefined;
  if (domain === undefined) throw new InvalidValue(`algorithm.hyperband.resource '${resource}' is not in space`);
  if (domain.type !== 'int' && domain.type !== 'double')
    throw new InvalidValue(`algorithm.hyperband.resource '${resource}' is no number in space`);
  within('algorithm.hyperband.eta', () => count(eta, 2));
  if (typeof budget !== 'number' || !(budget > 1))
    throw new InvalidValue(`algorithm.hyperband.budget ${shown(budget)} is not more than 1`);
  const rounds = Math.trunc(Math.log(budget) / Math.log(eta));
  const algorithmSettings = [
    { name: 'resource_name', value: resource },
    ...(settings.eta === undefined ? [] : [{ name: 'eta', value: String(eta) }]),
    { name: 'r_l', value: String(budget) },
  ];
  return {
    spec: { algorithmName: 'hyperband', algorithmSettings },
    leastParallel: Math.ceil(eta ** rounds),
    mostTrials: Number.POSITIVE_INFINITY,
    needsVolume: false,
    warnings: ignoredDistributions('hyperband', space),
  };
}
