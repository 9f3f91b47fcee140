import type { Fields, PodReport } from './pod-rules';
import { noBacksteps } from './pod-volumes';
import { given, list, number, record, records, text } from './read';

type Tell = (path: string, message: string) => void;

const LARGEST_ID = 2147483647;

function checkId(value: unknown, path: string, tell: Tell): void {
  const id = number(value);
  if (id !== undefined && (id < 0 || id > LARGEST_ID)) tell(path, `${id} must be from 0 to ${LARGEST_ID}`);
}

/** A profile that confines system calls or files. */
function checkProfile(context: Fields, field: string, path: string, tell: Tell): void {
  if (!given(context[field])) return;
  const { type, localhostProfile } = record(context[field]);
  const below = `${path}.${field}`;
  if (text(type) === '') tell(`${below}.type`, 'is required');
  else if (type !== 'Localhost') {
    if (given(localhostProfile)) tell(`${below}.localhostProfile`, `goes with type Localhost, not with ${text(type)}`);
  } else if (!given(localhostProfile)) tell(`${below}.localhostProfile`, 'is required for type Localhost');
  else if (field === 'seccompProfile') {
    if (text(localhostProfile).startsWith('/'))
      tell(`${below}.localhostProfile`, `'${text(localhostProfile)}' must be a relative path`);
    noBacksteps(text(localhostProfile), `${below}.localhostProfile`, tell);
  } else if (text(localhostProfile).trim() !== localhostProfile)
    tell(`${below}.localhostProfile`, `'${text(localhostProfile)}' has blanks at its ends`);
}

export function checkContainerSecurity(context: Fields, path: string, report: PodReport): void {
  const tell: Tell = (where, message) => report('pod/security', where, message);
  checkId(context.runAsUser, `${path}.runAsUser`, tell);
  checkId(context.runAsGroup, `${path}.runAsGroup`, tell);
  for (const profile of ['seccompProfile', 'appArmorProfile']) checkProfile(context, profile, path, tell);
  if (context.procMount === '') tell(`${path}.procMount`, "'' is neither Default nor Unmasked");
  if (context.allowPrivilegeEscalation !== false) return;
  if (context.privileged === true)
    tell(path, 'has allowPrivilegeEscalation false beside privileged true, which escalates');
  if (list(record(context.capabilities).add).includes('CAP_SYS_ADMIN'))
    tell(path, 'has allowPrivilegeEscalation false beside capability CAP_SYS_ADMIN, which escalates');
}

const SYSCTL = /^([a-z0-9][-_a-z0-9]*[a-z0-9]|[a-z0-9])([./]([a-z0-9][-_a-z0-9]*[a-z0-9]|[a-z0-9]))*$/;

export function checkPodSecurity(context: Fields, path: string, report: PodReport): void {
  const tell: Tell = (where, message) => report('pod/security', where, message);
  for (const field of ['runAsUser', 'runAsGroup', 'fsGroup']) checkId(context[field], `${path}.${field}`, tell);
  for (const [i, group] of list(context.supplementalGroups).entries())
    checkId(group, `${path}.supplementalGroups[${i}]`, tell);
  for (const profile of ['seccompProfile', 'appArmorProfile']) checkProfile(context, profile, path, tell);
  for (const field of ['fsGroupChangePolicy', 'supplementalGroupsPolicy'])
    if (context[field] === '') tell(`${path}.${field}`, "may not be ''");
  const names = new Set<string>();
  for (const [i, sysctl] of records(context.sysctls).entries()) {
    const below = `${path}.sysctls[${i}].name`;
    const name = text(sysctl.name);
    if (name === '') tell(below, 'is required');
    else if (name.length > 253 || !SYSCTL.test(name)) tell(below, `'${name}' is no name of a kernel parameter`);
    else if (names.has(name.replaceAll('/', '.'))) tell(below, `'${name}' stands twice`);
    names.add(name.replaceAll('/', '.'));
  }
}
