import type { ManifestApp } from '../../core/app';
import { acknowledgedIn } from '../../core/declared';
import { at } from '../../core/errors';
import type { SynthesizedObject } from '../../core/synth';
import { acknowledge } from '../../validation/acknowledge';

/** Something that a program may mean so, and then says with `acknowledge`. */
export interface Warning {
  readonly object: SynthesizedObject;
  readonly rule: `fit/${'quota' | 'memory' | 'together'}`;
  readonly sentence: string;
}

/** Rules of the fit check that `acknowledge` takes. */
export const FIT_RULES = 'fit/';

/** The warnings that nobody acknowledged, and acknowledgements that outlived what they were for. */
export function openWarnings(warnings: readonly Warning[], app: ManifestApp): string[] {
  const { open, unused } = acknowledge(
    warnings.map(({ object: { path, manifest }, rule, sentence }, object) => ({
      rule,
      severity: 'warning' as const,
      object,
      apiVersion: String(manifest.apiVersion),
      kind: String(manifest.kind),
      name: '',
      path,
      message: sentence,
    })),
    acknowledgedIn(app).filter(({ rule }) => rule.startsWith(FIT_RULES)),
    ({ path }, { path: own }) => path === '' || own === path || own.startsWith(`${path}/`),
  );
  return [
    ...open.map(({ path, message, rule }) => at(path, `${message} [${rule}]`)),
    ...unused.map(({ path, rule, reason }) =>
      at(path || 'app', `acknowledges '${rule}' (${reason}), which nothing reports: remove it`),
    ),
  ];
}
