import { validateManifests } from '../../../src/validation';
import { experiment, type KatibVerdict, katib, nasConfig, PARAMETERS, REQUIRED } from './katib';

type Json = Record<string, unknown>;
interface Case {
  readonly object: Json;
  /** What was changed: a finding must be there, or below. */
  readonly path: string;
}

// biome-ignore format: a list of words
const SETTINGS = [
  'random_state', 'gamma', 'prior_weight', 'n_EI_candidates', 'n_startup_trials', 'n_ei_candidates', 'base_estimator', 'n_initial_points',
  'acq_func', 'acq_optimizer', 'sigma', 'restart_strategy', 'r_l', 'eta', 'resource_name', 's_max', 'b_l', 'suggestion_trial_dir',
  'n_population', 'truncation_threshold', 'resample_probability', 'num_epochs', 'w_lr', 'w_lr_min', 'alpha_lr', 'w_weight_decay',
  'alpha_weight_decay', 'w_momentum', 'w_grad_clip', 'batch_size', 'num_workers', 'init_channels', 'print_step', 'num_nodes',
  'stem_multiplier', 'controller_hidden_size', 'controller_temperature', 'controller_tanh_const', 'controller_entropy_weight',
  'controller_baseline_decay', 'controller_learning_rate', 'controller_skip_target', 'controller_skip_weight', 'controller_train_steps',
  'controller_log_every_steps', 'min_trials_required', 'start_step', 'no_such_setting', '',
];
// biome-ignore format: a list of words
const VALUES = [
  '', ' ', '0', '1', '2', '4', '5', '9', '27', '-1', '0.0', '0.5', '1.0', '1.5', '-0.5', '-0', '+3', '3 ', ' 3', '.5', '5.', '007', '1e3', '1E-3', '1e400',
  '1_000', '1__0', '_1', '1_', '1_0.5', '0x10', '0x1p-2', 'inf', '-inf', '+Inf', 'Infinity', 'nan', 'NaN', '-nan', 'abc', '1,5', 'None', 'none', 'null',
  'True', '٣', '９', '9223372036854775807', '9223372036854775808', '99999999999999999999999', '4294967295', '4294967296', 'GP', 'RF', 'ET',
  'GBRT', 'gp', 'gp_hedge', 'LCB', 'EI', 'PI', 'EIps', 'PIps', 'auto', 'sampling', 'lbfgs', 'ipop', 'bipop', 'IPOP', 'lr', 'layers', 'optimizer', 'other', '/opt',
];
// biome-ignore format: a list of words
const BOUNDS = [
  '', '0', '1', '4', '-1', '0.5', '1.0', '1.5', '2', '10', '1e-3', '1_0', 'abc', 'nan', 'inf', '0x4', ' 2', '+2', '٣', '1e400', '-0', '.5',
];
const TYPES = ['double', 'int', 'categorical', 'discrete', 'unknown'];
const DISTRIBUTIONS = ['', 'uniform', 'logUniform', 'normal', 'logNormal', 'unknown'];

const ALGORITHMS = Object.keys(REQUIRED);
const at = 'spec.algorithm.algorithmSettings';

function settingCases(): Case[] {
  const cases: Case[] = [];
  for (const algorithm of ALGORITHMS) {
    const required = REQUIRED[algorithm]!;
    for (const name of Object.keys(required)) {
      const { [name]: _, ...rest } = required;
      cases.push({ object: experiment(algorithm, rest), path: at });
    }
    for (const name of SETTINGS) {
      for (const value of VALUES) {
        const settings = { ...required, [name]: value };
        const index = Object.keys(settings).indexOf(name);
        // What r_l and eta ask is told where the trials are counted.
        const path = name === 'r_l' || name === 'eta' ? 'spec' : `${at}[${index}]`;
        cases.push({ object: experiment(algorithm, settings), path });
      }
    }
    // The same setting twice, the last or the first of them wrong.
    for (const [first, second] of [
      ['1', 'x'],
      ['x', '1'],
    ]) {
      const algorithmSettings = [
        { name: 'random_state', value: first },
        { name: 'random_state', value: second },
      ];
      const object = experiment(algorithm, required, { algorithm: { algorithmName: algorithm, algorithmSettings } });
      cases.push({ object, path: at });
    }
  }
  return cases;
}

