import { Quantity } from '../../core/units';
import { configKey, envName, label, qualifiedName, subdomain } from '../names';
import { at, given, list, number, record, records, text, word } from './read';

export const podRules = {
  'pod/containers': 'A pod has a container.',
  'pod/container-name': 'Containers have host labels as names, each its own.',
  'pod/image': 'A container has an image.',
  'pod/env': 'Environment variables have names, and one source.',
  'pod/ports': 'Ports are numbers from 1 to 65535, with names of their own.',
  'pod/resources': 'Requests do not exceed limits, and nothing is negative.',
  'pod/extended-resources': 'Extended resources are whole, and requested as they are limited.',
  'pod/volumes': 'Volumes have names of their own and one source.',
  'pod/volume-mounts': 'Mounts are of volumes of the pod, at paths of their own.',
  'pod/probe': 'A probe has one handler and values in their ranges.',
  'pod/restart-policy': 'The restart policy is one that the owner of the pod allows.',
  'pod/scheduling': 'Tolerations, affinities and spread constraints are complete.',
  'pod/names': 'Service accounts, secrets and classes have valid names.',
} as const;

export type PodIds = keyof typeof podRules;
export type PodReport = (rule: PodIds, path: string, message: string) => void;

interface PodOptions {
  /** Restart policies that the owner allows. */
  readonly restart?: readonly string[];
  /** Whether only rules are checked that no controller can make good. */
  readonly unfinished?: boolean;
}

type Fields = Record<string, unknown>;

/** What Kubernetes demands of a pod. Facts: kubernetes/kubernetes pkg/apis/core/validation/validation.go. */
export function checkPod(pod: Fields, path: string, report: PodReport, options: PodOptions = {}): void {
  const volumes = checkVolumes(pod, path, report);
  const names = new Set<string>();
  const containers = records(pod.containers);
  if (containers.length === 0 && !options.unfinished) report('pod/containers', `${path}.containers`, 'are required');
  for (const field of ['initContainers', 'containers', 'ephemeralContainers'] as const) {
    for (const [i, container] of records(pod[field]).entries()) {
      const below = `${path}.${field}[${i}]`;
      const name = text(container.name);
      if (name !== '') {
        const wrong = label(name);
        if (wrong !== undefined) report('pod/container-name', `${below}.name`, wrong);
        if (names.has(name)) report('pod/container-name', `${below}.name`, `'${name}' is used twice`);
        names.add(name);
      } else if (!options.unfinished) report('pod/container-name', `${below}.name`, 'is required');
      if (text(container.image) === '' && !options.unfinished) report('pod/image', `${below}.image`, 'is required');
      checkContainer(container, below, volumes, report, field === 'initContainers');
    }
  }
  const restart = text(pod.restartPolicy);
  if (options.restart !== undefined && !options.restart.includes(restart)) {
    report(
      'pod/restart-policy',
      `${path}.restartPolicy`,
      restart === ''
        ? `is required: ${options.restart.join(' or ')}`
        : `'${restart}' must be ${options.restart.join(' or ')}`,
    );
  }
  const named: readonly [string, unknown][] = [
    ['serviceAccountName', pod.serviceAccountName],
    ['priorityClassName', pod.priorityClassName],
    ['runtimeClassName', pod.runtimeClassName],
  ];
  for (const [field, value] of named) {
    const wrong = typeof value === 'string' && value !== '' ? subdomain(value) : undefined;
    if (wrong !== undefined) report('pod/names', `${path}.${field}`, wrong);
  }
  checkScheduling(pod, path, report);
}

