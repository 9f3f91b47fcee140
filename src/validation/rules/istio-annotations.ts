import { ISTIO_VALIDATION, istioKinds } from './istio-values';
import { annotation } from './read';
import { ruleSet } from './rule';

/** A policy with it tells what it would refuse. */
export const DRY_RUN = 'istio.io/dry-run';
const OWN = [
  'internal.istio.io/webhook-always-reject',
  'internal.istio.io/parents',
  'internal.istio.io/parent-namespace',
];

const NETWORKING = [
  'DestinationRule',
  'EnvoyFilter',
  'Gateway',
  'ProxyConfig',
  'ServiceEntry',
  'Sidecar',
  'VirtualService',
  'WorkloadEntry',
  'WorkloadGroup',
];

/** What Istio's webhook demands of the annotations of all its kinds. */
export const istioAnnotations = ruleSet({
  sources: [ISTIO_VALIDATION],
  kinds: [
    ...NETWORKING.flatMap((kind) => istioKinds(kind)),
    ...['AuthorizationPolicy', 'PeerAuthentication', 'RequestAuthentication'].flatMap((kind) =>
      istioKinds(kind, 'security.istio.io', ['v1', 'v1beta1']),
    ),
    ...istioKinds('Telemetry', 'telemetry.istio.io', ['v1', 'v1alpha1']),
    ...istioKinds('WasmPlugin', 'extensions.istio.io', ['v1alpha1']),
  ],
  rules: {
    'istio/dry-run': 'Only authorization policies are tried without effect.',
    'istio/internal-annotation': 'Annotations by which Istio knows its own objects are left out.',
  },
  check: ({ object, release, report }) => {
    if (object.kind !== 'AuthorizationPolicy' && annotation(object, DRY_RUN) !== undefined)
      report('istio/dry-run', `metadata.annotations.${DRY_RUN}`, 'is for AuthorizationPolicies only');
    for (const key of release === '1.10' ? OWN.slice(0, 1) : OWN)
      if (annotation(object, key) !== undefined)
        report('istio/internal-annotation', `metadata.annotations.${key}`, 'may not be set by anybody but Istio');
  },
});
