import type { Construct } from 'constructs';
import { fail, Problems } from '../../core/errors';
import { metadataShape } from '../../core/metadata';
import { checkProperties, fields, type Known, listOf, oneOf, or } from '../../core/properties';
import { type Metadata, Resource } from '../../core/resource';
import { count } from '../../core/units';
import { yaml } from './yaml';

/** Keys of a Secret with what opens a bucket; `'env'` takes the pod's own identity, such as IRSA's. */
export type S3Credentials = 'env' | { readonly secret: string; readonly accessKey: string; readonly secretKey: string };
export type GcsCredentials = 'env' | { readonly secret: string; readonly tokenKey: string };
interface S3Store {
  /** @default AWS's of the region */
  readonly endpoint?: string;
  readonly region?: string;
  /** @default false */
  readonly disableSsl?: boolean;
  /** @default the client's */
  readonly forcePathStyle?: boolean;
  /** @default 5 */
  readonly maxRetries?: number;
  readonly credentials: S3Credentials;
}
/** A bucket or a folder of it with credentials of its own; the first that fits is taken. */
interface Place {
  readonly bucket: string;
  readonly prefix?: string;
}
export interface S3Provider {
  readonly default?: S3Store;
  readonly overrides?: readonly (S3Store & Place)[];
}
export interface GcsProvider {
  readonly default?: { readonly credentials: GcsCredentials };
  readonly overrides?: readonly (Place & { readonly credentials: GcsCredentials })[];
}
export interface PipelineLauncherConfigProps {
  /** Where runs keep their artifacts unless they say otherwise: `'s3://bucket/runs'`. @default 'minio://mlpipeline/v2/artifacts' */
  readonly pipelineRoot?: string;
  /** How steps reach the buckets of each kind. */
  readonly providers?: { readonly s3?: S3Provider; readonly minio?: S3Provider; readonly gs?: GcsProvider };
  readonly metadata?: Omit<Metadata, 'name'>;
}

const credentials = (...keys: readonly string[]) =>
  or(fields(Object.fromEntries(keys.map((key) => [key, 'text'])), keys), oneOf('env'));
const s3Store: Known<S3Store> = {
  endpoint: 'text',
  region: 'text',
  disableSsl: 'flag',
  forcePathStyle: 'flag',
  maxRetries: count,
  credentials: credentials('secret', 'accessKey', 'secretKey'),
};
const gcsStore = { credentials: credentials('secret', 'tokenKey') };
const place: Known<Place> = { bucket: 'text', prefix: 'text' };
const s3: Known<S3Provider> = {
  default: fields(s3Store, ['credentials']),
  overrides: listOf(fields({ ...place, ...s3Store }, ['bucket', 'credentials'])),
};
const gs: Known<GcsProvider> = {
  default: fields(gcsStore, ['credentials']),
  overrides: listOf(fields({ ...place, ...gcsStore }, ['bucket', 'credentials'])),
};
const launcherProperties: Known<PipelineLauncherConfigProps> = {
  pipelineRoot: 'text',
  providers: fields({ s3: fields(s3), minio: fields(s3), gs: fields(gs) }),
  metadata: metadataShape,
};

/** Where the runs of a namespace keep their artifacts: its ConfigMap `kfp-launcher`. Upstream: backend/src/v2/config. */
export class PipelineLauncherConfig extends Resource<'v1/ConfigMap'> {
  constructor(scope: Construct, id: string, props: PipelineLauncherConfigProps) {
    const problems = new Problems(scope, id);
    checkProperties(problems, props, launcherProperties);
    problems.throw();
    const { pipelineRoot, providers } = props;
    if (pipelineRoot !== undefined && !/^(minio|s3|gs):\/\/[^/]+/.test(pipelineRoot)) {
      fail(scope, `pipelineRoot '${pipelineRoot}' is no bucket, write minio://, s3:// or gs:// and the bucket`, id);
    }
    const data: Record<string, string> = {};
    if (pipelineRoot !== undefined) data.defaultPipelineRoot = pipelineRoot;
    const spelled = {
      ...(providers?.s3 === undefined ? {} : { s3: s3Provider(providers.s3) }),
      ...(providers?.minio === undefined ? {} : { minio: s3Provider(providers.minio) }),
      ...(providers?.gs === undefined ? {} : { gs: gcsProvider(providers.gs) }),
    };
    if (Object.keys(spelled).length > 0)
      data.providers = yaml().stringify(JSON.parse(JSON.stringify(spelled)), { lineWidth: 0 });
    if (Object.keys(data).length === 0) fail(scope, 'says nothing: give pipelineRoot or providers', id);
    super(scope, id, 'v1/ConfigMap', { data }, { ...props.metadata, name: 'kfp-launcher' });
  }
}

function s3Provider({ default: store, overrides }: S3Provider) {
  const spell = (s: S3Store) => ({
    endpoint: s.endpoint,
    region: s.region,
    disableSSL: s.disableSsl,
    forcePathStyle: s.forcePathStyle,
    maxRetries: s.maxRetries,
    credentials:
      s.credentials === 'env'
        ? { fromEnv: true }
        : {
            fromEnv: false,
            secretRef: {
              secretName: s.credentials.secret,
              accessKeyKey: s.credentials.accessKey,
              secretKeyKey: s.credentials.secretKey,
            },
          },
  });
  return {
    default: store && spell(store),
    Overrides: overrides?.map((o) => ({ bucketName: o.bucket, keyPrefix: o.prefix, ...spell(o) })),
  };
}

function gcsProvider({ default: store, overrides }: GcsProvider) {
  const spell = (credentials: GcsCredentials) =>
    credentials === 'env'
      ? { fromEnv: true }
      : { fromEnv: false, secretRef: { secretName: credentials.secret, tokenKey: credentials.tokenKey } };
  return {
    default: store && { credentials: spell(store.credentials) },
    Overrides: overrides?.map((o) => ({
      bucketName: o.bucket,
      keyPrefix: o.prefix,
      credentials: spell(o.credentials),
    })),
  };
}
