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
  // Reserved machines stand where they stand: a group of one's own would only leave some of them out.
  const group = props.placementGroup ?? (efa > 0 && props.reservation === undefined);
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
          deviceName: isBottlerocket(props) ? '/dev/xvdb' : '/dev/xvda',
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
        ? {
            networkInterfaces: interfaces(machine.name, efa, props.efa === 'efa-only', [
              ...securityGroups,
              efaGroupId(stack),
            ]),
          }
        : { vpcSecurityGroupIds: securityGroups }),
      placement: group === false ? undefined : { groupName: group === true ? placementGroup(stack, id) : group },
      ...capacity(props),
      userData: userData(machine, props),
      tagSpecifications: ['instance', 'volume'].map((resourceType) => ({
        resourceType,
        tags: { ...props.tags, Name: name },
      })),
    }),
  );
}

/** Types with one network card more than adapters: their first has none. */
const FIRST_CARD_WITHOUT = /^p6-b300\./;

/**
 * An adapter on each network card; the first card has the node's address. Adapters without an address are its second device,
 * and the only one of other cards. Source: docs.aws.amazon.com/AWSEC2/latest/UserGuide/efa-acc-inst-types.html
 */
function interfaces(
  type: string,
  count: number,
  only: boolean,
  securityGroups: string[],
): LaunchTemplateNetworkInterfaces[] {
  const card = (networkCardIndex: number, deviceIndex: number, interfaceType: 'interface' | 'efa' | 'efa-only') => ({
    networkCardIndex,
    deviceIndex,
    interfaceType,
    deleteOnTermination: 'true',
    securityGroups,
  });
  const isApart = FIRST_CARD_WITHOUT.test(type);
  const cards = Array.from({ length: count }, (_, i) => (isApart ? i + 1 : i));
  if (only) return [card(0, 0, 'interface'), ...cards.map((index) => card(index, index === 0 ? 1 : 0, 'efa-only'))];
  const adapters = cards.map((index) => card(index, index === 0 ? 0 : 1, 'efa'));
  return isApart ? [card(0, 0, 'interface'), ...adapters] : adapters;
}

function efaGroupId(stack: AwsStack): string {
  return (require('./efa-group') as typeof import('./efa-group')).efaGroup(stack).id;
}

function placementGroup(stack: AwsStack, id: string): string {
  return (require('./placement-group') as typeof import('./placement-group')).placementGroup(stack, id).reference;
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

function isBottlerocket({ amiType }: Props): boolean {
  return amiType?.startsWith('BOTTLEROCKET') ?? false;
}

/** Settings of the node's agent, which EKS merges with its own. */
function userData(machine: NamedMachine, props: Props): string | undefined {
  const { maxPods, localDisks, imageId } = props;
  const striped = localDisks ?? (machine.efa ?? 0) > 1;
  if (imageId !== undefined || (maxPods === undefined && !striped)) return undefined;
  const lines = isBottlerocket(props) ? bottlerocket(maxPods, striped) : nodeadm(maxPods, striped);
  return Buffer.from(lines.join('\n')).toString('base64');
}

/** Source: bottlerocket.dev, concepts/bootstrap-commands and settings/kubernetes */
function bottlerocket(maxPods: number | undefined, striped: boolean): string[] {
  const dirs = ['/var/lib/containerd', '/var/lib/kubelet', '/var/log/pods'];
  const commands = [
    ['apiclient', 'ephemeral-storage', 'init'],
    ['apiclient', 'ephemeral-storage', 'bind', '--dirs', ...dirs],
  ];
  return [
    ...(maxPods === undefined ? [] : ['[settings.kubernetes]', `max-pods = ${maxPods}`]),
    ...(striped
      ? [
          '[settings.bootstrap-commands.ephemeral-storage]',
          `commands = ${JSON.stringify(commands)}`,
          'essential = true',
          'mode = "always"',
        ]
      : []),
    '',
  ];
}

/** In the MIME form. Source: github awslabs/amazon-eks-ami nodeadm/doc/api.md */
function nodeadm(maxPods: number | undefined, striped: boolean): string[] {
  return [
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="//"',
    '',
    '--//',
    'Content-Type: application/node.eks.aws',
    '',
    'apiVersion: node.eks.aws/v1alpha1',
    'kind: NodeConfig',
    'spec:',
    ...(striped ? ['  instance:', '    localStorage:', '      strategy: RAID0'] : []),
    ...(maxPods === undefined ? [] : ['  kubelet:', '    config:', `      maxPods: ${maxPods}`]),
    '',
    '--//--',
    '',
  ];
}
