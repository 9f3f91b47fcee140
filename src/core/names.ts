import { InvalidValue, isRecord, shown } from './values';

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;

/** The name of most objects: RFC 1123 subdomain, 253 characters at most. */
export function subdomain(name: string): string {
  return checked(
    name,
    SUBDOMAIN,
    253,
    "lower-case letters, digits, '-' and '.', starting and ending with a letter or digit",
  );
}

/** The name of a namespace, a container or a volume: RFC 1123 label, 63 characters unless a controller leaves fewer. */
export function label(name: string, longest = 63): string {
  return checked(
    name,
    LABEL,
    longest,
    "lower-case letters, digits and '-', starting and ending with a letter or digit",
  );
}

/** A name that becomes a Service or a host: RFC 1035 label. */
export function hostLabel(name: string, longest = 63): string {
  return checked(name, LABEL_1035, longest, "lower-case letters, digits and '-', starting with a letter");
}

export function labelValue(value: string): string {
  return checked(
    value,
    LABEL_VALUE,
    63,
    "letters, digits, '-', '_' and '.', starting and ending with a letter or digit",
  );
}

/** The namespace of a team, a profile or a chart, or one by name. */
export function namespaceOf(value: string | { readonly namespace?: string }): string {
  const name: unknown = isRecord(value) ? value.namespace : value;
  if (typeof name !== 'string' || name === '')
    throw new InvalidValue(`${shown(value)} has no namespace: pass a team, a profile or a name`);
  return name;
}

/** Any text as an RFC 1123 label, for names that are derived: `/dev/shm` becomes `dev-shm`. */
export function asLabel(text: string, longest = 63): string {
  const kept = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return kept.slice(0, longest).replace(/-+$/, '') || 'x';
}

function checked(name: string, grammar: RegExp, longest: number, allowed: string): string {
  if (name === undefined) throw new InvalidValue('is missing');
  if (typeof name !== 'string' || name === '') throw new InvalidValue(`${shown(name)} is not a name`);
  if (name.length > longest)
    throw new InvalidValue(`'${name}' has ${name.length} characters, ${longest} are allowed: choose a shorter one`);
  if (!grammar.test(name)) throw new InvalidValue(`'${name}' may only have ${allowed}${suggestion(name, longest)}`);
  return name;
}

function suggestion(name: string, longest: number): string {
  return `: '${asLabel(name, longest)}' would do`;
}
