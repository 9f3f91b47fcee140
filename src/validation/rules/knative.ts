import { goDurationSeconds } from '../formats';
import { label1035, subdomain } from '../names';
import { checkAnnotations, checkNetworking, GROUP } from './knative-annotations';
import { checkContainers, checkInitContainers } from './knative-containers';
import { checkFlagged, FLAGS, featureEnabled } from './knative-features';
import { type Fields, type Ids, type Knative, knativeRules as rules } from './knative-rules';
import { checkTraffic } from './knative-traffic';
import { checkVolumes } from './knative-volumes';
import { annotation, at, given, label, list, number, record, records, text } from './read';
import { ruleSet } from './rule';

/** The defaults of config-defaults. */
const LONGEST_TIMEOUT = 600;
const MOST_CONCURRENCY = 1000;

/** What Knative Serving's webhook demands of services, configurations, revisions and routes. */
export const knative = ruleSet<Ids>({
  sources: [
    'https://github.com/knative/serving/blob/knative-v1.21.1/pkg/apis/serving/k8s_validation.go',
    'https://github.com/knative/serving/blob/knative-v1.21.1/pkg/apis/serving/fieldmask.go',
    'https://github.com/knative/serving/blob/knative-v1.21.1/pkg/apis/serving/metadata_validation.go',
    'https://github.com/knative/serving/blob/knative-v1.21.1/pkg/apis/serving/v1/revision_validation.go',
    'https://github.com/knative/serving/blob/knative-v1.21.1/pkg/apis/serving/v1/route_validation.go',
    'https://github.com/knative/serving/blob/knative-v1.21.1/pkg/apis/autoscaling/annotation_validation.go',
    'https://github.com/knative/serving/blob/knative-v1.21.1/pkg/apis/config/features.go',
  ],
  kinds: ['Service', 'Configuration', 'Revision', 'Route'].map((kind) => `serving.knative.dev/v1/${kind}`),
  rules,
  check: (subject) => {
    const { object } = subject;
    const spec = record(object.spec);
    checkMetadata(subject);
    if (object.kind === 'Service' || object.kind === 'Configuration') {
      const template = record(spec.template);
      checkAnnotations(subject, record(record(template.metadata).annotations), 'spec.template.metadata.annotations');
      checkNetworking(subject, record(record(template.metadata).annotations), 'spec.template.metadata.annotations');
      checkRevisionName(subject, record(template.metadata));
      checkRevision(subject, record(template.spec), 'spec.template.spec');
    }
    if (object.kind === 'Revision') {
      checkAnnotations(subject, record(at(object, 'metadata', 'annotations')), 'metadata.annotations');
      checkRevision(subject, spec, 'spec');
    }
    if (object.kind === 'Route' || (object.kind === 'Service' && list(spec.traffic).length > 0))
      checkTraffic(subject, records(spec.traffic), object.kind === 'Service');
  },
});

/** Kinds that Knative makes, by what makes them. */
const OWNERS: Record<string, { readonly kind: string; readonly label: string }> = {
  Revision: { kind: 'Configuration', label: 'serving.knative.dev/configuration' },
  Configuration: { kind: 'Service', label: 'serving.knative.dev/service' },
  Route: { kind: 'Service', label: 'serving.knative.dev/service' },
};

function checkMetadata({ object, report }: Knative): void {
  const name = text(at(object, 'metadata', 'name'));
  const wrong = name === '' ? undefined : label1035(name);
  if (wrong !== undefined) report('knative/name', 'metadata.name', wrong);
  if (object.kind !== 'Revision') {
    for (const key of Object.keys(record(at(object, 'metadata', 'annotations')))) {
      if (key.startsWith(GROUP))
        report(
          'knative/autoscaling-annotations',
          'metadata.annotations',
          `has '${key}', which works on spec.template.metadata.annotations only`,
        );
    }
  }
  const owner = OWNERS[text(object.kind)];
  const owned = owner === undefined ? undefined : label(object, owner.label);
  const owners = records(at(object, 'metadata', 'ownerReferences'));
  if (owned !== undefined && !owners.some((ref) => ref.kind === owner!.kind && ref.name === owned)) {
    const message = `names ${owner!.kind} '${owned}', which metadata.ownerReferences does not`;
    report('knative/owner-label', `metadata.labels.${owner!.label}`, message);
  }
  const rollout =
    annotation(object, 'serving.knative.dev/rollout-duration') ??
    annotation(object, 'serving.knative.dev/rolloutDuration');
  if ((object.kind === 'Service' || object.kind === 'Route') && rollout) {
    const seconds = goDurationSeconds(rollout);
    if (seconds === undefined || !Number.isInteger(seconds) || seconds < 0) {
      report(
        'knative/rollout-duration',
        'metadata.annotations.serving.knative.dev/rollout-duration',
        `'${rollout}' must be a duration of whole seconds, such as '90s'`,
      );
    }
  }
}

