import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer as createHttp, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { resourceStep } from '../../../src/constructs/pipeline';
import { starterWorkflow } from '../../../src/constructs/pipeline/starter';
import { tempFolder } from '../../temp';

const hasPython = spawnSync('python3', ['--version']).status === 0;
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const folder = tempFolder('steps');

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}
async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text === '' ? undefined : JSON.parse(text);
}
function answering(seen: Seen[], answer: (request: Seen, turn: number) => unknown): RequestListener {
  return async (request, response) => {
    const one = { method: request.method!, path: request.url!, body: await bodyOf(request) };
    seen.push(one);
    const body = answer(one, seen.filter((s) => s.path === one.path && s.method === one.method).length);
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body ?? { message: 'not found' }));
  };
}
function run(command: readonly string[], env: Record<string, string>): Promise<{ code: number | null; out: string }> {
  return new Promise((resolve) => {
    const child = spawn(command[0]!, command.slice(1), { env: { ...process.env, ...env } });
    let out = '';
    child.stdout.on('data', (data) => {
      out += data;
    });
    child.stderr.on('data', (data) => {
      out += data;
    });
    child.on('close', (code) => resolve({ code, out }));
  });
}

(hasPython && hasOpenssl ? describe : describe.skip)(
  `the program of resourceStep${hasPython && hasOpenssl ? '' : ': skipped, python3 or openssl is absent'}`,
  () => {
    const account = join(folder, 'account');
    beforeAll(() => {
      mkdirSync(account);
      writeFileSync(join(account, 'token'), 'secret');
      writeFileSync(join(account, 'namespace'), 'vision');
      const made = spawnSync('openssl', [
        ...[
          'req',
          '-x509',
          '-newkey',
          'rsa:2048',
          '-nodes',
          '-days',
          '1',
          '-subj',
          '/CN=localhost',
          '-addext',
          'subjectAltName=IP:127.0.0.1',
        ],
        ...['-keyout', join(folder, 'key.pem'), '-out', join(account, 'ca.crt')],
      ]);
      expect(made.status).toBe(0);
    });

    async function step(statuses: readonly object[], inputs: Record<string, string>) {
      const component = resourceStep({
        name: 'tune',
        inputs: { lr: 'double', data: 'string', note: 'string?' },
        resource: ({ inputs }) => ({
          apiVersion: 'kubeflow.org/v1beta1',
          kind: 'Experiment',
          metadata: { name: 'tune' },
          spec: { lr: inputs.lr, command: [`--data=${inputs.data}`], note: `${inputs.note}!` },
        }),
        outputs: {
          lr: { type: 'string', path: 'status.currentOptimalTrial.parameterAssignments[name=lr].value' },
          all: { type: 'list', path: 'status.currentOptimalTrial.parameterAssignments' },
        },
        keep: 'never',
      });
      const seen: Seen[] = [];
      const object = (turn: number) => ({
        metadata: { name: 'tune-0123abcd', generation: 1 },
        status: statuses[Math.min(turn, statuses.length - 1)],
      });
      const server = createHttps(
        { key: readFileSync(join(folder, 'key.pem')), cert: readFileSync(join(account, 'ca.crt')) },
        answering(seen, ({ method, path }, turn) => {
          if (path === '/apis/kubeflow.org/v1beta1')
            return {
              resources: [
                { name: 'experiments', kind: 'Experiment' },
                { name: 'experiments/status', kind: 'Experiment' },
              ],
            };
          return method === 'PATCH' ? object(0) : object(turn);
        }),
      );
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { command, args } = component.toIR().deploymentSpec!.executors!['exec-tune']!.container!;
      const out = mkdtempSync(join(folder, 'out-'));
      const written = args!.flatMap((arg) => {
        if (arg.startsWith('{"IfPresent"')) return [];
        const input = /^\{\{\$\.inputs\.parameters\['(.*)'\]\}\}$/.exec(arg)?.[1];
        const output = /^\{\{\$\.outputs\.parameters\['(.*)'\]\.output_file\}\}$/.exec(arg)?.[1];
        if (input !== undefined) return [inputs[input]!];
        return [
          output === undefined ? arg.replace('{{$.pipeline_job_uuid}}', '0123abcd-aaaa') : join(out, output, 'data'),
        ];
      });
      const { port } = server.address() as AddressInfo;
      const result = await run([...command!, ...written], {
        SERVICE_ACCOUNT_DIR: account,
        KUBERNETES_SERVICE_HOST: '127.0.0.1',
        KUBERNETES_SERVICE_PORT: String(port),
        POLL_SECONDS: '0.05',
      });
      server.close();
      return { ...result, seen, output: (name: string) => readFileSync(join(out, name, 'data'), 'utf8') };
    }
    const best = {
      currentOptimalTrial: {
        parameterAssignments: [
          { name: 'batch', value: '8' },
          { name: 'lr', value: '0.01' },
        ],
      },
    };

    test('creates, waits, writes outputs and removes', async () => {
      const { code, out, seen, output } = await step(
        [
          {},
          { conditions: [{ type: 'Running', status: 'True' }] },
          { ...best, conditions: [{ type: 'Succeeded', status: 'True' }] },
        ],
        { lr: '0.5', data: 'it\'s "quoted"' },
      );
      expect({ code, out }).toEqual({
        code: 0,
        out: expect.stringContaining('applying Experiment vision/tune-0123abcd'),
      });
      expect(seen.find((s) => s.method === 'PATCH')).toEqual({
        method: 'PATCH',
        path: '/apis/kubeflow.org/v1beta1/namespaces/vision/experiments/tune-0123abcd?fieldManager=kubeflow-pipelines&force=true',
        body: {
          apiVersion: 'kubeflow.org/v1beta1',
          kind: 'Experiment',
          metadata: {
            name: 'tune-0123abcd',
            namespace: 'vision',
            labels: { 'pipelines.kubeflow.org/run': '0123abcd-aaaa' },
          },
          spec: { lr: 0.5, command: ['--data=it\'s "quoted"'], note: '!' },
        },
      });
      expect(output('lr')).toBe('0.01');
      expect(JSON.parse(output('all'))).toEqual(best.currentOptimalTrial.parameterAssignments);
      expect(seen.at(-1)!.method).toBe('DELETE');
    });

    test('fails with the object', async () => {
      const { code, out } = await step(
        [{}, { conditions: [{ type: 'Failed', status: 'True', message: 'no quota' }] }],
        { lr: '1', data: '' },
      );
      expect(code).toBe(1);
      expect(out).toContain('no quota');
    });
  },
);

