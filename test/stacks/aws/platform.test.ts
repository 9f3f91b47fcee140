import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import { Resource } from '../../../src';
import { appliedValues, EksStack, type EksStackProps } from '../../../src/stacks/aws';
import { tempFolder } from '../../temp';
import { program } from '../cloud/terraform';

function eks(props: Partial<EksStackProps> = {}) {
  const { app, terraform } = program();
  const stack = new EksStack(app, 'eu', { region: 'eu-west-1', cluster: 'ml-prod', ...props });
  return { app, stack, terraform: () => terraform('eu') };
}

test('a cluster is made with its network, key, add-ons and system nodes', () => {
  const { stack, terraform } = eks({
    cluster: { name: 'ml', version: '1.33', admins: ['arn:aws:iam::123456789012:role/admin'] },
  });
  stack.gpuPool('l4', { machine: 'g6.12xlarge', zones: ['eu-west-1b'] });
  const { resource } = terraform();
  expect(resource.aws_eks_cluster.cluster).toMatchObject({
    name: 'ml',
    version: '1.33',
    access_config: { authentication_mode: 'API' },
    vpc_config: { endpoint_private_access: true, endpoint_public_access: false },
    encryption_config: { resources: ['secrets'] },
  });
  expect(Object.keys(resource.aws_subnet)).toHaveLength(6);
  expect(resource.aws_subnet['private-eu-west-1b'].cidr_block).toBe('${cidrsubnet("10.0.0.0/16", 4, 1)}');
  expect(Object.keys(resource.aws_nat_gateway)).toEqual(['nat-eu-west-1a']);
  expect(Object.keys(resource.aws_eks_addon)).toEqual(
    expect.arrayContaining(['vpc-cni', 'coredns', 'eks-pod-identity-agent', 'aws-ebs-csi-driver']),
  );
  expect(resource.aws_eks_node_group.system.ami_type).toBe('AL2023_x86_64_STANDARD');
  expect(resource.aws_eks_node_group.l4.subnet_ids).toEqual(['${aws_subnet.private-eu-west-1b.id}']);
  expect(resource.aws_eks_access_policy_association['admin-0-policy'].policy_arn).toContain(
    'AmazonEKSClusterAdminPolicy',
  );
});

test('a bucket is private, encrypted and versioned, and pods read it by a role of their own', () => {
  const { stack, terraform } = eks();
  const bucket = stack.bucket('models', { name: 'acme-models' });
  const identity = stack.workloadIdentity('serving', {
    namespace: 'vision',
    serviceAccount: 'default-editor',
    allow: [bucket.read],
  });
  expect(bucket.uri).toBe('s3://acme-models');
  expect(identity.annotations).toEqual({});
  const { resource } = terraform();
  expect(resource.aws_s3_bucket_public_access_block['models-private'].block_public_acls).toBe(true);
  expect(resource.aws_eks_pod_identity_association['serving-association']).toMatchObject({
    namespace: 'vision',
    service_account: 'default-editor',
  });
  const policy = JSON.parse(resource.aws_iam_role_policy['serving-policy'].policy);
  expect(policy.Statement.flatMap(({ Action }: { Action: string[] }) => Action)).not.toContain('s3:PutObject');
});

test('a role for service accounts is known by its ARN where the account is', () => {
  const allow = [{ actions: ['s3:ListAllMyBuckets'], resources: ['*'] }];
  const given = { namespace: 'vision', serviceAccount: 'sa', kind: 'irsa' as const, allow };
  const identity = eks({ account: '123456789012' }).stack.workloadIdentity('s', given);
  expect(identity.annotations).toEqual({
    'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/ml-prod-eu-s',
  });
  expect(() => eks().stack.workloadIdentity('s', given)).toThrow('give the stack its account, or use pod-identity');
  expect(() => eks().stack.workloadIdentity('s', { ...given, allow: [] })).toThrow('allows its pods nothing');
});

test('what only Terraform knows reaches manifests once it ran, and never as a token', () => {
  const before = eks();
  const host = before.stack.database('pipelines', { engine: 'mysql' }).host;
  expect(host.isKnown).toBe(false);
  expect(() => host.value).toThrow(
    "eu: 'pipelines-host' is known to Terraform only after it ran: run terraform -chdir=cdktf.out/stacks/eu output -json > eu.json",
  );
  expect(before.terraform().output['pipelines-host'].value).toBe('${aws_db_instance.pipelines.address}');

  const file = join(tempFolder(), 'eu.json');
  const outputs = { 'pipelines-host': { sensitive: false, type: 'string', value: 'db.acme.internal' } };
  writeFileSync(file, JSON.stringify(outputs));
  const { app, stack } = eks({ applied: appliedValues(file) });
  const database = stack.database('pipelines', { engine: 'mysql' });
  const chart = new Chart(app.manifests, 'c', { namespace: 'kubeflow', disableResourceNameHashes: true });
  new Resource(chart, 'db', 'v1/ConfigMap', { data: { host: `${database.host}:${database.port}` } });
  expect(app.manifests.render().objects[0]!.manifest.data).toEqual({ host: 'db.acme.internal:3306' });
  expect(appliedValues(`${file}.absent`)).toEqual({});
});

