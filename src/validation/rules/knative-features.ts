import type { Fields, Knative } from './knative-rules';
import { annotation, at, given, record } from './read';
import { ruleSet, type Subject } from './rule';

/** Fields of a pod behind flags of config-features, all of which are off by default. */
export const FLAGS: Record<string, string> = {
  affinity: 'podspec-affinity',
  topologySpreadConstraints: 'podspec-topologyspreadconstraints',
  hostAliases: 'podspec-hostaliases',
  nodeSelector: 'podspec-nodeselector',
  runtimeClassName: 'podspec-runtimeclassname',
  tolerations: 'podspec-tolerations',
  securityContext: 'podspec-securitycontext',
  shareProcessNamespace: 'podspec-shareprocessnamespace',
  priorityClassName: 'podspec-priorityclassname',
  schedulerName: 'podspec-schedulername',
  initContainers: 'podspec-init-containers',
  dnsPolicy: 'podspec-dnspolicy',
  dnsConfig: 'podspec-dnsconfig',
  hostIPC: 'podspec-hostipc',
  hostPID: 'podspec-hostpid',
  hostNetwork: 'podspec-hostnetwork',
};
export const VOLUME_FLAGS: Record<string, string> = {
  persistentVolumeClaim: 'podspec-persistent-volume-claim',
  hostPath: 'podspec-volumes-hostpath',
  csi: 'podspec-volumes-csi',
  image: 'podspec-volumes-image',
};

/** Whether a feature is on, as config-features of the set says, or as the releases ship it. */
export function featureEnabled(find: Subject['find'], flag: string): boolean {
  const data = record(find('ConfigMap', 'knative-serving', 'config-features')?.data);
  const value = data[`kubernetes.${flag}`] ?? data[flag];
  return typeof value === 'string' ? value.toLowerCase() !== 'disabled' : flag === 'podspec-volumes-emptydir';
}

export function unset(value: unknown): boolean {
  return (
    !given(value) ||
    value === false ||
    value === '' ||
    value === 0 ||
    (Array.isArray(value) && value.length === 0) ||
    (typeof value === 'object' && !Array.isArray(value) && Object.keys(record(value)).length === 0)
  );
}

/** Each field that is set, where a flag forbids all of them. */
export function checkFlagged({ report, find }: Knative, flag: string, path: string, fields: Fields): void {
  if (featureEnabled(find, flag)) return;
  const name = flag.startsWith('podspec-') ? `kubernetes.${flag}` : flag;
  for (const [field, value] of Object.entries(fields)) {
    if (given(value) && value !== 0) {
      report(
        'knative/feature-flag',
        `${path}.${field}`,
        `needs '${name}: enabled' in ConfigMap config-features of knative-serving`,
      );
    }
  }
}

/** Placement that KServe hands on to Knative, which refuses it while its flags are off. */
export const knativeInference = ruleSet({
  sources: [
    'https://github.com/knative/serving/blob/knative-v1.21.1/pkg/apis/serving/fieldmask.go',
    'https://github.com/kserve/kserve/issues/1425',
  ],
  kinds: ['serving.kserve.io/v1beta1/InferenceService'],
  rules: {
    'kserve/knative-feature-flag': 'Placement of a model served by Knative needs the feature flags of config-features.',
  },
  check: ({ object, find, report }) => {
    const mode = annotation(object, 'serving.kserve.io/deploymentMode') ?? 'Serverless';
    if (mode !== 'Serverless' && mode !== 'Knative') return;
    for (const component of ['predictor', 'transformer', 'explainer']) {
      const spec = record(at(object, 'spec', component));
      for (const [field, flag] of Object.entries(FLAGS)) {
        if (unset(spec[field]) || featureEnabled(find, flag)) continue;
        report(
          'kserve/knative-feature-flag',
          `spec.${component}.${field}`,
          `needs 'kubernetes.${flag}: enabled' in ConfigMap config-features of knative-serving`,
          'warning',
        );
      }
    }
  },
});
