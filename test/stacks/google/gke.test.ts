import { machine } from '../../../src';
import { GkeStack } from '../../../src/stacks/google';
import { program } from '../cloud/terraform';

function gke(location = 'us-central1') {
  const { app, terraform } = program();
  const stack = new GkeStack(app, 'us', { project: 'acme', location, cluster: 'ml' });
  return { stack, pool: (id: string) => terraform('us').resource.google_container_node_pool[id], terraform };
}

test('a pool is a node pool of its machine with its accelerators and driver', () => {
  const { stack, pool } = gke();
  stack.gpuPool('h100', { machine: 'a3-highgpu-8g', nodes: { min: 0, max: 4 }, spot: true, zones: ['us-central1-a'] });
  expect(pool('h100')).toMatchObject({
    name: 'h100',
    cluster: 'ml',
    location: 'us-central1',
    node_locations: ['us-central1-a'],
    autoscaling: { total_min_node_count: 0, total_max_node_count: 4 },
    node_config: {
      machine_type: 'a3-highgpu-8g',
      spot: true,
      guest_accelerator: [
        { type: 'nvidia-h100-80gb', count: 8, gpu_driver_installation_config: { gpu_driver_version: 'DEFAULT' } },
      ],
      reservation_affinity: { consume_reservation_type: 'NO_RESERVATION' },
      workload_metadata_config: { mode: 'GKE_METADATA' },
    },
  });
});

test('its claims reach its nodes as plain values', () => {
  const pool = gke().stack.gpuPool('l4', { machine: 'g2-standard-24' });
  expect(pool.gpus(2)).toEqual({
    count: 2,
    resource: 'nvidia.com/gpu',
    pool: 'l4',
    placement: {
      nodeSelector: { 'cloud.google.com/gke-nodepool': 'l4' },
      tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }],
    },
  });
});

test('nodes may come from the scheduler of whole jobs, or from a reservation', () => {
  const { stack, pool } = gke();
  stack.gpuPool('flex', { machine: 'a3-highgpu-8g', flexStart: true, queued: true, maxRun: '2d' });
  stack.gpuPool('ours', { machine: 'a4-highgpu-8g', reservation: 'projects/acme/reservations/b200' });
  expect(pool('flex')).toMatchObject({
    queued_provisioning: { enabled: true },
    node_config: { flex_start: true, max_run_duration: '172800s' },
  });
  expect(pool('ours').node_config).toMatchObject({
    disk_type: 'hyperdisk-balanced',
    reservation_affinity: {
      consume_reservation_type: 'SPECIFIC_RESERVATION',
      key: 'compute.googleapis.com/reservation-name',
      values: ['projects/acme/reservations/b200'],
    },
  });
});

test('GPUs are cut or shared by GKE itself, and count as GPUs', () => {
  const { stack, pool } = gke();
  const cut = stack.gpuPool('cut', { machine: 'a2-ultragpu-1g', mig: { '1g.10gb': 7 } });
  const shared = stack.gpuPool('shared', { machine: 'g2-standard-8', timeSlicing: 4 });
  expect(cut.mig('1g.10gb')).toMatchObject({ resource: 'nvidia.com/gpu', count: 1 });
  expect(pool('cut').node_config.guest_accelerator[0].gpu_partition_size).toBe('1g.10gb');
  expect(shared.slice().resource).toBe('nvidia.com/gpu');
  expect(pool('shared').node_config.guest_accelerator[0].gpu_sharing_config).toEqual({
    gpu_sharing_strategy: 'TIME_SHARING',
    max_shared_clients_per_gpu: 4,
  });
  expect(() => cut.gpus(1)).toThrow("its GPUs are cut into 1g.10gb: ask for pool.mig('1g.10gb')");
});

test('a TPU slice is one pool of all its machines', () => {
  const { stack, pool } = gke('us-east5-b');
  const v6e = stack.gpuPool('v6e', { machine: 'ct6e-standard-4t', topology: '4x4' });
  expect(v6e.nodes).toEqual({ min: 0, max: 4 });
  expect(v6e.gpus(4)).toMatchObject({
    resource: 'google.com/tpu',
    placement: {
      nodeSelector: {
        'cloud.google.com/gke-tpu-accelerator': 'tpu-v6e-slice',
        'cloud.google.com/gke-tpu-topology': '4x4',
      },
    },
  });
  expect(pool('v6e')).toMatchObject({
    placement_policy: { type: 'COMPACT', tpu_topology: '4x4' },
    autoscaling: { min_node_count: 0, max_node_count: 4 },
  });
  expect(pool('v6e').node_config.guest_accelerator).toBeUndefined();
});

