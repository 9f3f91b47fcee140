import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadAll } from 'js-yaml';
import { median, type Run, run } from './measure';
import {
  checked,
  compilePrograms,
  documentsIn,
  json,
  jsonnet,
  jsYaml,
  kustomize,
  ours,
  type Peer,
  stock,
  unchecked,
} from './peers';
import { type Figure, picture } from './picture';
import type { Shape } from './programs/shape';

interface Case {
  readonly shape: Shape;
  readonly count: number;
  readonly title: string;
  readonly peers: readonly Peer[];
  /** Seconds after which a peer is given up. @default `patience` */
  readonly limit?: number;
}

const everyone = [ours, unchecked, checked, stock, jsonnet, jsYaml, json];
const plain = [ours, unchecked, checked, stock, jsYaml, json];
const withoutStock = plain.filter((peer) => peer !== stock);

const cases: readonly Case[] = [
  { shape: 'teams', count: 100, title: '100 teams of 8', peers: [...everyone, kustomize] },
  { shape: 'teams', count: 250, title: '250 teams of 8', peers: [...everyone, kustomize] },
  { shape: 'teams', count: 1000, title: '1,000 teams of 8', peers: everyone },
  { shape: 'teams', count: 4000, title: '4,000 teams of 8', peers: everyone.filter((peer) => peer !== stock) },
  { shape: 'chart', count: 10_000, title: '10,000 in one chart', peers: plain },
  { shape: 'chart', count: 30_000, title: '30,000 in one chart', peers: plain, limit: 60 },
  { shape: 'charts', count: 30_000, title: '30,000 in 3,000 charts', peers: plain, limit: 90 },
  { shape: 'nested', count: 500, title: '500 in 5 nested charts', peers: plain },
  { shape: 'nested', count: 30_000, title: '30,000 in 300 nested charts', peers: withoutStock },
  { shape: 'dependent', count: 40, title: 'platform and 40 teams on it', peers: plain },
  { shape: 'dependent', count: 1000, title: 'platform and 1,000 teams on it', peers: withoutStock },
];

const quickCases: readonly Case[] = [
  { shape: 'teams', count: 50, title: '50 teams of 8', peers: [...everyone, kustomize] },
  { shape: 'teams', count: 1000, title: '1,000 teams of 8', peers: everyone.filter((peer) => peer !== stock) },
  { shape: 'chart', count: 10_000, title: '10,000 in one chart', peers: withoutStock },
  { shape: 'charts', count: 3000, title: '3,000 in 300 charts', peers: plain },
  { shape: 'dependent', count: 1000, title: 'platform and 1,000 teams on it', peers: [ours, json] },
];

const root = resolve(__dirname, '..');
const quick = process.argv.includes('--quick');
const save = process.argv.includes('--save');
/** Memory where there is such a disk: how long creating 1,000 files takes says nothing of what makes them. */
const disk = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const rounds = quick ? 3 : 5;
const patience = quick ? 20 : 30;

/** How often a peer is run that takes so many seconds; we are run each time. All of it takes six quiet minutes. */
function runsOf(peer: Peer, seconds: number): number {
  if (peer === ours || peer === unchecked || peer === checked || seconds < 2) return rounds;
  return seconds < 5 ? Math.min(3, rounds) : 1;
}

async function measure({ shape, count, title, peers, limit = patience }: Case, folder: string): Promise<Figure[]> {
  const runs = new Map<Peer, (Run | undefined)[]>(peers.map((peer) => [peer, []]));
  for (let round = 0; round < rounds; round++) {
    for (const peer of peers) {
      const before = runs.get(peer)!;
      const longest = Math.max(0, ...before.map((found) => found?.seconds ?? limit));
      if (peer.missing !== undefined || before.length >= runsOf(peer, longest)) continue;
      const outdir = join(folder, 'out');
      const command = peer.command(shape, count, join(folder, 'in'), outdir);
      before.push(await run(command, limit));
      rmSync(outdir, { recursive: true, force: true });
    }
  }
  return [...runs].flatMap(([peer, found]) => {
    if (peer.missing !== undefined) return [];
    const ended = found.filter((one) => one !== undefined);
    const busy = ended.flatMap((one) => one.busy ?? []);
    const memory = ended.flatMap(({ megabytes }) => megabytes ?? []);
    return {
      title,
      shape,
      count,
      peer: peer.name,
      seconds: ended.length === 0 ? undefined : median(ended.map(({ seconds }) => seconds)),
      busy: busy.length === 0 ? undefined : median(busy),
      megabytes: memory.length === 0 ? undefined : Math.max(...memory),
      over: ended.length === 0 ? limit : undefined,
      runs: found.length,
    };
  });
}

/** Every peer makes the same objects, or the table would say nothing. */
async function expectSameObjects(folder: string): Promise<void> {
  const made: [string, string[]][] = [];
  for (const peer of [...everyone, kustomize].filter(({ missing }) => missing === undefined)) {
    const outdir = join(folder, 'same');
    await run(peer.command('teams', 3, join(folder, 'in'), outdir), patience);
    made.push([peer.name, documentsIn(outdir, loadAll as (text: string) => unknown[])]);
    rmSync(outdir, { recursive: true });
  }
  for (const [name, documents] of made) {
    if (documents.join('\n') !== made[0]![1].join('\n'))
      throw new Error(`${name} makes other objects than ${made[0]![0]}`);
  }
}

