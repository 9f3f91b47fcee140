import { Construct } from 'constructs';
import { idInChart } from '../../core/chart';
import { nameOf } from '../../core/environment';
import { Problems } from '../../core/errors';
import { metadataShape } from '../../core/metadata';
import { label } from '../../core/names';
import { checkProperties, fields, type Known, mapOf, oneOf, positive } from '../../core/properties';
import { type Metadata, Resource } from '../../core/resource';
import { defined, definedOrNone, InvalidValue, shown, within } from '../../core/values';

/**
 * What stands for a secret in a program: something that whoever applies the manifests fills in, such as Flux or envsubst
 * (`${NAME}`, `$(NAME)`), Argo CD's vault plugin (`<path:...>`) or vals (`ref+...`). A secret itself does not compile.
 */
export type SecretText = `\${${string}}` | `$(${string})` | `<${string}>` | `ref+${string}`;

/** A secret that is in the cluster already, by name; KServe reads its keys and annotations. */
export type ExistingSecret = string | { readonly name: string };

interface S3Settings {
  /** Host and port, without a scheme. @default AWS's */
  readonly endpoint?: string;
  readonly region?: string;
  /** @default true */
  readonly https?: boolean;
  /** @default true */
  readonly verifySsl?: boolean;
  /** Bucket in the host instead of the path. @default the client's */
  readonly virtualBucket?: boolean;
  /** @default false */
  readonly accelerate?: boolean;
  /** File of certificate authorities in the initializer's image. */
  readonly caBundle?: string;
  /** ConfigMap whose key cabundle.crt has certificate authorities. */
  readonly caBundleConfigMap?: string;
}
/** S3 or what speaks like it. */
export type S3Storage =
  | (S3Settings & {
      readonly accessKeyId: SecretText;
      readonly secretAccessKey: SecretText;
      readonly anonymous?: never;
      readonly secret?: never;
    })
  | (S3Settings & {
      readonly anonymous: true;
      readonly accessKeyId?: never;
      readonly secretAccessKey?: never;
      readonly secret?: never;
    })
  /** With identity.awsRoleArn: no keys, the settings stand on the service account. */
  | (S3Settings & {
      readonly accessKeyId?: never;
      readonly secretAccessKey?: never;
      readonly anonymous?: never;
      readonly secret?: never;
    })
  /** Its settings are its own: annotations serving.kserve.io/s3-endpoint and the like, or keys such as S3_ENDPOINT. */
  | ({
      readonly secret: ExistingSecret;
      readonly accessKeyId?: never;
      readonly secretAccessKey?: never;
      readonly anonymous?: never;
    } & {
      readonly [K in keyof S3Settings]?: never;
    });

/** Keys of a Google service account. */
export type GcsStorage =
  | { readonly key: SecretText; readonly secret?: never }
  | { readonly secret: ExistingSecret; readonly key?: never };

/** Azure blobs and files. */
export type AzureStorage =
  | {
      readonly subscriptionId: string;
      readonly tenantId: string;
      readonly clientId: string;
      readonly clientSecret: SecretText;
    }
  | { readonly storageAccessKey: SecretText }
  | {
      readonly accessToken: SecretText;
      readonly expiresOnSeconds: string | SecretText;
      readonly accountName?: string;
      readonly serviceUrl?: string;
    }
  | { readonly secret: ExistingSecret };

/** Headers for one host. */
export type HttpsStorage =
  | { readonly host: string; readonly headers: Readonly<Record<string, string | SecretText>>; readonly secret?: never }
  | { readonly secret: ExistingSecret; readonly host?: never; readonly headers?: never };

export type HuggingFaceStorage =
  | { readonly token: SecretText; readonly secret?: never }
  | { readonly secret: ExistingSecret; readonly token?: never };

export type HdfsStorage =
  | {
      /** `https://name:port`, several with `;` between them. */
      readonly namenode: string;
      readonly rootPath?: string;
      readonly userProxy?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly tlsSkipVerify?: boolean;
      readonly threads?: number;
      readonly kerberos?: { readonly principal: string; readonly keytab: SecretText };
      readonly tls?: { readonly cert: SecretText; readonly key: SecretText; readonly ca?: SecretText };
      readonly secret?: never;
    }
  | { readonly secret: ExistingSecret; readonly namenode?: never };

