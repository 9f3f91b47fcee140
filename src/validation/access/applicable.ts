import { isRecord } from '../../core/values';
import type { AccessDocument, PolicyManifest } from './document';

export type Action = 'ALLOW' | 'DENY' | 'AUDIT' | 'CUSTOM';

/** A policy that reaches the workload. */
export interface ApplicablePolicy {
  readonly namespace: string;
  readonly name: string;
  readonly action: Action;
  /** Watched only: the annotation `istio.io/dry-run`. */
  readonly dryRun: boolean;
  readonly provider: string;
  readonly rules: readonly unknown[];
}

const GATEWAY_LABEL = 'gateway.networking.k8s.io/gateway-name';
const GATEWAY_GROUP = 'gateway.networking.k8s.io';
const TRUE = ['1', 't', 'T', 'TRUE', 'true', 'True'];

/** Policies of the root namespace and of the workload's own that select it. Upstream: istio pilot/pkg/model/policyattachment.go. */
export function applicablePolicies(document: AccessDocument): readonly ApplicablePolicy[] {
  const { workload, rootNamespace = 'istio-system' } = document;
  return document.policies.flatMap((manifest) => {
    const { metadata, kind = 'AuthorizationPolicy' } = manifest;
    const namespace = metadata?.namespace ?? 'default';
    if (kind !== 'AuthorizationPolicy' || (namespace !== rootNamespace && namespace !== workload.namespace)) return [];
    const spec = isRecord(manifest.spec) ? manifest.spec : {};
    if (!reaches(spec, namespace, document)) return [];
    const action = spec.action ?? 'ALLOW';
    if (!isAction(action)) return [];
    return [
      {
        namespace,
        name: metadata?.name ?? '',
        action,
        dryRun: TRUE.includes(annotation(manifest, 'istio.io/dry-run')),
        provider: isRecord(spec.provider) && typeof spec.provider.name === 'string' ? spec.provider.name : '',
        rules: Array.isArray(spec.rules) ? spec.rules : [],
      },
    ];
  });
}

function isAction(value: unknown): value is Action {
  return value === 'ALLOW' || value === 'DENY' || value === 'AUDIT' || value === 'CUSTOM';
}

function annotation(manifest: PolicyManifest, name: string): string {
  return String(manifest.metadata?.annotations?.[name] ?? '');
}

/** A policy with targetRefs reaches only gateways of the Gateway API that it names; all else goes by labels. */
function reaches(spec: Record<string, unknown>, namespace: string, { workload }: AccessDocument): boolean {
  const many = Array.isArray(spec.targetRefs) ? spec.targetRefs : [];
  const targets = many.length > 0 ? many : isRecord(spec.targetRef) ? [spec.targetRef] : [];
  if (targets.length === 0) return selects(spec.selector, workload.labels ?? {});
  const gateway = workload.labels?.[GATEWAY_LABEL];
  if (gateway === undefined || namespace !== workload.namespace) return false;
  return targets.some(
    (target) =>
      isRecord(target) &&
      target.kind === 'Gateway' &&
      target.group === GATEWAY_GROUP &&
      target.name === gateway &&
      (!target.namespace || target.namespace === workload.namespace),
  );
}

function selects(selector: unknown, labels: Readonly<Record<string, string>>): boolean {
  const wanted = isRecord(selector) && isRecord(selector.matchLabels) ? selector.matchLabels : {};
  return Object.entries(wanted).every(([name, value]) => Object.hasOwn(labels, name) && labels[name] === value);
}