function checkContainer(
  container: Fields,
  path: string,
  volumes: ReadonlyMap<string, Fields>,
  report: PodReport,
  init: boolean,
): void {
  checkEnv(container, path, report);
  const ports = new Set<string>();
  const bound = new Set<string>();
  for (const [i, port] of records(container.ports).entries()) {
    const below = `${path}.ports[${i}]`;
    const name = text(port.name);
    if (name !== '') {
      if (
        name.length > 15 ||
        !/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name) ||
        !/[a-z]/.test(name) ||
        name.includes('--')
      ) {
        report(
          'pod/ports',
          `${below}.name`,
          `'${name}' must be at most 15 lower-case letters, digits and '-', with a letter`,
        );
      }
      if (ports.has(name)) report('pod/ports', `${below}.name`, `'${name}' is used twice`);
      ports.add(name);
    }
    checkPort(port.containerPort, `${below}.containerPort`, report, true);
    if (given(port.hostPort) && port.hostPort !== 0) {
      checkPort(port.hostPort, `${below}.hostPort`, report, false);
      const key = `${text(port.protocol) || 'TCP'}/${text(port.hostIP)}/${word(port.hostPort)}`;
      if (bound.has(key)) report('pod/ports', `${below}.hostPort`, `${word(port.hostPort)} is bound twice`);
      bound.add(key);
    }
  }
  checkResources(record(container.resources), `${path}.resources`, report);
  const paths = new Set<string>();
  for (const [i, mount] of records(container.volumeMounts).entries()) {
    const below = `${path}.volumeMounts[${i}]`;
    const name = text(mount.name);
    const where = text(mount.mountPath);
    if (name === '') report('pod/volume-mounts', `${below}.name`, 'is required');
    else if (!volumes.has(name)) report('pod/volume-mounts', `${below}.name`, `'${name}' is no volume of the pod`);
    if (where === '') report('pod/volume-mounts', `${below}.mountPath`, 'is required');
    else if (paths.has(where)) report('pod/volume-mounts', `${below}.mountPath`, `'${where}' is mounted twice`);
    paths.add(where);
    const sub = text(mount.subPath);
    if (sub !== '' && text(mount.subPathExpr) !== '')
      report('pod/volume-mounts', `${below}.subPathExpr`, 'does not go with subPath');
    if (sub.startsWith('/') || sub.split('/').includes('..'))
      report('pod/volume-mounts', `${below}.subPath`, `'${sub}' must be a relative path without '..'`);
  }
  const sidecar = !init || container.restartPolicy === 'Always';
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe'] as const) {
    if (!given(container[probe])) continue;
    if (!sidecar) report('pod/probe', `${path}.${probe}`, 'may not be set on an init container');
    else checkProbe(record(container[probe]), `${path}.${probe}`, probe, report);
  }
}

function checkEnv(container: Fields, path: string, report: PodReport): void {
  for (const [i, env] of records(container.env).entries()) {
    const below = `${path}.env[${i}]`;
    const name = text(env.name);
    const wrong = name === '' ? 'is required' : envName(name);
    if (wrong !== undefined) report('pod/env', `${below}.name`, wrong);
    if (!given(env.valueFrom)) continue;
    const from = record(env.valueFrom);
    const sources = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'].filter((field) =>
      given(from[field]),
    );
    if (text(env.value) !== '' && sources.length > 0)
      report('pod/env', `${below}.valueFrom`, 'may not be given beside value');
    if (sources.length === 0) report('pod/env', `${below}.valueFrom`, 'needs a source');
    else if (sources.length > 1)
      report('pod/env', `${below}.valueFrom`, `has ${sources.join(' and ')}, only one source is possible`);
    for (const source of ['configMapKeyRef', 'secretKeyRef']) {
      if (!given(from[source])) continue;
      const key = text(record(from[source]).key);
      const wrongKey = key === '' ? 'is required' : configKey(key);
      if (wrongKey !== undefined) report('pod/env', `${below}.valueFrom.${source}.key`, wrongKey);
    }
  }
  for (const [i, source] of records(container.envFrom).entries()) {
    const kinds = ['configMapRef', 'secretRef'].filter((field) => given(source[field]));
    if (kinds.length !== 1)
      report(
        'pod/env',
        `${path}.envFrom[${i}]`,
        kinds.length === 0 ? 'needs configMapRef or secretRef' : 'has configMapRef and secretRef, only one is possible',
      );
  }
}

