import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeStacks } from './stacks';

const hasTerraform = spawnSync('terraform', ['version']).status === 0;
/** Folder with a terraform-provider-google binary, such as one built from its module with the resources used here. */
const google = process.env.TERRAFORM_PROVIDER_GOOGLE;
const hasGoogle =
  google !== undefined &&
  existsSync(google) &&
  readdirSync(google).some((name) => /^terraform-provider-google/.test(name));

let stacks: string | undefined;
/** A stack without its backend, which Terraform wants to be initialized before it reads anything else. */
const folder = (stack: string) => {
  stacks ??= writeStacks();
  const file = join(stacks, stack, 'cdk.tf.json');
  const json = JSON.parse(readFileSync(file, 'utf8'));
  delete json.terraform.backend;
  writeFileSync(file, JSON.stringify(json, undefined, 2));
  return join(stacks, stack);
};

function terraform(cwd: string, args: readonly string[], config = '') {
  const file = join(mkdtempSync(join(tmpdir(), 'terraformrc-')), 'terraformrc');
  writeFileSync(file, config);
  return spawnSync('terraform', [...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, TF_CLI_CONFIG_FILE: file, CHECKPOINT_DISABLE: '1' },
  });
}

(hasTerraform ? test : test.skip).each([
  ['aws', 'aws'],
  ['google', 'google'],
  ['azure', 'azurerm'],
])('Terraform reads the JSON of %s and knows its provider (skipped without terraform)', (stack, provider) => {
  const { status, stdout, stderr } = terraform(folder(stack), ['providers']);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain(`registry.terraform.io/hashicorp/${provider}`);
});

(hasTerraform && hasGoogle ? test : test.skip)(
  'terraform validate takes every resource of GkeStack (skipped without TERRAFORM_PROVIDER_GOOGLE)',
  () => {
    const config = `provider_installation {\n  dev_overrides {\n    "hashicorp/google" = "${google}"\n  }\n  direct {}\n}\n`;
    const { stdout } = terraform(folder('google'), ['validate', '-json'], config);
    const { valid, diagnostics } = JSON.parse(stdout) as {
      valid: boolean;
      diagnostics: { severity: string; summary: string; detail: string; address?: string }[];
    };
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ summary, detail, address }) => `${address ?? ''} ${summary}: ${detail}`)).toEqual([]);
    expect(valid).toBe(true);
  },
);
