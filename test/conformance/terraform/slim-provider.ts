/**
 * Cuts a Terraform provider down to the services that the stacks use, and builds it: a whole one takes hours to compile.
 *
 *     node --import tsx test/conformance/terraform/slim-provider.ts aws FOLDER
 *
 * FOLDER has the provider's source, such as `go mod download` or `git archive` leave it: a copy, for files in it change.
 * The binary is in FOLDER then, which the tests take as TERRAFORM_PROVIDER_AWS, _GOOGLE or _AZURERM.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const services = {
  aws: 'acm autoscaling ec2 efs eks events fsx iam kms meta rds route53 s3 sqs sts',
  azurerm: 'authorization containers dns firewall keyvault managedidentity mysql network postgres resource storage',
};

const [provider, root] = process.argv.slice(2);
if (root === undefined || !existsSync(join(root, 'go.mod'))) throw new Error('usage: slim-provider.ts NAME FOLDER');
const at = (path: string) => join(root, path);
const read = (path: string) => readFileSync(at(path), 'utf8');
const change = (path: string, edit: (text: string) => string) => writeFileSync(at(path), edit(read(path)));

let main = '.';
if (provider === 'aws') cutAws(services.aws.split(' '));
else if (provider === 'azurerm') cutAzure(services.azurerm.split(' '));
else if (provider === 'google') main = writeGoogle();
else throw new Error(`no provider of ours: ${provider}`);
const { status } = spawnSync(
  'go',
  [
    'build',
    '-p',
    '1',
    '-trimpath',
    '-mod=mod',
    '-buildvcs=false',
    '-ldflags',
    '-s -w',
    '-o',
    `terraform-provider-${provider}`,
    main,
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, GOMEMLIMIT: '6GiB' } },
);
process.exitCode = status ?? 1;

function files(folder: string): string[] {
  return readdirSync(at(folder)).filter((name) => name.endsWith('.go') && !name.endsWith('_test.go'));
}

/** Folders of the module that some of its folders need, themselves included. */
function closure(start: readonly string[]): string[] {
  const module = /^module (\S+)$/m.exec(read('go.mod'))![1]!;
  const seen = new Set(start);
  for (const folder of seen) {
    for (const name of existsSync(at(folder)) ? files(folder) : []) {
      for (const [, path] of read(join(folder, name)).matchAll(/^(?:import )?\t?(?:[\w.]+ )?"([^"\n]+)"$/gm)) {
        if (path!.startsWith(`${module}/`)) seen.add(path!.slice(module.length + 1));
      }
    }
  }
  return [...seen];
}

/** Without the lines that have a service of another name. */
function withoutLines(text: string, keep: readonly string[], ...patterns: RegExp[]): string {
  const named = (line: string) => patterns.map((pattern) => pattern.exec(line)?.[1]).find((name) => name !== undefined);
  return text
    .split('\n')
    .filter((line) => keep.includes(named(line) ?? keep[0]!))
    .join('\n');
}

/** Without imports that nothing names any more. */
function withoutUnused(text: string): string {
  const body = text.slice(text.indexOf('\n)\n'));
  return text.replaceAll(/^\t(?:(\w+) )?"([^"\n]+)"\n/gm, (line, alias, path) =>
    new RegExp(`\\b${alias ?? basename(path)}\\.`).test(body) ? line : '',
  );
}

function cutAws(keep: readonly string[]): void {
  // The file's name has a Greek letter, which Go's build refuses where the file system writes it otherwise.
  change('internal/provider/sdkv2/service_packages_gen.go', (text) =>
    withoutLines(text, keep, /internal\/service\/(\w+)"/, /^\t+(\w+)\.ServicePackage\(/),
  );
  const uses = closure(['', 'internal/provider'])
    .flatMap((folder) => files(folder).map((name) => join(folder, name)))
    .filter((path) => existsSync(at(path)) && !path.endsWith('awsclient_gen.go'))
    .map(read)
    .join('\n');
  change('internal/conns/awsclient_gen.go', (text) =>
    withoutUnused(
      text.replaceAll(/^func \(c \*AWSClient\) (\w+)\([\s\S]*?^}\n\n?/gm, (method, name) =>
        uses.includes(`.${name}(ctx)`) ? method : '',
      ),
    ),
  );
}

function cutAzure(keep: readonly string[]): void {
  for (const file of ['services.go', 'services_gen.go']) {
    change(`internal/provider/${file}`, (text) =>
      withoutLines(text, keep, /internal\/services\/(\w+)"/, /^\t+(\w+)\.Registration\{\},/),
    );
  }
  const mine = closure([...keep.map((name) => `internal/services/${name}`), 'internal/sdk']).filter(
    (folder) =>
      !folder.startsWith('internal/clients') &&
      (!folder.startsWith('internal/services/') || keep.includes(folder.split('/')[2]!)),
  );
  const uses = mine
    .filter((folder) => existsSync(at(folder)))
    .flatMap((folder) => files(folder).map((name) => read(join(folder, name))))
    .join('\n');
  const isUsed = (field: string) => new RegExp(`[cC]lients?\\)?\\.${field}\\b`).test(uses);
  change('internal/clients/client.go', (text) =>
    withoutUnused(
      text
        .replaceAll(/^\t(\w+) +\*\w+\.(?:Auto)?Client\n/gm, (line, field) => (isUsed(field) ? line : ''))
        .replaceAll(/^\tif client\.(\w+), err = [\s\S]*?^\t}\n/gm, (block, field) => (isUsed(field) ? block : ''))
        .replaceAll(/^\tclient\.(\w+) = \w+\.NewClient\(o\)\n/gm, (line, field) => (isUsed(field) ? line : '')),
    ),
  );
  const auto = ['ContainerService'];
  change('internal/clients/client_gen.go', (text) =>
    withoutUnused(
      text
        .replaceAll(/^\t(\w+) +\*\w+\.AutoClient\n/gm, (line, field) => (auto.includes(field) ? line : ''))
        .replaceAll(/^\tif client\.(\w+), err = [\s\S]*?^\t}\n/gm, (block, field) =>
          auto.includes(field) ? block : '',
        ),
    ),
  );
}

