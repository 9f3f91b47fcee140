import { ApiObject, type App, Chart } from 'cdk8s';
import type { Group } from './shape';

/** The groups as charts of objects, for both cdk8s and us. */
export function addCharts(app: App, groups: readonly Group[]): void {
  const charts = new Map<string, Chart>();
  let first: Chart | undefined;
  for (const { name, objects, within, dependent } of groups) {
    const chart = new Chart(within === undefined ? app : charts.get(within)!, name);
    charts.set(name, chart);
    first ??= chart;
    if (dependent) chart.addDependency(first);
    for (const object of objects) new ApiObject(chart, `${object.kind}-${object.metadata.name}`, object);
  }
}
