import { addSynthCheck, type ManifestApp } from '../../core/app';
import { existingIn } from '../../core/declared';
import { at } from '../../core/errors';
import { type KubeflowComponent, type KubeflowRelease, type PlatformFacts, platformOf } from '../../core/release';
import type { SynthesizedObject } from '../../core/synth';
import { isRecord } from '../../core/values';

/** Kinds that a component alone serves, by API group; of a group that several share, by kind. */
const GROUPS: Readonly<Record<string, KubeflowComponent>> = {
  'trainer.kubeflow.org': 'trainer',
  'jobset.x-k8s.io': 'trainer',
  'serving.kserve.io': 'serving',
  'pipelines.kubeflow.org': 'pipelines',
  'sparkoperator.k8s.io': 'spark',
  'kueue.x-k8s.io': 'kueue',
};
const KINDS: Readonly<Record<string, KubeflowComponent>> = {
  PyTorchJob: 'training-operator',
  TFJob: 'training-operator',
  MPIJob: 'training-operator',
  XGBoostJob: 'training-operator',
  PaddleJob: 'training-operator',
  JAXJob: 'training-operator',
  MXJob: 'training-operator',
  Experiment: 'katib',
  Suggestion: 'katib',
  Trial: 'katib',
  Notebook: 'notebooks',
  ScheduledWorkflow: 'pipelines',
};
const QUEUE = 'kueue.x-k8s.io/queue-name';

/** What of a platform an object cannot do without. */
function needed({ manifest }: SynthesizedObject): readonly (readonly [KubeflowComponent, string])[] {
  const { apiVersion, kind, metadata } = manifest;
  const group = typeof apiVersion === 'string' ? apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/'))) : '';
  const component = group === 'kubeflow.org' ? KINDS[String(kind)] : GROUPS[group];
  const labels = isRecord(metadata) && isRecord(metadata.labels) ? metadata.labels : {};
  return [
    ...(component === undefined ? [] : [[component, `${String(kind)} is served`] as const]),
    ...(labels[QUEUE] === undefined || component === 'kueue'
      ? []
      : [['kueue', `queue '${String(labels[QUEUE])}' is kept`] as const]),
  ];
}

/** `training` is the one of both APIs that the release installs by default. */
function has(
  component: KubeflowComponent,
  components: readonly KubeflowComponent[],
  release: KubeflowRelease,
): boolean {
  const usual = release === '1.10' ? 'training-operator' : 'trainer';
  return components.includes(component) || (component === usual && components.includes('training'));
}

/** No release installs Kueue: it is there too where the program says that its queues exist. */
function declaresQueues(app: ManifestApp): boolean {
  return existingIn(app).some(({ kind }) => kind === 'LocalQueue' || kind === 'ClusterQueue');
}

/**
 * Where a program says what its platform installs, nothing else is there; where it says nothing, what the release leaves out
 * by default is worth a word.
 */
addSynthCheck((objects, app) => {
  const problems: string[] = [];
  const warnings: string[] = [];
  let kueue: boolean | undefined;
  const isThere = (component: KubeflowComponent, { components, complete, release }: PlatformFacts) => {
    if (has(component, components, release)) return true;
    if (component !== 'kueue') return false;
    if (complete !== true) return true;
    kueue ??= declaresQueues(app);
    return kueue;
  };
  for (const object of objects) {
    const wanted = needed(object);
    if (wanted.length === 0) continue;
    const platform = platformOf(object.construct);
    if (object.manifest.kind === 'MXJob') {
      warnings.push(
        at(
          object.path,
          'MXJob ended with training-operator 1.8, which no release from Kubeflow 1.10 on installs: keep it for a cluster that still runs that operator',
        ),
      );
      continue;
    }
    for (const [component, what] of wanted) {
      // A kind that the release does not have at all is its schemas' to say.
      if (isThere(component, platform) || (component === 'trainer' && platform.release === '1.10')) continue;
      const installed = platform.components.join(', ') || 'none';
      if (platform.complete === true)
        problems.push(
          at(
            object.path,
            `${what} by the component '${component}', which the platform does not install (${installed}): add '${component}' to its components`,
          ),
        );
      else
        warnings.push(
          at(
            object.path,
            `${what} by the component '${component}', which Kubeflow ${platform.release} leaves out by default: add '${component}' to the platform's components`,
          ),
        );
    }
  }
  return { problems, warnings };
});
