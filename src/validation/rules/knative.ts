import { Quantity } from '../../core/units';
import { goDurationSeconds } from '../formats';
import { label1035, label as labelName, qualifiedName, subdomain } from '../names';
import { annotation, at, given, goFloat, label, list, number, record, records, text, word } from './read';
import { ruleSet, type Subject } from './rule';

const rules = {
  'knative/name': 'The name of a service is a host label.',
  'knative/revision-name': "The name of a revision begins with its service's name.",
  'knative/autoscaling-annotations': 'Autoscaling annotations stand on the template, with values in their ranges.',
  'knative/feature-flag': 'Fields behind a feature flag are used only where config-features enables it.',
  'knative/field': 'Fields that Knative does not pass on to pods are left out.',
  'knative/containers': 'There is a container, and if there are several one of them has the port.',
  'knative/container': 'A container has an image, a name that is free, and variables that Knative does not set.',
  'knative/port': 'There is one port, called h2c or http1 if at all, and not one that Knative needs.',
  'knative/probe': 'A probe has one handler, on the port of the container, with values in their ranges.',
  'knative/volumes': 'Volumes are of kinds that are enabled, mounted, and mounted at free absolute paths.',
  'knative/limits': 'Timeouts and concurrency are in the ranges of the installation.',
  'knative/traffic': 'Traffic adds up to 100 percent over valid targets.',
  'knative/rollout-duration': 'A rollout takes whole seconds.',
  'knative/owner-label': 'A label that names the owner goes with a reference to it.',
  'knative/service-account': 'The service account has a valid name.',
} as const;

type Ids = keyof typeof rules;
type Knative = Subject<Ids>;
type Fields = Record<string, unknown>;

const KPA = 'kpa.autoscaling.knative.dev';
const HPA = 'hpa.autoscaling.knative.dev';
const GROUP = 'autoscaling.knative.dev';
const INT32 = 2 ** 31 - 1;
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

/** Annotations have an older spelling each; the newer one is looked at first. */
const SPELLINGS: Record<string, readonly string[]> = Object.fromEntries(
  [
    'class',
    'metric',
    'min-scale',
    'max-scale',
    'initial-scale',
    'activation-scale',
    'scale-down-delay',
    'window',
    'target',
    'target-utilization-percentage',
    'target-burst-capacity',
    'panic-window-percentage',
    'panic-threshold-percentage',
    'scale-to-zero-pod-retention-period',
    'metric-aggregation-algorithm',
  ].map((key) => [key, [`${GROUP}/${key}`, `${GROUP}/${key.replace(/-([a-z])/g, (_, c: string) => c.toUpperCase())}`]]),
);

function isQuantity(amount: string): boolean {
  try {
    Quantity.parse(amount);
    return true;
  } catch {
    return false;
  }
}

