import { isRecord, type Json, type Problem } from '../finding';
import { podTemplates } from '../pod-templates';
import { at, given, list, record, records, text } from './read';
import type { RuleSet } from './rule';

/**
 * What the Pod Security admission of a namespace refuses, by its label `pod-security.kubernetes.io/enforce`. It refuses
 * pods, not what makes them: a job is taken, and never gets a pod.
 * Facts: k8s.io/pod-security-admission policy/check_*.go at v0.34.
 */
export const podSecurity: Omit<RuleSet, 'check'> = {
  sources: ['https://github.com/kubernetes/pod-security-admission/blob/v0.34.2/policy/checks.go'],
  kinds: ['v1/Pod'],
  rules: {
    'pod-security/baseline': 'Pods keep to the level baseline that their namespace enforces.',
    'pod-security/restricted': 'Pods keep to the level restricted that their namespace enforces.',
  },
};

type Level = 'baseline' | 'restricted';
type Report = (level: Level, path: string, message: string) => void;

const ENFORCE = 'pod-security.kubernetes.io/enforce';
/** Kinds that hold templates for others, and those whose controllers complete what a pod says of its security. */
const LEFT_OUT = ['PodTemplate', 'TrainingRuntime', 'ClusterTrainingRuntime'];
const COMPLETED = /^serving\.knative\.dev\//;

const CAPABILITIES = new Set(
  'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(
    ' ',
  ),
);
const SELINUX_TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'];
const SYSCTLS = new Set(
  `kernel.shm_rmid_forced net.ipv4.ip_local_port_range net.ipv4.tcp_syncookies net.ipv4.ping_group_range
   net.ipv4.ip_unprivileged_port_start net.ipv4.ip_local_reserved_ports net.ipv4.tcp_keepalive_time net.ipv4.tcp_fin_timeout
   net.ipv4.tcp_keepalive_intvl net.ipv4.tcp_keepalive_probes net.ipv4.tcp_rmem net.ipv4.tcp_wmem`.split(/\s+/),
);
const VOLUMES = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim'].concat([
  'projected',
  'secret',
]);
const CONFINED = ['RuntimeDefault', 'Localhost'];

/** Pods that the level of a namespace among these objects refuses. */
export function podSecurityProblems(objects: readonly unknown[]): (Problem & { readonly object: number })[] {
  const levels = levelsOf(objects);
  if (levels.size === 0) return [];
  return objects.flatMap((object, index) => {
    if (!isRecord(object) || LEFT_OUT.includes(text(object.kind))) return [];
    const namespace = text(record(object.metadata).namespace) || 'default';
    const level = levels.get(namespace);
    if (level === undefined) return [];
    const problems: (Problem & { readonly object: number })[] = [];
    const report: Report = (of, path, message) =>
      problems.push({
        object: index,
        rule: `pod-security/${of}`,
        severity: 'error',
        path,
        message: `${message}: namespace '${namespace}' enforces ${level} and refuses such pods`,
      });
    for (const { spec, path } of podTemplates(object)) {
      if (text(at(spec, 'os', 'name')) === 'windows') continue;
      baseline(spec, path, report);
      if (level === 'restricted' && !COMPLETED.test(text(object.apiVersion))) restricted(spec, path, report);
    }
    return problems;
  });
}

function levelsOf(objects: readonly unknown[]): ReadonlyMap<string, Level> {
  const levels = new Map<string, Level>();
  for (const object of objects) {
    if (!isRecord(object) || object.kind !== 'Namespace' || object.apiVersion !== 'v1') continue;
    const level = at(object, 'metadata', 'labels', ENFORCE);
    if (level === 'baseline' || level === 'restricted') levels.set(text(at(object, 'metadata', 'name')), level);
  }
  return levels;
}

/** Containers with their paths. */
function containersOf(spec: Json, path: string): { readonly container: Json; readonly path: string }[] {
  return ['initContainers', 'containers', 'ephemeralContainers'].flatMap((field) =>
    records(spec[field]).map((container, i) => ({ container, path: `${path}.${field}[${i}]` })),
  );
}

