import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { guides, root } from './markdown';

/** A guide without its code. */
const prose = (file: string): string =>
  readFileSync(join(root, file), 'utf8')
    .replaceAll(/^( *)(`{3,})[\s\S]*?^ *\2 *$/gm, '')
    .replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(/[[\]()]/g, ''));

/** The fragments that GitHub gives the headings of a guide. */
const anchors = (file: string): string[] =>
  [...prose(file).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  );

test.each(guides())('%s links to what is there', (file) => {
  const links = [...prose(file).matchAll(/\]\(([^)\s]+)(?: "[^"]*")?\)|^\[[^\]]+\]: (\S+)/gm)].map(
    (match) => match[1] ?? match[2]!,
  );
  const broken = links
    .filter((link) => !/^(https?|mailto):/.test(link))
    .filter((link) => {
      const [path = '', fragment] = link.split('#');
      const target = path === '' ? file : join(dirname(file), decodeURI(path));
      if (!existsSync(join(root, target))) return true;
      return fragment !== undefined && target.endsWith('.md') && !anchors(target).includes(fragment);
    });
  expect(broken).toEqual([]);
});

test.each(guides())('%s names npm scripts that there are', (file) => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const named = [...readFileSync(join(root, file), 'utf8').matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name!);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test('there is a README', () => {
  expect(guides()).toContain('README.md');
});