function checkAnnotations({ report }: Knative, annotations: Fields, path: string): void {
  const read = (key: string): { readonly key: string; readonly value: string } | undefined => {
    const found = SPELLINGS[key]!.find((spelling) => typeof annotations[spelling] === 'string');
    return found === undefined ? undefined : { key: found, value: word(annotations[found]) };
  };
  const bad = (key: string, message: string) => report('knative/autoscaling-annotations', `${path}.${key}`, message);
  const percentage = ['resource-percentage', 'resourcePercentage']
    .map((key) => `queue.sidecar.serving.knative.dev/${key}`)
    .find((key) => typeof annotations[key] === 'string');
  if (percentage !== undefined) {
    const share = goFloat(word(annotations[percentage]));
    if (share === undefined || share < 0.1 || share > 100) {
      bad(percentage, `'${word(annotations[percentage])}' must be a number from 0.1 to 100`);
    }
  }
  for (const resource of ['cpu', 'memory', 'ephemeral-storage']) {
    for (const kind of ['request', 'limit']) {
      const key = `queue.sidecar.serving.knative.dev/${resource}-resource-${kind}`;
      const amount = annotations[key];
      if (typeof amount === 'string' && !isQuantity(amount)) bad(key, `'${amount}' is no quantity`);
    }
  }
  const scaler = read('class');
  if (scaler?.value.endsWith(GROUP) && scaler.value !== KPA && scaler.value !== HPA)
    bad(scaler.key, `'${scaler.value}' is neither ${KPA} nor ${HPA}`);
  const whole = (key: string): number => {
    const found = read(key);
    if (found === undefined) return 0;
    const amount = /^[-+]?\d{1,18}$/.test(found.value) ? Number(found.value) : undefined;
    if (amount === undefined || amount < 0 || amount > INT32) {
      bad(found.key, `'${found.value}' must be a whole number from 0 to ${INT32}`);
      return 0;
    }
    return amount;
  };
  const min = whole('min-scale');
  const max = whole('max-scale');
  if (max !== 0 && max < min) bad(read('max-scale')!.key, `${max} is less than min-scale, ${min}`);
  const activation = read('activation-scale');
  if (activation !== undefined) {
    const amount = /^[-+]?\d{1,9}$/.test(activation.value) ? Number(activation.value) : undefined;
    if (amount === undefined) bad(activation.key, `'${activation.value}' must be a whole number`);
    else if (min > amount) bad(activation.key, `${amount} is less than min-scale, ${min}`);
    else if (max < amount && max !== 0) bad(activation.key, `${amount} is more than max-scale, ${max}`);
    else if (amount < 2) bad(activation.key, `${amount} must be more than 1`);
  }
  const float = (key: string, fits: (amount: number) => boolean, range: string) => {
    const found = read(key);
    const amount = found === undefined ? undefined : goFloat(found.value);
    if (found !== undefined && (amount === undefined || !fits(amount)))
      bad(found.key, `'${found.value}' must be a number ${range}`);
  };
  float('panic-window-percentage', (a) => !(a < 1 || a > 100), 'from 1 to 100');
  float('panic-threshold-percentage', (a) => !(a < 110 || a > 1000), 'from 110 to 1000');
  float('target', (a) => !(a < 0.01), 'of at least 0.01');
  float('target-utilization-percentage', (a) => !(a < 1 || a > 100), 'from 1 to 100');
  float('target-burst-capacity', (a) => !(a < 0 && a !== -1), 'of at least 0, or -1');
  const duration = (key: string, least: number, wholeSeconds: boolean) => {
    const found = read(key);
    if (found === undefined) return;
    const seconds = goDurationSeconds(found.value);
    if (seconds === undefined || seconds < least || seconds > 3600)
      bad(found.key, `'${found.value}' must be a duration from ${least}s to 1h`);
    else if (wholeSeconds && !Number.isInteger(seconds)) bad(found.key, `'${found.value}' must be whole seconds`);
  };
  duration('window', 6, true);
  duration('scale-to-zero-pod-retention-period', 0, false);
  duration('scale-down-delay', 0, true);
  const metric = read('metric');
  const now = scaler?.value ?? KPA;
  if (metric !== undefined && now === KPA && metric.value !== 'concurrency' && metric.value !== 'rps')
    bad(metric.key, `'${metric.value}' is neither concurrency nor rps`);
  if (metric !== undefined && now === HPA && metric.value === '') bad(metric.key, 'may not be empty');
  const algorithm = read('metric-aggregation-algorithm');
  if (
    scaler?.value === KPA &&
    algorithm?.value &&
    !['linear', 'weightedExponential', 'weighted-exponential'].includes(algorithm.value)
  ) {
    bad(algorithm.key, `'${algorithm.value}' is neither linear nor weighted-exponential`);
  }
  const initial = read('initial-scale');
  if (initial !== undefined && !(/^\+?\d{1,9}$/.test(initial.value) && Number(initial.value) > 0))
    bad(initial.key, `'${initial.value}' must be a whole number more than 0`);
  const deadline = annotations['serving.knative.dev/progress-deadline'];
  if (typeof deadline === 'string' && deadline !== '') {
    const seconds = goDurationSeconds(deadline);
    if (seconds === undefined || !Number.isInteger(seconds) || seconds < 0)
      bad('serving.knative.dev/progress-deadline', `'${deadline}' must be a duration of whole seconds`);
  }
}

