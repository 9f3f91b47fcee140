import { isIpv4, isIpv6 } from '../formats';
import { label, subdomain } from '../names';
import { checkContainer, type Surroundings } from './pod-container';
import type { Fields, PodReport } from './pod-rules';
import { checkScheduling } from './pod-scheduling';
import { checkPodSecurity } from './pod-security';
import { checkVolumes } from './pod-volumes';
import { quantity } from './quantity';
import { given, list, number, record, records, text, word } from './read';

export type { PodIds, PodReport } from './pod-rules';
export { podRules } from './pod-rules';

interface PodOptions {
  /** Restart policies that the owner allows. */
  readonly restart?: readonly string[];
  /** Whether only rules are checked that no controller can make good. */
  readonly unfinished?: boolean;
  /** Names of claims that the owner makes for its pods. */
  readonly claims?: readonly string[];
}

type Tell = (path: string, message: string) => void;

/** What Kubernetes demands of a pod. Facts: kubernetes/kubernetes pkg/apis/core/validation/validation.go. */
export function checkPod(pod: Fields, path: string, report: PodReport, options: PodOptions = {}): void {
  const within: Surroundings = {
    volumes: checkVolumes(pod, path, report),
    claims: new Set(options.claims),
    hostNetwork: pod.hostNetwork === true,
    grace: number(pod.terminationGracePeriodSeconds) ?? 30,
  };
  const names = new Set<string>();
  const { unfinished = false } = options;
  if (records(pod.containers).length === 0 && !unfinished)
    report('pod/containers', `${path}.containers`, 'are required');
  for (const field of ['initContainers', 'containers', 'ephemeralContainers'] as const) {
    for (const [i, container] of records(pod[field]).entries()) {
      const below = `${path}.${field}[${i}]`;
      const name = text(container.name);
      if (name !== '') {
        const wrong = label(name);
        if (wrong !== undefined) report('pod/container-name', `${below}.name`, wrong);
        if (names.has(name)) report('pod/container-name', `${below}.name`, `'${name}' is used twice`);
        names.add(name);
      } else if (!unfinished) report('pod/container-name', `${below}.name`, 'is required');
      if (text(container.image) === '' && !unfinished) report('pod/image', `${below}.image`, 'is required');
      checkContainer(container, below, within, field === 'initContainers', report);
    }
  }
  checkRestart(pod, path, options.restart, report);
  checkNames(pod, path, report);
  checkNetwork(pod, path, (where, message) => report('pod/network', where, message));
  checkScheduling(pod, path, report);
  for (const [name, amount] of Object.entries(record(pod.overhead)))
    if ((quantity(amount) ?? 0n) < 0n) report('pod/resources', `${path}.overhead.${name}`, 'is negative');
  if (given(pod.securityContext)) checkPodSecurity(record(pod.securityContext), `${path}.securityContext`, report);
}

export function checkRestart(
  pod: Fields,
  path: string,
  allowed: readonly string[] | undefined,
  report: PodReport,
): void {
  const restart = text(pod.restartPolicy);
  if (allowed === undefined || allowed.includes(restart)) return;
  const possible = allowed.filter((policy) => policy !== '').join(' or ');
  report(
    'pod/restart-policy',
    `${path}.restartPolicy`,
    restart === '' ? `is required: ${possible}` : `'${restart}' must be ${possible}`,
  );
}

function checkNames(pod: Fields, path: string, report: PodReport): void {
  for (const field of ['serviceAccountName', 'priorityClassName', 'runtimeClassName', 'nodeName']) {
    const name = pod[field];
    const wrong = typeof name === 'string' && name !== '' ? subdomain(name) : undefined;
    if (wrong !== undefined) report('pod/names', `${path}.${field}`, wrong);
  }
  if (pod.runtimeClassName === '') report('pod/names', `${path}.runtimeClassName`, "may not be ''");
  const seconds = number(pod.activeDeadlineSeconds);
  if (seconds !== undefined && (seconds < 1 || seconds > 2147483647))
    report('pod/restart-policy', `${path}.activeDeadlineSeconds`, `${seconds} must be from 1 to 2147483647`);
  if (pod.preemptionPolicy === '')
    report('pod/scheduling', `${path}.preemptionPolicy`, "'' is neither PreemptLowerPriority nor Never");
  const system = record(pod.os).name;
  if (given(pod.os) && system !== 'linux' && system !== 'windows')
    report('pod/scheduling', `${path}.os.name`, `'${text(system)}' is neither linux nor windows`);
}

const isAddress = (value: string) => isIpv4(value) || isIpv6(value);

function checkNetwork(pod: Fields, path: string, tell: Tell): void {
  for (const field of ['hostname', 'subdomain']) {
    const name = text(pod[field]);
    const wrong = name === '' ? undefined : label(name);
    if (wrong !== undefined) tell(`${path}.${field}`, wrong);
  }
  for (const [i, alias] of records(pod.hostAliases).entries()) {
    const below = `${path}.hostAliases[${i}]`;
    if (!isAddress(text(alias.ip))) tell(`${below}.ip`, `'${text(alias.ip)}' is no address`);
    for (const [j, name] of list(alias.hostnames).entries()) {
      const wrong = subdomain(word(name));
      if (wrong !== undefined) tell(`${below}.hostnames[${j}]`, wrong);
    }
  }
  const dns = record(pod.dnsConfig);
  const servers = list(dns.nameservers);
  if (pod.dnsPolicy === 'None' && servers.length === 0)
    tell(
      given(pod.dnsConfig) ? `${path}.dnsConfig.nameservers` : `${path}.dnsConfig`,
      'are required for dnsPolicy None',
    );
  if (servers.length > 3) tell(`${path}.dnsConfig.nameservers`, `are ${servers.length}, at most 3 are allowed`);
  for (const [i, server] of servers.entries())
    if (!isAddress(word(server))) tell(`${path}.dnsConfig.nameservers[${i}]`, `'${word(server)}' is no address`);
  const searches = list(dns.searches);
  if (searches.length > 32) tell(`${path}.dnsConfig.searches`, `are ${searches.length}, at most 32 are allowed`);
  for (const [i, search] of searches.entries()) {
    const domain = word(search).replace(/\.$/, '').replaceAll('_', 'x');
    const wrong = word(search) === '.' ? undefined : subdomain(domain);
    if (wrong !== undefined) tell(`${path}.dnsConfig.searches[${i}]`, wrong);
  }
  for (const [i, option] of records(dns.options).entries())
    if (text(option.name) === '') tell(`${path}.dnsConfig.options[${i}].name`, 'is required');
}
