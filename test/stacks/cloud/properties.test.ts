import { Chart } from 'cdk8s';
import { EksStack } from '../../../src/stacks/aws';
import { AksStack } from '../../../src/stacks/azure';
import { GkeStack } from '../../../src/stacks/google';
import { program } from './terraform';

type Props = Record<string, unknown>;
type Methods = Record<string, (...given: unknown[]) => unknown>;

const stacks = {
  eks: (props: Props = {}) =>
    new EksStack(program().app, 's', { region: 'eu-west-1', cluster: 'ml', ...props } as never),
  gke: (props: Props = {}) =>
    new GkeStack(program().app, 's', { project: 'p', location: 'us-central1', cluster: 'ml', ...props } as never),
  aks: (props: Props = {}) =>
    new AksStack(program().app, 's', { resourceGroup: 'rg', cluster: 'ml', ...props } as never),
};
type Cloud = keyof typeof stacks;

test.each<[Cloud, Props, string]>([
  ['eks', { subnetIDs: [] }, "s: subnetIDs is no property here, did you mean 'subnetIds'?"],
  ['eks', { region: undefined }, 's: region is missing'],
  ['eks', { cluster: {} }, 's: cluster.name is missing'],
  ['eks', { cluster: 1 }, 's: cluster 1 is neither object nor text'],
  [
    'eks',
    { cluster: { name: 'ml', sytemPool: {} } },
    "s: cluster.sytemPool is no property here, did you mean 'systemPool'?",
  ],
  ['eks', { cluster: { name: 'ml', network: { nat: 'two' } } }, "s: cluster.network.nat 'two' is none of one"],
  ['eks', { cluster: { name: 'ml', systemPool: { nodes: { min: 1 } } } }, 's: cluster.systemPool.nodes.max is missing'],
  ['eks', { backend: { s3: { bucket: 'b' } } }, 's: backend.s3.region is missing'],
  ['eks', { backend: { gcs: { buckett: 'b' } } }, "s: backend.gcs.buckett is no property here, did you mean 'bucket'?"],
  [
    'eks',
    { backend: { local: {}, gcs: { bucket: 'b' } } },
    's: backend has 2 kinds, choose one: local, s3, gcs, azurerm, cloud',
  ],
  ['gke', { projekt: 'p' }, "s: projekt is no property here, did you mean 'project'?"],
  ['gke', { cluster: { name: 'ml', releaseChannel: 'FAST' } }, "s: cluster.releaseChannel 'FAST' is none of RAPID"],
  ['gke', { cluster: { name: 'ml', network: { network: 'n' } } }, 's: cluster.network.subnetwork is missing'],
  ['aks', { resourcegroup: 'x' }, "s: resourcegroup is no property here, did you mean 'resourceGroup'?"],
  ['aks', { cluster: { name: 'ml' } }, 's: cluster.location is missing'],
  ['aks', { cluster: { name: 'ml', location: 'we', tier: 'Gold' } }, "s: cluster.tier 'Gold' is none of Free"],
])('%s stack of %j', (cloud, props, sentence) => {
  expect(() => stacks[cloud](props)).toThrow(sentence);
});

const empty = 'clouds take for everybody';
test.each<[Cloud, Props]>([
  ['eks', { name: 'ml' }],
  ['gke', { name: 'ml' }],
  ['aks', { name: 'ml', location: 'we' }],
])('%s: nobody is no list of addresses', (cloud, cluster) => {
  expect(() => stacks[cloud]({ cluster: { ...cluster, endpoint: { publicFrom: [] } } })).toThrow(empty);
  expect(() => stacks[cloud]({ cluster: { ...cluster, endpoint: 'publik' } })).toThrow("'publik' is neither 'private'");
});

