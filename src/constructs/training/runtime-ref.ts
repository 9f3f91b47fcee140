import type { KubeflowRelease } from '../../core/release';
import { defined, InvalidValue, isRecord } from '../../core/values';
import { ClusterTrainingRuntime, TrainingRuntime } from './kinds';
import type { RuntimeJob } from './props';
import { factsOfRuntime, type RuntimeFacts, runtimeFacts, shippedRuntimes, trainerOf } from './runtimes';
import type { TrainingRuntimeSpec, TrainJobSpec } from './specs';

interface Ref {
  readonly name: string;
  readonly ref: TrainJobSpec['runtimeRef'];
  readonly jobs: readonly string[];
  readonly facts?: RuntimeFacts;
}

export function runtimeRef({ runtime }: RuntimeJob, release: KubeflowRelease): Ref {
  if (runtime instanceof ClusterTrainingRuntime || runtime instanceof TrainingRuntime) {
    const facts = factsOfRuntime((runtime.toJson() as { spec: TrainingRuntimeSpec }).spec);
    const kind = runtime instanceof TrainingRuntime ? 'TrainingRuntime' : undefined;
    return { name: runtime.name, ref: defined({ kind, name: runtime.name }), jobs: facts.jobs, facts };
  }
  if (typeof runtime === 'string') {
    const facts = runtimeFacts(runtime);
    const trainer = trainerOf[release];
    if (facts !== undefined && trainer !== undefined && facts.since > trainer) {
      throw new InvalidValue(
        `runtime '${runtime}' comes with Trainer ${facts.since}, Kubeflow ${release} installs ${trainer} with ${shippedRuntimes(release).join(', ')}: define it as a ClusterTrainingRuntime and pass that, or choose one of these`,
      );
    }
    return { name: runtime, ref: { name: runtime }, jobs: ['node'], facts };
  }
  if (!isRecord(runtime) || typeof runtime.name !== 'string')
    throw new InvalidValue(`runtime ${JSON.stringify(runtime)} is neither a name nor a runtime`);
  const { name, kind, jobs = ['node'] } = runtime;
  return { name, ref: defined({ kind, name }), jobs, facts: runtimeFacts(name) };
}