/** One key of the secret `storage-config`, for models that say `storage: { key, path }`. */
export interface StorageConfig {
  readonly type: 's3' | 'hdfs' | 'webhdfs' | 'gs' | 'azure';
  readonly bucket?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
  readonly accessKeyId?: SecretText;
  readonly secretAccessKey?: SecretText;
  readonly anonymous?: boolean;
  readonly caBundleConfigMap?: string;
  /** Any other key, as the storage initializer calls it. */
  readonly other?: Readonly<Record<string, string | SecretText>>;
}

/** An identity of the cluster's cloud instead of keys. */
export type StorageIdentity =
  | { readonly awsRoleArn: string }
  | { readonly gcpServiceAccount: string }
  | { readonly azureClientId: string; readonly azureTenantId?: string };

export interface ModelStorageProps {
  readonly identity?: StorageIdentity;
  readonly s3?: S3Storage;
  readonly gcs?: GcsStorage;
  readonly azure?: AzureStorage;
  readonly https?: HttpsStorage;
  readonly huggingface?: HuggingFaceStorage;
  readonly hdfs?: HdfsStorage;
  /** Object stores by the key that models name them with. */
  readonly config?: Readonly<Record<string, StorageConfig>>;
  /** Of the service account and, with what it holds behind it, of the secrets. */
  readonly metadata?: Metadata;
}

const s3: Known<S3Storage> = {
  endpoint: 'text',
  region: 'text',
  https: 'flag',
  verifySsl: 'flag',
  virtualBucket: 'flag',
  accelerate: 'flag',
  caBundle: 'text',
  caBundleConfigMap: 'text',
  accessKeyId: placeholder,
  secretAccessKey: placeholder,
  anonymous: 'true',
  secret: nameOf,
};
const azure: Known<AzureStorage> = {
  subscriptionId: 'text',
  tenantId: 'text',
  clientId: 'text',
  clientSecret: placeholder,
  storageAccessKey: placeholder,
  accessToken: placeholder,
  expiresOnSeconds: 'text',
  accountName: 'text',
  serviceUrl: 'text',
  secret: nameOf,
};
const gcs: Known<GcsStorage> = { key: placeholder, secret: nameOf };
const https: Known<HttpsStorage> = { host: 'text', headers: mapOf('text'), secret: nameOf };
const huggingface: Known<HuggingFaceStorage> = { token: placeholder, secret: nameOf };
const hdfs: Known<HdfsStorage> = {
  namenode: 'text',
  rootPath: 'text',
  userProxy: 'text',
  headers: mapOf('text'),
  tlsSkipVerify: 'flag',
  threads: positive,
  kerberos: fields({ principal: 'text', keytab: placeholder }, ['principal', 'keytab']),
  tls: fields({ cert: placeholder, key: placeholder, ca: 'text' }, ['cert', 'key']),
  secret: nameOf,
};
const config: Known<StorageConfig> = {
  type: oneOf('s3', 'hdfs', 'webhdfs', 'gs', 'azure'),
  bucket: 'text',
  region: 'text',
  endpointUrl: 'text',
  accessKeyId: placeholder,
  secretAccessKey: placeholder,
  anonymous: 'flag',
  caBundleConfigMap: 'text',
  other: mapOf('text'),
};
const identity: Known<StorageIdentity> = {
  awsRoleArn: 'text',
  gcpServiceAccount: 'text',
  azureClientId: 'text',
  azureTenantId: 'text',
};
const storageProperties: Known<ModelStorageProps> = {
  identity: fields(identity),
  s3: fields(s3),
  gcs: fields(gcs),
  azure: fields(azure),
  https: fields(https),
  huggingface: fields(huggingface),
  hdfs: fields(hdfs),
  config: mapOf(fields(config, ['type'])),
  metadata: metadataShape,
};
/** What a kind of storage is known by: one of these, whole. */
const WAYS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  identity: [['awsRoleArn'], ['gcpServiceAccount'], ['azureClientId']],
  gcs: [['key'], ['secret']],
  azure: [
    ['subscriptionId', 'tenantId', 'clientId', 'clientSecret'],
    ['storageAccessKey'],
    ['accessToken', 'expiresOnSeconds'],
    ['secret'],
  ],
  https: [['host', 'headers'], ['secret']],
  huggingface: [['token'], ['secret']],
  hdfs: [['namenode'], ['secret']],
};