function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const reference = figures.find(({ title, peer }) => title === figure.title && peer === ours.name)!.seconds!;
    const { seconds } = figure;
    return [
      figure.peer === ours.name ? figure.title : '',
      figure.peer,
      seconds === undefined
        ? `over ${figure.over} s`
        : `${seconds.toFixed(2)} s${figure.runs < rounds ? ` (${figure.runs} run${figure.runs > 1 ? 's' : ''})` : ''}`,
      seconds === undefined
        ? `over ${Math.floor(figure.over! / reference)}`
        : (seconds / reference).toFixed(seconds < 10 * reference ? 2 : 0),
      figure.busy === undefined ? '' : `${figure.busy.toFixed(2)} s`,
      figure.megabytes === undefined ? '' : `${Math.round(figure.megabytes)} MB`,
    ];
  });
  const head = ['objects', 'made by', 'whole process', 'times ours', 'processor', 'peak memory'];
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(' | ')} |`;
  const rule = `|${widths.map((width, i) => (i < 2 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/** What we want, and what was measured, in whole time and in processor time. */
function aims(figures: readonly Figure[]): string[] {
  const find = (shape: Shape, count: number, peer: Peer) =>
    figures.find((figure) => figure.shape === shape && figure.count === count && figure.peer === peer.name);
  const ratio = (name: string, aim: string, over: Figure | undefined, under: Figure | undefined) => {
    if (over === undefined || under?.seconds === undefined) return [];
    if (over.seconds === undefined) return [`${name}: over ${Math.floor(over.over! / under.seconds)} (aim ${aim})`];
    const busy =
      over.busy === undefined || under.busy === undefined
        ? ''
        : `, ${(over.busy / under.busy).toFixed(2)} in processor time`;
    return [`${name}: ${(over.seconds / under.seconds).toFixed(2)}${busy} (aim ${aim})`];
  };
  const inChart = find('chart', 30_000, ours);
  const memory = inChart?.megabytes;
  return [
    ...ratio('1,000 teams, ours to jsonnet', 'at most 1', find('teams', 1000, ours), find('teams', 1000, jsonnet)),
    ...ratio('30,000 in one chart, cdk8s to ours', 'at least 15', find('chart', 30_000, stock), inChart),
    ...ratio(
      '30,000 in 3,000 charts, cdk8s to ours',
      'at least 40',
      find('charts', 30_000, stock),
      find('charts', 30_000, ours),
    ),
    ...ratio('30,000 to 10,000', 'at most 3.5', inChart, find('chart', 10_000, ours)),
    ...ratio(
      '10,000 in one chart, ours to JSON.stringify',
      'at most 10',
      find('chart', 10_000, ours),
      find('chart', 10_000, json),
    ),
    ...ratio(
      '1,000 teams, checked to unchecked',
      'at most 1.5',
      find('teams', 1000, checked),
      find('teams', 1000, unchecked),
    ),
    ...(memory === undefined ? [] : [`peak memory at 30,000: ${Math.round(memory)} MB (aim under 250 MB)`]),
  ];
}

/** Milliseconds that a process which lives on takes after an edit of one of 1,000 teams, started as `synth --watch` is. */
function timeOfEdit(folder: string): number {
  const runs = 20;
  const args = [
    '--max-semi-space-size=64',
    join(__dirname, 'dist', 'again.js'),
    '1000',
    String(runs),
    join(folder, 'again'),
  ];
  const printed = execFileSync(process.execPath, args, { encoding: 'utf8' }).trim().split('\n').map(Number);
  return median(printed.slice(runs / 2));
}

async function main(): Promise<void> {
  compilePrograms();
  let edit: number;
  const folder = mkdtempSync(join(disk, 'bench-'));
  const figures: Figure[] = [];
  try {
    await expectSameObjects(folder);
    for (const each of quick ? quickCases : cases) {
      process.stderr.write(`${each.title} ...\n`);
      figures.push(...(await measure(each, folder)));
    }
    edit = timeOfEdit(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const missing = [jsonnet, kustomize].flatMap((peer) => peer.missing ?? []);
  const where = `Median of ${rounds} runs unless told, Node ${process.versions.node}, ${cpus().length} x ${cpus()[0]?.model.trim()}, files in ${disk}`;
  const text = [
    table(figures),
    '',
    `${where}.`,
    ...missing.map((why) => `Left out: ${why}.`),
    '',
    ...aims(figures).map((aim) => `- ${aim}`),
    `- edit of one of 1,000 teams in a process that lives on: ${Math.round(edit)} ms (aim under 100 ms)`,
  ];
  process.stdout.write(`${text.join('\n')}\n`);
  if (save) {
    writeFileSync(join(root, 'docs', 'performance.svg'), picture(figures));
    const page = join(root, 'docs', 'performance.md');
    const marked = /(<!-- figures -->\n)[\s\S]*(<!-- end of figures -->)/;
    writeFileSync(
      page,
      readFileSync(page, 'utf8').replace(marked, (_, start, end) => `${start}${text.join('\n')}\n${end}`),
    );
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