/** A program that serves the resources by their own functions. */
function writeGoogle(): string {
  const member = (from: string, schema: string, updater: string, id: string) =>
    `tpgiamresource.ResourceIamMember(${from}.${schema}, ${from}.${updater}, ${from}.${id})`;
  const resources: Record<string, string> = {
    certificate_manager_certificate: 'certificatemanager.ResourceCertificateManagerCertificate()',
    certificate_manager_dns_authorization: 'certificatemanager.ResourceCertificateManagerDnsAuthorization()',
    compute_firewall: 'compute.ResourceComputeFirewall()',
    compute_global_address: 'compute.ResourceComputeGlobalAddress()',
    compute_network: 'compute.ResourceComputeNetwork()',
    compute_router: 'compute.ResourceComputeRouter()',
    compute_router_nat: 'compute.ResourceComputeRouterNat()',
    compute_subnetwork: 'compute.ResourceComputeSubnetwork()',
    container_cluster: 'container.ResourceContainerCluster()',
    container_node_pool: 'container.ResourceContainerNodePool()',
    dns_record_set: 'dns.ResourceDnsRecordSet()',
    filestore_instance: 'filestore.ResourceFilestoreInstance()',
    kms_crypto_key: 'kms.ResourceKMSCryptoKey()',
    kms_crypto_key_iam_member: member('kms', 'IamKmsCryptoKeySchema', 'NewKmsCryptoKeyIamUpdater', 'CryptoIdParseFunc'),
    kms_key_ring: 'kms.ResourceKMSKeyRing()',
    project_iam_member: member('resourcemanager', 'IamProjectSchema', 'NewProjectIamUpdater', 'ProjectIdParseFunc'),
    service_account: 'resourcemanager.ResourceGoogleServiceAccount()',
    service_account_iam_member: member(
      'resourcemanager',
      'IamServiceAccountSchema',
      'NewServiceAccountIamUpdater',
      'ServiceAccountIdParseFunc',
    ),
    service_networking_connection: 'servicenetworking.ResourceServiceNetworkingConnection()',
    sql_database_instance: 'sql.ResourceSqlDatabaseInstance()',
    sql_user: 'sql.ResourceSqlUser()',
    storage_bucket: 'storage.ResourceStorageBucket()',
    storage_bucket_iam_member: member(
      'storage',
      'StorageBucketIamSchema',
      'StorageBucketIamUpdaterProducer',
      'StorageBucketIdParseFunc',
    ),
  };
  const used = new Set(
    Object.values(resources).flatMap((text) => [...text.matchAll(/(\w+)\.[A-Z]/g)].map((m) => m[1]!)),
  );
  const google = 'github.com/hashicorp/terraform-provider-google/google';
  const sdk = 'github.com/hashicorp/terraform-plugin-sdk/v2';
  const imports = [...used].map((name) => `${google}/${name === 'tpgiamresource' ? '' : 'services/'}${name}`);
  const lines = (entries: readonly string[]) => entries.map((entry) => `\t${entry}\n`).join('');
  const folder = 'cmd/schema';
  mkdirSync(at(folder), { recursive: true });
  writeFileSync(
    at(`${folder}/main.go`),
    `package main

import (
${lines([`${sdk}/helper/schema`, `${sdk}/plugin`, ...imports].map((path) => JSON.stringify(path)))})

func text() *schema.Schema { return &schema.Schema{Type: schema.TypeString, Optional: true} }

func provider() *schema.Provider {
	return &schema.Provider{
		Schema: map[string]*schema.Schema{"project": text(), "region": text(), "zone": text()},
		ResourcesMap: map[string]*schema.Resource{
${lines(Object.entries(resources).map(([name, make]) => `"google_${name}": ${make},`))}},
		DataSourcesMap: map[string]*schema.Resource{"google_project": resourcemanager.DataSourceGoogleProject()},
	}
}

func main() {
	plugin.Serve(&plugin.ServeOpts{ProviderAddr: "registry.terraform.io/hashicorp/google", ProviderFunc: provider})
}
`,
  );
  return `./${folder}`;
}