/** Exactly one way is said, and all of it. */
function wayProblem(family: string, given: object): string | undefined {
  const isSaid = (name: string) => (given as Record<string, unknown>)[name] !== undefined;
  const ways = WAYS[family] ?? [];
  const said = ways.filter((way) => way.some(isSaid));
  const spelled = ways.map((way) => `{ ${way.join(', ')} }`).join(' or ');
  if (said.length !== 1)
    return `${family} ${said.length === 0 ? 'says none' : 'says more than one'} of its ways: it takes ${spelled}`;
  const lacking = said[0]!.filter((name) => !isSaid(name));
  return lacking.length === 0 ? undefined : `${family} lacks ${lacking.join(', ')}: it takes ${spelled}`;
}

interface SecretParts {
  readonly suffix: string;
  readonly stringData: Record<string, string>;
  readonly annotations?: Record<string, string>;
}

/** Where a team's models are kept and what may read them: the secrets that KServe's storage initializer knows, and a service account. */
export class ModelStorage extends Construct {
  /** Name of the service account that the model's pods run as. */
  readonly serviceAccount: string;
  /** Annotations that an InferenceService needs, for a secret `storage-config` of another name. */
  readonly serviceAnnotations: Readonly<Record<string, string>>;
  /** Labels that the model's pods need. */
  readonly podLabels: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: ModelStorageProps) {
    super(scope, idInChart(scope, id));
    const problems = new Problems(this);
    checkProperties(problems, props, storageProperties);
    for (const family of Object.keys(WAYS)) {
      const given = props[family as keyof ModelStorageProps];
      const problem = given === undefined ? undefined : wayProblem(family, given);
      if (problem !== undefined) problems.add(problem);
    }
    const name = props.metadata?.name ?? id;
    const { identity, s3, config } = props;
    problems.try(() => within('name', () => label(name)));
    if (Object.keys(props).every((key) => key === 'metadata'))
      problems.add('holds nothing: name identity, s3, gcs, azure, https, huggingface, hdfs or config');
    if (s3 !== undefined && (s3.accessKeyId === undefined) !== (s3.secretAccessKey === undefined))
      problems.add('s3 has one of accessKeyId and secretAccessKey: it needs both');
    problems.throw();
    const account = problems.try(() => identityAnnotations(identity)) ?? {};
    const settings = problems.try(() => (s3 === undefined ? {} : s3Annotations(s3))) ?? {};
    const keyless = s3 !== undefined && s3.secret === undefined && s3.accessKeyId === undefined && !s3.anonymous;
    if (keyless && !(identity && 'awsRoleArn' in identity))
      problems.add('s3 has no keys: say accessKeyId and secretAccessKey, secret, anonymous or identity.awsRoleArn');
    const secrets: SecretParts[] = [];
    const existing: string[] = [];
    const add = (family: string, read: () => Omit<SecretParts, 'suffix'> | ExistingSecret | undefined) => {
      const found = problems.try(() => within(family, read));
      if (found === undefined) return;
      if (typeof found === 'string' || 'name' in found) existing.push(typeof found === 'string' ? found : found.name);
      else secrets.push({ suffix: family, ...found });
    };
    add('s3', () => (s3 === undefined || keyless ? undefined : s3Secret(s3, settings)));
    add('gcs', () => props.gcs && gcsSecret(props.gcs));
    add('azure', () => props.azure && azureSecret(props.azure));
    add('https', () => props.https && httpsSecret(props.https));
    add('huggingface', () => props.huggingface && huggingFaceSecret(props.huggingface));
    add('hdfs', () => props.hdfs && hdfsSecret(props.hdfs));
    const stored = problems.try(() => config && configData(config));
    problems.throw();

    const { namespace } = props.metadata ?? {};
    const made = secrets.map(({ suffix, stringData, annotations }) => {
      const secret = new Resource(
        this,
        suffix,
        'v1/Secret',
        { type: 'Opaque', stringData },
        {
          ...metadataOf(props.metadata, annotations),
          name: `${name}-${suffix}`,
          namespace,
        },
      );
      return secret.name;
    });
    this.serviceAccount = name;
    this.serviceAnnotations = stored === undefined ? {} : this.#storageConfig(name, stored, props.metadata);
    this.podLabels = identity && 'azureClientId' in identity ? { 'azure.workload.identity/use': 'true' } : {};
    const references = [...made, ...existing].map((secret) => ({ name: secret }));
    const annotations = { ...account, ...(keyless ? settings : {}) };
    new Resource(this, 'service-account', 'v1/ServiceAccount', references.length === 0 ? {} : { secrets: references }, {
      ...metadataOf(props.metadata, annotations),
      name,
      namespace,
    });
  }

  /** A component's pods with this storage's service account and labels. */
  applyTo<T extends { serviceAccountName?: string; labels?: Record<string, string> }>(component: T): T {
    const labels = definedOrNone({ ...this.podLabels, ...component.labels });
    return {
      ...component,
      serviceAccountName: component.serviceAccountName ?? this.serviceAccount,
      ...(labels && { labels }),
    };
  }

  /** KServe looks for `storage-config` unless a service's annotation names another. */
  #storageConfig(name: string, stringData: Record<string, string>, metadata: Metadata | undefined) {
    const secret = new Resource(
      this,
      'config',
      'v1/Secret',
      { type: 'Opaque', stringData },
      {
        ...metadataOf(metadata, {}),
        name: `${name}-config`,
        namespace: metadata?.namespace,
      },
    );
    return { 'serving.kserve.io/storageSecretName': secret.name };
  }
}

