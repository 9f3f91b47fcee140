import type { Shape } from './programs/shape';

/** What was measured of one peer in one case. */
export interface Figure {
  readonly title: string;
  readonly shape: Shape;
  readonly count: number;
  readonly peer: string;
  /** Median; undefined when it was given up. */
  readonly seconds?: number;
  /** Seconds after which it was given up. */
  readonly over?: number;
  /** Processor time, median. */
  readonly busy?: number;
  readonly megabytes?: number;
  readonly runs: number;
}

const WIDTH = 760;
const LEFT = 170;
const RIGHT = 90;
const BAR = 16;
const GAP = 26;
const colours: Readonly<Record<string, string>> = {
  'kubeflow-cdk': '#1a73e8',
  'kubeflow-cdk, unchecked': '#4d90fe',
  'kubeflow-cdk, checked': '#8ab4f8',
  cdk8s: '#d93025',
  'kubectl kustomize': '#f29900',
  jsonnet: '#188038',
  'js-yaml': '#9334e6',
  'JSON.stringify': '#9aa0a6',
};

/** Bars on a logarithmic scale, a group for each case. */
export function picture(figures: readonly Figure[]): string {
  const measured = figures.map((figure) => ({ ...figure, shown: figure.seconds ?? figure.over ?? 0 }));
  const least = Math.min(...measured.map(({ shown }) => shown));
  const most = Math.max(...measured.map(({ shown }) => shown));
  const [from, to] = [10 ** Math.floor(Math.log10(least)), 10 ** Math.ceil(Math.log10(most))];
  const x = (seconds: number) => LEFT + ((WIDTH - LEFT - RIGHT) * Math.log(seconds / from)) / Math.log(to / from);
  const parts: string[] = [];
  let y = 30;
  for (const title of new Set(measured.map((figure) => figure.title))) {
    parts.push(`<text x="8" y="${y + 12}" font-weight="bold">${title}</text>`);
    y += GAP - 6;
    for (const figure of measured.filter((one) => one.title === title)) {
      const end = x(figure.shown);
      const text = figure.seconds === undefined ? `over ${figure.over} s` : `${figure.seconds.toPrecision(2)} s`;
      parts.push(
        `<text x="${LEFT - 8}" y="${y + 12}" text-anchor="end">${figure.peer}</text>`,
        `<rect x="${LEFT}" y="${y}" width="${(end - LEFT).toFixed(1)}" height="${BAR - 3}" fill="${colours[figure.peer]}"/>`,
        `<text x="${(end + 6).toFixed(1)}" y="${y + 11}">${text}</text>`,
      );
      y += BAR;
    }
    y += 10;
  }
  const grid: string[] = [];
  for (let mark = from; mark <= to * 1.001; mark *= 10) {
    const at = x(mark).toFixed(1);
    grid.push(
      `<line x1="${at}" y1="22" x2="${at}" y2="${y}" stroke="#dadce0"/>`,
      `<text x="${at}" y="15" text-anchor="middle">${Number(mark.toPrecision(1))} s</text>`,
    );
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${y + 8}" viewBox="0 0 ${WIDTH} ${y + 8}" font-family="sans-serif" font-size="12" role="img" aria-label="Time of a whole process, logarithmic">`,
    '<rect width="100%" height="100%" fill="#ffffff"/>',
    ...grid,
    ...parts,
    '</svg>\n',
  ].join('\n');
}
