import {
  LaunchTemplate,
  type LaunchTemplateConfig,
  type LaunchTemplateNetworkInterfaces,
} from '@cdktf/provider-aws/lib/launch-template';
import { defined } from '../../core/values';
import type { NamedMachine } from '../cloud/machine';
import type { EksPoolProps } from './pool-props';
import type { AwsStack } from './stack';

type Props = EksPoolProps<never>;

/** Disk, network, placement and capacity of a node group's machines. */
export function launchTemplate(stack: AwsStack, id: string, machine: NamedMachine, props: Props): LaunchTemplate {
  const efa = props.efa ? (machine.efa ?? 0) : 0;
  const group = props.placementGroup ?? efa > 0;
  const securityGroups = [stack.cluster.securityGroupId, ...(props.securityGroupIds ?? [])];
  const name = `${stack.clusterName}-${id}`;
  return new LaunchTemplate(
    stack,
    `${id}-template`,
    defined<LaunchTemplateConfig>({
      namePrefix: `${name}-`,
      updateDefaultVersion: true,
      imageId: props.imageId,
      instanceType: props.reservation !== undefined && 'block' in props.reservation ? machine.name : undefined,
      blockDeviceMappings: [
        {
          deviceName: '/dev/xvda',
          ebs: defined({
            volumeType: 'gp3',
            volumeSize: props.diskGi ?? 200,
            throughput: props.diskThroughput,
            encrypted: 'true',
            kmsKeyId: props.kmsKeyArn,
            deleteOnTermination: 'true',
          }),
        },
      ],
      // Two hops, so that what runs in a pod's network reaches the agents; pods have roles of their own.
      metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 2 },
      ...(efa > 0
        ? { networkInterfaces: interfaces(efa, props.efa === 'efa-only', [...securityGroups, efaGroup(stack)]) }
        : { vpcSecurityGroupIds: securityGroups }),
      placement: group === false ? undefined : { groupName: group === true ? placementGroup(stack, id, name) : group },
      ...capacity(props),
      userData: userData(machine, props),
      tagSpecifications: ['instance', 'volume'].map((resourceType) => ({
        resourceType,
        tags: { ...props.tags, Name: name },
      })),
    }),
  );
}

/** One adapter on each network card; the first has the node's address. */
function interfaces(count: number, only: boolean, securityGroups: string[]): LaunchTemplateNetworkInterfaces[] {
  return Array.from({ length: count }, (_, card) => ({
    networkCardIndex: card,
    deviceIndex: card === 0 ? 0 : 1,
    interfaceType: only && card > 0 ? 'efa-only' : 'efa',
    deleteOnTermination: 'true',
    securityGroups,
  }));
}

/** EFA's traffic does not pass a security group that does not allow itself in both directions. */
function efaGroup(stack: AwsStack): string {
  const { SecurityGroup } =
    require('@cdktf/provider-aws/lib/security-group') as typeof import('@cdktf/provider-aws/lib/security-group');
  const made = stack.node.tryFindChild('efa') as InstanceType<typeof SecurityGroup> | undefined;
  const itself = [{ fromPort: 0, toPort: 0, protocol: '-1', selfAttribute: true }];
  return (
    made ??
    new SecurityGroup(stack, 'efa', {
      namePrefix: `${stack.clusterName}-efa-`,
      description: 'EFA between the nodes',
      vpcId: stack.cluster.vpcId,
      ingress: itself,
      egress: itself,
    })
  ).id;
}

function placementGroup(stack: AwsStack, id: string, name: string): string {
  const { PlacementGroup } =
    require('@cdktf/provider-aws/lib/placement-group') as typeof import('@cdktf/provider-aws/lib/placement-group');
  return new PlacementGroup(stack, `${id}-placement`, { name, strategy: 'cluster' }).name;
}

function capacity({ reservation }: Props): Partial<LaunchTemplateConfig> {
  if (reservation === undefined) return {};
  if ('group' in reservation) {
    const capacityReservationTarget = { capacityReservationResourceGroupArn: reservation.group };
    return { capacityReservationSpecification: { capacityReservationTarget } };
  }
  const capacityReservationId = 'block' in reservation ? reservation.block : reservation.id;
  return {
    capacityReservationSpecification: { capacityReservationTarget: { capacityReservationId } },
    ...('block' in reservation && { instanceMarketOptions: { marketType: 'capacity-block' } }),
  };
}

/** Settings of the node's agent, in the MIME form that EKS merges with its own. */
function userData(machine: NamedMachine, { maxPods, localDisks, imageId, efa }: Props): string | undefined {
  const striped = localDisks ?? (efa !== undefined && efa !== false && (machine.efa ?? 0) > 1);
  if (imageId !== undefined || (maxPods === undefined && !striped)) return undefined;
  const config = [
    'apiVersion: node.eks.aws/v1alpha1',
    'kind: NodeConfig',
    'spec:',
    ...(striped ? ['  instance:', '    localStorage:', '      strategy: RAID0'] : []),
    ...(maxPods === undefined ? [] : ['  kubelet:', '    config:', `      maxPods: ${maxPods}`]),
  ];
  const mime = [
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="//"',
    '',
    '--//',
    'Content-Type: application/node.eks.aws',
    '',
    ...config,
    '',
    '--//--',
    '',
  ];
  return Buffer.from(mime.join('\n')).toString('base64');
}
