import type { Chart } from 'cdk8s';
import type { KubeflowApp } from '../../../src';
import { GkeStack } from '../../../src/stacks/google';

const project = 'acme-ml';
const location = 'us-central1';

/** A cluster that is made with pools of every kind, and one that exists with all that a platform needs beside it. */
export function writeGoogle(app: KubeflowApp, chart: Chart): void {
  const gke = new GkeStack(app, 'google', {
    project,
    location,
    cluster: {
      name: 'ml',
      version: '1.33',
      multiNetworking: true,
      nodeAutoProvisioning: { cpu: 1000, memory: 4000, 'nvidia-l4': 16 },
      endpoint: { publicFrom: ['192.0.2.0/24'] },
      systemPool: { machine: 'n4-standard-8', nodes: { min: 1, max: 4 }, diskGi: 200 },
      kmsKey: 'projects/acme-ml/locations/us-central1/keyRings/ml/cryptoKeys/secrets',
      labels: { team: 'ml' },
    },
    backend: { gcs: { bucket: 'acme' } },
  });
  pools(gke, chart);
  beside(gke);
  const tpus = new GkeStack(app, 'google-existing', { project, location: 'us-east5-b', cluster: 'tpus' });
  tpus.gpuPool('v6e', { machine: 'ct6e-standard-4t', topology: '4x4' });
  tpus.gpuPool('v5e', { machine: 'ct5lp-hightpu-1t', spot: true });
  tpus.fileSystem('home', { network: 'ml', storageGi: 2560, tier: 'BASIC_SSD' });
  tpus.database('pipelines', { network: 'projects/acme-ml/global/networks/ml' });
  const account = { namespace: 'vision', serviceAccount: 'default-editor' };
  tpus.workloadIdentity('train', { ...account, roles: ['roles/bigquery.jobUser'] });
}

function pools(gke: GkeStack, chart: Chart): void {
  const gpuNetworks = gke.gpuNetworks('gpu', { machine: 'a3-highgpu-8g', zone: 'us-central1-a' });
  const rdma = gke.gpuNetworks('rdma', { machine: 'a4-highgpu-8g', zone: 'us-central1-b', cidr: '172.16.0.0/16' });
  gke.gpuPool('rdma', { machine: 'a4-highgpu-8g', zones: ['us-central1-b'], gpuNetworks: rdma });
  gke.gpuPool('spot', {
    machine: 'a3-highgpu-8g',
    nodes: { min: 0, max: 4 },
    zones: ['us-central1-a'],
    spot: true,
    gpuNetworks,
    compact: true,
    localSsds: 16,
    maxPods: 64,
    labels: { team: 'ml' },
    taints: [{ key: 'acme.io/gpu', value: 'h100', effect: 'NoSchedule' }],
  });
  gke.gpuPool('flex', { machine: 'a3-highgpu-8g', flexStart: true, queued: true, maxRun: '3d' });
  gke.gpuPool('ours', { machine: 'a4-highgpu-8g', reservation: 'b200', driver: 'none' });
  gke.gpuPool('cut', { machine: 'a2-ultragpu-1g', mig: { '1g.10gb': 7 } });
  gke.gpuPool('shared', {
    machine: 'g2-standard-24',
    timeSlicing: 4,
    sharing: 'mps',
    localSsds: 1,
    localSsdUse: 'block',
  });
  gke.gpuPool('tpu', { machine: 'ct6e-standard-4t', topology: '4x4', zones: ['us-central1-a'] });
  gke.podNetworks(chart, { machine: 'a3-highgpu-8g', networks: gpuNetworks });
  gke.computeClass(chart, 'google-l4', { machine: 'g2-standard-24', priorities: [{ spot: true }, {}], maxNodes: 8 });
}

function beside(gke: GkeStack): void {
  const key = gke.key('data', { usedBy: ['storage', 'disks', 'secrets', 'sql', 'filestore'] });
  gke.gpuPool('locked', {
    machine: 'g2-standard-24',
    kmsKey: key.id,
    serviceAccount: 'nodes@acme-ml.iam.gserviceaccount.com',
  });
  const bucket = gke.bucket('models', { kmsKey: key.id });
  gke.bucket('checkpoints', { hierarchical: true });
  gke.database('pipelines', { kmsKey: key.id });
  gke.database('mlflow', { version: 'POSTGRES_17', storageGi: 50, highlyAvailable: false });
  gke.fileSystem('home', { storageGi: 1024, location: 'us-central1-a', kmsKey: key.id });
  gke.certificate('tls', { domain: 'ml.acme.io', zone: 'acme-io' });
  const account = { namespace: 'vision', serviceAccount: 'default-editor' };
  gke.workloadIdentity('serving', { ...account, buckets: [{ bucket, access: 'read' }] });
  gke.workloadIdentity('train', { ...account, roles: ['roles/bigquery.jobUser'], impersonate: true });
}
