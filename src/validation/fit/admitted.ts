import { obstacle } from './classes';
import type { FitDocument } from './document';
import { fleetOf } from './fleet';
import { workloadsOf } from './pods';
import { admission, queuesOf } from './queue';

/**
 * Copies of each workload that the queues admit at once, one workload after the other as the document lists them: work
 * that finds no quota left waits. Workloads without a queue all run.
 */
export function admittedAtOnce(document: FitDocument): ReadonlyMap<string, number> {
  const fleet = fleetOf(document);
  const workloads = workloadsOf(document);
  const admit = admission(queuesOf(document), workloads, (template, labels) =>
    fleet.kinds.some((kind) => obstacle(kind, template, labels) === undefined),
  );
  return new Map(
    workloads.map(({ name, templates, copies }) => {
      let admitted = 0;
      while (admitted < copies && admit(templates.map((template) => ({ template, sets: 1, size: template.most })))) {
        admitted++;
      }
      return [name, admitted];
    }),
  );
}
