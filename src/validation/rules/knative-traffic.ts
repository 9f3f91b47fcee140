import { label1035, qualifiedName } from '../names';
import type { Fields, Knative } from './knative-rules';
import { number, text } from './read';

export function checkTraffic({ report }: Knative, traffic: readonly Fields[], inService: boolean): void {
  const rule = 'knative/traffic';
  const tags = new Set<string>();
  let sum = 0;
  for (const [i, target] of traffic.entries()) {
    const path = `spec.traffic[${i}]`;
    const revision = text(target.revisionName);
    const configuration = text(target.configurationName);
    if (typeof target.latestRevision === 'boolean' && target.latestRevision === (revision !== '')) {
      report(
        rule,
        `${path}.latestRevision`,
        `${target.latestRevision} does not go with ${revision === '' ? 'no revisionName' : `revisionName '${revision}'`}`,
      );
    }
    if (inService && configuration !== '') report(rule, `${path}.configurationName`, 'must be left out in a service');
    else if (revision !== '' && configuration !== '')
      report(rule, path, 'has revisionName and configurationName, only one is possible');
    else if (revision !== '' && qualifiedName(revision) !== undefined)
      report(rule, `${path}.revisionName`, qualifiedName(revision)!);
    else if (configuration !== '' && qualifiedName(configuration) !== undefined)
      report(rule, `${path}.configurationName`, qualifiedName(configuration)!);
    else if (!inService && revision === '' && configuration === '')
      report(rule, `${path}.revisionName`, 'is required, or configurationName');
    const percent = number(target.percent);
    if (percent !== undefined && (percent < 0 || percent > 100))
      report(rule, `${path}.percent`, `${percent} must be from 0 to 100`);
    sum += percent ?? 0;
    if (text(target.url) !== '') report(rule, `${path}.url`, 'must be left out');
    const tag = text(target.tag);
    if (tag === '') continue;
    const wrong = label1035(tag);
    if (wrong !== undefined) report(rule, `${path}.tag`, wrong);
    if (tags.has(tag)) report(rule, `${path}.tag`, `'${tag}' is used twice`);
    tags.add(tag);
  }
  if (sum !== 100) report(rule, 'spec.traffic', `adds up to ${sum} percent, not to 100`);
}