function baseline(spec: Json, path: string, report: Report): void {
  const tell = (where: string, message: string) => report('baseline', where, message);
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) {
    if (spec[field] === true) tell(`${path}.${field}`, 'shares a namespace with the node, leave it out');
  }
  for (const [i, volume] of records(spec.volumes).entries()) {
    if (given(volume.hostPath))
      tell(`${path}.volumes[${i}].hostPath`, 'is a folder of the node, use a claim or emptyDir');
  }
  const pod = record(spec.securityContext);
  profiles(pod, `${path}.securityContext`, tell);
  for (const [i, { name }] of records(pod.sysctls).entries()) {
    if (!SYSCTLS.has(text(name))) tell(`${path}.securityContext.sysctls[${i}]`, `'${text(name)}' is no safe sysctl`);
  }
  for (const { container, path: own } of containersOf(spec, path)) {
    const context = record(container.securityContext);
    const where = `${own}.securityContext`;
    profiles(context, where, tell);
    if (context.privileged === true) tell(`${where}.privileged`, 'is true, leave it out');
    if (given(context.procMount) && context.procMount !== 'Default' && spec.hostUsers !== false) {
      tell(`${where}.procMount`, `is '${text(context.procMount)}', leave it out`);
    }
    const added = list(at(context, 'capabilities', 'add')).filter((one) => !CAPABILITIES.has(String(one)));
    if (added.length > 0) tell(`${where}.capabilities.add`, `adds ${added.join(', ')}, leave it out`);
    for (const [i, { hostPort }] of records(container.ports).entries()) {
      if (given(hostPort) && hostPort !== 0)
        tell(`${own}.ports[${i}].hostPort`, 'is a port of the node, use a Service');
    }
  }
}

/** What pods and containers alike may not choose. */
function profiles(context: Json, path: string, tell: (path: string, message: string) => void): void {
  if (at(context, 'seccompProfile', 'type') === 'Unconfined') {
    tell(`${path}.seccompProfile.type`, "is 'Unconfined', say 'RuntimeDefault'");
  }
  const appArmor = at(context, 'appArmorProfile', 'type');
  if (given(appArmor) && !CONFINED.includes(text(appArmor))) {
    tell(`${path}.appArmorProfile.type`, `is '${text(appArmor)}', say 'RuntimeDefault'`);
  }
  const selinux = record(context.seLinuxOptions);
  if (!SELINUX_TYPES.includes(text(selinux.type))) tell(`${path}.seLinuxOptions.type`, `is '${text(selinux.type)}'`);
  for (const field of ['user', 'role']) {
    if (text(selinux[field]) !== '') tell(`${path}.seLinuxOptions.${field}`, 'may not be set');
  }
  if (at(context, 'windowsOptions', 'hostProcess') === true) tell(`${path}.windowsOptions.hostProcess`, 'is true');
}

function restricted(spec: Json, path: string, report: Report): void {
  const tell = (where: string, message: string) => report('restricted', where, message);
  for (const [i, volume] of records(spec.volumes).entries()) {
    const kind = Object.keys(volume).find((key) => key !== 'name' && given(volume[key]));
    if (kind === undefined || VOLUMES.includes(kind) || kind === 'hostPath') continue;
    tell(`${path}.volumes[${i}].${kind}`, `is no volume that the level has, use a claim`);
  }
  const pod = record(spec.securityContext);
  const ownUsers = spec.hostUsers === false;
  if (pod.runAsNonRoot === false && !ownUsers) tell(`${path}.securityContext.runAsNonRoot`, 'is false, say true');
  if (pod.runAsUser === 0 && !ownUsers) tell(`${path}.securityContext.runAsUser`, 'is root');
  for (const { container, path: own } of containersOf(spec, path)) {
    const context = record(container.securityContext);
    const missing: string[] = [];
    if (context.allowPrivilegeEscalation !== false) missing.push('allowPrivilegeEscalation: false');
    if (!list(at(context, 'capabilities', 'drop')).includes('ALL')) missing.push("capabilities.drop: ['ALL']");
    if (!ownUsers && (context.runAsNonRoot ?? pod.runAsNonRoot) !== true) missing.push('runAsNonRoot: true');
    const seccomp = at(context, 'seccompProfile', 'type') ?? at(pod, 'seccompProfile', 'type');
    if (!given(seccomp)) missing.push("seccompProfile: { type: 'RuntimeDefault' }");
    if (missing.length > 0) {
      tell(
        `${own}.securityContext`,
        `lacks ${missing.join(', ')} (${text(container.name) || 'the container'}): security 'restricted' says it`,
      );
    }
    const added = list(at(context, 'capabilities', 'add')).filter(
      (one) => one !== 'NET_BIND_SERVICE' && CAPABILITIES.has(String(one)),
    );
    if (added.length > 0) tell(`${own}.securityContext.capabilities.add`, `adds ${added.join(', ')}, leave it out`);
    if (context.runAsUser === 0 && !ownUsers) tell(`${own}.securityContext.runAsUser`, 'is root');
  }
}
