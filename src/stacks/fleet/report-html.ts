import { type ClusterCost, clusterCost, type PriceTable } from './cost';
import type { ClusterReport } from './report';
import { asked, money, range, teamRows } from './report-text';

/** Reports as one page that needs nothing else: a picture of each cluster, and its tables. */
export function htmlReport(reports: readonly ClusterReport[], prices?: PriceTable): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Fleet: ${escaped(reports.map(({ cluster }) => cluster).join(', '))}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Fleet</h1>
${reports.map((report) => clusterHtml(report, prices && clusterCost(report, prices))).join('\n')}
</body>
</html>
`;
}

const STYLE = `
:root{color-scheme:light dark;--ink:#1f2937;--paper:#fff;--line:#d1d5db;--soft:#f3f4f6;--accent:#2563eb;--spare:#c7d2fe}
@media(prefers-color-scheme:dark){:root{--ink:#e5e7eb;--paper:#111827;--line:#374151;--soft:#1f2937;--accent:#60a5fa;--spare:#1e3a8a}}
body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:72rem;margin:2rem auto;padding:0 1rem}
h3{margin:1.5rem 0 0}
h2{border-bottom:1px solid var(--line);padding-bottom:.25rem;margin-top:2.5rem}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:1rem 0}
th,td{text-align:left;padding:.3rem .7rem .3rem 0;border-bottom:1px solid var(--line);vertical-align:top}
svg{max-width:100%;height:auto}
svg text{fill:var(--ink);font:13px system-ui,sans-serif}
svg .small{font-size:11px;opacity:.75}
svg .box{fill:var(--soft);stroke:var(--line)}
svg .node{fill:var(--accent)}
svg .spare{fill:var(--spare)}
svg .flow{fill:none;stroke:var(--accent);opacity:.45}
`.trim();

function clusterHtml(report: ClusterReport, cost?: ClusterCost): string {
  const costs = new Map((cost?.workloads ?? []).map((one) => [`${one.path} ${one.name}`, one.cost]));
  const more = cost ? ['per hour'] : [];
  const pools = report.pools.map(({ name, machine, accelerator, perNode, min, max, spot, zones }) => [
    name,
    `${machine ?? '-'}${spot ? ' (spot)' : ''}`,
    accelerator,
    asked(Object.fromEntries(Object.entries(perNode).map(([resource, n]) => [resource, { min: n, max: n }]))),
    range({ min, max }),
    zones.join(', ') || '-',
    ...(cost ? [money(cost.pools[name])] : []),
  ]);
  const workloads = report.workloads.map((one) => [
    one.name,
    one.kind,
    one.team,
    range(one.pods),
    asked(one.accelerators),
    one.pools.join(', ') || '-',
    one.queue ?? '-',
    ...(cost ? [money(costs.get(`${one.path} ${one.name}`))] : []),
  ]);
  const sections = [
    `<h2>${escaped(report.cluster)}</h2>`,
    `<p>Kubeflow ${escaped(report.release)}${cost ? ` · nodes ${money(cost.total)} an hour` : ''}</p>`,
    picture(report),
    table('Pools', ['name', 'machine', 'accelerator', 'of one node', 'nodes', 'zones', ...more], pools),
    table('Teams', ['name', 'quota', 'asks', ...more], teamRows(report, cost)),
    table('Workloads', ['name', 'kind', 'team', 'pods', 'asks', 'where', 'queue', ...more], workloads),
  ];
  if (cost && cost.unpriced.length > 0) sections.push(`<p>No price for ${escaped(cost.unpriced.join(', '))}.</p>`);
  return `<section>\n${sections.filter((section) => section !== '').join('\n')}\n</section>`;
}

function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const cells = (row: readonly string[], tag: string) =>
    `<tr>${row.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
  return `<h3>${title}</h3>
<div class="wide"><table><thead>${cells(head, 'th')}</thead><tbody>
${rows.map((row) => cells(row, 'td')).join('\n')}
</tbody></table></div>`;
}

const WIDTH = 960;
const LEFT = { x: 8, width: 300 };
const RIGHT = { x: 560, width: 392 };
const ROW = 26;
const POOL = 66;
/** Nodes drawn one by one; of larger pools the number is said. */
const DRAWN = 24;

/** Workloads by team on the left, pools with their nodes on the right, and who may run where between them. */
function picture(report: ClusterReport): string {
  const shown = report.workloads.filter(({ pools }) => pools.length > 0);
  if (report.pools.length === 0) return '';
  const parts: string[] = [];
  const poolY = new Map<string, number>();
  let right = 8;
  for (const pool of report.pools) {
    poolY.set(pool.name, right + POOL / 2);
    parts.push(poolBox(pool, right));
    right += POOL + 12;
  }
  let left = 8;
  const flows: string[] = [];
  for (const team of [...new Set(shown.map((one) => one.team))]) {
    const own = shown.filter((one) => one.team === team);
    const height = 30 + own.length * ROW;
    parts.push(
      `<rect class="box" x="${LEFT.x}" y="${left}" width="${LEFT.width}" height="${height}" rx="6"/>`,
      `<text x="${LEFT.x + 10}" y="${left + 20}" font-weight="600">${escaped(team)}</text>`,
    );
    for (const [i, one] of own.entries()) {
      const y = left + 44 + i * ROW;
      parts.push(
        `<text x="${LEFT.x + 22}" y="${y}">${escaped(shortened(one.name, 22))}</text>`,
        `<text class="small" x="${LEFT.x + LEFT.width - 10}" y="${y}" text-anchor="end">${escaped(asked(one.accelerators))}</text>`,
      );
      const most = Math.max(0, ...Object.values(one.accelerators).map(({ max }) => max));
      for (const pool of one.pools) {
        const [x1, y1, x2, y2] = [LEFT.x + LEFT.width, y - 4, RIGHT.x, poolY.get(pool)!];
        const bend = (x1 + x2) / 2;
        const width = Math.min(12, 1.5 + Math.log2(1 + most));
        flows.push(
          `<path class="flow" d="M${x1} ${y1}C${bend} ${y1} ${bend} ${y2} ${x2} ${y2}" stroke-width="${width.toFixed(1)}"><title>${escaped(`${one.name} on ${pool}`)}</title></path>`,
        );
      }
    }
    left += height + 12;
  }
  const height = Math.max(left, right) - 4;
  const title = `Who asks what of ${report.cluster}`;
  return `<div class="wide"><svg viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escaped(title)}">
<title>${escaped(title)}</title>
${[...flows, ...parts].join('\n')}
</svg></div>`;
}

function poolBox(
  { name, machine, accelerator, perNode, min, max, resource }: ClusterReport['pools'][number],
  y: number,
): string {
  const each = perNode[resource];
  const what = `${each === undefined ? '' : `${each} x `}${accelerator}${machine === undefined ? '' : ` · ${machine}`}`;
  const nodes = Array.from({ length: Math.min(max, DRAWN) }, (_, i) => {
    const kind = i < min ? 'node' : 'spare';
    return `<rect class="${kind}" x="${RIGHT.x + 10 + i * 13}" y="${y + 46}" width="10" height="10" rx="2"/>`;
  });
  return [
    `<rect class="box" x="${RIGHT.x}" y="${y}" width="${RIGHT.width}" height="${POOL}" rx="6"/>`,
    `<text x="${RIGHT.x + 10}" y="${y + 20}" font-weight="600">${escaped(shortened(name, 28))}</text>`,
    `<text class="small" x="${RIGHT.x + 10}" y="${y + 37}">${escaped(shortened(what, 60))}</text>`,
    `<text class="small" x="${RIGHT.x + RIGHT.width - 10}" y="${y + 20}" text-anchor="end">${range({ min, max })} nodes</text>`,
    ...nodes,
  ].join('\n');
}

function shortened(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