function checkPort(value: unknown, path: string, report: PodReport, required: boolean): void {
  const port = number(value);
  if (port === undefined) {
    if (required && !given(value)) report('pod/ports', path, 'is required');
  } else if (port < 1 || port > 65535) report('pod/ports', path, `${port} must be from 1 to 65535`);
}

const NATIVE = new Set(['cpu', 'memory', 'storage', 'ephemeral-storage']);

/** Requests and limits. Fact: an extended resource has a domain other than kubernetes.io, and is never overcommitted. */
export function checkResources(resources: Fields, path: string, report: PodReport): void {
  const limits = record(resources.limits);
  const requests = record(resources.requests);
  for (const [kind, amounts] of [
    ['limits', limits],
    ['requests', requests],
  ] as const) {
    for (const [name, amount] of Object.entries(amounts)) {
      const below = `${path}.${kind}.${name}`;
      const value = quantity(amount);
      const wrong = qualifiedName(name);
      if (wrong !== undefined) report('pod/resources', below, wrong);
      else if (!name.includes('/') && !NATIVE.has(name) && !name.startsWith('hugepages-')) {
        report(
          'pod/resources',
          below,
          `'${name}' is no resource: give cpu, memory, ephemeral-storage or a name with a domain`,
        );
      }
      if (value === undefined) continue;
      if (value < 0n) report('pod/resources', below, 'is negative');
      else if (isExtended(name) && value % 1_000_000_000n !== 0n)
        report('pod/extended-resources', below, 'must be a whole number');
    }
  }
  for (const [name, amount] of Object.entries(requests)) {
    const asked = quantity(amount);
    const limit = quantity(limits[name]);
    if (asked === undefined) continue;
    const fixed = isExtended(name) || name.startsWith('hugepages-');
    if (fixed && limit === undefined && !given(limits[name]))
      report('pod/extended-resources', `${path}.limits`, `must have '${name}' too: it is never overcommitted`);
    else if (fixed && limit !== undefined && limit !== asked)
      report(
        'pod/extended-resources',
        `${path}.requests`,
        `of '${name}', ${word(amount)}, must equal its limit, ${word(limits[name])}`,
      );
    else if (limit !== undefined && asked > limit)
      report(
        'pod/resources',
        `${path}.requests`,
        `of '${name}', ${word(amount)}, are more than its limit, ${word(limits[name])}`,
      );
  }
}

function isExtended(name: string): boolean {
  if (!name.includes('/')) return false;
  return !/(^|\.)kubernetes\.io\//.test(name) && !name.startsWith('requests.');
}

export function quantity(value: unknown): bigint | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  try {
    return Quantity.parse(value).nanos;
  } catch {
    return undefined;
  }
}

function checkVolumes(pod: Fields, path: string, report: PodReport): Map<string, Fields> {
  const volumes = new Map<string, Fields>();
  for (const [i, volume] of records(pod.volumes).entries()) {
    const below = `${path}.volumes[${i}]`;
    const name = text(volume.name);
    const wrong = name === '' ? 'is required' : label(name);
    if (wrong !== undefined) report('pod/volumes', `${below}.name`, wrong);
    if (volumes.has(name)) report('pod/volumes', `${below}.name`, `'${name}' is used twice`);
    volumes.set(name, volume);
    const sources = Object.keys(volume).filter((field) => field !== 'name' && given(volume[field]));
    if (sources.length > 1) report('pod/volumes', below, `has ${sources.join(' and ')}, only one source is possible`);
    if (given(volume.secret) && text(record(volume.secret).secretName) === '')
      report('pod/volumes', `${below}.secret.secretName`, 'is required');
    if (given(volume.configMap) && text(record(volume.configMap).name) === '')
      report('pod/volumes', `${below}.configMap.name`, 'is required');
    if (given(volume.persistentVolumeClaim) && text(record(volume.persistentVolumeClaim).claimName) === '') {
      report('pod/volumes', `${below}.persistentVolumeClaim.claimName`, 'is required');
    }
    if (given(volume.hostPath) && text(record(volume.hostPath).path) === '')
      report('pod/volumes', `${below}.hostPath.path`, 'is required');
  }
  return volumes;
}

