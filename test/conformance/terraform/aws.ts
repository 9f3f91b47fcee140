import type { Chart } from 'cdk8s';
import type { KubeflowApp } from '../../../src';
import { EksStack } from '../../../src/stacks/aws';

/** A cluster that exists with pools of every kind, and one that is made with all that a platform needs beside it. */
export function writeAws(app: KubeflowApp, chart: Chart): void {
  const region = 'eu-west-1';
  const account = '123456789012';
  existing(new EksStack(app, 'aws', { region, account, cluster: 'ml', tags: { team: 'ml' } }), chart);
  const eks = new EksStack(app, 'aws-new', {
    region,
    account,
    cluster: {
      name: 'ml-new',
      version: '1.33',
      network: { cidr: '10.4.0.0/16', zones: ['eu-west-1a', 'eu-west-1b'], nat: 'each-zone' },
      endpoint: { publicFrom: ['192.0.2.0/24'] },
      admins: ['arn:aws:iam::123456789012:role/platform'],
      systemPool: { machine: 'm7g.2xlarge', nodes: { min: 3, max: 9 }, diskGi: 200 },
      addons: ['aws-ebs-csi-driver', 'aws-efs-csi-driver', 'aws-fsx-csi-driver', 'amazon-cloudwatch-observability'],
      logs: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'],
    },
    backend: { s3: { bucket: 'acme', region } },
  });
  made(eks, chart);
}

/** What Terraform plans without an account: nothing here is read from AWS. */
export function writePlannable(app: KubeflowApp): void {
  const eks = new EksStack(app, 'aws-plan', { region: 'eu-west-1', cluster: { name: 'ml', version: '1.33' } });
  const zones = ['eu-west-1a'];
  eks.gpuPool('fabric', { machine: 'p5.48xlarge', efa: true, zones, nodes: { min: 0, max: 2 } });
  eks.gpuPool('block', {
    machine: 'p5.48xlarge',
    efa: 'efa-only',
    zones,
    reservation: { block: 'cr-0123456789abcdef0' },
  });
  eks.gpuPool('l4', { machine: 'g6.12xlarge', spot: true, nodes: { min: 0, max: 4 }, timeSlicing: 2 });
  const key = eks.key('data');
  const bucket = eks.bucket('models', { kmsKeyArn: key.arn });
  eks.workloadIdentity('serving', { namespace: 'vision', serviceAccount: 'sa', allow: [bucket.read] });
  eks.database('pipelines', { engine: 'mysql' });
  eks.database('mlflow', { engine: 'postgres' });
  eks.fileSystem('home', { kind: 'efs' });
  const subnetId = eks.cluster.subnetIds(zones)[0]!;
  eks.fileSystem('fast', { kind: 'lustre', subnetId, storageGi: 2400, bucket: bucket.uri });
  eks.karpenter();
}

function existing(eks: EksStack, chart: Chart): void {
  eks.gpuPool('fabric', { machine: 'p5.48xlarge', efa: true });
  eks.gpuPool('block', {
    machine: 'p5.48xlarge',
    nodes: { min: 0, max: 2 },
    zones: ['eu-west-1a'],
    efa: 'efa-only',
    reservation: { block: 'cr-0123456789abcdef0' },
  });
  eks.gpuPool('ours', { machine: 'p4d.24xlarge', zones: ['eu-west-1b'], reservation: { id: 'cr-0123456789abcdef1' } });
  eks.gpuPool('group', {
    machine: 'g6e.48xlarge',
    reservation: { group: 'arn:aws:resource-groups:eu-west-1:123456789012:group/ours' },
  });
  eks.gpuPool('spot', {
    machine: 'g6.12xlarge',
    alternatives: ['g6.24xlarge'],
    nodes: { min: 0, max: 6 },
    spot: true,
    timeSlicing: 2,
    labels: { team: 'ml' },
    taints: [{ key: 'acme.io/gpu', value: 'l4', effect: 'NoExecute' }],
  });
  eks.gpuPool('b300', { machine: 'p6-b300.48xlarge', efa: 'efa-only', zones: ['eu-west-1a'] });
  eks.gpuPool('cut', { machine: 'p5.48xlarge', mig: { '3g.40gb': 1, '2g.20gb': 2 }, nodes: 1, autoRepair: false });
  eks.gpuPool('rocket', {
    machine: 'g6.xlarge',
    amiType: 'BOTTLEROCKET_x86_64_NVIDIA',
    maxPods: 40,
    localDisks: true,
    diskGi: 500,
  });
  eks.gpuPool('image', {
    machine: 'g6.xlarge',
    imageId: 'ami-0123456789abcdef0',
    subnetIds: ['subnet-0123456789abcdef0'],
    placementGroup: 'close',
    securityGroupIds: ['sg-0123456789abcdef0'],
    diskThroughput: 500,
    kmsKeyArn: eks.key('disks', { disks: true }).arn,
    tags: { cost: 'lab' },
  });
  eks.gpuPool('trn', { machine: 'trn2.48xlarge', nodes: 2, maxPods: 60 });
  eks.gpuPool('inf', { machine: 'inf2.24xlarge' });
  eks.karpenter();
  eks.karpenterPool(chart, 'aws-burst', {
    machine: 'p5.48xlarge',
    maxNodes: 8,
    efa: true,
    capacity: ['reserved', 'spot'],
    reservations: ['cr-0123456789abcdef0'],
  });
  const given = { namespace: 'vision', serviceAccount: 'default-editor' };
  const models = eks.bucket('models', { kmsKeyArn: eks.key('data').arn });
  eks.workloadIdentity('irsa', { ...given, kind: 'irsa', allow: [models.readWrite] });
  eks.fileSystem('home', { kind: 'efs', subnetIds: ['subnet-0123456789abcdef0'] });
}

function made(eks: EksStack, chart: Chart): void {
  eks.gpuPool('fabric', { machine: 'p5.48xlarge', efa: true, zones: ['eu-west-1a'] });
  eks.gpuPool('l4', { machine: 'g6.12xlarge', nodes: { min: 1, max: 4 } });
  eks.karpenterPool(chart, 'aws-new-burst', { machine: 'g6e.12xlarge', placementGroup: true });
  eks.karpenter('karpenter');
  const key = eks.key('data');
  const bucket = eks.bucket('models', { name: 'acme-models', kmsKeyArn: key.arn });
  eks.bucket('scratch', { versioned: false, forceDestroy: true });
  eks.workloadIdentity('serving', {
    namespace: 'vision',
    serviceAccount: 'default-editor',
    allow: [
      bucket.read,
      {
        actions: ['bedrock:InvokeModel'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
      },
    ],
    managedPolicies: ['arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess'],
  });
  const irsa = { namespace: 'vision', serviceAccount: 'train', kind: 'irsa' } as const;
  eks.workloadIdentity('train', { ...irsa, allow: [bucket.readWrite] });
  eks.database('pipelines', { engine: 'mysql', storageGi: 200, kmsKeyArn: key.arn });
  eks.database('mlflow', { engine: 'postgres', highlyAvailable: false, machine: 'db.m7g.large', backupDays: 7 });
  eks.fileSystem('home', { kind: 'efs', kmsKeyArn: key.arn });
  eks.fileSystem('lustre', {
    kind: 'lustre',
    subnetId: eks.cluster.subnetIds(['eu-west-1a'])[0]!,
    storageGi: 2400,
    throughput: 500,
    bucket: bucket.uri,
  });
  eks.certificate('tls', { domain: 'ml.acme.io', zone: 'acme.io' });
}
