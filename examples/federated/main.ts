import { Chart } from 'cdk8s';
import { Deployment, type Service } from 'cdk8s-plus-28';
import { declareExisting, KubeflowApp, Resource, type SecretKey, TeamStack, TrainingJob } from 'kubeflow-cdk';

// Each chart is a file of its own, so every site's cluster applies its own and sees nobody's data.
const app = new KubeflowApp();
const sites = ['berlin', 'lyon', 'turin'];
const rounds = 20;

/** Holds the model; sites come and go, and it goes on with those that are there. */
class Aggregator extends Chart {
  readonly service: Service;

  constructor(scope: KubeflowApp, id: string) {
    super(scope.manifests, id, { namespace: id, disableResourceNameHashes: true });
    new Resource(this, id, 'v1/Namespace', {});
    const deployment = new Deployment(this, 'aggregator', {
      metadata: { name: 'aggregator' },
      containers: [
        {
          image: 'ghcr.io/acme/flower-server:1',
          args: [`--rounds=${rounds}`, `--min-clients=${sites.length - 1}`],
          portNumber: 9092,
        },
      ],
    });
    this.service = deployment.exposeViaService({ name: 'aggregator', ports: [{ port: 9092 }] });
  }
}

const { service } = new Aggregator(app, 'federation');
for (const site of sites) {
  const team = new TeamStack(app, site, { owner: `${site}@hospital.example` });
  const certificate: SecretKey = { secret: 'federation-client', key: 'tls.crt' };
  declareExisting(team, { kind: 'Secret', name: certificate.secret as string, namespace: site });
  declareExisting(team, { kind: 'PersistentVolumeClaim', name: 'scans', namespace: site });
  new TrainingJob(team, 'client', {
    framework: 'torch',
    image: 'ghcr.io/acme/flower-client:1',
    args: [`--server=${service.name}.federation.example:9092`, `--site=${site}`],
    env: { CLIENT_CERTIFICATE: certificate },
    mounts: { '/data': { pvc: 'scans', readOnly: true } },
    nodes: 1,
    gpu: 1,
  });
}
app.synth();
