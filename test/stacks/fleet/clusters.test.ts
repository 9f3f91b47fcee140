import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import { ClusterQueue, Notebook, onPremPool, PlatformStack, Resource, ResourceFlavor, TeamStack } from '../../../src';
import { EksStack } from '../../../src/stacks/aws';
import { clusterCost, Fleet, fleetReport, multiKueue, priceTable, programFit } from '../../../src/stacks/fleet';
import { htmlReport } from '../../../src/stacks/fleet/report-html';
import { textReport } from '../../../src/stacks/fleet/report-text';
import { fit } from '../../../src/validation/fit';
import { tempFolder } from '../../temp';

const judge = fit;

function fleet() {
  const out = tempFolder();
  return { out, fleet: new Fleet({ outdir: join(out, 'dist'), cloudOutdir: join(out, 'cdktf.out') }) };
}

function room(labels: Record<string, string> = { rack: '1' }, nodes = 2) {
  return onPremPool('dgx', { accelerator: 'a100-80gb', gpus: 8, cpu: 128, memoryGi: 1024, nodes, labels });
}

test('each cluster has a folder of its own, and all are written or none', () => {
  const { out, fleet: two } = fleet();
  const eu = two.cluster('eu');
  const dc = two.cluster('dc', { release: '1.10' });
  const pool = new EksStack(eu, 'aws', { region: 'eu-west-1', cluster: 'ml' }).gpuPool('l4', { machine: 'g6.xlarge' });
  const dgx = room();
  const platform = new PlatformStack(dc, 'platform', { domain: 'ml.acme.io', tlsSecret: 'ml-acme-io', pools: [dgx] });
  new Notebook(new TeamStack(eu, 'vision', { owner: 'ada@acme.io' }), 'lab', { image: 'acme/lab', gpu: pool.gpus(1) });
  const team = new TeamStack(dc, 'vision', { platform, owner: 'ada@acme.io' });
  two.synth();
  expect(readdirSync(join(out, 'dist')).sort()).toEqual(['.clusters', 'dc', 'eu']);
  expect(readFileSync(join(out, 'dist/eu/vision.k8s.yaml'), 'utf8')).toContain('kind: Notebook');
  expect(existsSync(join(out, 'cdktf.out/eu/stacks/aws/cdk.tf.json'))).toBe(true);
  expect(existsSync(join(out, 'cdktf.out/dc'))).toBe(false);

  new Notebook(team, 'huge', { image: 'acme/lab', gpu: { ...dgx.gpus(8), count: 16 } });
  new Notebook(new TeamStack(eu, 'speech', { owner: 'bob@acme.io' }), 'lab', { image: 'acme/lab' });
  expect(() => two.synth()).toThrow('dc/vision/huge: can never run: 16 GPUs, the largest node has 8 (pool dgx)');
  expect(existsSync(join(out, 'dist/eu/speech.k8s.yaml'))).toBe(false);
});

test('a cluster that leaves the program takes its manifests along; what Terraform has of it is named', () => {
  const out = tempFolder();
  const dirs = { outdir: join(out, 'dist'), cloudOutdir: join(out, 'cdktf.out') };
  const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const run = (...names: readonly string[]) => {
      const fleet = new Fleet(dirs);
      for (const name of names) {
        const chart = new Chart(fleet.cluster(name).manifests, 'app', { disableResourceNameHashes: true });
        new Resource(chart, 'settings', 'v1/ConfigMap', { data: { cluster: name } });
      }
      said.mockClear();
      fleet.synth();
      return said.mock.calls.map(([text]) => String(text)).filter((text) => text.includes('left the program'));
    };
    expect(run('eu', 'us', 'dc')).toEqual([]);
    mkdirSync(join(dirs.cloudOutdir, 'us'), { recursive: true });
    writeFileSync(join(dirs.outdir, 'dc', 'notes.txt'), 'mine');
    expect(run('eu')).toEqual([
      expect.stringMatching(/^warning fleet: cluster 'us' left the program, .*cdktf.out.us is still there/),
    ]);
    expect(readdirSync(dirs.outdir).sort()).toEqual(['.clusters', 'dc', 'eu']);
    expect(readdirSync(join(dirs.outdir, 'dc'))).toEqual(['notes.txt']);
    expect(run('eu')).toHaveLength(1);
    rmSync(join(dirs.cloudOutdir, 'us'), { recursive: true });
    expect(run('eu')).toEqual([]);
  } finally {
    said.mockRestore();
  }
});

