import { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group';
import { Fn, Op, type TerraformResourceLifecycle } from 'cdktf';
import { GpuPool, type PoolShape } from '../../constructs/gpu';
import { Problems } from '../../core/errors';
import { defined, definedOrNone } from '../../core/values';
import { acceleratorTaint, isNvidia, type NamedMachine } from '../cloud/machine';
import { checkName } from '../cloud/names';
import { alternativeProblems } from './alternatives';
import { autoscalerTags } from './autoscaler-tags';
import { launchTemplate } from './launch-template';
import { nodeRole } from './node-role';
import type { EksPoolProps } from './pool-props';
import { eksPoolShape } from './pool-shape';
import type { AwsStack } from './stack';

type Props = EksPoolProps<never>;

const taintEffects = {
  NoSchedule: 'NO_SCHEDULE',
  PreferNoSchedule: 'PREFER_NO_SCHEDULE',
  NoExecute: 'NO_EXECUTE',
} as const;

/** Writes the node group with its launch template, and returns it as its pods see it. */
export function nodeGroup(stack: AwsStack, id: string, machine: NamedMachine, props: Props): PoolShape {
  checkName(stack, id, /^[A-Za-z0-9][A-Za-z0-9_-]*$/, 63, "letters, digits, '-' and '_'");
  check(stack, id, machine, props);
  const shape = eksPoolShape(id, machine, props, { 'eks.amazonaws.com/nodegroup': id });
  const { min, max } = new GpuPool(shape).nodes;
  const template = launchTemplate(stack, id, machine, props);
  const isBlock = props.reservation !== undefined && 'block' in props.reservation;
  const role = nodeRole(stack);
  const group = new EksNodeGroup(
    stack,
    id,
    defined({
      clusterName: stack.cluster.name,
      nodeGroupName: id,
      nodeRoleArn: role.arn,
      subnetIds: props.subnetIds ? [...props.subnetIds] : stack.cluster.subnetIds(props.zones),
      // EKS refuses one beside an image of one's own.
      amiType: props.imageId === undefined ? (props.amiType ?? amiType(machine)) : undefined,
      capacityType: isBlock ? 'CAPACITY_BLOCK' : props.spot ? 'SPOT' : 'ON_DEMAND',
      // A Capacity Block is bound to the type of its launch template.
      instanceTypes: isBlock ? undefined : [machine.name, ...(props.alternatives ?? [])],
      launchTemplate: { id: template.id, version: `\${${template.fqn}.latest_version}` },
      labels: definedOrNone({ ...shape.labels }),
      taint: (shape.taints ?? []).map(({ key, value, effect }) =>
        defined({ key, value, effect: taintEffects[effect] }),
      ),
      scalingConfig: { minSize: min, maxSize: max, desiredSize: min },
      updateConfig: { maxUnavailable: 1 },
      nodeRepairConfig: (props.autoRepair ?? true) ? { enabled: true } : undefined,
      tags: props.tags && { ...props.tags },
      lifecycle: lifecycle(stack, props),
      dependsOn: [...stack.cluster.beforeNodes, ...role.policies],
    }),
  );
  if (props.autoscalerTags ?? min !== max) autoscalerTags(stack, id, group, shape, props.diskGi ?? 200);
  return shape;
}

/** What the nodes must share a zone for, if anything. */
function oneZone({ efa, placementGroup, reservation }: Props): string | undefined {
  if (efa) return 'efa: adapters talk within one zone';
  if (placementGroup) return 'placementGroup is in one zone';
  return reservation === undefined || 'group' in reservation ? undefined : 'reservation is of one zone';
}

/** Where only Terraform finds out the cluster's subnets, it is Terraform that refuses several. */
function lifecycle(stack: AwsStack, props: Props): TerraformResourceLifecycle {
  const ignoreChanges = ['scaling_config[0].desired_size'];
  const { zones, subnetIds } = props;
  const reason = oneZone(props);
  if (reason === undefined || zones !== undefined || subnetIds !== undefined || stack.cluster.subnets !== undefined) {
    return { ignoreChanges };
  }
  const condition = Op.eq(Fn.lengthOf(stack.cluster.subnetIds()), 1);
  const errorMessage = `${reason}, the cluster has several subnets: name a zone in zones, or a subnet in subnetIds.`;
  return { ignoreChanges, precondition: [{ condition, errorMessage }] };
}

/** Source: eks API, NodegroupAmiType. */
function amiType(machine: NamedMachine): string {
  if (machine.resource?.startsWith('aws.amazon.com/')) return 'AL2023_x86_64_NEURON';
  if (!isNvidia(machine)) return machine.arch === 'arm64' ? 'AL2023_ARM_64_STANDARD' : 'AL2023_x86_64_STANDARD';
  return machine.arch === 'arm64' ? 'AL2023_ARM_64_NVIDIA' : 'AL2023_x86_64_NVIDIA';
}

/** What AWS refuses, said before it is asked. */
function check(stack: AwsStack, id: string, machine: NamedMachine, props: Props): void {
  const problems = new Problems(stack, id);
  if (props.spot && props.reservation !== undefined) {
    problems.add('spot and reservation are different ways to get nodes: choose one');
  }
  if (props.efa && machine.efa === undefined) {
    problems.add(`efa: ${machine.name} has no adapters that we know of; say how many with machine(name, { efa })`);
  }
  const reason = oneZone(props);
  if (reason !== undefined && props.subnetIds === undefined) {
    const { zones, cluster } = { zones: props.zones ?? stack.cluster.zones, cluster: stack.cluster };
    const given = props.zones === undefined ? 'the network' : 'zones';
    if ((zones?.length ?? 1) > 1) problems.add(`${reason}, ${given} has ${zones!.join(', ')}: name one in zones`);
    else if (zones === undefined && (cluster.subnets ?? 1) > 1) {
      problems.add(`${reason}, the stack has ${cluster.subnets} subnets: name a zone in zones, or one in subnetIds`);
    }
  }
  if (props.reservation !== undefined && Object.keys(props.reservation).length !== 1) {
    problems.add('reservation is one of { id }, { group } and { block }');
  }
  if (props.sharing !== undefined && props.timeSlicing === undefined) {
    problems.add(`sharing '${props.sharing}' needs timeSlicing, the number of pods that share a GPU`);
  }
  for (const sentence of alternativeProblems(machine, props.alternatives)) problems.add(sentence);
  if (props.subnetIds !== undefined && props.zones !== undefined) {
    problems.add('subnetIds say the zones already: leave one of them out');
  }
  if (props.imageId !== undefined && props.amiType !== undefined) {
    problems.add('imageId is an image of your own, amiType one of EKS: choose one');
  }
  if (props.imageId !== undefined && (props.maxPods !== undefined || props.localDisks)) {
    problems.add('imageId is an image of your own, which sets maxPods and localDisks by itself: leave them out');
  }
  if (props.reservation !== undefined && 'block' in props.reservation && props.alternatives?.length) {
    problems.add('a Capacity Block has one machine type: leave out alternatives');
  }
  if (props.mig !== undefined && !isNvidia(machine)) problems.add(`mig is for NVIDIA GPUs, ${machine.name} has none`);
  const taint = acceleratorTaint(machine.resource);
  if (props.taints?.some(({ key }) => key === taint.key)) {
    problems.add(`taints has '${taint.key}', which every pool of such machines has anyway: leave it out`);
  }
  problems.throw();
}