function checkRevisionName({ object, report }: Knative, metadata: Fields): void {
  const name = text(metadata.name);
  const generated = text(metadata.generateName);
  const wrongPrefix = generated === '' ? undefined : label1035(generated.replace(/-$/, 'a'));
  if (wrongPrefix !== undefined) report('knative/revision-name', 'spec.template.metadata.generateName', wrongPrefix);
  if (name === '') return;
  const path = 'spec.template.metadata.name';
  const wrong = label1035(name);
  const service = text(at(object, 'metadata', 'name'));
  if (wrong !== undefined) report('knative/revision-name', path, wrong);
  else if (service !== '' && !name.startsWith(`${service}-`))
    report('knative/revision-name', path, `'${name}' must begin with '${service}-'`);
  else if (service === '')
    report('knative/revision-name', path, 'must be left out where the service itself has a generated name');
}

/** Fields behind flags that are unset at their zero value; others are set wherever they are written. */
const PLAIN = new Set(['priorityClassName', 'schedulerName', 'dnsPolicy', 'hostIPC', 'hostPID', 'hostNetwork']);
const POD_FIELDS = new Set([
  'serviceAccountName',
  'containers',
  'volumes',
  'imagePullSecrets',
  'enableServiceLinks',
  'automountServiceAccountToken',
  'containerConcurrency',
  'timeoutSeconds',
  'idleTimeoutSeconds',
  'responseStartTimeoutSeconds',
]);

function checkRevision(subject: Knative, pod: Fields, path: string): void {
  const { report, find } = subject;
  for (const [field, value] of Object.entries(pod)) {
    if (
      POD_FIELDS.has(field) ||
      !given(value) ||
      (PLAIN.has(field) && (value === false || value === '')) ||
      (!(field in FLAGS) && (value === false || value === '' || (Array.isArray(value) && value.length === 0)))
    )
      continue;
    const flag = FLAGS[field];
    if (field === 'securityContext')
      checkFlagged(subject, 'podspec-securitycontext', `${path}.${field}`, record(value));
    if (flag === undefined)
      report('knative/field', `${path}.${field}`, 'must be left out: Knative does not pass it on');
    else if (!featureEnabled(find, flag))
      report(
        'knative/feature-flag',
        `${path}.${field}`,
        `needs 'kubernetes.${flag}: enabled' in ConfigMap config-features of knative-serving`,
      );
  }
  if (pod.automountServiceAccountToken === true)
    report('knative/field', `${path}.automountServiceAccountToken`, 'may only be false');
  const timeout = number(pod.timeoutSeconds);
  if (timeout !== undefined && (timeout < 0 || timeout > LONGEST_TIMEOUT))
    report('knative/limits', `${path}.timeoutSeconds`, `${timeout} must be from 0 to ${LONGEST_TIMEOUT}`);
  const concurrency = number(pod.containerConcurrency);
  if (concurrency !== undefined && (concurrency < 0 || concurrency > MOST_CONCURRENCY))
    report('knative/limits', `${path}.containerConcurrency`, `${concurrency} must be from 0 to ${MOST_CONCURRENCY}`);
  const account = text(pod.serviceAccountName);
  const wrong = account === '' ? undefined : subdomain(account);
  if (wrong !== undefined) report('knative/service-account', `${path}.serviceAccountName`, wrong);
  const containers = records(pod.containers);
  const volumes = checkVolumes(subject, pod, path);
  checkContainers(subject, containers, volumes, path);
  if (featureEnabled(find, 'podspec-init-containers')) checkInitContainers(subject, pod, volumes, path);
}