test('a cluster has a name once', () => {
  const { fleet: two } = fleet();
  two.cluster('eu');
  expect(() => two.cluster('eu')).toThrow("fleet: cluster 'eu' is there already");
  expect(() => two.cluster('EU West')).toThrow("fleet: cluster 'EU West' may only have");
});

test('work is sent to other clusters by Kueue', () => {
  const { fleet: two } = fleet();
  const hub = two.cluster('hub');
  const chart = new Chart(hub.manifests, 'queues', { namespace: 'kueue-system', disableResourceNameHashes: true });
  const check = multiKueue(chart, 'anywhere', { workers: { eu: { kubeconfigSecret: 'eu-kubeconfig' } } });
  const flavor = new ResourceFlavor(chart, 'any');
  new ClusterQueue(chart, 'shared', { flavors: [{ flavor, quota: { gpu: 64 } }], admissionChecks: [check.name] });
  const objects = hub.manifests.attempt().objects.map(({ manifest }) => manifest);
  expect(objects).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'MultiKueueCluster' }),
      expect.objectContaining({
        kind: 'AdmissionCheck',
        spec: expect.objectContaining({ controllerName: 'kueue.x-k8s.io/multikueue' }),
      }),
    ]),
  );
  expect(() => multiKueue(chart, 'none', { workers: {} })).toThrow('workers is empty');
});

function reported() {
  const { fleet: one } = fleet();
  const app = one.cluster('dc', { release: '1.10' });
  const dgx = room();
  const platform = new PlatformStack(app, 'platform', { domain: 'ml.acme.io', tlsSecret: 'ml-acme-io', pools: [dgx] });
  const team = new TeamStack(app, 'vision', { platform, owner: 'ada@acme.io', quota: { gpu: 8 } });
  new Notebook(team, 'lab', { image: 'acme/lab', gpu: dgx.gpus(4) });
  new Notebook(team, 'notes', { image: 'acme/<lab>', cpu: 1 });
  return app;
}

test('a report says what there is and who asks what', () => {
  const report = fleetReport(reported());
  expect(report).toMatchObject({
    cluster: 'dc',
    release: '1.10',
    pools: [{ name: 'dgx', accelerator: 'a100-80gb', perNode: { 'nvidia.com/gpu': 8 }, min: 2, max: 2 }],
    teams: [{ name: 'vision', quota: { 'requests.nvidia.com/gpu': '8' } }],
    workloads: [
      {
        name: 'lab',
        kind: 'Notebook',
        team: 'vision',
        accelerators: { 'nvidia.com/gpu': { min: 4, max: 4 } },
        pools: ['dgx'],
      },
      { name: 'notes', accelerators: {}, pools: [] },
    ],
  });
  const text = textReport([report], { dgx: 10 });
  expect(text).toMatch(/^POOL +MACHINE +ACCELERATORS +NODES +PER HOUR$/m);
  expect(text).toMatch(/^lab +Notebook +vision +1 +4 nvidia.com\/gpu +dgx +5.00$/m);
});

test('the page needs nothing else and escapes what it shows', () => {
  const report = fleetReport(reported());
  const page = htmlReport([{ ...report, cluster: '<dc>' }]);
  expect(page).toContain('<h2>&#60;dc&#62;</h2>');
  expect(page).toMatch(/<svg viewBox/);
  expect(page.match(/class="flow"/g)).toHaveLength(1);
  expect(page).not.toMatch(/<script|<link|https?:/);
});

test('cost is by the share of nodes that is asked, at the fewest and at the most', () => {
  const report = fleetReport(reported());
  expect(clusterCost(report, { 'p4de.24xlarge': 40 }).unpriced).toEqual(['dgx']);
  expect(clusterCost(report, { dgx: { onDemand: 40, spot: 12 } })).toMatchObject({
    total: { min: 80, max: 80 },
    teams: { vision: { min: 20, max: 20 } },
    workloads: [{ name: 'lab', cost: { min: 20, max: 20 } }],
  });
  expect(() => priceTable({ dgx: '40' })).toThrow('prices: dgx is "40", write a number or { onDemand, spot }');
});

test('a program is a document of the fit command', () => {
  const document = programFit(reported());
  expect(document.pools).toMatchObject([{ name: 'dgx', gpus: 8, maxNodes: 2 }]);
  expect(document.workloads.map(({ name }) => name)).toEqual(['vision/lab']);
  expect(judge(document).verdict).toBe('fits');
});
