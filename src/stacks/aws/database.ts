import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { DbSubnetGroup } from '@cdktf/provider-aws/lib/db-subnet-group';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { type Known, oneOf } from '../../core/properties';
import { defined } from '../../core/values';
import { checkNew } from '../cloud/check-props';
import type { AppliedValue } from '../cloud/values';
import type { AwsStack } from './stack';

export interface DatabaseProps {
  /** Pipelines and Katib speak MySQL; MLflow either. */
  readonly engine: 'mysql' | 'postgres';
  /** Version of the engine. @default '8.4' of MySQL, '17' of PostgreSQL */
  readonly version?: string;
  /** @default 'db.m6g.large' */
  readonly machine?: string;
  /** GiB to begin with; it grows to four times that. @default 100 */
  readonly storageGi?: number;
  /** A second one in another zone takes over. @default true */
  readonly highlyAvailable?: boolean;
  /** Days. @default 14 */
  readonly backupDays?: number;
  /** Subnets that it is in, of two zones at least. @default the nodes' */
  readonly subnetIds?: readonly string[];
  /** @default AWS's key for RDS */
  readonly kmsKeyArn?: string;
  /** @default true */
  readonly deletionProtection?: boolean;
}

export interface Database {
  readonly host: AppliedValue;
  readonly port: number;
  readonly user: string;
  /** Secret in AWS Secrets Manager that RDS keeps the password in and renews. */
  readonly secretArn: AppliedValue;
}

/** Source: docs.aws.amazon.com/AmazonRDS, default ports. */
const ports = { mysql: 3306, postgres: 5432 };

const databaseProperties: Known<DatabaseProps> = {
  engine: oneOf('mysql', 'postgres'),
  version: 'text',
  machine: 'text',
  storageGi: 'number',
  highlyAvailable: 'flag',
  backupDays: 'number',
  subnetIds: 'list',
  kmsKeyArn: 'text',
  deletionProtection: 'flag',
};

export function makeDatabase(stack: AwsStack, id: string, props: DatabaseProps): Database {
  checkNew(stack, id, props, databaseProperties, ['engine']);
  const { engine, storageGi = 100 } = props;
  const port = ports[engine];
  const name = `${stack.clusterName}-${id}`;
  const subnetIds = props.subnetIds === undefined ? stack.cluster.subnetIds() : [...props.subnetIds];
  const subnets = new DbSubnetGroup(stack, `${id}-subnets`, { name, subnetIds });
  const access = new SecurityGroup(stack, `${id}-access`, {
    namePrefix: `${name}-`,
    description: `${engine} from the pods of ${stack.clusterName}`,
    vpcId: stack.cluster.vpcId,
    ingress: [{ fromPort: port, toPort: port, protocol: 'tcp', securityGroups: [stack.cluster.securityGroupId] }],
  });
  const database = new DbInstance(
    stack,
    id,
    defined({
      identifier: name,
      engine,
      engineVersion: props.version ?? { mysql: '8.4', postgres: '17' }[engine],
      instanceClass: props.machine ?? 'db.m6g.large',
      allocatedStorage: storageGi,
      maxAllocatedStorage: storageGi * 4,
      storageType: 'gp3',
      storageEncrypted: true,
      kmsKeyId: props.kmsKeyArn,
      multiAz: props.highlyAvailable ?? true,
      username: 'kubeflow',
      manageMasterUserPassword: true,
      dbSubnetGroupName: subnets.name,
      vpcSecurityGroupIds: [access.id],
      publiclyAccessible: false,
      backupRetentionPeriod: props.backupDays ?? 14,
      copyTagsToSnapshot: true,
      deletionProtection: props.deletionProtection ?? true,
      finalSnapshotIdentifier: `${name}-final`,
      autoMinorVersionUpgrade: true,
    }),
  );
  return {
    host: stack.output(`${id}-host`, database.address),
    port,
    user: 'kubeflow',
    secretArn: stack.output(`${id}-secret-arn`, database.masterUserSecret.get(0).secretArn),
  };
}