/** Source: kserve pkg/credentials/s3/s3_secret.go; the key names are those of Kubeflow's inferenceservice-config. */
function s3Secret(s3: S3Storage, annotations: Record<string, string>): Omit<SecretParts, 'suffix'> | ExistingSecret {
  if (s3.secret !== undefined) return s3.secret;
  const stringData = s3.anonymous
    ? { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' }
    : {
        AWS_ACCESS_KEY_ID: placeholder(s3.accessKeyId),
        AWS_SECRET_ACCESS_KEY: placeholder(s3.secretAccessKey),
      };
  return { stringData, annotations };
}

function s3Annotations(s3: S3Storage): Record<string, string> {
  const { endpoint, region, https, verifySsl, virtualBucket, accelerate, caBundle, caBundleConfigMap } =
    s3 as S3Settings;
  if (endpoint !== undefined && /^[a-z]+:\/\//.test(endpoint))
    throw new InvalidValue(
      `s3.endpoint ${shown(endpoint)} has a scheme: write host and port, and https: false for plain HTTP`,
    );
  const flag = (value: boolean | undefined) => (value === undefined ? undefined : value ? '1' : '0');
  const word = (value: boolean | undefined) => (value === undefined ? undefined : String(value));
  const settings = defined({
    endpoint,
    region,
    usehttps: flag(https),
    verifyssl: flag(verifySsl),
    usevirtualbucket: word(virtualBucket),
    useaccelerate: word(accelerate),
    useanoncredential: s3.anonymous ? 'true' : undefined,
    cabundle: caBundle,
    'cabundle-configmap': caBundleConfigMap,
  });
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [`serving.kserve.io/s3-${name}`, value as string]),
  );
}

/** Source: kserve pkg/credentials/gcs/gcs_secret.go. */
function gcsSecret(gcs: GcsStorage) {
  return gcs.secret ?? { stringData: { 'gcloud-application-credentials.json': placeholder(gcs.key) } };
}

/** Source: kserve pkg/credentials/azure/azure_secret.go. */
function azureSecret(azure: AzureStorage) {
  if ('secret' in azure) return azure.secret;
  if ('storageAccessKey' in azure)
    return { stringData: { AZURE_STORAGE_ACCESS_KEY: placeholder(azure.storageAccessKey) } };
  if ('accessToken' in azure) {
    const stringData = defined({
      AZURE_ACCESS_TOKEN: placeholder(azure.accessToken),
      AZURE_ACCESS_EXPIRES_ON_SECONDS: azure.expiresOnSeconds,
      AZURE_ACCOUNT_NAME: azure.accountName,
      AZURE_SERVICE_URL: azure.serviceUrl,
    });
    return { stringData: stringData as Record<string, string> };
  }
  return {
    stringData: {
      AZURE_SUBSCRIPTION_ID: azure.subscriptionId,
      AZURE_TENANT_ID: azure.tenantId,
      AZURE_CLIENT_ID: azure.clientId,
      AZURE_CLIENT_SECRET: placeholder(azure.clientSecret),
    },
  };
}

/** Source: kserve pkg/credentials/https/https_secret.go, python/storage/kserve_storage/kserve_storage.py: headers are JSON. */
function httpsSecret(https: HttpsStorage) {
  if (https.secret !== undefined) return https.secret;
  if (https.host.includes('/'))
    throw new InvalidValue(`host ${shown(https.host)} is no host: leave out scheme and path`);
  return { stringData: { 'https-host': https.host, headers: JSON.stringify(https.headers) } };
}

