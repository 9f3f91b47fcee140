import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from '../../temp';
import { writeStacks } from './stacks';

const hasTerraform = spawnSync('terraform', ['version']).status === 0;
/**
 * Folders with a provider's binary, such as one built from its Go module with the resources used here: a whole provider
 * takes hours to compile, and `terraform validate` asks for schemas only.
 */
const folders = {
  aws: process.env.TERRAFORM_PROVIDER_AWS,
  google: process.env.TERRAFORM_PROVIDER_GOOGLE,
  azurerm: process.env.TERRAFORM_PROVIDER_AZURERM,
};
type Provider = keyof typeof folders;

function has(provider: Provider): boolean {
  const folder = folders[provider];
  const isBinary = (name: string) => name.startsWith(`terraform-provider-${provider}`);
  return folder !== undefined && existsSync(folder) && readdirSync(folder).some(isBinary);
}

let stacks: string | undefined;
const written = new Map<string, string>();

/** The folder of an example's stack, `platform-eks/eu`. */
function exampleFolder(name: string, stack: string): string {
  const out = written.get(name) ?? tempFolder('example');
  if (!written.has(name)) {
    const env = { ...process.env, CDK8S_OUTDIR: join(out, 'dist'), CDKTF_OUTDIR: join(out, 'cdktf.out') };
    const run = spawnSync(process.execPath, ['--import', 'tsx', `examples/${name}/main.ts`], { env, encoding: 'utf8' });
    if (run.status !== 0) throw new Error(run.stderr);
    written.set(name, out);
  }
  return join(out, 'cdktf.out/stacks', stack);
}

/** A stack without its backend, which Terraform wants to be initialized before it reads anything else. */
const folder = (stack: string) => {
  const [example, name] = stack.split('/');
  stacks ??= writeStacks();
  const place = name === undefined ? join(stacks, stack) : exampleFolder(example!, name);
  const file = join(place, 'cdk.tf.json');
  const json = JSON.parse(readFileSync(file, 'utf8'));
  delete json.terraform.backend;
  delete json.terraform.cloud;
  writeFileSync(file, JSON.stringify(json, undefined, 2));
  return place;
};

function terraform(cwd: string, args: readonly string[], config = '') {
  const file = join(tempFolder('terraformrc'), 'terraformrc');
  writeFileSync(file, config);
  return spawnSync('terraform', [...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, TF_CLI_CONFIG_FILE: file, CHECKPOINT_DISABLE: '1' },
    maxBuffer: 64 << 20,
  });
}

function overrides(provider: Provider): string {
  return `provider_installation {\n  dev_overrides {\n    "hashicorp/${provider}" = "${folders[provider]}"\n  }\n  direct {}\n}\n`;
}

/** Every cloud has a stack with a cluster that exists and one with a cluster that is made. */
const cases: [stack: string, provider: Provider][] = [
  ['aws', 'aws'],
  ['aws-new', 'aws'],
  ['google', 'google'],
  ['google-existing', 'google'],
  ['azure', 'azurerm'],
  ['azure-new', 'azurerm'],
  ['azure-locked', 'azurerm'],
];
const examples: [stack: string, provider: Provider][] = [
  ['platform-eks/eu', 'aws'],
  ['platform-eks/tokyo', 'aws'],
  ['platform-gke/us', 'google'],
  ['platform-gke/tpus', 'google'],
  ['platform-aks/we', 'azurerm'],
  ['platform-aks/sc', 'azurerm'],
];

(hasTerraform ? test : test.skip).each(cases)(
  'Terraform reads the JSON of %s and knows its provider (skipped without terraform)',
  (stack, provider) => {
    const { status, stdout, stderr } = terraform(folder(stack), ['providers']);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`registry.terraform.io/hashicorp/${provider}`);
  },
);

interface Diagnostic {
  readonly summary: string;
  readonly detail: string;
  readonly address?: string;
}

/** All that Terraform says but that the provider is not one of a registry. */
function validate(place: string, provider: Provider): string[] {
  const { stdout } = terraform(place, ['validate', '-json'], overrides(provider));
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly Diagnostic[] };
  return diagnostics
    .filter(({ summary }) => !/development overrides/.test(summary))
    .map(({ summary, detail, address }) => `${address ?? ''} ${summary}: ${detail}`);
}

