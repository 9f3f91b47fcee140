import { poolsOf } from '../../constructs/gpu';
import { addSynthCheck, type KubeflowApp } from '../../core/app';
import type { FitDocument } from '../../validation/fit';
import type { ClusterReport } from './report';

export { Fleet, type FleetProps, type MultiKueueProps, multiKueue } from './clusters';
export { type ClusterCost, type Cost, clusterCost, type PriceTable, priceTable } from './cost';
export type { ClusterReport, PoolReport, TeamReport, WorkloadReport } from './report';

/** Who asked for reports of this process's programs: `kubeflow-cdk report` does. */
const SINK = Symbol.for('kubeflow-cdk/report');

// Loaded where there is a pool to judge by: most programs of one team have none.
addSynthCheck((objects, app) => {
  const sink = (globalThis as { [SINK]?: (report: ClusterReport) => void })[SINK];
  sink?.(reports().clusterReport(objects, app));
  return poolsOf(app).length === 0
    ? { problems: [], warnings: [] }
    : (require('./check') as typeof import('./check')).checkFit(objects, app);
});

/** What a program's cluster has, and who asks what of it. Throws KubeflowError with every problem of the program. */
export function fleetReport(app: KubeflowApp): ClusterReport {
  return reports().clusterReport(app.manifests.render().objects, app.manifests);
}

/** The whole program as `kubeflow-cdk fit` reads it: pools, pods, quotas. */
export function programFit(app: KubeflowApp): FitDocument {
  const { fitDocument, fleetFacts } = require('./check') as typeof import('./check');
  return fitDocument(fleetFacts(app.manifests.attempt().objects, app.manifests));
}

function reports(): typeof import('./report') {
  return require('./report');
}