(hasPython ? describe : describe.skip)(
  `the program that starts scheduled runs${hasPython ? '' : ': skipped, python3 is absent'}`,
  () => {
    test('finds everything by name and follows the run', async () => {
      const seen: Seen[] = [];
      const server = createHttp(
        answering(seen, ({ method, path }, turn) => {
          const [route] = path.replace('/apis/v2beta1/', '').split('?');
          if (route === 'pipelines')
            return turn === 1
              ? { pipelines: [{ pipeline_id: 'p0', display_name: 'other' }], next_page_token: 'x' }
              : { pipelines: [{ pipeline_id: 'p1', name: 'nightly', display_name: 'Nightly' }] };
          if (route === 'pipelines/p1/versions')
            return { pipeline_versions: [{ pipeline_version_id: 'v1', name: 'nightly-abc' }] };
          if (route === 'experiments') return method === 'POST' ? { experiment_id: 'e1' } : {};
          if (route === 'runs') return { run_id: 'r1', state: 'SUCCEEDED' };
          return undefined;
        }),
      );
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      const spec = starterWorkflow({
        pipeline: 'nightly',
        version: 'nightly-abc',
        experiment: 'Default',
        serviceAccount: 'default-editor',
        image: 'python',
        api: `http://127.0.0.1:${port}/`,
        parameters: [
          { name: 'lr', value: '0.5' },
          { name: 'day', value: '"a=b"' },
        ],
      }) as { templates: { container: { command: string[]; env: { name: string; value?: string }[] } }[] };
      const { command, env } = spec.templates[0]!.container;
      const { code, out } = await run([...command, 'lr=0.5', 'day="a=b"'], {
        ...Object.fromEntries(env.map(({ name, value }) => [name, value ?? 'vision'])),
        RUN: 'nightly-1',
      });
      server.close();
      expect({ code, out }).toEqual({ code: 0, out: 'started r1\nended SUCCEEDED\n' });
      expect(seen.filter((s) => s.method === 'POST').map((s) => s.body)).toEqual([
        { display_name: 'Default', namespace: 'vision' },
        {
          display_name: 'nightly-1',
          experiment_id: 'e1',
          pipeline_version_reference: { pipeline_id: 'p1', pipeline_version_id: 'v1' },
          runtime_config: { parameters: { lr: 0.5, day: 'a=b' } },
          service_account: 'default-editor',
        },
      ]);
    });
  },
);