const account = { namespace: 'n', serviceAccount: 's' };
test.each<[Cloud, string, Props | undefined, string]>([
  ['eks', 'gpuPool', { machine: 'p5.48xlarge', labels: { a: 1 } }, 's/x: labels.a 1 is no text'],
  ['eks', 'gpuPool', { machine: 'p5.48xlarge', efa: 'only' }, "s/x: efa 'only' is neither true, false nor 'efa-only'"],
  ['eks', 'gpuPool', { machine: 'p5.48xlarge', reservation: { blok: 'cr-1' } }, "did you mean 'block'?"],
  ['eks', 'gpuPool', { machine: 'p5.48xlarge', taints: [{ key: 'a' }] }, 's/x: taints[0].effect is missing'],
  ['eks', 'bucket', { versionned: true }, "s/x: versionned is no property here, did you mean 'versioned'?"],
  ['eks', 'database', {}, 's/x: engine is missing'],
  ['eks', 'database', { engine: 'oracle' }, "s/x: engine 'oracle' is none of mysql, postgres"],
  ['eks', 'fileSystem', { kind: 'nfs' }, "s/x: kind 'nfs' is none of efs, lustre"],
  ['eks', 'fileSystem', { kind: 'efs', storageGi: 1 }, 's/x: storageGi is no property here'],
  ['eks', 'fileSystem', { kind: 'lustre' }, 's/x: subnetId is missing'],
  ['eks', 'certificate', { domain: 'd' }, 's/x: zone is missing'],
  ['eks', 'key', { disk: true }, "s/x: disk is no property here, did you mean 'disks'?"],
  ['eks', 'workloadIdentity', { ...account, alow: [] }, "s/x: alow is no property here, did you mean 'allow'?"],
  ['eks', 'workloadIdentity', { ...account, allow: [{ actions: ['a'] }] }, 's/x: allow[0].resources is missing'],
  ['gke', 'gpuPool', { machine: 'g2-standard-24', driver: 'r550' }, "s/x: driver 'r550' is none of default, latest"],
  ['gke', 'gpuPool', { machine: 'g2-standard-24', gpuNetworks: [{ network: 'n' }] }, 's/x: gpuNetworks[0].subnetwork'],
  ['gke', 'bucket', { hierarchic: true }, "s/x: hierarchic is no property here, did you mean 'hierarchical'?"],
  ['gke', 'database', { teir: 'x' }, "s/x: teir is no property here, did you mean 'tier'?"],
  ['gke', 'fileSystem', {}, 's/x: storageGi is missing'],
  ['gke', 'certificate', undefined, 's/x: needs properties, it is given undefined'],
  ['gke', 'gpuNetworks', { machine: 'a3-highgpu-8g' }, 's/x: zone is missing'],
  ['gke', 'key', { usedBy: ['gcs'] }, "s/x: usedBy[0] 'gcs' is none of storage"],
  ['gke', 'workloadIdentity', { ...account, role: [] }, "s/x: role is no property here, did you mean 'roles'?"],
  ['aks', 'gpuPool', { machine: 'Standard_NC24ads_A100_v4', infiniBand: { perNod: 1 } }, "did you mean 'perNode'?"],
  ['aks', 'bucket', { account: 'a' }, 's/x: location is missing'],
  ['aks', 'database', { engine: 'mysql', location: 'we', subnetId: 's' }, 's/x: privateDnsZoneId is missing'],
  ['aks', 'fileSystem', { acount: 'a' }, "s/x: acount is no property here, did you mean 'account'?"],
  ['aks', 'key', { vault: 'v' }, 's/x: location is missing'],
  ['aks', 'dns', { domian: 'd' }, "s/x: domian is no property here, did you mean 'domain'?"],
  ['aks', 'workloadIdentity', { ...account }, 's/x: location is missing'],
])('%s.%s of %j', (cloud, method, props, sentence) => {
  const stack = stacks[cloud]() as unknown as Methods;
  expect(() => stack[method]!('x', props)).toThrow(sentence);
});

test.each<[Cloud, string, Props, string]>([
  [
    'eks',
    'karpenterPool',
    { machine: 'p5.48xlarge', maxNode: 2 },
    "s/x: maxNode is no property here, did you mean 'max",
  ],
  ['eks', 'karpenterPool', { machine: 'p5.48xlarge', capacity: ['sport'] }, "s/x: capacity[0] 'sport' is none of"],
  ['gke', 'computeClass', { machine: 'g2-standard-24', priorities: [{ sopt: true }] }, "did you mean 'spot'?"],
  ['aks', 'napPool', { machine: 'Standard_NC24ads_A100_v4', imageFamly: 'Ubuntu' }, "did you mean 'imageFamily'?"],
  ['aks', 'napPool', {}, 's/x: machine is missing'],
])('%s.%s of %j', (cloud, method, props, sentence) => {
  const stack = stacks[cloud]() as unknown as Methods;
  const chart = new Chart(program().app.manifests, 'c');
  expect(() => stack[method]!(chart, 'x', props)).toThrow(sentence);
});

test('one name for two of them is refused by its path', () => {
  const stack = stacks.eks();
  stack.bucket('x');
  expect(() => stack.key('x')).toThrow('s/x: there is one of this id in s already');
});
