import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KubeflowApp } from '../../../src';
import { EksStack } from '../../../src/stacks/aws';
import { AksStack } from '../../../src/stacks/azure';
import { GkeStack } from '../../../src/stacks/google';

/** Stacks that use as much as they can of each cloud; returns the folder of the Terraform JSON. */
export function writeStacks(): string {
  const out = mkdtempSync(join(tmpdir(), 'kubeflow-cdk-terraform-'));
  const app = new KubeflowApp({ outdir: join(out, 'dist'), cloudOutdir: join(out, 'cdktf.out') });
  google(app);
  const eks = new EksStack(app, 'aws', { region: 'eu-west-1', cluster: { name: 'ml' }, account: '123456789012' });
  eks.gpuPool('p5', { machine: 'p5.48xlarge', efa: true, nodes: { min: 0, max: 2 } });
  const aks = new AksStack(app, 'azure', { resourceGroup: 'ml', cluster: { name: 'ml', location: 'westeurope' } });
  aks.gpuPool('nd', { machine: 'Standard_ND96isr_H100_v5', infiniBand: true });
  app.synth();
  return join(out, 'cdktf.out/stacks');
}

function google(app: KubeflowApp): void {
  const gke = new GkeStack(app, 'google', {
    project: 'acme-ml',
    location: 'us-central1',
    cluster: {
      name: 'ml',
      version: '1.33',
      multiNetworking: true,
      nodeAutoProvisioning: { cpu: 1000, memory: 4000, 'nvidia-l4': 16 },
      endpoint: { publicFrom: ['192.0.2.0/24'] },
      labels: { team: 'ml' },
    },
  });
  const gpuNetworks = Array.from({ length: 4 }, (_, i) => ({ network: `gpu-${i}`, subnetwork: `gpu-${i}` }));
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
  const key = gke.key('data');
  const bucket = gke.bucket('models', { kmsKey: key.name });
  gke.bucket('checkpoints', { hierarchical: true });
  gke.database('pipelines', { network: 'projects/acme-ml/global/networks/ml' });
  gke.database('mlflow', { version: 'POSTGRES_17', network: 'projects/acme-ml/global/networks/ml' });
  gke.fileSystem('home', { network: 'ml', storageGi: 1024, location: 'us-central1-a' });
  gke.certificate('tls', { domain: 'ml.acme.io', zone: 'acme-io' });
  const account = { namespace: 'vision', serviceAccount: 'default-editor' };
  gke.workloadIdentity('serving', { ...account, buckets: [{ bucket, access: 'read' }] });
  gke.workloadIdentity('train', { ...account, roles: ['roles/bigquery.jobUser'], impersonate: true });
}
