import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { htmlReport } from '../../../src/stacks/fleet/report-html';
import { tempFolder } from '../../temp';

const browser = ['chromium', 'chromium-browser', 'google-chrome'].find(
  (name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0,
);

/** What a browser makes of the page. */
function rendered(page: string): string {
  const folder = tempFolder('page');
  const file = join(folder, 'report.html');
  // The page has no script of its own: this one measures it.
  const probe = `<script>
const box = (element) => element.getBoundingClientRect();
const svg = document.querySelector('svg');
const outside = [...svg.querySelectorAll('rect,text')].filter((one) => box(one).right > box(svg).right + 1 || box(one).bottom > box(svg).bottom + 1);
const crowded = [...svg.querySelectorAll('rect.box')].some((a, i, all) => all.slice(i + 1).some((b) =>
  box(a).left < box(b).right && box(b).left < box(a).right && box(a).top < box(b).bottom && box(b).top < box(a).bottom));
document.title = JSON.stringify({ rows: document.querySelectorAll('tbody tr').length, flows: svg.querySelectorAll('.flow').length,
  outside: outside.map((one) => one.textContent), crowded, wide: document.documentElement.scrollWidth > innerWidth });
</script>`;
  writeFileSync(file, page.replace('</body>', `${probe}</body>`));
  const { stdout } = spawnSync(
    browser!,
    ['--headless', '--no-sandbox', '--disable-gpu', '--window-size=1200,900', '--dump-dom', `file://${file}`],
    { encoding: 'utf8', timeout: 60_000 },
  );
  return /<title>(\{.*?\})<\/title>/.exec(stdout)?.[1] ?? stdout.slice(0, 500);
}

(browser === undefined ? test.skip : test)('a browser shows the page as it is meant (skipped without Chromium)', () => {
  const pool = {
    accelerator: 'h100-80gb',
    resource: 'nvidia.com/gpu',
    perNode: { 'nvidia.com/gpu': 8 },
    spot: false,
    zones: [],
  };
  const workload = (name: string, team: string, pools: string[]) => ({
    path: `${team}/${name}`,
    kind: 'TrainJob',
    name,
    team,
    pods: { min: 1, max: 4 },
    accelerators: { 'nvidia.com/gpu': { min: 8, max: 32 } },
    pools,
    nodes: Object.fromEntries(pools.map((one) => [one, { min: 1, max: 4 }])),
  });
  const page = htmlReport(
    [
      {
        cluster: 'eu',
        release: '26.03',
        pools: [
          { ...pool, name: 'h100', machine: 'p5.48xlarge', min: 2, max: 40 },
          { ...pool, name: 'a-pool-with-a-name-that-is-rather-long', min: 0, max: 8 },
        ],
        teams: [{ name: 'vision', quota: { 'requests.nvidia.com/gpu': '64' } }],
        workloads: [
          workload('sft', 'vision', ['h100']),
          workload('a-workload-with-a-name-that-is-rather-long', 'vision', [
            'h100',
            'a-pool-with-a-name-that-is-rather-long',
          ]),
          workload('tune', 'speech', ['h100']),
        ],
      },
    ],
    { h100: 98 },
  );
  expect(JSON.parse(rendered(page))).toEqual({ rows: 7, flows: 4, outside: [], crowded: false, wide: false });
});
