import { configKey } from '../names';
import { annotation, record, text } from './read';
import { ruleSet, type Subject } from './rule';

const rules = {
  'core/data-keys': 'Keys of data are file names, each in one place.',
  'core/data-size': 'Data has at most 1 MiB.',
  'core/secret-type': 'A secret of a known type has the keys of its type.',
} as const;

type Report = Subject<keyof typeof rules>['report'];
type Fields = Record<string, unknown>;

const LARGEST = 1024 * 1024;

/** What Kubernetes demands of configuration. */
export const coreData = ruleSet<keyof typeof rules>({
  sources: ['https://github.com/kubernetes/kubernetes/blob/v1.34.1/pkg/apis/core/validation/validation.go'],
  kinds: ['v1/ConfigMap', 'v1/Secret'],
  rules,
  check: ({ object, report }) => {
    const secret = object.kind === 'Secret';
    const [first, second] = secret ? (['data', 'stringData'] as const) : (['data', 'binaryData'] as const);
    let size = 0;
    for (const field of [first, second]) {
      for (const [key, value] of Object.entries(record(object[field]))) {
        const wrong = configKey(key);
        if (wrong !== undefined) report('core/data-keys', `${field}.${key}`, wrong);
        if (!secret && field === second && Object.hasOwn(record(object[first]), key))
          report('core/data-keys', `${field}.${key}`, 'stands in data too');
        if (typeof value === 'string')
          size += field === 'data' && secret ? Math.floor((value.length * 3) / 4) : Buffer.byteLength(value);
      }
    }
    if (size > LARGEST) report('core/data-size', '', `has ${size} bytes of data, at most ${LARGEST} are allowed`);
    if (secret) checkType(object, report);
  },
});

const KEYS: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};
const ACCOUNT = 'kubernetes.io/service-account.name';

function checkType(object: Fields, report: Report): void {
  const rule = 'core/secret-type';
  const type = text(object.type);
  const data = record(object.data);
  const plain = record(object.stringData);
  for (const key of Object.hasOwn(KEYS, type) ? KEYS[type]! : [])
    if (!Object.hasOwn(data, key) && !Object.hasOwn(plain, key))
      report(rule, `data.${key}`, `is required for type ${type}`);
  const content = (key: string) =>
    Object.hasOwn(plain, key) ? text(plain[key]) : Buffer.from(text(data[key]), 'base64').toString();
  if (
    type === 'kubernetes.io/ssh-auth' &&
    'ssh-privatekey' in { ...data, ...plain } &&
    content('ssh-privatekey') === ''
  )
    report(rule, 'data.ssh-privatekey', `may not be empty for type ${type}`);
  if (type === 'kubernetes.io/basic-auth' && !['username', 'password'].some((key) => key in data || key in plain))
    report(rule, 'data.username', `or password is required for type ${type}`);
  if (type === 'kubernetes.io/service-account-token' && (annotation(object, ACCOUNT) ?? '') === '')
    report(rule, `metadata.annotations.${ACCOUNT}`, `is required for type ${type}`);
  const [docker] = type.startsWith('kubernetes.io/docker') ? (KEYS[type] ?? []) : [];
  if (docker !== undefined && (docker in data || docker in plain) && !isMap(content(docker)))
    report(rule, `data.${docker}`, 'is no JSON object');
}

function isMap(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && !Array.isArray(value);
  } catch {
    return false;
  }
}
