import { addSynthCheck } from '../../core/app';
import { at } from '../../core/errors';
import { isRecord, shown } from '../../core/values';
import { v1Kinds } from './frameworks';
import type { CleanPodPolicy } from './specs';

const POLICIES: readonly CleanPodPolicy[] = ['None', 'Running', 'All'];
const kinds: ReadonlySet<unknown> = new Set(Object.values(v1Kinds));

/**
 * The operator takes any other word for All, and deletes the pods with their logs; its schema has no list of them.
 * Source: kubeflow/training-operator pkg/controller.v1/common/job.go.
 */
addSynthCheck((objects) => ({
  problems: objects.flatMap(({ manifest, path }) => {
    if (manifest.apiVersion !== 'kubeflow.org/v1' || !kinds.has(manifest.kind) || !isRecord(manifest.spec)) return [];
    const { runPolicy, cleanPodPolicy } = manifest.spec;
    const given = [
      ['spec.runPolicy.cleanPodPolicy', isRecord(runPolicy) ? runPolicy.cleanPodPolicy : undefined],
      ['spec.cleanPodPolicy', cleanPodPolicy],
    ] as const;
    return given
      .filter(([, policy]) => typeof policy === 'string' && !(POLICIES as readonly string[]).includes(policy))
      .map(([field, policy]) => at(path, `${field} ${shown(policy)} is none of ${POLICIES.join(', ')}`));
  }),
  warnings: [],
}));
