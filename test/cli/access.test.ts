import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runAccess } from '../../src/cli/access';
import { tempFolder } from '../temp';

const directory = tempFolder('access');

function run(content: unknown, ...args: string[]) {
  const file = join(directory, 'request.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  const out: string[] = [];
  const err: string[] = [];
  const code = runAccess([file, ...args], { out: (text) => out.push(text), err: (text) => err.push(text) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const request = { principal: null, ip: '10.4.1.7', host: 'h', path: '/', method: 'GET', port: 8080 };
const workload = { namespace: 'heron', labels: {} };
const nothing = { metadata: { name: 'nothing', namespace: 'heron' }, kind: 'AuthorizationPolicy', spec: {} };

test('0 and a sentence for an allowed request', () => {
  expect(run({ policies: [], workload, request })).toEqual({
    code: 0,
    out: 'allow: no policy applies to the workload',
    err: '',
  });
});

test('1 and JSON for a denied one', () => {
  const { code, out } = run({ policies: [nothing], workload, request }, '--output', 'json');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toEqual({
    decision: 'deny',
    by: null,
    reason: 'no ALLOW policy matches: heron/nothing has no rules',
  });
});

test('the policy that decided is named', () => {
  const deny = { ...nothing, spec: { action: 'DENY', rules: [{}] } };
  expect(run({ policies: [deny], workload, request }).out).toBe(
    'deny by heron/nothing: rule 0 of DENY policy heron/nothing matches',
  );
});

test.each<[string, unknown, string[], string]>([
  ['no JSON', '{', [], 'it is not JSON'],
  ['no document', { policies: [] }, [], 'workload: an object with namespace and labels is needed'],
  [
    'an unknown output',
    { policies: [], workload, request },
    ['--output', 'xml'],
    "--output: 'xml' is neither text nor json",
  ],
  ['an unknown option', {}, ['--verbose'], '--verbose: there is no such option'],
  ['two files', {}, ['other.json'], 'one file is needed, 2 are named'],
])('2 for %s', (_title, content, args, message) => {
  const { code, err } = run(content, ...args);
  expect(code).toBe(2);
  expect(err).toContain(message);
});

test('2 for a file that is not there', () => {
  const err: string[] = [];
  expect(runAccess(['/nowhere/x.json'], { out: () => {}, err: (text) => err.push(text) })).toBe(2);
  expect(err.join()).toBe('/nowhere/x.json: it cannot be read (ENOENT)');
});
