import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KubeflowApp, machine } from '../../../src';
import { EksStack } from '../../../src/stacks/aws';
import { tempFolder } from '../../temp';

function eks() {
  const out = tempFolder();
  const app = new KubeflowApp({ outdir: join(out, 'dist'), cloudOutdir: join(out, 'cdktf.out') });
  const stack = new EksStack(app, 'eu', { region: 'eu-west-1', cluster: 'ml-prod' });
  const terraform = () => {
    app.synth();
    return JSON.parse(readFileSync(join(out, 'cdktf.out/stacks/eu/cdk.tf.json'), 'utf8'));
  };
  return { stack, terraform };
}

test('a pool is a node group of its machine, tainted, scaled and labelled', () => {
  const { stack, terraform } = eks();
  stack.gpuPool('h100', { machine: 'p5.48xlarge', nodes: { min: 0, max: 4 }, spot: true });
  expect(terraform().resource.aws_eks_node_group.h100).toMatchObject({
    cluster_name: 'ml-prod',
    instance_types: ['p5.48xlarge'],
    ami_type: 'AL2023_x86_64_NVIDIA',
    capacity_type: 'SPOT',
    scaling_config: { min_size: 0, max_size: 4, desired_size: 0 },
    taint: [{ key: 'nvidia.com/gpu', effect: 'NO_SCHEDULE' }],
  });
});

test('its claims reach its nodes as plain values', () => {
  const pool = eks().stack.gpuPool('h100', { machine: 'p5.48xlarge' });
  expect(pool.gpus(8)).toMatchObject({
    placement: {
      nodeSelector: { 'eks.amazonaws.com/nodegroup': 'h100' },
      tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }],
    },
  });
  expect(JSON.stringify(pool.gpus(8))).not.toContain('Token');
});

test('a machine that the table does not know is made', () => {
  const { stack, terraform } = eks();
  const pool = stack.gpuPool('next', { machine: machine('p9.48xlarge', { accelerator: 'x1', gpus: 4 }) });
  expect(pool.gpusPerNode).toBe(4);
  expect(terraform().resource.aws_eks_node_group.next.instance_types).toEqual(['p9.48xlarge']);
});

test('no path of the machine gets into the output, and the state is local and relative', () => {
  const { stack, terraform } = eks();
  stack.gpuPool('h100', { machine: 'p5.48xlarge' });
  const json = terraform();
  expect(json.terraform.backend.local.path).toBe('terraform.eu.tfstate');
  expect(JSON.stringify(json)).not.toMatch(/\/(home|root|tmp|work|Users)\//);
});

test('a misspelled machine is refused with the nearest one', () => {
  expect(() => eks().stack.gpuPool('h100', { machine: 'p5.48xlrge' as never })).toThrow(
    "eu/h100: machine 'p5.48xlrge' is no EC2 type with accelerators that we know, did you mean 'p5.48xlarge'?",
  );
});