const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'];

function checkProbe(probe: Fields, path: string, kind: string, report: PodReport): void {
  const handlers = HANDLERS.filter((handler) => given(probe[handler]));
  if (handlers.length === 0) report('pod/probe', path, `needs one of ${HANDLERS.join(', ')}`);
  else if (handlers.length > 1)
    report('pod/probe', path, `has ${handlers.join(' and ')}, only one handler is possible`);
  if (given(probe.exec) && list(record(probe.exec).command).length === 0)
    report('pod/probe', `${path}.exec.command`, 'is required');
  for (const handler of ['httpGet', 'tcpSocket']) {
    if (!given(probe[handler])) continue;
    const port = record(probe[handler]).port;
    if (typeof port === 'number' && (port < 1 || port > 65535))
      report('pod/probe', `${path}.${handler}.port`, `${port} must be from 1 to 65535`);
  }
  for (const field of [
    'initialDelaySeconds',
    'timeoutSeconds',
    'periodSeconds',
    'successThreshold',
    'failureThreshold',
  ]) {
    const value = number(probe[field]);
    if (value !== undefined && value < 0) report('pod/probe', `${path}.${field}`, `${value} is negative`);
  }
  const successes = number(probe.successThreshold);
  if (kind !== 'readinessProbe' && successes !== undefined && successes > 1)
    report('pod/probe', `${path}.successThreshold`, `${successes} must be 1`);
  if (kind === 'readinessProbe' && given(probe.terminationGracePeriodSeconds))
    report('pod/probe', `${path}.terminationGracePeriodSeconds`, 'may not be set on a readiness probe');
}

function checkScheduling(pod: Fields, path: string, report: PodReport): void {
  const rule = 'pod/scheduling';
  for (const [i, toleration] of records(pod.tolerations).entries()) {
    const below = `${path}.tolerations[${i}]`;
    const key = text(toleration.key);
    const operator = text(toleration.operator);
    const wrong = key === '' ? undefined : qualifiedName(key);
    if (wrong !== undefined) report(rule, `${below}.key`, wrong);
    if (key === '' && operator !== 'Exists') report(rule, `${below}.operator`, 'must be Exists where no key is given');
    if (operator === 'Exists' && text(toleration.value) !== '')
      report(rule, `${below}.value`, 'must be left out for operator Exists');
    if (given(toleration.tolerationSeconds) && toleration.effect !== 'NoExecute')
      report(rule, `${below}.effect`, 'must be NoExecute where tolerationSeconds is given');
  }
  const affinity = record(pod.affinity);
  const required = at(affinity, 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution');
  if (given(required) && list(record(required).nodeSelectorTerms).length === 0) {
    report(
      rule,
      `${path}.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms`,
      'are required',
    );
  }
  for (const kind of ['nodeAffinity', 'podAffinity', 'podAntiAffinity']) {
    for (const [i, term] of records(record(affinity[kind]).preferredDuringSchedulingIgnoredDuringExecution).entries()) {
      const weight = number(term.weight);
      if (weight !== undefined && (weight < 1 || weight > 100)) {
        report(
          rule,
          `${path}.affinity.${kind}.preferredDuringSchedulingIgnoredDuringExecution[${i}].weight`,
          `${weight} must be from 1 to 100`,
        );
      }
    }
  }
  for (const [i, constraint] of records(pod.topologySpreadConstraints).entries()) {
    const skew = number(constraint.maxSkew);
    if (skew !== undefined && skew <= 0)
      report(rule, `${path}.topologySpreadConstraints[${i}].maxSkew`, `${skew} must be more than 0`);
  }
}