test('file systems, keys and certificates', () => {
  const { stack, terraform } = eks();
  const key = stack.key('data');
  stack.fileSystem('home', { kind: 'efs', subnetIds: ['subnet-a', 'subnet-b'], kmsKeyArn: key.arn });
  stack.fileSystem('scratch', { kind: 'lustre', subnetId: 'subnet-a', storageGi: 2400, bucket: 's3://acme-data' });
  stack.certificate('tls', { domain: 'ml.acme.io', zone: 'acme.io' });
  const { resource } = terraform();
  expect(Object.keys(resource.aws_efs_mount_target)).toHaveLength(2);
  expect(resource.aws_efs_file_system.home.kms_key_id).toBe('${aws_kms_key.data.arn}');
  expect(resource.aws_fsx_lustre_file_system.scratch).toMatchObject({
    storage_capacity: 2400,
    deployment_type: 'PERSISTENT_2',
  });
  expect(resource.aws_acm_certificate.tls.subject_alternative_names).toEqual(['*.ml.acme.io']);
  expect(() => stack.fileSystem('odd', { kind: 'lustre', subnetId: 's', storageGi: 1000 })).toThrow(
    'eu/odd: storageGi 1000 is neither 1200 nor a multiple of 2400',
  );
});

test('what is in a cluster waits for it, and nodes for their network and their policies', () => {
  const { stack, terraform } = eks({ cluster: { name: 'ml', addons: ['aws-efs-csi-driver'] } });
  stack.gpuPool('l4', { machine: 'g6.12xlarge', nodes: 2 });
  const allow = [{ actions: ['s3:ListAllMyBuckets'], resources: ['*'] }];
  stack.workloadIdentity('s', { namespace: 'n', serviceAccount: 's', allow });
  stack.karpenter();
  const { resource } = terraform();
  const name = '${aws_eks_cluster.cluster.name}';
  expect(resource.aws_eks_node_group.l4).toMatchObject({
    cluster_name: name,
    depends_on: expect.arrayContaining([
      'aws_eks_addon.vpc-cni',
      'aws_route_table_association.private-eu-west-1a-association',
      'aws_iam_role_policy_attachment.AmazonEKSWorkerNodePolicy',
    ]),
  });
  expect(resource.aws_eks_pod_identity_association['s-association'].cluster_name).toBe(name);
  expect(resource.aws_eks_access_entry['karpenter-nodes'].cluster_name).toBe(name);
  expect(resource.aws_eks_addon['aws-efs-csi-driver'].pod_identity_association).toEqual([
    { service_account: 'efs-csi-controller-sa', role_arn: '${aws_iam_role.efs-csi-role.arn}' },
  ]);
  expect(resource.aws_vpc_endpoint.s3.service_name).toBe('com.amazonaws.eu-west-1.s3');
});

test('a key of disks is one that scaling groups may use', () => {
  const { stack, terraform } = eks();
  stack.gpuPool('l4', { machine: 'g6.xlarge', kmsKeyArn: stack.key('disks', { disks: true }).arn });
  stack.key('data');
  const { aws_kms_key } = terraform().resource;
  expect(JSON.parse(aws_kms_key.disks.policy).Statement[1]).toMatchObject({
    Action: expect.arrayContaining(['kms:CreateGrant', 'kms:GenerateDataKey*']),
    Condition: { StringEquals: { 'kms:ViaService': 'ec2.eu-west-1.amazonaws.com' } },
  });
  expect(aws_kms_key.data.policy).toBeUndefined();
});

test('names that IAM does not take are refused', () => {
  const { stack } = eks({ cluster: 'a-cluster-with-a-name-that-goes-on-and-on-and-on-and-on' });
  expect(() => stack.gpuPool('l4', { machine: 'g6.xlarge' })).toThrow('characters, 64 are allowed');
});

test('China and GovCloud have their own partition', () => {
  const { stack, terraform } = eks({ region: 'cn-north-1' });
  stack.gpuPool('t4', { machine: 'g4dn.xlarge' });
  const [attachment] = Object.values(terraform().resource.aws_iam_role_policy_attachment) as { policy_arn: string }[];
  expect(attachment!.policy_arn).toMatch(/^arn:aws-cn:/);
});