/** Fields of a pod behind flags of config-features, all of which are off by default. */
const FLAGS: Record<string, string> = {
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
const VOLUME_FLAGS: Record<string, string> = {
  persistentVolumeClaim: 'podspec-persistent-volume-claim',
  hostPath: 'podspec-volumes-hostpath',
  csi: 'podspec-volumes-csi',
  image: 'podspec-volumes-image',
};
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
const CONTAINER_FIELDS = new Set([
  'name',
  'args',
  'command',
  'env',
  'workingDir',
  'envFrom',
  'image',
  'imagePullPolicy',
  'livenessProbe',
  'ports',
  'readinessProbe',
  'resources',
  'securityContext',
  'startupProbe',
  'terminationMessagePath',
  'terminationMessagePolicy',
  'volumeMounts',
]);
const RESERVED_ENV = ['PORT', 'K_SERVICE', 'K_CONFIGURATION', 'K_REVISION'];
const RESERVED_PORTS = [8012, 8013, 8022, 9090, 9091, 8008];

/** Whether a feature is on, as config-features of the set says, or as the releases ship it. */
export function featureEnabled(find: Subject['find'], flag: string): boolean {
  const data = record(find('ConfigMap', 'knative-serving', 'config-features')?.data);
  const value = data[`kubernetes.${flag}`] ?? data[flag];
  return typeof value === 'string' ? value.toLowerCase() !== 'disabled' : flag === 'podspec-volumes-emptydir';
}

function unset(value: unknown): boolean {
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
function checkFlagged({ report, find }: Knative, flag: string, path: string, fields: Fields): void {
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

function checkRevision(subject: Knative, pod: Fields, path: string): void {
  const { report, find } = subject;
  for (const [field, value] of Object.entries(pod)) {
    if (
      POD_FIELDS.has(field) ||
      !given(value) ||
      value === false ||
      value === '' ||
      (Array.isArray(value) && value.length === 0)
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
}

function checkVolumes(subject: Knative, pod: Fields, path: string): Map<string, Fields> {
  const { report, find } = subject;
  const rule = 'knative/volumes';
  const mounted = new Set(
    [...records(pod.initContainers), ...records(pod.containers)].flatMap((c) =>
      records(c.volumeMounts).map(({ name }) => text(name)),
    ),
  );
  const volumes = new Map<string, Fields>();
  for (const [i, volume] of records(pod.volumes).entries()) {
    const below = `${path}.volumes[${i}]`;
    const name = text(volume.name);
    if (volumes.has(name)) report(rule, `${below}.name`, `'${name}' is used twice`);
    if (!mounted.has(name)) report(rule, `${below}.name`, `'${name}' is mounted nowhere`);
    const wrong = name === '' ? 'is required' : labelName(name);
    if (wrong !== undefined) report(rule, `${below}.name`, wrong);
    volumes.set(name, volume);
    const sources = Object.keys(volume).filter((field) => field !== 'name' && given(volume[field]));
    for (const source of sources) {
      const flag = VOLUME_FLAGS[source];
      if (flag !== undefined && !featureEnabled(find, flag))
        report(
          'knative/feature-flag',
          `${below}.${source}`,
          `needs 'kubernetes.${flag}: enabled' in ConfigMap config-features of knative-serving`,
        );
      else if (flag === undefined && !['secret', 'configMap', 'projected', 'emptyDir'].includes(source))
        report('knative/field', `${below}.${source}`, 'is no kind of volume that Knative passes on');
    }
    const claim = record(volume.persistentVolumeClaim);
    if (
      given(volume.persistentVolumeClaim) &&
      claim.readOnly !== true &&
      featureEnabled(find, 'podspec-persistent-volume-claim') &&
      !featureEnabled(find, 'podspec-persistent-volume-write')
    ) {
      report(
        'knative/feature-flag',
        `${below}.persistentVolumeClaim.readOnly`,
        "must be true, or 'kubernetes.podspec-persistent-volume-write: enabled' set in ConfigMap config-features",
      );
    }
    if (sources.length === 0) report(rule, below, 'has no source: give one of secret, configMap, projected, emptyDir');
    else if (sources.length > 1) report(rule, below, `has ${sources.join(' and ')}, only one source is possible`);
    const medium = text(record(volume.emptyDir).medium);
    if (medium !== '' && medium !== 'Memory')
      report(rule, `${below}.emptyDir.medium`, `'${medium}' must be Memory or left out`);
    for (const source of ['secret', 'configMap']) {
      for (const [j, item] of records(record(volume[source]).items).entries()) {
        for (const field of ['key', 'path'])
          if (text(item[field]) === '') report(rule, `${below}.items[${j}].${field}`, 'is required');
      }
    }
  }
  return volumes;
}

function checkContainers(
  subject: Knative,
  containers: readonly Fields[],
  volumes: ReadonlyMap<string, Fields>,
  path: string,
): void {
  const { report } = subject;
  if (containers.length === 0) {
    report('knative/containers', `${path}.containers`, 'are required');
    return;
  }
  const ports = containers.flatMap((container) => list(container.ports));
  if (ports.length === 0 && containers.length > 1)
    report('knative/containers', `${path}.containers`, 'need a port on the one of them that serves');
  if (ports.length > 1) report('knative/port', `${path}.containers`, `have ${ports.length} ports, one is allowed`);
  const portName = text(record(ports.at(-1)).name) || 'http';
  const names = new Set<string>();
  for (const [i, container] of containers.entries()) {
    const below = `${path}.containers[${i}]`;
    const name = text(container.name);
    if (name !== '' && names.has(name)) report('knative/container', `${below}.name`, `'${name}' is used twice`);
    names.add(name);
    const serves = containers.length === 1 || list(container.ports).length > 0;
    checkContainer(subject, container, volumes, below, serves ? portName : undefined);
  }
}

function checkContainer(
  subject: Knative,
  container: Fields,
  volumes: ReadonlyMap<string, Fields>,
  path: string,
  port: string | undefined,
): void {
  const { report } = subject;
  const rule = 'knative/container';
  if (Object.keys(container).length === 0) {
    report(rule, path, 'is empty');
    return;
  }
  for (const [field, value] of Object.entries(container)) {
    if (!CONTAINER_FIELDS.has(field) && !unset(value))
      report('knative/field', `${path}.${field}`, 'must be left out: Knative does not pass it on');
  }
  if (container.name === 'queue-proxy') report(rule, `${path}.name`, "'queue-proxy' is Knative's own container");
  if (text(container.image) === '') report(rule, `${path}.image`, 'is required');
  else if (!isImage(text(container.image)))
    report(rule, `${path}.image`, `'${text(container.image)}' is no image reference`);
  checkEnv(subject, container, path, port !== undefined);
  checkPorts(report, records(container.ports), path);
  const security = record(container.securityContext);
  for (const field of ['seLinuxOptions', 'procMount', 'windowsOptions', 'appArmorProfile'])
    if (given(security[field]))
      report('knative/field', `${path}.securityContext.${field}`, 'must be left out: Knative does not pass it on');
  if (security.privileged === true) report('knative/field', `${path}.securityContext.privileged`, 'may only be false');
  if (
    list(at(security, 'capabilities', 'add')).length > 0 &&
    !featureEnabled(subject.find, 'containerspec-addcapabilities')
  ) {
    report(
      'knative/feature-flag',
      `${path}.securityContext.capabilities.add`,
      "needs 'kubernetes.containerspec-addcapabilities: enabled' in ConfigMap config-features of knative-serving",
    );
  }
  for (const field of ['runAsUser', 'runAsGroup']) {
    const id = number(security[field]);
    if (id !== undefined && (id < 0 || id > INT32))
      report(rule, `${path}.securityContext.${field}`, `${id} must be from 0 to ${INT32}`);
  }
  const policy = text(container.terminationMessagePolicy);
  if (policy !== '' && policy !== 'File' && policy !== 'FallbackToLogsOnError')
    report(rule, `${path}.terminationMessagePolicy`, `'${policy}' is neither File nor FallbackToLogsOnError`);
  checkMounts(subject, container, volumes, path);
  for (const field of ['livenessProbe', 'readinessProbe'] as const) {
    if (!given(container[field])) continue;
    if (port === undefined) {
      const { httpGet, tcpSocket, exec, grpc, ...probe } = record(container[field]);
      const handler = [httpGet, tcpSocket, exec, grpc].find(given);
      checkFlagged(subject, 'multi-container-probing', path, { [field]: handler });
      checkFlagged(subject, 'multi-container-probing', `${path}.${field}`, probe);
    } else checkProbe(report, record(container[field]), `${path}.${field}`, field, port);
  }
}

function checkEnv(subject: Knative, container: Fields, path: string, serves: boolean): void {
  const { report, find } = subject;
  for (const [i, env] of records(container.env).entries()) {
    const name = text(env.name);
    const below = `${path}.env[${i}]`;
    if (name === '') report('knative/container', `${below}.name`, 'is required');
    else if (RESERVED_ENV.includes(name) && (serves || name !== 'PORT'))
      report('knative/container', `${below}.name`, `'${name}' is set by Knative itself`);
    for (const field of ['fieldRef', 'resourceFieldRef']) {
      if (given(record(env.valueFrom)[field]) && !featureEnabled(find, 'podspec-fieldref')) {
        report(
          'knative/feature-flag',
          `${below}.valueFrom.${field}`,
          "needs 'kubernetes.podspec-fieldref: enabled' in ConfigMap config-features of knative-serving",
        );
      }
    }
  }
  for (const [i, source] of records(container.envFrom).entries()) {
    const kinds = ['configMapRef', 'secretRef'].filter((field) => given(source[field]));
    if (kinds.length !== 1)
      report(
        'knative/container',
        `${path}.envFrom[${i}]`,
        kinds.length === 0 ? 'needs configMapRef or secretRef' : 'has configMapRef and secretRef, only one is possible',
      );
  }
}

function checkPorts(report: Knative['report'], ports: readonly Fields[], path: string): void {
  const [port] = ports;
  if (port === undefined) return;
  const below = `${path}.ports`;
  const at = number(port.containerPort);
  if (at !== undefined && RESERVED_PORTS.includes(at))
    report('knative/port', `${below}.containerPort`, `${at} is a port of Knative's own proxy`);
  if (at !== undefined && (at < 0 || at > 65535))
    report('knative/port', `${below}.containerPort`, `${at} must be from 0 to 65535`);
  const protocol = text(port.protocol);
  if (protocol !== '' && protocol !== 'TCP') report('knative/port', `${below}.protocol`, `'${protocol}' must be TCP`);
  if (!['', 'h2c', 'http1'].includes(text(port.name)))
    report('knative/port', below, `has the name '${text(port.name)}', it must be h2c, http1 or none`);
  for (const field of ['hostPort', 'hostIP'])
    if (!unset(port[field]))
      report('knative/field', `${below}.${field}`, 'must be left out: Knative does not pass it on');
}

function checkProbe(
  report: Knative['report'],
  probe: Fields,
  path: string,
  field: 'livenessProbe' | 'readinessProbe',
  port: string,
): void {
  const rule = 'knative/probe';
  const handlers = ['httpGet', 'tcpSocket', 'exec', 'grpc'].filter((handler) => given(probe[handler]));
  if (handlers.length > 1) report(rule, path, `has ${handlers.join(' and ')}, only one handler is possible`);
  if (handlers.length === 0 && field === 'livenessProbe')
    report(rule, path, 'needs one of httpGet, tcpSocket, exec, grpc');
  for (const handler of ['httpGet', 'tcpSocket']) {
    const given = record(probe[handler]).port;
    if (typeof given === 'string' && given !== '' && given !== port)
      report(rule, `${path}.${handler}.port`, `'${given}' must be the port of the container`);
  }
  if (field === 'livenessProbe') return;
  for (const [name, least] of [
    ['periodSeconds', 0],
    ['initialDelaySeconds', 0],
    ['successThreshold', 0],
  ] as const) {
    const value = number(probe[name]);
    if (value !== undefined && value < least) report(rule, `${path}.${name}`, `${value} is less than ${least}`);
  }
  if (!probe.periodSeconds) {
    for (const name of ['failureThreshold', 'timeoutSeconds'])
      if (probe[name]) report(rule, `${path}.${name}`, 'must be left out unless periodSeconds is given');
  } else {
    for (const name of ['failureThreshold', 'timeoutSeconds']) {
      const value = number(probe[name]);
      if (value !== undefined && value < 0) report(rule, `${path}.${name}`, `${value} is less than 1`);
    }
  }
}

function checkMounts({ report }: Knative, container: Fields, volumes: ReadonlyMap<string, Fields>, path: string): void {
  const rule = 'knative/volumes';
  const paths = new Set<string>();
  for (const [i, mount] of records(container.volumeMounts).entries()) {
    const below = `${path}.volumeMounts[${i}]`;
    const name = text(mount.name);
    const volume = volumes.get(name);
    if (volume === undefined) report(rule, `${below}.name`, `'${name}' is no volume`);
    const where = text(mount.mountPath);
    const clean = cleanPath(where);
    if (where === '') report(rule, `${below}.mountPath`, 'is required');
    else if (['/', '/dev', '/dev/log'].includes(clean)) report(rule, `${below}.mountPath`, `'${clean}' is reserved`);
    else if (!where.startsWith('/')) report(rule, `${below}.mountPath`, `'${where}' must be an absolute path`);
    else if (paths.has(clean)) report(rule, `${below}.mountPath`, `'${where}' is mounted twice`);
    paths.add(clean);
    if (given(mount.mountPropagation))
      report(
        'knative/feature-flag',
        `${below}.mountPropagation`,
        "needs 'kubernetes.podspec-volumes-mount-propagation: enabled' in ConfigMap config-features of knative-serving",
      );
    for (const field of ['subPathExpr', 'recursiveReadOnly'])
      if (!unset(mount[field]))
        report('knative/field', `${below}.${field}`, 'must be left out: Knative does not pass it on');
    if (record(volume?.persistentVolumeClaim).readOnly === true && mount.readOnly !== true)
      report(rule, `${below}.readOnly`, 'must be true: the volume is read-only');
  }
}

function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return `${path.startsWith('/') ? '/' : ''}${parts.join('/')}`;
}

/** Facts: github.com/google/go-containerregistry pkg/name, weak validation. */
function isImage(image: string): boolean {
  const [named = '', digest] = image.split('@');
  if (digest !== undefined && !/^[A-Za-z0-9_+.-]+:[0-9a-fA-F]{32,}$/.test(digest)) return false;
  const slash = named.indexOf('/');
  const first = slash < 0 ? '' : named.slice(0, slash);
  const rest = /[.:]/.test(first) || first === 'localhost' ? named.slice(slash + 1) : named;
  return /^[a-z0-9_\-./]{2,255}(:[A-Za-z0-9_\-.]{1,128})?$/.test(rest);
}

function checkTraffic({ report }: Knative, traffic: readonly Fields[], inService: boolean): void {
  const rule = 'knative/traffic';
  const tags = new Set<string>();
  let sum = 0;
  for (const [i, target] of traffic.entries()) {
    const path = `spec.traffic[${i}]`;
    const revision = text(target.revisionName);
    const configuration = text(target.configurationName);
    if (typeof target.latestRevision === 'boolean' && target.latestRevision === (revision !== '')) {
      report(
        rule,
        `${path}.latestRevision`,
        `${target.latestRevision} does not go with ${revision === '' ? 'no revisionName' : `revisionName '${revision}'`}`,
      );
    }
    if (inService && configuration !== '') report(rule, `${path}.configurationName`, 'must be left out in a service');
    else if (revision !== '' && configuration !== '')
      report(rule, path, 'has revisionName and configurationName, only one is possible');
    else if (revision !== '' && qualifiedName(revision) !== undefined)
      report(rule, `${path}.revisionName`, qualifiedName(revision)!);
    else if (configuration !== '' && qualifiedName(configuration) !== undefined)
      report(rule, `${path}.configurationName`, qualifiedName(configuration)!);
    else if (!inService && revision === '' && configuration === '')
      report(rule, path, 'needs revisionName or configurationName');
    const percent = number(target.percent);
    if (percent !== undefined && (percent < 0 || percent > 100))
      report(rule, `${path}.percent`, `${percent} must be from 0 to 100`);
    sum += percent ?? 0;
    if (text(target.url) !== '') report(rule, `${path}.url`, 'must be left out');
    const tag = text(target.tag);
    if (tag === '') continue;
    const wrong = label1035(tag);
    if (wrong !== undefined) report(rule, `${path}.tag`, wrong);
    if (tags.has(tag)) report(rule, `${path}.tag`, `'${tag}' is used twice`);
    tags.add(tag);
  }
  if (sum !== 100) report(rule, 'spec.traffic', `adds up to ${sum} percent, not to 100`);
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
