import type { Problem } from '../finding';
import { coreAccess, coreData, coreNetwork } from './core-objects';
import { coreWorkloads, customPods } from './core-workloads';
import { istioDestinationRule, istioGateway } from './istio-gateway';
import { istioServiceEntry, istioVirtualService } from './istio-routes';
import { istioAuthorization, istioPeerAuthentication, istioRequestAuthentication } from './istio-security';
import { jobset } from './jobset';
import { katib } from './katib';
import { katibAlgorithms } from './katib-algorithms';
import { knative, knativeInference } from './knative';
import { kserve } from './kserve';
import { kserveGraph, kserveTrainedModel } from './kserve-graph';
import { kserveLlm, kserveLlmConfig } from './kserve-llm';
import { kserveRuntime } from './kserve-runtime';
import { kubeflow, leaderWorkerSet } from './kubeflow';
import { kueueFlavor, kueueJobs, kueueQuotas, kueueWorkload } from './kueue';
import type { RuleSet, Subject } from './rule';
import { kserveModelFormat } from './serving-runtimes';
import { trainerRuntimes, trainJob } from './trainer';
import { trainingV1 } from './training-v1';

const sets: readonly RuleSet[] = [
  katib,
  katibAlgorithms,
  kserve,
  kserveGraph,
  kserveTrainedModel,
  kserveRuntime,
  kserveLlm,
  kserveLlmConfig,
  trainingV1,
  trainerRuntimes,
  trainJob,
  jobset,
  kueueQuotas,
  kueueFlavor,
  kueueWorkload,
  kueueJobs,
  knative,
  knativeInference,
  istioGateway,
  istioDestinationRule,
  istioVirtualService,
  istioServiceEntry,
  istioAuthorization,
  istioRequestAuthentication,
  istioPeerAuthentication,
  kubeflow,
  leaderWorkerSet,
  kserveModelFormat,
  coreWorkloads,
  customPods,
  coreData,
  coreNetwork,
  coreAccess,
];

export interface RuleDescription {
  readonly id: string;
  readonly demands: string;
  readonly sources: readonly string[];
  readonly kinds: readonly string[];
}

/** Every restated rule, with the upstream files it comes from. */
export function ruleCatalog(): RuleDescription[] {
  const all = new Map<string, RuleDescription>();
  for (const { rules, sources, kinds } of sets) {
    for (const [id, demands] of Object.entries(rules)) {
      const known = all.get(id);
      all.set(id, {
        id,
        demands: known?.demands ?? demands,
        sources: [...new Set([...(known?.sources ?? []), ...sources])],
        kinds: [...new Set([...(known?.kinds ?? []), ...kinds])],
      });
    }
  }
  return [...all.values()];
}

type Check = (subject: Subject) => void;

/** What a rule reports with. */
export function ruleReporter(report: (problem: Problem) => void): Subject['report'] {
  return (rule, path, message, severity = 'error') => report({ rule, severity, path, message });
}

const byKind = new Map<string, Check[]>();
for (const { kinds, check } of sets) {
  for (const kind of kinds) {
    const checks = byKind.get(kind);
    if (checks === undefined) byKind.set(kind, [check]);
    else checks.push(check);
  }
}

const NONE: readonly Check[] = [];

/** What a kind is held to beyond its schema. */
export function rulesFor(kind: string): readonly Check[] {
  return byKind.get(kind) ?? NONE;
}
