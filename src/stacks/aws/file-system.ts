import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { fail } from '../../core/errors';
import { type Known, oneOf } from '../../core/properties';
import { defined } from '../../core/values';
import { checkNew, checkProps } from '../cloud/check-props';
import type { AppliedValue } from '../cloud/values';
import type { AwsStack } from './stack';

export type FileSystemProps =
  /** Grows by itself, reached from every zone. */
  | {
      readonly kind: 'efs';
      /** Subnets to reach it from, one a zone. @default those of the network that is made with the cluster */
      readonly subnetIds?: readonly string[];
      readonly kmsKeyArn?: string;
    }
  /** Fast, in one zone, for training data. */
  | {
      readonly kind: 'lustre';
      readonly subnetId: string;
      /** GiB: 1200, or a multiple of 2400. */
      readonly storageGi: number;
      /** MB/s for each TiB. @default 250 */
      readonly throughput?: 125 | 250 | 500 | 1000;
      /** Bucket whose objects appear as files. @default none */
      readonly bucket?: `s3://${string}`;
      readonly kmsKeyArn?: string;
    };

export interface FileSystem {
  readonly id: AppliedValue;
  readonly host: AppliedValue;
  /** What a Lustre file system is mounted by. */
  readonly mountName?: AppliedValue;
  /** Provisioner of its CSI driver. */
  readonly driver: 'efs.csi.aws.com' | 'fsx.csi.aws.com';
}

const fileSystemProperties: Known<FileSystemProps> = {
  kind: oneOf('efs', 'lustre'),
  subnetIds: 'list',
  kmsKeyArn: 'text',
  subnetId: 'text',
  storageGi: 'number',
  throughput: 'number',
  bucket: 'text',
};
const common = ['kind', 'kmsKeyArn'] as const;
const kinds = {
  efs: { properties: [...common, 'subnetIds'], required: [] },
  lustre: {
    properties: [...common, 'subnetId', 'storageGi', 'throughput', 'bucket'],
    required: ['subnetId', 'storageGi'],
  },
} as const;

/** Fails where properties are of the other kind, too. */
function checkFileSystem(stack: AwsStack, id: string, props: FileSystemProps): void {
  checkNew(stack, id, props, fileSystemProperties, ['kind']);
  const { properties, required } = kinds[props.kind];
  const known = Object.fromEntries(properties.map((name) => [name, fileSystemProperties[name]]));
  checkProps(stack, id, props, known, required);
}

export function makeFileSystem(stack: AwsStack, id: string, props: FileSystemProps): FileSystem {
  checkFileSystem(stack, id, props);
  return props.kind === 'efs' ? makeEfs(stack, id, props) : makeLustre(stack, id, props);
}

function makeEfs(stack: AwsStack, id: string, props: FileSystemProps & { kind: 'efs' }): FileSystem {
  const { EfsFileSystem } =
    require('@cdktf/provider-aws/lib/efs-file-system') as typeof import('@cdktf/provider-aws/lib/efs-file-system');
  const { EfsMountTarget } =
    require('@cdktf/provider-aws/lib/efs-mount-target') as typeof import('@cdktf/provider-aws/lib/efs-mount-target');
  const files = new EfsFileSystem(
    stack,
    id,
    defined({ encrypted: true, kmsKeyId: props.kmsKeyArn, throughputMode: 'elastic', tags: { Name: id } }),
  );
  const access = accessTo(stack, id, 2049, 2049);
  const subnetIds =
    props.subnetIds ??
    (stack.cluster.subnets === undefined
      ? fail(stack, 'subnetIds is missing: only Terraform knows those of a cluster that exists', id)
      : stack.cluster.subnetIds());
  for (const [i, subnetId] of subnetIds.entries()) {
    new EfsMountTarget(stack, `${id}-${i}`, { fileSystemId: files.id, subnetId, securityGroups: [access] });
  }
  return {
    id: stack.output(`${id}-id`, files.id),
    host: stack.output(`${id}-host`, files.dnsName),
    driver: 'efs.csi.aws.com',
  };
}

function makeLustre(stack: AwsStack, id: string, props: FileSystemProps & { kind: 'lustre' }): FileSystem {
  const { storageGi, bucket } = props;
  if (storageGi !== 1200 && (storageGi <= 0 || storageGi % 2400 !== 0)) {
    fail(stack, `storageGi ${storageGi} is neither 1200 nor a multiple of 2400`, id);
  }
  const { FsxLustreFileSystem } =
    require('@cdktf/provider-aws/lib/fsx-lustre-file-system') as typeof import('@cdktf/provider-aws/lib/fsx-lustre-file-system');
  const files = new FsxLustreFileSystem(
    stack,
    id,
    defined({
      deploymentType: 'PERSISTENT_2',
      storageCapacity: storageGi,
      perUnitStorageThroughput: props.throughput ?? 250,
      subnetIds: [props.subnetId],
      securityGroupIds: [accessTo(stack, id, 988, 1023)],
      kmsKeyId: props.kmsKeyArn,
      dataCompressionType: 'LZ4',
      tags: { Name: id },
    }),
  );
  if (bucket !== undefined) {
    const { FsxDataRepositoryAssociation } =
      require('@cdktf/provider-aws/lib/fsx-data-repository-association') as typeof import('@cdktf/provider-aws/lib/fsx-data-repository-association');
    new FsxDataRepositoryAssociation(stack, `${id}-bucket`, {
      fileSystemId: files.id,
      fileSystemPath: '/',
      dataRepositoryPath: bucket,
      s3: {
        autoImportPolicy: { events: ['NEW', 'CHANGED', 'DELETED'] },
        autoExportPolicy: { events: ['NEW', 'CHANGED', 'DELETED'] },
      },
    });
  }
  return {
    id: stack.output(`${id}-id`, files.id),
    host: stack.output(`${id}-host`, files.dnsName),
    mountName: stack.output(`${id}-mount-name`, files.mountName),
    driver: 'fsx.csi.aws.com',
  };
}

function accessTo(stack: AwsStack, id: string, fromPort: number, toPort: number): string {
  return new SecurityGroup(stack, `${id}-access`, {
    namePrefix: `${stack.clusterName}-${id}-`,
    description: `${id} from the nodes of ${stack.clusterName}`,
    vpcId: stack.cluster.vpcId,
    ingress: [
      { fromPort, toPort, protocol: 'tcp', securityGroups: [stack.cluster.securityGroupId] },
      { fromPort, toPort, protocol: 'tcp', selfAttribute: true },
    ],
    egress: [{ fromPort: 0, toPort: 0, protocol: '-1', selfAttribute: true }],
  }).id;
}
