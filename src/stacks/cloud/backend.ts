import {
  AzurermBackend,
  CloudBackend,
  GcsBackend,
  LocalBackend,
  NamedCloudWorkspace,
  S3Backend,
  TaggedCloudWorkspaces,
  type TerraformStack,
} from 'cdktf';
import { fail } from '../../core/errors';
import { fields, type Known, listOf } from '../../core/properties';

/** Where Terraform keeps what it knows of a stack; a key that is not given is named after the stack. */
export type Backend =
  | { readonly local: { readonly path?: string } }
  | {
      readonly s3: {
        readonly bucket: string;
        readonly region: string;
        readonly key?: string;
        readonly kmsKeyId?: string;
        /** Table that locks the state. @default a lock file beside the state */
        readonly dynamodbTable?: string;
        readonly assumeRole?: string;
      };
    }
  | {
      readonly gcs: {
        readonly bucket: string;
        readonly prefix?: string;
        readonly kmsKey?: string;
        readonly impersonate?: string;
      };
    }
  | {
      readonly azurerm: {
        readonly resourceGroup: string;
        readonly storageAccount: string;
        readonly container: string;
        readonly key?: string;
        /** Access by Entra instead of the account's key. @default true */
        readonly entra?: boolean;
      };
    }
  /** HCP Terraform or Terraform Enterprise. */
  | {
      readonly cloud: {
        readonly organization: string;
        readonly workspace?: string;
        readonly tags?: readonly string[];
        readonly hostname?: string;
      };
    };

type Part<K extends string> = Extract<Backend, Readonly<Record<K, object>>>[K];
const local: Known<Part<'local'>> = { path: 'text' };
const s3: Known<Part<'s3'>> = {
  bucket: 'text',
  region: 'text',
  key: 'text',
  kmsKeyId: 'text',
  dynamodbTable: 'text',
  assumeRole: 'text',
};
const gcs: Known<Part<'gcs'>> = { bucket: 'text', prefix: 'text', kmsKey: 'text', impersonate: 'text' };
const azurerm: Known<Part<'azurerm'>> = {
  resourceGroup: 'text',
  storageAccount: 'text',
  container: 'text',
  key: 'text',
  entra: 'flag',
};
const cloud: Known<Part<'cloud'>> = { organization: 'text', workspace: 'text', tags: listOf('text'), hostname: 'text' };
const backends: Known<Backend> = {
  local: fields(local),
  s3: fields(s3, ['bucket', 'region']),
  gcs: fields(gcs, ['bucket']),
  azurerm: fields(azurerm, ['resourceGroup', 'storageAccount', 'container']),
  cloud: fields(cloud, ['organization']),
};
export const backendProperty = fields(backends);

/** The state is local and its path relative unless a backend is chosen: cdktf's own default writes the machine's path. */
export function useBackend(stack: TerraformStack, backend: Backend = { local: {} }): void {
  const { id } = stack.node;
  if (Object.keys(backend).length !== 1) {
    fail(stack, `backend has ${Object.keys(backend).length} kinds, choose one: ${Object.keys(backends).join(', ')}`);
  }
  if ('s3' in backend) {
    const { key, dynamodbTable, assumeRole, ...rest } = backend.s3;
    new S3Backend(stack, {
      ...rest,
      key: key ?? `${id}/terraform.tfstate`,
      encrypt: true,
      dynamodbTable,
      ...(assumeRole !== undefined && { assumeRole: { roleArn: assumeRole } }),
    });
    if (dynamodbTable === undefined) stack.addOverride('terraform.backend.s3.use_lockfile', true);
  } else if ('gcs' in backend) {
    const { bucket, prefix, kmsKey, impersonate } = backend.gcs;
    new GcsBackend(stack, {
      bucket,
      prefix: prefix ?? id,
      kmsEncryptionKey: kmsKey,
      impersonateServiceAccount: impersonate,
    });
  } else if ('azurerm' in backend) {
    const { resourceGroup, storageAccount, container, key, entra = true } = backend.azurerm;
    new AzurermBackend(stack, {
      resourceGroupName: resourceGroup,
      storageAccountName: storageAccount,
      containerName: container,
      key: key ?? `${id}.tfstate`,
      useAzureadAuth: entra,
    });
  } else if ('cloud' in backend) {
    const { organization, workspace, tags, hostname } = backend.cloud;
    if ((workspace === undefined) === (tags === undefined)) {
      fail(stack, 'backend.cloud needs a workspace, or tags that its workspaces have, and not both');
    }
    new CloudBackend(stack, {
      organization,
      hostname,
      workspaces: workspace === undefined ? new TaggedCloudWorkspaces([...tags!]) : new NamedCloudWorkspace(workspace),
    });
  } else {
    new LocalBackend(stack, { path: backend.local.path ?? `terraform.${id}.tfstate` });
  }
}
