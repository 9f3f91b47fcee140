import { type Finding, validateManifests } from '../../../src/validation';
import type { Verdict } from './judge';

type Json = Record<string, unknown>;

export interface Agreement {
  bothRefuse: number;
  bothAccept: number;
  /** Refused by upstream alone. */
  misses: string[];
  /** Refused by us alone. */
  alarms: string[];
  /** Refused by both, with no path in common. */
  elsewhere: string[];
}

/** Ours and upstream's verdicts on the same objects. */
export function agreement(
  objects: readonly unknown[],
  verdicts: readonly (readonly Verdict[])[],
  release: '1.10' | '1.11' | '26.03',
  counts: (finding: Finding) => boolean = () => true,
): Agreement {
  const result: Agreement = { bothRefuse: 0, bothAccept: 0, misses: [], alarms: [], elsewhere: [] };
  for (const [i, object] of objects.entries()) {
    const theirs = verdicts[i]!.flatMap(({ problems }) => problems);
    const ours = validateManifests([object], { isolated: true, release }).filter(
      (finding) => finding.severity === 'error' && counts(finding),
    );
    const named = `${(object as Json).kind} ${JSON.stringify((object as Json).spec ?? object).slice(0, 300)}`;
    if (theirs.length === 0 && ours.length === 0) result.bothAccept++;
    else if (theirs.length === 0)
      result.alarms.push(`${ours[0]!.rule} ${ours[0]!.path}: ${ours[0]!.message} - ${named}`);
    else if (ours.length === 0) result.misses.push(`${theirs[0]!.path}: ${theirs[0]!.detail} - ${named}`);
    else {
      result.bothRefuse++;
      const paths = new Set(ours.map(({ path }) => dotted(path)));
      const places = theirs.filter(({ path }) => path !== '');
      if (places.length > 0 && !places.some(({ path }) => paths.has(dotted(path)))) {
        result.elsewhere.push(
          `${places[0]!.path} (${places[0]!.detail}), ours ${[...paths].slice(0, 3).join(', ')} - ${named}`,
        );
      }
    }
  }
  return result;
}

/** `a[key].b` of upstream as `a.key.b`. */
function dotted(path: string): string {
  return path.replace(/\[([^\]\d][^\]]*)\]/g, '.$1').replace(/^\.|<nil>/g, '');
}

export function figures({ bothRefuse, bothAccept, misses, alarms, elsewhere }: Agreement): string {
  return `refused by both ${bothRefuse}, accepted by both ${bothAccept}, by upstream alone refused ${misses.length}, by us alone ${alarms.length}, at other paths ${elsewhere.length}`;
}
