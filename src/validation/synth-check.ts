import type { IConstruct } from 'constructs';
import { addSynthCheck, type CheckReport, type ManifestApp } from '../core/app';
import { acknowledgedIn, existingIn } from '../core/declared';
import { at } from '../core/errors';
import { type KubeflowRelease, releaseOf } from '../core/release';
import type { SynthesizedObject } from '../core/synth';
import type * as Acknowledge from './acknowledge';
import type { Finding } from './finding';
import type * as Validate from './validate';

/** Rules and schema readers are most of this package's modules: they are loaded once there is something to hold to them. */
function load() {
  const { acknowledge } = require('./acknowledge') as typeof Acknowledge;
  const { validateManifests } = require('./validate') as typeof Validate;
  return { acknowledge, validateManifests };
}

/** The release of each object's place, looked up once for all objects of a scope. */
function releases(): (object: SynthesizedObject) => KubeflowRelease {
  const known = new Map<IConstruct, KubeflowRelease>();
  return ({ construct, chart }) => {
    const scope = construct === chart ? chart : (construct.node.scope ?? construct);
    let release = known.get(scope);
    if (release === undefined) {
      release = releaseOf(scope);
      known.set(scope, release);
    }
    return release;
  };
}

/** Holds all of a program's objects to what their release's cluster would refuse. */
function check(objects: readonly SynthesizedObject[], app: ManifestApp): CheckReport {
  const { acknowledge, validateManifests } = load();
  const byRelease = new Map<KubeflowRelease, SynthesizedObject[]>();
  const releaseIn = releases();
  for (const object of objects) {
    const release = releaseIn(object);
    const group = byRelease.get(release);
    if (group === undefined) byRelease.set(release, [object]);
    else group.push(object);
  }
  const declared = existingIn(app);
  const problems: string[] = [];
  const warnings: string[] = [];
  const paths = new Map<Finding, string>();
  for (const [release, group] of byRelease) {
    const manifests = group.map(({ manifest }) => manifest);
    for (const finding of validateManifests(manifests, { release, declared }))
      paths.set(finding, group[finding.object]!.path);
  }
  // The fit check reads its own.
  const acknowledgements = acknowledgedIn(app).filter(({ rule }) => !rule.startsWith('fit/'));
  const { open, unused } = acknowledge([...paths.keys()], acknowledgements, (a, finding) =>
    isBelow(paths.get(finding)!, a.path),
  );
  for (const finding of open) {
    (finding.severity === 'error' ? problems : warnings).push(at(paths.get(finding)!, sentence(finding)));
  }
  for (const { path, rule, reason } of unused) {
    warnings.push(at(path || 'app', `acknowledges '${rule}' (${reason}), which nothing reports: remove it`));
  }
  return { problems, warnings };
}

function sentence({ path, message, rule }: Finding): string {
  return `${path === '' ? '' : `${path} `}${message} [${rule}]`;
}

function isBelow(path: string, scope: string): boolean {
  return scope === '' || path === scope || path.startsWith(`${scope}/`);
}

addSynthCheck(check);