/** Source: kserve pkg/credentials/hf/hf_secret.go. */
function huggingFaceSecret(huggingface: HuggingFaceStorage) {
  return huggingface.secret ?? { stringData: { HF_TOKEN: placeholder(huggingface.token) } };
}

/** Source: kserve pkg/credentials/hdfs/hdfs_secret.go, python/storage/kserve_storage/kserve_storage.py. */
function hdfsSecret(hdfs: HdfsStorage) {
  if (hdfs.secret !== undefined) return hdfs.secret;
  const { namenode, rootPath, userProxy, headers, tlsSkipVerify, threads, kerberos, tls } = hdfs;
  const stringData = defined({
    HDFS_NAMENODE: namenode,
    HDFS_ROOTPATH: rootPath,
    USER_PROXY: userProxy,
    HEADERS: headers && JSON.stringify(headers),
    TLS_SKIP_VERIFY: tlsSkipVerify === undefined ? undefined : String(tlsSkipVerify),
    N_THREADS: threads === undefined ? undefined : String(threads),
    KERBEROS_PRINCIPAL: kerberos?.principal,
    KERBEROS_KEYTAB: kerberos && placeholder(kerberos.keytab),
    TLS_CERT: tls && placeholder(tls.cert),
    TLS_KEY: tls && placeholder(tls.key),
    TLS_CA: tls?.ca,
  });
  return { stringData: stringData as Record<string, string> };
}

/** Source: kserve pkg/credentials/service_account_credentials.go, python/storage/kserve_storage/kserve_storage.py. */
function configData(config: Readonly<Record<string, StorageConfig>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config).map(([key, one]) => [
      key,
      within(`config.${key}:`, () => {
        const { type, bucket, region, endpointUrl, accessKeyId, secretAccessKey, anonymous, caBundleConfigMap, other } =
          one;
        if (!/^[-._a-zA-Z0-9]+$/.test(key)) throw new InvalidValue(`${shown(key)} is not a key of a secret`);
        return JSON.stringify(
          defined({
            type,
            bucket,
            region,
            endpoint_url: endpointUrl,
            access_key_id: accessKeyId && placeholder(accessKeyId),
            secret_access_key: secretAccessKey && placeholder(secretAccessKey),
            anonymous: anonymous === undefined ? undefined : anonymous ? 'True' : 'False',
            cabundle_configmap: caBundleConfigMap,
            ...other,
          }),
        );
      }),
    ]),
  );
}

function identityAnnotations(identity: StorageIdentity | undefined): Record<string, string> {
  if (identity === undefined) return {};
  if ('awsRoleArn' in identity) {
    if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(identity.awsRoleArn))
      throw new InvalidValue(
        `identity.awsRoleArn ${shown(identity.awsRoleArn)} is not arn:aws:iam::<account>:role/<name>`,
      );
    return { 'eks.amazonaws.com/role-arn': identity.awsRoleArn };
  }
  if ('gcpServiceAccount' in identity) {
    if (!/^[^@\s]+@[^@\s]+\.gserviceaccount\.com$/.test(identity.gcpServiceAccount))
      throw new InvalidValue(
        `identity.gcpServiceAccount ${shown(identity.gcpServiceAccount)} is not <name>@<project>.iam.gserviceaccount.com`,
      );
    return { 'iam.gke.io/gcp-service-account': identity.gcpServiceAccount };
  }
  return defined({
    'azure.workload.identity/client-id': identity.azureClientId,
    'azure.workload.identity/tenant-id': identity.azureTenantId,
  }) as Record<string, string>;
}

/** Throws InvalidValue for a secret itself. */
function placeholder(value: SecretText | undefined): string {
  if (typeof value !== 'string' || !/^(\$\{[^}]+\}|\$\([^)]+\)|<[^>]+>|ref\+\S+)$/.test(value)) {
    throw new InvalidValue(
      `is not a placeholder: a secret in a program ends up in Git, write '\${NAME}' for what delivery fills in, or name an existing secret`,
    );
  }
  return value;
}

function metadataOf(metadata: Metadata | undefined, annotations: Record<string, string> | undefined): Metadata {
  const all = definedOrNone({ ...annotations, ...metadata?.annotations });
  return defined({ labels: metadata?.labels, annotations: all });
}
