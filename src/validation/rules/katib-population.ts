import type { Service } from './katib-ids';
import { pythonFloat } from './katib-numbers';
import { float, type Range, SETTINGS, type Setting, whole } from './katib-settings';
import { number, records } from './read';

export function checkHyperband({ report }: Service, settings: readonly Setting[], spec: Record<string, unknown>): void {
  const rule = 'katib/algorithm-settings';
  const last = (name: string) => settings.findLastIndex((s) => s.name === name);
  const [resource, budget, eta] = [last('resource_name'), last('r_l'), last('eta')];
  if (resource < 0 || budget < 0) {
    report(rule, SETTINGS, 'of hyperband need r_l and resource_name');
    return;
  }
  const most = pythonFloat(settings[budget]!.value);
  if (most === undefined || most < 0) {
    report(rule, `${SETTINGS}[${budget}].value`, `'${settings[budget]!.value}' of r_l must be a number more than 0`);
    return;
  }
  if (most === 0 || !Number.isFinite(most)) {
    report(
      rule,
      `${SETTINGS}[${budget}].value`,
      `'${settings[budget]!.value}' of r_l must be a finite number more than 0`,
    );
    return;
  }
  const given = eta < 0 ? 3 : pythonFloat(settings[eta]!.value);
  if (given === undefined || !Number.isFinite(given)) {
    report(rule, `${SETTINGS}[${eta}].value`, `'${settings[eta]!.value}' of eta must be a number`);
    return;
  }
  const factor = Math.trunc(given) <= 0 ? 3 : Math.trunc(given);
  if (factor === 1) {
    report(rule, `${SETTINGS}[${eta}].value`, `'${settings[eta]!.value}' of eta must be 2 or more`);
    return;
  }
  const bracket = Math.ceil(factor ** Math.trunc(Math.log(most) / Math.log(factor)));
  const parallel = number(spec.parallelTrialCount) ?? 3;
  if (parallel < bracket)
    report(
      'katib/hyperband-parallel',
      'spec.parallelTrialCount',
      `${parallel} is less than ${bracket}, which r_l and eta of hyperband need`,
    );
  const name = settings[resource]!.value;
  if (!records(spec.parameters).some((p) => p.name === name)) {
    report(rule, `${SETTINGS}[${resource}].value`, `'${name}' of resource_name is no parameter of the search space`);
  }
}

export function checkPbt({ report }: Service, settings: readonly Setting[]): void {
  const rule = 'katib/algorithm-settings';
  const missing = ['suggestion_trial_dir', 'n_population', 'truncation_threshold'].filter(
    (name) => !settings.some((s) => s.name === name),
  );
  if (missing.length > 0) {
    report(rule, SETTINGS, `of pbt need ${missing.join(', ')}`);
    return;
  }
  const check = (name: string, range: Range) => {
    const i = settings.findLastIndex((s) => s.name === name);
    const problem = i < 0 ? undefined : range(settings[i]!.value);
    if (problem !== undefined) report(rule, `${SETTINGS}[${i}].value`, `'${settings[i]!.value}' of ${name} ${problem}`);
  };
  check('n_population', whole(5));
  check(
    'truncation_threshold',
    float((v) => v >= 0 && v <= 1, 'from 0 to 1'),
  );
  check('resample_probability', () => 'cannot be given: the service of Katib 0.18 and 0.19 fails on any value');
}
