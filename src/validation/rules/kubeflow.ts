import { label, label1035 } from '../names';
import { checkSelector } from './kueue';
import { at, given, list, number, record, records, text } from './read';
import { ruleSet } from './rule';

/** What the controllers of Kubeflow's own kinds need of them. */
export const kubeflow = ruleSet({
  sources: [
    'https://github.com/kubeflow/kubeflow/blob/v1.10.0/components/notebook-controller/controllers/notebook_controller.go',
    'https://github.com/kubeflow/kubeflow/blob/v1.10.0/components/profile-controller/controllers/profile_controller.go',
    'https://github.com/kubeflow/kubeflow/blob/v1.10.0/components/admission-webhook/main.go',
    'https://github.com/kubeflow/kubeflow/blob/v1.10.0/components/pvcviewer-controller/api/v1alpha1/pvcviewer_webhook.go',
  ],
  kinds: [
    'kubeflow.org/v1/Notebook',
    'kubeflow.org/v1beta1/Notebook',
    'kubeflow.org/v1/Profile',
    'kubeflow.org/v1beta1/Profile',
    'kubeflow.org/v1alpha1/PodDefault',
    'kubeflow.org/v1alpha1/PVCViewer',
  ],
  rules: {
    'notebook/name': 'The name of a notebook is a host label: a service is called so.',
    'notebook/containers': 'A notebook has a container.',
    'profile/name': 'The name of a profile is a label: its namespace is called so.',
    'profile/owner': 'The owner of a profile is a subject that access can be given to.',
    'poddefault/selector': 'The selector of a pod default can be read: otherwise no pod of its namespace is admitted.',
    'pvcviewer/claim': 'A viewer names its claim, and its pod uses it.',
  },
  check: ({ object, report }) => {
    const name = text(at(object, 'metadata', 'name'));
    const spec = record(object.spec);
    switch (object.kind) {
      case 'Notebook': {
        const wrong = name === '' ? undefined : label1035(name);
        if (wrong !== undefined) report('notebook/name', 'metadata.name', wrong);
        if (list(at(spec, 'template', 'spec', 'containers')).length === 0)
          report('notebook/containers', 'spec.template.spec.containers', 'are required');
        break;
      }
      case 'Profile': {
        const wrong = name === '' ? undefined : label(name);
        if (wrong !== undefined) report('profile/name', 'metadata.name', wrong);
        const kind = text(record(spec.owner).kind);
        if (kind !== '' && !['User', 'Group', 'ServiceAccount'].includes(kind))
          report('profile/owner', 'spec.owner.kind', `'${kind}' is none of User, Group, ServiceAccount`);
        break;
      }
      case 'PodDefault':
        checkSelector(record(spec.selector), 'spec.selector', (path, message) =>
          report('poddefault/selector', path, message),
        );
        break;
      default: {
        const claim = text(spec.pvc);
        if (claim === '') report('pvcviewer/claim', 'spec.pvc', 'is required');
        const pod = record(spec.podSpec);
        const used = records(pod.volumes).some((volume) => record(volume.persistentVolumeClaim).claimName === claim);
        if (Object.keys(pod).length > 0 && claim !== '' && !used)
          report('pvcviewer/claim', 'spec.podSpec.volumes', `do not use the claim '${claim}'`);
      }
    }
  },
});

const MOST_PODS = 2 ** 31 - 1;

/** What the webhook of LeaderWorkerSet demands. */
export const leaderWorkerSet = ruleSet({
  sources: ['https://github.com/kubernetes-sigs/lws/blob/v0.7.0/pkg/webhooks/leaderworkerset_webhook.go'],
  kinds: ['leaderworkerset.x-k8s.io/v1/LeaderWorkerSet'],
  rules: {
    'lws/name': 'The name is a host label: a service is called so.',
    'lws/size': 'Replicas are not negative, a group has at least one pod, and together they are a 32 bit number.',
    'lws/rollout': 'A rollout may surge or leave pods away, by numbers or percentages up to 100.',
    'lws/subgroup': 'A group can be divided into its subgroups.',
  },
  check: ({ object, report }) => {
    const name = text(at(object, 'metadata', 'name'));
    const wrong = name === '' ? undefined : label1035(name);
    if (wrong !== undefined) report('lws/name', 'metadata.name', wrong);
    const spec = record(object.spec);
    const template = record(spec.leaderWorkerTemplate);
    const replicas = number(spec.replicas) ?? 1;
    const size = number(template.size) ?? 1;
    if (replicas < 0) report('lws/size', 'spec.replicas', `${replicas} is negative`);
    if (size < 1) report('lws/size', 'spec.leaderWorkerTemplate.size', `${size} must be at least 1`);
    if (replicas * size > MOST_PODS)
      report('lws/size', 'spec.replicas', `times size is ${replicas * size}, at most ${MOST_PODS} is possible`);
    const rolling = record(record(spec.rolloutStrategy).rollingUpdateConfiguration);
    const path = 'spec.rolloutStrategy.rollingUpdateConfiguration';
    for (const field of ['maxUnavailable', 'maxSurge']) {
      const value = rolling[field];
      if (typeof value === 'number' && value < 0) report('lws/rollout', `${path}.${field}`, `${value} is negative`);
      if (typeof value !== 'string') continue;
      if (!/^\d+%$/.test(value))
        report('lws/rollout', `${path}.${field}`, `'${value}' is neither a number nor a percentage`);
      else if (Number.parseInt(value, 10) > 100)
        report('lws/rollout', `${path}.${field}`, `'${value}' is more than 100%`);
    }
    const zero = (value: unknown) => value === 0 || value === '0%';
    if (zero(rolling.maxUnavailable) && (zero(rolling.maxSurge) || !given(rolling.maxSurge)) && replicas !== 0)
      report('lws/rollout', `${path}.maxUnavailable`, 'may not be 0 where maxSurge is 0');
    const policy = record(template.subGroupPolicy);
    const exclusive = 'leaderworkerset.sigs.k8s.io/subgroup-exclusive-topology';
    if (!given(template.subGroupPolicy)) {
      if (given(at(object, 'metadata', 'annotations', exclusive)))
        report('lws/subgroup', `metadata.annotations.${exclusive}`, 'needs subGroupPolicy.subGroupSize');
      return;
    }
    const group = number(policy.subGroupSize);
    if (group === undefined) return;
    const below = 'spec.leaderWorkerTemplate.subGroupPolicy.subGroupSize';
    if (group < 1) report('lws/subgroup', below, `${group} must be at least 1`);
    else if (size < group) report('lws/subgroup', below, `${group} is more than size, ${size}`);
    else if (size % group !== 0 && (size - 1) % group !== 0)
      report('lws/subgroup', below, `${group} divides neither size, ${size}, nor size without the leader`);
    else if (policy.subGroupPolicyType === 'LeaderExcluded' && (size - 1) % group !== 0)
      report('lws/subgroup', below, `${group} does not divide size without the leader, ${size - 1}`);
  },
});
