import { type ClusterCost, clusterCost, type PriceTable } from './cost';
import type { ClusterReport, WorkloadReport } from './report';

/** Reports as tables for a terminal. */
export function textReport(reports: readonly ClusterReport[], prices?: PriceTable): string {
  return reports.map((report) => clusterText(report, prices && clusterCost(report, prices))).join('\n\n');
}

function clusterText(report: ClusterReport, cost?: ClusterCost): string {
  const parts = [`${report.cluster} · Kubeflow ${report.release}`];
  if (report.pools.length > 0) {
    parts.push(
      table(
        ['POOL', 'MACHINE', 'ACCELERATORS', 'NODES', ...(cost ? ['PER HOUR'] : [])],
        report.pools.map(({ name, machine, accelerator, perNode, min, max, spot }) => [
          name,
          `${machine ?? '-'}${spot ? ' (spot)' : ''}`,
          `${Object.entries(perNode)
            .map(([resource, n]) => `${n} ${resource}`)
            .join(', ')} · ${accelerator}`,
          range({ min, max }),
          ...(cost ? [money(cost.pools[name])] : []),
        ]),
      ),
    );
  }
  const teams = teamRows(report, cost);
  if (teams.length > 0) parts.push(table(['TEAM', 'QUOTA', 'ASKS', ...(cost ? ['PER HOUR'] : [])], teams));
  if (report.workloads.length > 0) {
    const costs = new Map((cost?.workloads ?? []).map((one) => [`${one.path} ${one.name}`, one.cost]));
    parts.push(
      table(
        ['WORKLOAD', 'KIND', 'TEAM', 'PODS', 'ASKS', 'WHERE', ...(cost ? ['PER HOUR'] : [])],
        report.workloads.map((one) => [
          one.name,
          one.kind,
          one.team,
          range(one.pods),
          asked(one.accelerators),
          one.pools.join(', ') || '-',
          ...(cost ? [money(costs.get(`${one.path} ${one.name}`))] : []),
        ]),
      ),
    );
  }
  if (cost && cost.unpriced.length > 0) parts.push(`no price for ${cost.unpriced.join(', ')}`);
  return parts.join('\n\n');
}

/** Quota and sum of the asks of each team that has either. */
export function teamRows(report: ClusterReport, cost?: ClusterCost): string[][] {
  const names = [...new Set([...report.teams.map(({ name }) => name), ...report.workloads.map(({ team }) => team)])];
  return names.map((name) => {
    const quota = report.teams.find((team) => team.name === name)?.quota ?? {};
    return [
      name,
      Object.entries(quota)
        .map(([key, value]) => `${key.replace(/^requests\./, '')} ${value}`)
        .join(', ') || '-',
      asked(total(report.workloads.filter(({ team }) => team === name).map(({ accelerators }) => accelerators))),
      ...(cost ? [money(cost.teams[name])] : []),
    ];
  });
}

export function total(all: readonly WorkloadReport['accelerators'][]): WorkloadReport['accelerators'] {
  const sums: Record<string, { min: number; max: number }> = {};
  for (const one of all) {
    for (const [resource, { min, max }] of Object.entries(one)) {
      const held = sums[resource] ?? { min: 0, max: 0 };
      sums[resource] = { min: held.min + min, max: held.max + max };
    }
  }
  return sums;
}

export function asked(accelerators: WorkloadReport['accelerators']): string {
  return (
    Object.entries(accelerators)
      .map(([resource, amounts]) => `${range(amounts)} ${resource}`)
      .join(', ') || '-'
  );
}

export function range({ min, max }: { readonly min: number; readonly max: number }): string {
  return min === max ? String(max) : `${min}-${max}`;
}

export function money(cost?: { readonly min: number; readonly max: number }): string {
  if (cost === undefined) return '-';
  const [min, max] = [cost.min.toFixed(2), cost.max.toFixed(2)];
  return min === max ? max : `${min}-${max}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i]!.length)));
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
