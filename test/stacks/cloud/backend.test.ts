import { EksStack } from '../../../src/stacks/aws';
import type { Backend } from '../../../src/stacks/cloud/backend';
import { program } from './terraform';

function backend(given?: Backend) {
  const { app, terraform } = program();
  new EksStack(app, 'eu', { region: 'eu-west-1', cluster: 'ml', backend: given });
  const { backend, cloud } = terraform('eu').terraform;
  return backend ?? { cloud };
}

test.each<[Backend | undefined, object]>([
  [undefined, { local: { path: 'terraform.eu.tfstate' } }],
  [
    { s3: { bucket: 'state', region: 'eu-west-1' } },
    { s3: { bucket: 'state', key: 'eu/terraform.tfstate', region: 'eu-west-1', encrypt: true, use_lockfile: true } },
  ],
  [{ gcs: { bucket: 'state' } }, { gcs: { bucket: 'state', prefix: 'eu' } }],
  [
    { azurerm: { resourceGroup: 'rg', storageAccount: 'state', container: 'tf' } },
    {
      azurerm: {
        resource_group_name: 'rg',
        storage_account_name: 'state',
        container_name: 'tf',
        key: 'eu.tfstate',
        use_azuread_auth: true,
      },
    },
  ],
  [
    { cloud: { organization: 'acme', workspace: 'eu' } },
    { cloud: { organization: 'acme', workspaces: { name: 'eu' } } },
  ],
])('%j', (given, expected) => expect(backend(given)).toEqual(expected));

test('a workspace or tags, and not both', () => {
  expect(() => backend({ cloud: { organization: 'acme' } })).toThrow('eu: backend.cloud needs a workspace, or tags');
  expect(() => backend({ http: {} } as never)).toThrow('eu: backend.http is no property here');
});
