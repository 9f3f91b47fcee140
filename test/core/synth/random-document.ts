import type { Random } from './random-app';

const alphabet = [...'abeEonyx0179._-+: \n\t#,[]{}&*!|>\'"%@`?=<~\\/\r\0\x7f\x85\xa0é\u2028\ufeff😀漢$()'];
const words = [
  'on',
  'null',
  '0777',
  '1e3',
  '1:30',
  '---',
  '- ',
  ': ',
  ' #',
  '<<',
  '0x1f',
  '1_0',
  '  ',
  '\n\n',
  '\n ',
  '\n\t',
  '2024-01-01',
];

function text(random: Random): string {
  return Array.from({ length: random.int(8) }, () => random.of(random.chance(0.3) ? words : alphabet)).join('');
}

function value(random: Random, depth: number): unknown {
  const kind = random.next();
  if (depth === 0 || kind < 0.5) return text(random);
  if (kind < 0.56) return random.of([0, 1.5, 1e21, 1e-7, -1e280, 5e-324, 123456789.123]);
  if (kind < 0.6) return random.of([true, false, null]);
  if (kind < 0.8) return Array.from({ length: random.int(4) }, () => value(random, depth - 1));
  return Object.fromEntries(Array.from({ length: random.int(4) }, () => [text(random), value(random, depth - 1)]));
}

/** Texts, keys and shapes that YAML readers trip over. */
export function randomDocument(random: Random): Record<string, unknown> {
  return { k: value(random, 4), l: value(random, 2) };
}