function stoppingCases(): Case[] {
  return ['min_trials_required', 'start_step', 'no_such_setting', ''].flatMap((name) =>
    VALUES.map((value) => ({
      object: experiment(
        'random',
        {},
        {
          earlyStopping: { algorithmName: 'medianstop', algorithmSettings: [{ name, value }] },
        },
      ),
      path: 'spec.earlyStopping.algorithmSettings[0]',
    })),
  );
}

/** Spaces of one parameter among good ones, of all types. */
function spaceCases(): Case[] {
  const cases: Case[] = [];
  for (const algorithm of ALGORITHMS.filter((name) => name !== 'enas' && name !== 'darts')) {
    const add = (parameter: Json, change: Json = {}) => {
      const parameters = [...PARAMETERS, parameter];
      cases.push({ object: experiment(algorithm, REQUIRED[algorithm]!, { parameters, ...change }), path: 'spec' });
    };
    for (const parameterType of TYPES) {
      for (const field of ['min', 'max', 'step']) {
        for (const value of BOUNDS) {
          const fine = { min: '1', max: '4', step: '1' };
          if (parameterType === 'double' || parameterType === 'int' || value === '1')
            add({ name: 'x', parameterType, feasibleSpace: { ...fine, [field]: value } });
        }
      }
      for (const list of [[], ['a'], ['1', '2'], ['1', '1'], ['', 'x'], ['0.5', '1.5']])
        add({ name: 'x', parameterType, feasibleSpace: { list } });
      for (const distribution of DISTRIBUTIONS) {
        for (const [min, max, step] of [
          ['1', '4', ''],
          ['0', '4', ''],
          ['-2', '-1', '1'],
          ['4', '1', '1'],
          ['3', '3', ''],
        ])
          add({ name: 'x', parameterType, feasibleSpace: { min, max, step, distribution } });
      }
    }
    for (const name of ['lr', '', 'X y'])
      add({ name, parameterType: 'int', feasibleSpace: { min: '1', max: '2', step: '1' } });
    for (const maxTrialCount of [40, 41, 160, 161, undefined])
      add({ name: 'x', parameterType: 'int', feasibleSpace: { min: '1', max: '4' } }, { maxTrialCount });
    for (const [min, max, step] of [
      ['1', '10', '3'],
      ['10', '1', '-3'],
      ['0.1', '0.3', '0.1'],
      ['0', '1', '0.3'],
      ['1', '2', '5'],
      ['0.1', '0.7', '0.1'],
    ]) {
      for (const parameterType of ['int', 'double']) {
        for (const maxTrialCount of [40, 80, 120, 121, 160, 161, 200, 240, 241, 280, 281, 320])
          add({ name: 'x', parameterType, feasibleSpace: { min, max, step } }, { maxTrialCount });
      }
    }
    for (const parameters of [PARAMETERS.slice(0, 1), PARAMETERS.slice(2), PARAMETERS.slice(0, 2)])
      cases.push({ object: experiment(algorithm, REQUIRED[algorithm]!, { parameters }), path: 'spec' });
    for (const parallelTrialCount of [1, 8, 9, 10, 12, undefined])
      cases.push({ object: experiment(algorithm, REQUIRED[algorithm]!, { parallelTrialCount }), path: 'spec' });
  }
  for (const r_l of VALUES) {
    for (const eta of ['', '0', '1', '1.9', '2', '3', '4', '-1', '10', 'x', 'inf', 'nan'])
      cases.push({ object: experiment('hyperband', { r_l, eta, resource_name: 'layers' }), path: 'spec' });
  }
  return cases;
}

