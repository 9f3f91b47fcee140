const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const ENV_NAME = /^[ -<>-~]+$/;
const CONFIG_KEY = /^[-._a-zA-Z0-9]+$/;

/** Why a name does not have its grammar; `undefined` where it has. Facts: k8s.io/apimachinery pkg/util/validation/validation.go. */
export type NameCheck = (name: string) => string | undefined;

const grammar =
  (longest: number, pattern: RegExp, allowed: string): NameCheck =>
  (name) => {
    if (name.length > longest)
      return `'${name.slice(0, 60)}...' has ${name.length} characters, at most ${longest} are allowed`;
    return pattern.test(name) ? undefined : `'${name}' must be ${allowed}`;
  };

/** Namespaces, and keys and values of labels, are the same in many objects: what was fine before is not read again. */
const remembering = (check: NameCheck): NameCheck => {
  const fine = new Set<string>();
  return (name) => {
    if (fine.has(name)) return undefined;
    const problem = check(name);
    if (fine.size >= MOST_REMEMBERED) fine.clear();
    if (problem === undefined) fine.add(name);
    return problem;
  };
};
const MOST_REMEMBERED = 1000;

/** RFC 1123 label. */
export const label = remembering(
  grammar(63, LABEL, "lower-case letters, digits and '-', starting and ending with a letter or digit"),
);
/** RFC 1035 label: what a Service is called. */
export const label1035 = grammar(63, LABEL_1035, "lower-case letters, digits and '-', starting with a letter");
/** RFC 1123 subdomain: what most objects are called. */
export const subdomain = grammar(
  253,
  SUBDOMAIN,
  "lower-case letters, digits, '-' and '.', starting and ending with a letter or digit",
);
export const labelValue = remembering(
  grammar(63, LABEL_VALUE, "letters, digits, '-', '_' and '.', starting and ending with a letter or digit"),
);
const configKeyGrammar = grammar(253, CONFIG_KEY, "letters, digits, '-', '_' and '.'");
export const configKey: NameCheck = (name) => {
  if (name === '.' || name === '..' || name.startsWith('..')) return `'${name}' may not start with '..'`;
  return configKeyGrammar(name);
};
export const envName: NameCheck = (name) =>
  ENV_NAME.test(name)
    ? undefined
    : `'${name}' may not be empty and may not have '=' or other than printable ASCII characters`;

/** `prefix/name` or `name`: the key of a label, an annotation, a taint, an extended resource. */
export const qualifiedName: NameCheck = remembering((key) => {
  const parts = key.split('/');
  if (parts.length > 2) return `'${key}' may have one '/' only`;
  const [prefix, name] = parts.length === 2 ? (parts as [string, string]) : [undefined, key];
  if (prefix !== undefined) {
    if (prefix === '') return `'${key}' has an empty prefix before '/'`;
    const problem = subdomain(prefix);
    if (problem !== undefined) return `'${key}' has a prefix that is no domain: ${problem}`;
  }
  if (name === '') return `'${key}' has an empty name`;
  if (name.length > 63) return `'${key.slice(0, 80)}' has a name of ${name.length} characters, at most 63 are allowed`;
  return QUALIFIED.test(name)
    ? undefined
    : `'${key}' must be letters, digits, '-', '_' and '.', starting and ending with a letter or digit, with an optional domain and '/' before`;
});

/** Names that become a path segment of the API and are bound to no grammar: RBAC's. */
export const pathSegment: NameCheck = (name) => {
  if (name === '.' || name === '..') return `may not be '${name}'`;
  return /[/%]/.test(name) ? `'${name}' may not have '/' or '%'` : undefined;
};
