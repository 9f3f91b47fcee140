import { subdomain } from '../names';
import { checkSelector } from './label-selector';
import { given, list, record, records, text } from './read';
import { ruleSet, type Subject } from './rule';

const rules = {
  'core/rbac-rule': 'A rule has verbs, and resources with their groups.',
  'core/rbac-binding': 'A binding names a role, and subjects with what their kind needs.',
} as const;

type Report = Subject<keyof typeof rules>['report'];
type Fields = Record<string, unknown>;

const GROUP = 'rbac.authorization.k8s.io';

/** What Kubernetes demands of access rules. */
export const coreAccess = ruleSet<keyof typeof rules>({
  sources: ['https://github.com/kubernetes/kubernetes/blob/v1.34.1/pkg/apis/rbac/validation/validation.go'],
  kinds: ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'].map((kind) => `${GROUP}/v1/${kind}`),
  rules,
  check: ({ object, report }) => {
    const kind = text(object.kind);
    if (kind.endsWith('Role')) checkRole(object, kind, report);
    else checkBinding(object, kind, report);
  },
});

function checkRole(object: Fields, kind: string, report: Report): void {
  const rule = 'core/rbac-rule';
  for (const [i, item] of records(object.rules).entries()) {
    const path = `rules[${i}]`;
    if (list(item.verbs).length === 0) report(rule, `${path}.verbs`, 'are required');
    if (list(item.nonResourceURLs).length > 0) {
      if (kind === 'Role') report(rule, `${path}.nonResourceURLs`, 'go with a ClusterRole only');
      if (['apiGroups', 'resources', 'resourceNames'].some((field) => list(item[field]).length > 0))
        report(rule, `${path}.nonResourceURLs`, 'do not go with resources');
      continue;
    }
    if (list(item.apiGroups).length === 0) report(rule, `${path}.apiGroups`, "are required, '' for the core group");
    if (list(item.resources).length === 0) report(rule, `${path}.resources`, 'are required');
  }
  if (!given(object.aggregationRule)) return;
  const selectors = records(record(object.aggregationRule).clusterRoleSelectors);
  if (selectors.length === 0) report(rule, 'aggregationRule.clusterRoleSelectors', 'are required');
  for (const [i, selector] of selectors.entries())
    checkSelector(selector, `aggregationRule.clusterRoleSelectors[${i}]`, (path, message) =>
      report(rule, path, message),
    );
}

function checkBinding(object: Fields, kind: string, report: Report): void {
  const rule = 'core/rbac-binding';
  const role = record(object.roleRef);
  const name = text(role.name);
  if (name === '') report(rule, 'roleRef.name', 'is required');
  else if (/[/%]|^\.\.?$/.test(name)) report(rule, 'roleRef.name', `'${name}' may not have '/' or '%'`);
  const kinds = kind === 'RoleBinding' ? ['Role', 'ClusterRole'] : ['ClusterRole'];
  if (!kinds.includes(text(role.kind)))
    report(rule, 'roleRef.kind', `'${text(role.kind)}' must be ${kinds.join(' or ')}`);
  if (given(role.apiGroup) && role.apiGroup !== GROUP && role.apiGroup !== '')
    report(rule, 'roleRef.apiGroup', `'${text(role.apiGroup)}' must be ${GROUP}`);
  for (const [i, subject] of records(object.subjects).entries()) checkSubject(subject, `subjects[${i}]`, kind, report);
}

function checkSubject(subject: Fields, path: string, kind: string, report: Report): void {
  const rule = 'core/rbac-binding';
  const name = text(subject.name);
  const group = text(subject.apiGroup);
  if (name === '') report(rule, `${path}.name`, 'is required');
  switch (subject.kind) {
    case 'ServiceAccount': {
      const wrong = name === '' ? undefined : subdomain(name);
      if (wrong !== undefined) report(rule, `${path}.name`, wrong);
      if (group !== '') report(rule, `${path}.apiGroup`, "must be '' for a ServiceAccount");
      if (text(subject.namespace) === '' && kind === 'ClusterRoleBinding')
        report(rule, `${path}.namespace`, 'is required for a ServiceAccount');
      break;
    }
    case 'User':
    case 'Group':
      if (group !== '' && group !== GROUP) report(rule, `${path}.apiGroup`, `'${group}' must be ${GROUP}`);
      break;
    default:
      report(rule, `${path}.kind`, `'${text(subject.kind)}' is none of ServiceAccount, User, Group`);
  }
}
