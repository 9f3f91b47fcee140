import type { PoolShape, PoolTaint } from '../../constructs/gpu';
import { sharingLabels } from '../../constructs/gpu';
import { defined } from '../../core/values';
import { acceleratorTaint, isNvidia, type NamedMachine, placementOn } from '../cloud/machine';
import type { EksPoolProps } from './pool-props';

/** Source: docs.aws.amazon.com/eks/latest/userguide/node-efa.html; pods have no huge pages unless they ask for them. */
const EFA_ENV = { FI_PROVIDER: 'efa', FI_EFA_USE_HUGE_PAGE: '0' };

/** A pool on EKS as its pods see it, whoever makes its nodes. */
export function eksPoolShape(
  id: string,
  machine: NamedMachine,
  props: Pick<
    EksPoolProps<never>,
    'nodes' | 'zones' | 'maxPods' | 'spot' | 'timeSlicing' | 'sharing' | 'mig' | 'taints' | 'labels' | 'efa'
  >,
  nodeSelector: Readonly<Record<string, string>>,
): PoolShape {
  const taints: PoolTaint[] = [acceleratorTaint(machine.resource), ...(props.taints ?? [])];
  const shape = defined<PoolShape>({
    ...machine,
    name: id,
    machineType: machine.name,
    cloud: 'eks',
    nodes: props.nodes,
    zones: props.zones,
    maxPods: props.maxPods ?? machine.maxPods,
    spot: props.spot,
    timeSlicing: props.timeSlicing,
    sharing: props.sharing,
    mig: props.mig && { strategy: 'mixed', perGpu: props.mig },
    taints,
    fabric:
      props.efa && machine.efa !== undefined
        ? { resources: { 'vpc.amazonaws.com/efa': machine.efa }, env: EFA_ENV }
        : undefined,
    placement: placementOn(nodeSelector, taints),
  });
  const presence: Record<string, string> = isNvidia(machine) ? { 'nvidia.com/gpu.present': 'true' } : {};
  return { ...shape, labels: { ...props.labels, ...presence, ...sharingLabels(shape) } };
}
