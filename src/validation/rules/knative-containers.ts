import { checkFlagged, featureEnabled, unset } from './knative-features';
import { checkMounts } from './knative-mounts';
import { checkProbe } from './knative-probes';
import type { Fields, Knative } from './knative-rules';
import { at, given, list, number, record, records, text } from './read';

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
const INT32 = 2 ** 31 - 1;

export function checkContainers(
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

/** Containers that run before the others, where their flag is on. */
export function checkInitContainers(
  subject: Knative,
  pod: Fields,
  volumes: ReadonlyMap<string, Fields>,
  path: string,
): void {
  for (const [i, container] of records(pod.initContainers).entries()) {
    const below = `${path}.initContainers[${i}]`;
    const name = text(container.name);
    const used = records(pod.containers).some((other) => text(other.name) === name);
    if (name !== '' && used) subject.report('knative/container', `${below}.name`, `'${name}' is used twice`);
    for (const field of ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'])
      if (given(container[field]))
        subject.report('knative/field', `${below}.${field}`, 'may not be set on an init container');
    const { livenessProbe, readinessProbe, startupProbe, lifecycle, ...rest } = container;
    checkContainer(subject, rest, volumes, below, undefined);
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
    if (port === undefined && !featureEnabled(subject.find, 'multi-container-probing')) {
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

/** Facts: github.com/google/go-containerregistry pkg/name, weak validation. */
function isImage(image: string): boolean {
  const [named = '', digest] = image.split('@');
  if (digest !== undefined && !/^[A-Za-z0-9_+.-]+:[0-9a-fA-F]{32,}$/.test(digest)) return false;
  const slash = named.indexOf('/');
  const first = slash < 0 ? '' : named.slice(0, slash);
  const rest = /[.:]/.test(first) || first === 'localhost' ? named.slice(slash + 1) : named;
  return /^[a-z0-9_\-./]{2,255}(:[A-Za-z0-9_\-.]{1,128})?$/.test(rest);
}