/** What each resource waits for, directly or not, by `terraform graph`. */
function waits(place: string, provider: Provider): Map<string, Set<string>> {
  const { stdout } = terraform(place, ['graph'], overrides(provider));
  const edges = new Map<string, string[]>();
  for (const [, from, to] of stdout.matchAll(/^ *"([^"]+)" -> "([^"]+)";$/gm)) {
    edges.set(from!, [...(edges.get(from!) ?? []), to!]);
  }
  const reach = (from: string, seen = new Set<string>()): Set<string> => {
    for (const to of edges.get(from) ?? []) if (!seen.has(to)) reach(to, seen.add(to));
    return seen;
  };
  return new Map([...edges.keys()].map((name) => [name, reach(name)]));
}

describe.each([...cases, ...examples])('%s', (stack, provider) => {
  const run = hasTerraform && has(provider) ? test : test.skip;

  run(`terraform validate takes all of it (skipped without TERRAFORM_PROVIDER_${provider.toUpperCase()})`, () => {
    expect(validate(folder(stack), provider)).toEqual([]);
  });
});

describe.each<[stack: string, provider: Provider, resource: string, property: string]>([
  ['aws-new', 'aws', 'aws_eks_node_group.l4', 'capacity_tpye'],
  ['google', 'google', 'google_container_node_pool.flex', 'node_confg'],
  ['azure-new', 'azurerm', 'azurerm_kubernetes_cluster_node_pool.nd', 'gpu_drivr'],
])('%s', (stack, provider, resource, property) => {
  const run = hasTerraform && has(provider) ? test : test.skip;

  run('a property that the provider does not have is refused', () => {
    const place = folder(stack);
    const json = JSON.parse(readFileSync(join(place, 'cdk.tf.json'), 'utf8'));
    const [type, id] = resource.split('.');
    json.resource[type!][id!][property] = 'x';
    const wrong = tempFolder('wrong');
    writeFileSync(join(wrong, 'cdk.tf.json'), JSON.stringify(json));
    expect(validate(wrong, provider).join()).toContain(property);
  });
});

describe.each<[stack: string, provider: Provider, cluster: string, inside: RegExp]>([
  [
    'aws-new',
    'aws',
    'aws_eks_cluster.cluster',
    /^aws_(eks_(addon|node_group|access_entry|access_policy_association|pod_identity_association)|autoscaling_group_tag)\./,
  ],
  ['google', 'google', 'google_container_cluster.cluster', /^google_(container_node_pool|storage_bucket_iam_member)\./],
  ['azure-new', 'azurerm', 'azurerm_kubernetes_cluster.cluster', /^azurerm_(kubernetes_cluster_node_pool|federated)/],
])('%s', (stack, provider, cluster, inside) => {
  const run = hasTerraform && has(provider) ? test : test.skip;

  run('what is in the cluster waits for the cluster', () => {
    const all = waits(folder(stack), provider);
    const parts = [...all.keys()].filter((name) => inside.test(name));
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.filter((name) => !all.get(name)!.has(cluster))).toEqual([]);
  });
});

(hasTerraform && has('aws') ? test : test.skip)(
  'terraform plan makes a cluster with all beside it, without an account (skipped without TERRAFORM_PROVIDER_AWS)',
  () => {
    const place = folder('aws-plan');
    const json = JSON.parse(readFileSync(join(place, 'cdk.tf.json'), 'utf8'));
    Object.assign(json.provider.aws[0], {
      access_key: 'none',
      secret_key: 'none',
      skip_credentials_validation: true,
      skip_metadata_api_check: true,
      skip_region_validation: true,
      skip_requesting_account_id: true,
    });
    writeFileSync(join(place, 'cdk.tf.json'), JSON.stringify(json));
    const { stdout, stderr } = terraform(place, ['plan', '-input=false', '-no-color'], overrides('aws'));
    expect(stderr).not.toMatch(/Error:/);
    const resources: number = Object.values(json.resource as Record<string, object>).flatMap(Object.keys).length;
    expect(stdout).toContain(`Plan: ${resources} to add, 0 to change, 0 to destroy.`);
  },
);
