/** Values of `principals` in a mesh with these trust domains. Upstream: istio pilot/pkg/security/trustdomain/bundle.go. */
export function replaceTrustDomain(principal: string, trustDomains: readonly string[]): readonly string[] {
  const [domain, ...rest] = principal.split('/');
  if (rest.length !== 4 || domain === undefined || domain === '*') return [principal];
  if (domain !== 'cluster.local' && !trustDomains.some((known) => overlaps(domain, known))) return [principal];
  const replaced = trustDomains.map((known) => (endsLike(known, domain) ? principal : [known, ...rest].join('/')));
  return [...new Set(replaced)];
}

/** A trust domain of the mesh stands for all of them. */
export function expandTrustDomain(values: readonly string[], trustDomains: readonly string[]): readonly string[] {
  return [...new Set(values.flatMap((value) => (trustDomains.includes(value) ? trustDomains : [value])))];
}

function overlaps(a: string, b: string): boolean {
  return a === b || b === '*' || startsLike(a, b) || startsLike(b, a) || endsLike(a, b) || endsLike(b, a);
}

function startsLike(text: string, pattern: string): boolean {
  return pattern.endsWith('*') && text.startsWith(pattern.slice(0, -1));
}

function endsLike(text: string, pattern: string): boolean {
  return pattern.startsWith('*') && text.endsWith(pattern.slice(1));
}
