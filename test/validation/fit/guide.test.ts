import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FitDocument, fit as judge } from '../../../src/validation/fit';

it('the guide shows what the check says', () => {
  const guide = readFileSync(join(__dirname, '../../../docs/fit.md'), 'utf8');
  const input = JSON.parse(/```json input\n([^`]*)```/.exec(guide)![1]!) as FitDocument;
  const output = JSON.parse(/^\{"verdict".*$/m.exec(guide)![0]) as object;
  expect(judge(input)).toEqual(output);
});