function architectureCases(): Case[] {
  const cases: Case[] = [];
  const add = (change: (config: Json) => void) => {
    for (const algorithm of ['enas', 'darts']) {
      const config = nasConfig();
      change(config);
      cases.push({ object: experiment(algorithm, {}, { nasConfig: config }), path: 'spec.nasConfig' });
    }
  };
  for (const field of ['numLayers', 'inputSizes', 'outputSizes']) {
    for (const value of [undefined, null, field === 'numLayers' ? 0 : [], field === 'numLayers' ? -1 : [0]])
      add((config) => Object.assign(config.graphConfig as Json, { [field]: value }));
  }
  add((config) => delete config.graphConfig);
  add((config) => delete config.operations);
  add((config) => Object.assign(config, { operations: [] }));
  const operation = (change: Json) => add((config) => Object.assign((config.operations as Json[])[0]!, change));
  for (const operationType of [undefined, '', 'skip_connection', 'x']) operation({ operationType });
  for (const parameters of [undefined, []]) operation({ parameters });
  for (const name of [undefined, '', 'x'])
    operation({ parameters: [{ name, parameterType: 'categorical', feasibleSpace: { list: ['3'] } }] });
  for (const parameterType of [...TYPES, undefined, '', 'odd']) {
    for (const feasibleSpace of [
      undefined,
      {},
      { list: [] },
      { list: ['3'] },
      { min: '1' },
      { max: '3' },
      { min: '1', max: '3' },
      ...BOUNDS.map((step) => ({ min: '1', max: '3', step })),
      { step: '1' },
      { min: 'x', max: 'y', step: '1' },
    ])
      operation({ parameters: [{ name: 'size', parameterType, feasibleSpace }] });
  }
  return cases;
}

jest.setTimeout(20 * 60_000);

describe("Katib's algorithm services", () => {
  const ask = katib();
  test.each([
    ['settings', settingCases],
    ['settings of early stopping', stoppingCases],
    ['search spaces', spaceCases],
    ['architectures', architectureCases],
  ])('agree on %s', (name, cases) => {
    if (typeof ask === 'string') {
      console.log(`skipped: ${ask}`);
      return;
    }
    const made = cases();
    const verdicts = ask(made.map(({ object }) => object));
    const result = compare(made, verdicts);
    console.log(`${name}, ${made.length} experiments: ${JSON.stringify(result.counts)}`);
    if (process.env.SHOW) console.log(JSON.stringify(result, null, 1));
    expect(result.alarms).toEqual([]);
    expect(result.misses).toEqual([]);
    expect(result.elsewhere).toEqual([]);
  });
});

function compare(cases: readonly Case[], verdicts: readonly KatibVerdict[]) {
  const misses: string[] = [];
  const alarms: string[] = [];
  const elsewhere: string[] = [];
  const later: string[] = [];
  const warnings: string[] = [];
  const counts = { bothRefuse: 0, bothAccept: 0, refusedLater: 0, warnedOfLater: 0 };
  for (const [i, { object, path }] of cases.entries()) {
    const verdict = verdicts[i]!;
    const theirs = verdict.service || verdict.earlyStopping || (verdict.problems[0]?.path ?? '');
    const findings = validateManifests([object], { isolated: true });
    const ours = findings.filter(({ severity, rule }) => severity === 'error' && !rule.startsWith('schema/'));
    const spec = object.spec as Json;
    const told = JSON.stringify([
      spec.algorithm,
      spec.earlyStopping,
      spec.nasConfig ?? (spec.parameters as unknown[])?.at(-1),
      spec.maxTrialCount,
      spec.parallelTrialCount,
    ]);
    if (findings.some(({ rule, severity }) => severity === 'error' && rule.startsWith('schema/'))) continue;
    if (theirs !== '' && ours.length === 0) misses.push(`${theirs} - ${told}`);
    else if (theirs === '' && ours.length > 0) {
      if (verdict.suggestions === '') alarms.push(`${ours[0]!.path}: ${ours[0]!.message} - ${told}`);
      else later.push(`REFUSED ${verdict.suggestions} - ${ours[0]!.path}: ${ours[0]!.message} - ${told}`);
    } else if (theirs !== '') {
      counts.bothRefuse++;
      if (!ours.some((finding) => finding.path.startsWith(path)))
        elsewhere.push(`${theirs}: ours ${ours.map((finding) => finding.path).join(', ')}, changed ${path} - ${told}`);
    } else {
      counts.bothAccept++;
      const warned = findings.filter(({ rule }) => rule === 'katib/search-space');
      if (verdict.suggestions === '' && warned.length > 0)
        warnings.push(`${warned[0]!.path}: ${warned[0]!.message} - ${told}`);
      if (verdict.suggestions !== '') {
        counts.refusedLater++;
        if (warned.length > 0) counts.warnedOfLater++;
        else later.push(`${verdict.suggestions} - ${told}`);
      }
    }
  }
  return { counts, misses, alarms, elsewhere, warnings, later };
}
