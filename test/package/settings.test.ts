import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

const root = resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

test('cdk8s, cdktf and npm run synth run the same program', () => {
  const { app } = parse(read('cdk8s.yaml'));
  expect(JSON.parse(read('cdktf.json')).app).toBe(app);
  expect(JSON.parse(read('package.json')).scripts.synth).toBe(app);
  expect(existsSync(join(root, app.split(' ').at(-1)))).toBe(true);
});

describe('the node options of .npmrc', () => {
  const options = /^node-options=(.*)$/m.exec(read('.npmrc'))?.[1];
  const environment = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => {
    const { stdout } = spawnSync(process.execPath, ['-p', 'JSON.stringify(process.env)'], {
      env: { PATH: process.env.PATH, NODE_OPTIONS: options, ...env },
      encoding: 'utf8',
    });
    return JSON.parse(stdout);
  };

  test('keep both CLIs off the network, and leave it at that', () => {
    const { PATH, ...rest } = environment({});
    expect(rest).toEqual({ CDK8S_CHECK_UPGRADE: 'false', CHECKPOINT_DISABLE: '1', DISABLE_VERSION_CHECK: '1' });
  });

  test('give way to what is set already', () => {
    expect(environment({ CDK8S_CHECK_UPGRADE: 'true' })).toMatchObject({
      CDK8S_CHECK_UPGRADE: 'true',
      CHECKPOINT_DISABLE: '1',
    });
  });

  test('are switches that the installed CLIs have', () => {
    expect(read('node_modules/cdk8s-cli/lib/cli/index.js')).toMatch(/'check-upgrade'[\s\S]*\.env\('CDK8S'\)/);
    const cdktf = read('node_modules/@cdktf/commons/src/environment.js');
    for (const name of ['CHECKPOINT_DISABLE', 'DISABLE_VERSION_CHECK']) expect(cdktf).toContain(`process.env.${name}`);
  });
});
