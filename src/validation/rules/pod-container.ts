import { checkEnvironment } from './pod-environment';
import { checkLifecycle, checkProbe, portName } from './pod-handlers';
import { checkResources } from './pod-resources';
import type { Fields, PodReport } from './pod-rules';
import { checkContainerSecurity } from './pod-security';
import { noBacksteps } from './pod-volumes';
import { given, number, record, records, text, word } from './read';

type Tell = (path: string, message: string) => void;

/** What a container is checked within. */
export interface Surroundings {
  readonly volumes: ReadonlyMap<string, Fields>;
  /** Claims that the owner of the pod makes for it, which are volumes of their name. */
  readonly claims: ReadonlySet<string>;
  readonly hostNetwork: boolean;
  /** Seconds that the pod has to end. */
  readonly grace: number;
}

export function checkContainer(
  container: Fields,
  path: string,
  within: Surroundings,
  init: boolean,
  report: PodReport,
): void {
  const image = text(container.image);
  if (image !== image.trim()) report('pod/image', `${path}.image`, `'${image}' has blanks at its ends`);
  checkEnvironment(container, path, report);
  checkPorts(container, path, within.hostNetwork, (where, message) => report('pod/ports', where, message));
  checkResources(record(container.resources), `${path}.resources`, report);
  checkResizing(container, path, (where, message) => report('pod/resources', where, message));
  checkMounts(container, path, within, (where, message) => report('pod/volume-mounts', where, message));
  if (given(container.securityContext))
    checkContainerSecurity(record(container.securityContext), `${path}.securityContext`, report);
  const sidecar = !init || container.restartPolicy === 'Always';
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe'] as const) {
    if (!given(container[probe])) continue;
    if (!sidecar) report('pod/probe', `${path}.${probe}`, 'may not be set on an init container');
    else checkProbe(record(container[probe]), `${path}.${probe}`, probe, report);
  }
  if (!given(container.lifecycle)) return;
  if (!sidecar) report('pod/lifecycle', `${path}.lifecycle`, 'may not be set on an init container');
  else checkLifecycle(record(container.lifecycle), `${path}.lifecycle`, within.grace, report);
}

function checkPorts(container: Fields, path: string, hostNetwork: boolean, tell: Tell): void {
  const names = new Set<string>();
  const bound = new Set<string>();
  for (const [i, port] of records(container.ports).entries()) {
    const below = `${path}.ports[${i}]`;
    const name = text(port.name);
    if (name !== '') {
      const wrong = portName(name);
      if (wrong !== undefined) tell(`${below}.name`, wrong);
      if (names.has(name)) tell(`${below}.name`, `'${name}' is used twice`);
      names.add(name);
    }
    checkPort(port.containerPort, `${below}.containerPort`, true, tell);
    if (!given(port.hostPort) || port.hostPort === 0) continue;
    checkPort(port.hostPort, `${below}.hostPort`, false, tell);
    if (hostNetwork && port.hostPort !== port.containerPort)
      tell(`${below}.hostPort`, `${word(port.hostPort)} must be containerPort, as the pod is on the host's network`);
    const key = `${text(port.protocol) || 'TCP'}/${text(port.hostIP)}/${word(port.hostPort)}`;
    if (bound.has(key)) tell(`${below}.hostPort`, `${word(port.hostPort)} is bound twice`);
    bound.add(key);
  }
}

function checkPort(value: unknown, path: string, required: boolean, tell: Tell): void {
  const port = number(value);
  if (port === undefined) {
    if (required && !given(value)) tell(path, 'is required');
  } else if (port < 1 || port > 65535) tell(path, `${port} must be from 1 to 65535`);
}

function checkResizing(container: Fields, path: string, tell: Tell): void {
  const names = new Set<string>();
  for (const [i, { resourceName, restartPolicy }] of records(container.resizePolicy).entries()) {
    const below = `${path}.resizePolicy[${i}]`;
    const name = text(resourceName);
    if (name !== 'cpu' && name !== 'memory') tell(`${below}.resourceName`, `'${name}' is neither cpu nor memory`);
    if (names.has(name)) tell(`${below}.resourceName`, `'${name}' stands twice`);
    names.add(name);
    if (restartPolicy !== 'NotRequired' && restartPolicy !== 'RestartContainer')
      tell(`${below}.restartPolicy`, `'${text(restartPolicy)}' is neither NotRequired nor RestartContainer`);
  }
}

function checkMounts(container: Fields, path: string, { volumes, claims }: Surroundings, tell: Tell): void {
  const paths = new Set<string>();
  const mounted = new Set<string>();
  for (const [i, mount] of records(container.volumeMounts).entries()) {
    const below = `${path}.volumeMounts[${i}]`;
    const name = text(mount.name);
    const where = text(mount.mountPath);
    if (name === '') tell(`${below}.name`, 'is required');
    else if (!volumes.has(name) && !claims.has(name)) tell(`${below}.name`, `'${name}' is no volume of the pod`);
    mounted.add(name);
    if (where === '') tell(`${below}.mountPath`, 'is required');
    else if (paths.has(where)) tell(`${below}.mountPath`, `'${where}' is mounted twice`);
    paths.add(where);
    if (text(mount.subPath) !== '' && text(mount.subPathExpr) !== '')
      tell(`${below}.subPathExpr`, 'does not go with subPath');
    for (const field of ['subPath', 'subPathExpr']) {
      const sub = text(mount[field]);
      if (sub.startsWith('/')) tell(`${below}.${field}`, `'${sub}' must be a relative path`);
      noBacksteps(sub, `${below}.${field}`, tell);
    }
    const spread = mount.mountPropagation;
    if (spread === 'Bidirectional' && record(container.securityContext).privileged !== true)
      tell(`${below}.mountPropagation`, 'may be Bidirectional for privileged containers only');
    else if (spread === '') tell(`${below}.mountPropagation`, "'' is none of None, HostToContainer, Bidirectional");
  }
  const devices = new Set<string>();
  for (const [i, device] of records(container.volumeDevices).entries()) {
    const below = `${path}.volumeDevices[${i}]`;
    const name = text(device.name);
    const where = text(device.devicePath);
    const volume = volumes.get(name);
    if (name === '') tell(`${below}.name`, 'is required');
    else if (devices.has(name)) tell(`${below}.name`, `'${name}' stands twice`);
    else if (volume === undefined && !claims.has(name)) tell(`${below}.name`, `'${name}' is no volume of the pod`);
    else if (volume !== undefined && !given(volume.persistentVolumeClaim) && !given(volume.ephemeral))
      tell(`${below}.name`, `'${name}' must be a claim or ephemeral, to be a device`);
    if (mounted.has(name)) tell(`${below}.name`, `'${name}' is mounted too, only one is possible`);
    devices.add(name);
    if (where === '') tell(`${below}.devicePath`, 'is required');
    else if (paths.has(where)) tell(`${below}.devicePath`, `'${where}' is used twice`);
    else noBacksteps(where, `${below}.devicePath`, tell);
    paths.add(where);
  }
}