test('the networks of the GPUs come with what NCCL must know', () => {
  const gpuNetworks = Array.from({ length: 4 }, (_, i) => ({ network: `gpu-${i}`, subnetwork: `gpu-${i}` }));
  const { stack, pool } = gke();
  const h100 = stack.gpuPool('h100', { machine: 'a3-highgpu-8g', gpuNetworks });
  expect(pool('h100').network_config.additional_node_network_configs).toHaveLength(4);
  expect(h100.gpus(8).env).toMatchObject({ NCCL_GPUDIRECTTCPX_SOCKET_IFNAME: 'eth1,eth2,eth3,eth4' });
  expect(() => gke().stack.gpuPool('p', { machine: 'a3-megagpu-8g', gpuNetworks })).toThrow(
    'us/p: gpuNetworks has 4, a3-megagpu-8g takes 8',
  );
});

test('nodes of the Dynamic Workload Scheduler are not repaired, and new machines have new disks', () => {
  const { stack, pool } = gke();
  stack.gpuPool('flex', { machine: 'a3-ultragpu-8g', flexStart: true });
  stack.gpuPool('l4', { machine: 'g2-standard-24' });
  expect(pool('flex')).toMatchObject({
    management: { auto_repair: false },
    node_config: { disk_type: 'hyperdisk-balanced' },
  });
  expect(pool('l4')).toMatchObject({ management: { auto_repair: true }, node_config: { disk_type: 'pd-balanced' } });
  expect(() => stack.gpuPool('p', { machine: 'g2-standard-24', queued: true, autoRepair: true })).toThrow(
    'us/p: queued refuses autoRepair: leave it out',
  );
});

test('nodes that stand close together are in one zone', () => {
  const close = { machine: 'a3-highgpu-8g', compact: true } as const;
  expect(() => gke().stack.gpuPool('p', close)).toThrow(
    'us/p: compact is in one zone, us-central1 has several: name one in zones',
  );
  expect(() => gke().stack.gpuPool('p', { ...close, zones: ['a', 'b'] })).toThrow(
    'compact is in one zone, zones has 2',
  );
  const { stack, pool } = gke('us-central1-a');
  stack.gpuPool('p', close);
  expect(pool('p').placement_policy).toEqual({ type: 'COMPACT' });
});

test('a TPU that our table does not know says what GKE calls it', () => {
  const { stack } = gke('us-central1-c');
  const tpu = machine('tpu9x-standard-4t', { accelerator: 'tpu9x', gpus: 4, resource: 'google.com/tpu' });
  expect(() => stack.gpuPool('t', { machine: tpu })).toThrow(
    "us/t: accelerator 'tpu9x' has no name on GKE that we know",
  );
  expect(() => stack.gpuPool('t', { machine: tpu, acceleratorType: 'tpu9x' })).toThrow('us/t: topology is missing');
  const pool = stack.gpuPool('t', { machine: tpu, acceleratorType: 'tpu9x', topology: '2x2x2' });
  expect(pool.nodes).toEqual({ min: 0, max: 2 });
  expect(pool.placement.nodeSelector).toMatchObject({ 'cloud.google.com/gke-tpu-accelerator': 'tpu9x' });
});

test('all that Google would refuse is said together', () => {
  const { stack } = gke();
  expect(() =>
    stack.gpuPool('p', { machine: 'g2-standard-24', nodes: 2, spot: true, flexStart: true, topology: '2x2' }),
  ).toThrow(
    [
      '3 problems',
      '  us/p: spot and flexStart are different ways to get nodes: choose one',
      '  us/p: flexStart makes nodes for waiting pods only: nodes.min is 2, make it 0',
      "  us/p: topology '2x2' is for TPUs, g2-standard-24 has none",
    ].join('\n'),
  );
  expect(() => stack.gpuPool('H100', { machine: 'g2-standard-24' })).toThrow("us/H100: name 'H100' may only have");
  expect(() => stack.gpuPool('p', { machine: 'g2-standard-25' as never })).toThrow("did you mean 'g2-standard-24'?");
});

test('its nodes run as an account that may log, measure and pull', () => {
  const { stack, terraform } = gke();
  stack.gpuPool('l4', { machine: 'g2-standard-24' });
  stack.gpuPool('new', {
    machine: machine('a5-highgpu-8g', { accelerator: 'r200', gpus: 8 }),
    acceleratorType: 'nvidia-r200',
    serviceAccount: 'nodes@acme.iam.gserviceaccount.com',
  });
  const { resource } = terraform('us');
  const members: { role: string }[] = Object.values(resource.google_project_iam_member);
  expect(members.map(({ role }) => role).sort()).toEqual([
    'roles/artifactregistry.reader',
    'roles/container.defaultNodeServiceAccount',
  ]);
  expect(resource.google_container_node_pool.l4.node_config.service_account).toContain('google_service_account');
  expect(resource.google_container_node_pool.new.node_config.guest_accelerator[0].type).toBe('nvidia-r200');
});
