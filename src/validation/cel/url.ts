/** An address as Go's net/url takes it apart, which is not how browsers do. */
export interface GoUrl {
  readonly scheme: string;
  /** With the port. */
  readonly host: string;
  /** As it is written. */
  readonly path: string;
  readonly query: string;
}

/** Go's `url.ParseRequestURI`: an absolute address, or an absolute path. */
export function parseUrl(text: string): GoUrl | undefined {
  if (text === '' || [...text].some(isControl)) return undefined;
  if (text === '*') return { scheme: '', host: '', path: '*', query: '' };
  if (text.startsWith(':')) return undefined;
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text)?.[1] ?? '';
  const rest = scheme === '' ? text : text.slice(scheme.length + 1);
  const at = rest.indexOf('?');
  const [before, query] = at < 0 ? [rest, ''] : [rest.slice(0, at), rest.slice(at + 1)];
  if (!before.startsWith('/'))
    return scheme === '' ? undefined : { scheme: scheme.toLowerCase(), host: '', path: '', query };
  let path = before;
  let host = '';
  if (scheme !== '' && before.startsWith('//')) {
    const slash = before.indexOf('/', 2);
    const authority = slash < 0 ? before.slice(2) : before.slice(2, slash);
    path = slash < 0 ? '' : before.slice(slash);
    const user = authority.lastIndexOf('@');
    host = authority.slice(user + 1);
    if (user >= 0 && !/^[-A-Za-z0-9._:~!$&'()*+,;=%@]*$/.test(authority.slice(0, user))) return undefined;
    if (user >= 0 && !escapes(authority.slice(0, user))) return undefined;
    if (!isHost(host)) return undefined;
  }
  return escapes(path) ? { scheme: scheme.toLowerCase(), host, path, query } : undefined;
}

function isControl(character: string): boolean {
  return character < ' ' || character === '\x7f';
}

function escapes(text: string): boolean {
  return !/%(?![0-9A-Fa-f]{2})/.test(text);
}

function isHost(host: string): boolean {
  const bracket = host.startsWith('[') ? host.lastIndexOf(']') : undefined;
  if (bracket !== undefined && bracket < 0) return false;
  const colon = host.lastIndexOf(':');
  const port = bracket !== undefined ? host.slice(bracket + 1) : colon < 0 ? '' : host.slice(colon);
  if (!/^(?::\d*)?$/.test(port)) return false;
  // Only bytes beyond ASCII may be escaped, and the sign before a zone.
  if (/%(?!25|[89A-Fa-f][0-9A-Fa-f])/.test(host)) return false;
  return ![...host].some((c) => c < '\x80' && !/[-A-Za-z0-9._~!$&'()*+,;=:[\]<>"%]/.test(c));
}

export function portOf({ host }: GoUrl): string {
  return /:(\d*)$/.exec(host)?.[1] ?? '';
}

export function hostnameOf({ host }: GoUrl): string {
  const name = host.replace(/:\d*$/, '');
  return name.startsWith('[') && name.endsWith(']') ? name.slice(1, -1) : name;
}
