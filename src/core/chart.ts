import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { fail, freshId } from './errors';

/** The chart that `scope` is, or stands in. Throws KubeflowError where there is none: objects are written chart by chart. */
export function chartOf(scope: IConstruct, id?: string): Chart {
  const chart = scope.node.scopes.findLast((above) => Chart.isChart(above));
  if (chart === undefined) fail(scope, 'stands in no chart: create it in a TeamStack, a PlatformStack or a Chart', id);
  return chart as Chart;
}

/** Scopes known to stand in a chart: constructs never move, and one scope holds many. */
const inCharts = new WeakSet<IConstruct>();

/** The id of what is about to be made in `scope` and belongs into a chart. Throws KubeflowError. */
export function idInChart(scope: IConstruct, id: string): string {
  const fresh = freshId(scope, id);
  if (!inCharts.has(scope)) {
    chartOf(scope, fresh);
    inCharts.add(scope);
  }
  return fresh;
}
