import type { Construct } from 'constructs';
import { foreignObject } from '../../constructs/gpu';
import { fail } from '../../core/errors';

type Expression =
  | { readonly op: 'In' | 'NotIn' | 'InRegexp'; readonly value: readonly string[] }
  | { readonly op: 'Exists' | 'DoesNotExist' }
  | { readonly op: 'Gt' | 'Lt'; readonly value: readonly [string] };

export interface FeatureRuleProps {
  /** Labels that matching nodes get. */
  readonly labels: Readonly<Record<string, string>>;
  /** PCI devices by vendor, device or class: `{ vendor: '10de', device: ['2330'] }`; NVIDIA is 10de, Mellanox 15b3, AMD 1002. */
  readonly pci?: { readonly vendor: string; readonly device?: readonly string[]; readonly class?: readonly string[] };
  /** Any other features, by `domain.feature`: `{ 'cpu.model': { family: { op: 'In', value: ['25'] } } }`. */
  readonly match?: Readonly<Record<string, Readonly<Record<string, Expression>>>>;
  /** Taints that matching nodes get. */
  readonly taints?: readonly {
    readonly key: string;
    readonly value?: string;
    readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  }[];
}

/** Source: github kubernetes-sigs/node-feature-discovery api/nfd/v1alpha1/types.go */
export function featureRule(scope: Construct, id: string, props: FeatureRuleProps): void {
  const { labels, pci, match = {}, taints } = props;
  if (pci === undefined && Object.keys(match).length === 0) {
    fail(scope, 'matches every node: give pci or match', id);
  }
  const pciExpressions = pci && {
    vendor: { op: 'In', value: [pci.vendor] },
    ...(pci.device && { device: { op: 'In', value: [...pci.device] } }),
    ...(pci.class && { class: { op: 'In', value: [...pci.class] } }),
  };
  const matchFeatures = [
    ...(pciExpressions === undefined ? [] : [{ feature: 'pci.device', matchExpressions: pciExpressions }]),
    ...Object.entries(match).map(([feature, matchExpressions]) => ({ feature, matchExpressions })),
  ];
  const rule = { name: id, labels: { ...labels }, ...(taints && { taints: [...taints] }), matchFeatures };
  foreignObject(
    scope,
    id,
    {
      apiVersion: 'nfd.k8s-sigs.io/v1alpha1',
      kind: 'NodeFeatureRule',
      metadata: { name: id },
      spec: { rules: [rule] },
    },
    'Node Feature Discovery',
  );
}
