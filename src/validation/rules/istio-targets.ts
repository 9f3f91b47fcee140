import { checkSelection, type Tell } from './istio-values';
import { at, given, list, record, records, text } from './read';

type Fields = Record<string, unknown>;

const TARGETS = [
  'core/Service',
  '/Service',
  'networking.istio.io/ServiceEntry',
  'gateway.networking.k8s.io/Gateway',
  'gateway.networking.k8s.io/GatewayClass',
];

/** A policy is for workloads by labels, or for one of the kinds that policies attach to. */
export function checkTargets(spec: Fields, tell: Tell): void {
  const targets = list(spec.targetRefs).length > 0;
  if ([given(spec.selector), given(spec.targetRef), targets].filter(Boolean).length > 1)
    tell('spec', 'has selector and targets, only one is possible');
  checkSelection(at(spec, 'selector', 'matchLabels'), 'spec.selector.matchLabels', tell);
  const all: readonly (readonly [Fields, string])[] = [
    ...(given(spec.targetRef) ? ([[record(spec.targetRef), 'spec.targetRef']] as const) : []),
    ...records(spec.targetRefs).map((ref, i) => [ref, `spec.targetRefs[${i}]`] as const),
  ];
  for (const [ref, path] of all) {
    if (text(ref.name) === '') tell(`${path}.name`, 'is required');
    if (text(ref.namespace) !== '') tell(`${path}.namespace`, 'must be left out');
    if (!TARGETS.includes(`${text(ref.group)}/${text(ref.kind)}`))
      tell(
        `${path}.kind`,
        `'${text(ref.kind)}' of group '${text(ref.group)}' is none of Service, ServiceEntry, Gateway, GatewayClass`,
      );
  }
}
