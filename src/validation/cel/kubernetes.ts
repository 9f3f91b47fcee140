import { Quantity } from '../../core/units';
import { formatProblem, isCidr, isIpv4, isIpv6 } from '../formats';
import { configKey, label, label1035, labelValue, qualifiedName, subdomain } from '../names';
import { expression } from '../pattern';
import { type GoUrl, hostnameOf, parseUrl, portOf } from './url';

type CelModule = typeof import('@marcbachmann/cel-js', { with: { 'resolution-mode': 'import' }});
type Environment = InstanceType<CelModule['Environment']>;

class Url {
  constructor(readonly parts: GoUrl) {}
}

class CelQuantity {
  constructor(readonly value: Quantity) {}
}

class Ip {
  constructor(
    readonly bits: bigint,
    readonly family: 4 | 6,
    readonly text: string,
  ) {}
}

class Cidr {
  constructor(
    readonly ip: Ip,
    readonly prefix: number,
  ) {}
}

class Format {
  constructor(readonly problem: (text: string) => string | undefined) {}
}

class Semver {
  constructor(
    readonly parts: readonly [bigint, bigint, bigint],
    readonly pre: readonly string[],
  ) {}
}

/**
 * The functions that Kubernetes adds to CEL.
 * Facts: k8s.io/apiserver pkg/cel/library; cel-go ext/strings.go and ext/sets.go.
 */
export function registerKubernetes(env: Environment, cel: CelModule): void {
  const bad = (message: string): never => {
    throw new cel.EvaluationError({ code: 'kubernetes', message });
  };
  for (const [name, type] of [
    ['kubernetes.URL', Url],
    ['kubernetes.Quantity', CelQuantity],
    ['net.IP', Ip],
    ['net.CIDR', Cidr],
    ['kubernetes.NamedFormat', Format],
    ['kubernetes.Semver', Semver],
  ] as const) {
    env.registerType(name, type);
  }
  env.registerType('kubernetes.Formats', Formats).registerConstant('format', 'kubernetes.Formats', new Formats());
  env.registerType('kubernetes.Sets', Sets).registerConstant('sets', 'kubernetes.Sets', new Sets());
  const define = (signature: string, handler: (...args: never[]) => unknown) =>
    env.registerFunction(signature, handler as never);
  registerText(define, bad);
  registerLists(define, bad);
  registerUrl(define, bad);
  registerQuantity(define, bad);
  registerNetwork(define, bad);
  registerFormats(define, cel);
  registerSemver(define, bad);
}

type Define = (signature: string, handler: (...args: never[]) => unknown) => unknown;
type Bad = (message: string) => never;

function registerText(define: Define, bad: Bad): void {
  const regex = (pattern: string) => expression(pattern) ?? bad(`'${pattern}' is no regular expression`);
  const found = (text: string, pattern: string, most: number): string[] => {
    const matcher = regex(pattern).matcher(text);
    const all: string[] = [];
    while (all.length < most && matcher.find()) all.push(matcher.group() ?? '');
    return all;
  };
  const limited = (limit: bigint) => (limit < 0n ? Number.POSITIVE_INFINITY : Number(limit));
  define('string.matchesLinear(string): bool', (text: string, pattern: string) => regex(pattern).matcher(text).find());
  define('matchesLinear(string, string): bool', (text: string, pattern: string) => regex(pattern).matcher(text).find());
  // The engine's own `int` takes '' for 0.
  define('strictInt(string): int', (text: string) => {
    const value = /^[-+]?\d{1,19}$/.test(text) ? BigInt(text.replace('+', '')) : undefined;
    return value !== undefined && BigInt.asIntN(64, value) === value ? value : bad(`'${text}' is no integer`);
  });
  define('strictInt(int): int', (value: bigint) => value);
  define('strictInt(double): int', (value: number) =>
    Number.isFinite(value) ? BigInt(Math.trunc(value)) : bad(`${value} is no integer`),
  );
  define('strictInt(google.protobuf.Timestamp): int', (time: Date) => BigInt(Math.floor(time.getTime() / 1000)));
  define('string.find(string): string', (text: string, pattern: string) => found(text, pattern, 1)[0] ?? '');
  define('string.findAll(string): list<string>', (text: string, pattern: string) =>
    found(text, pattern, Number.POSITIVE_INFINITY),
  );
  define('string.findAll(string, int): list<string>', (text: string, pattern: string, limit: bigint) =>
    found(text, pattern, limited(limit)),
  );
  define('string.charAt(int): string', (text: string, at: bigint) => {
    const runes = [...text];
    if (at < 0n || at > BigInt(runes.length)) bad(`index out of range: ${at}`);
    return runes[Number(at)] ?? '';
  });
  define('string.replace(string, string): string', (text: string, from: string, to: string) =>
    text.replaceAll(from, () => to),
  );
  define('string.replace(string, string, int): string', (text: string, from: string, to: string, limit: bigint) => {
    const parts = text.split(from);
    const times = Math.min(parts.length - 1, limited(limit));
    return (
      parts.slice(0, times + 1).join(to) + (times < parts.length - 1 ? from + parts.slice(times + 1).join(from) : '')
    );
  });
  define('string.reverse(): string', (text: string) => [...text].reverse().join(''));
}

function registerLists(define: Define, bad: Bad): void {
  const least = (list: readonly (string | number | bigint)[], sign: 1 | -1) => {
    if (list.length === 0) bad('min and max are called on an empty list');
    return list.reduce((a, b) => ((sign === 1 ? b < a : b > a) ? b : a));
  };
  const numeric = (value: unknown) => typeof value === 'number' || typeof value === 'bigint';
  const same = (a: unknown, b: unknown) =>
    a === b ||
    (numeric(a) && numeric(b) && Number(a) === Number(b)) ||
    (isObject(a) && isObject(b) && text(a) === text(b));
  define('list.isSorted(): bool', (list: (string | number)[]) =>
    list.every((item, i) => i === 0 || list[i - 1]! <= item),
  );
  define('list.sum(): dyn', (list: (number | bigint)[]) =>
    list.length === 0
      ? 0n
      : list
          .map((n) => (typeof n === 'number' && Number.isInteger(n) ? BigInt(n) : n))
          .reduce((a, b) => (typeof a === 'bigint' && typeof b === 'bigint' ? a + b : Number(a) + Number(b))),
  );
  define('list.min(): dyn', (list: (string | number)[]) => least(list, 1));
  define('list.max(): dyn', (list: (string | number)[]) => least(list, -1));
  define('list.indexOf(dyn): int', (list: unknown[], item: unknown) =>
    BigInt(list.findIndex((other) => same(other, item))),
  );
  define('list.lastIndexOf(dyn): int', (list: unknown[], item: unknown) =>
    BigInt(list.findLastIndex((other) => same(other, item))),
  );
  const holds = (list: unknown[], others: unknown[]) => others.every((o) => list.some((l) => same(l, o)));
  define('kubernetes.Sets.contains(list, list): bool', (_: unknown, a: unknown[], b: unknown[]) => holds(a, b));
  define(
    'kubernetes.Sets.equivalent(list, list): bool',
    (_: unknown, a: unknown[], b: unknown[]) => holds(a, b) && holds(b, a),
  );
  define('kubernetes.Sets.intersects(list, list): bool', (_: unknown, a: unknown[], b: unknown[]) =>
    a.some((x) => b.some((y) => same(x, y))),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function text(value: unknown): string {
  return JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? Number(v) : v));
}

function registerUrl(define: Define, bad: Bad): void {
  // What only reads an address may have a fragment; the check of it takes '#' for any other character.
  const parse = (given: string): Url | undefined => {
    const parts = parseUrl(given);
    return parts && new Url(parseUrl(given.split('#')[0]!) ?? parts);
  };
  define('isURL(string): bool', (given: string) => parse(given) !== undefined);
  define('url(string): kubernetes.URL', (given: string) => parse(given) ?? bad(`'${given}' is no URL`));
  define('kubernetes.URL.getScheme(): string', ({ parts }: Url) => parts.scheme);
  define('kubernetes.URL.getHost(): string', ({ parts }: Url) => parts.host);
  define('kubernetes.URL.getHostname(): string', ({ parts }: Url) => hostnameOf(parts));
  define('kubernetes.URL.getPort(): string', ({ parts }: Url) => portOf(parts));
  define('kubernetes.URL.getEscapedPath(): string', ({ parts }: Url) => parts.path);
  define('kubernetes.URL.getQuery(): map<string, list<string>>', ({ parts }: Url) => {
    const query: Record<string, string[]> = Object.create(null);
    for (const [key, value] of new URLSearchParams(parts.query)) {
      query[key] ??= [];
      query[key].push(value);
    }
    return query;
  });
}

function registerQuantity(define: Define, bad: Bad): void {
  const parse = (given: string): CelQuantity | undefined => {
    try {
      return new CelQuantity(Quantity.parse(given));
    } catch {
      return undefined;
    }
  };
  const whole = ({ value }: CelQuantity) => value.nanos % 1_000_000_000n === 0n;
  define('isQuantity(string): bool', (given: string) => parse(given) !== undefined);
  define('quantity(string): kubernetes.Quantity', (given: string) => parse(given) ?? bad(`'${given}' is no quantity`));
  define('kubernetes.Quantity.sign(): int', (q: CelQuantity) =>
    q.value.nanos > 0n ? 1n : q.value.nanos < 0n ? -1n : 0n,
  );
  define('kubernetes.Quantity.isInteger(): bool', whole);
  define('kubernetes.Quantity.asInteger(): int', (q: CelQuantity) =>
    whole(q) ? q.value.nanos / 1_000_000_000n : bad('the quantity is no whole number'),
  );
  define('kubernetes.Quantity.asApproximateFloat(): double', (q: CelQuantity) => q.value.toNumber());
  define(
    'kubernetes.Quantity.isGreaterThan(kubernetes.Quantity): bool',
    (a: CelQuantity, b: CelQuantity) => a.value.compare(b.value) > 0,
  );
  define(
    'kubernetes.Quantity.isLessThan(kubernetes.Quantity): bool',
    (a: CelQuantity, b: CelQuantity) => a.value.compare(b.value) < 0,
  );
  define('kubernetes.Quantity.compareTo(kubernetes.Quantity): int', (a: CelQuantity, b: CelQuantity) =>
    BigInt(a.value.compare(b.value)),
  );
  define(
    'kubernetes.Quantity.add(kubernetes.Quantity): kubernetes.Quantity',
    (a: CelQuantity, b: CelQuantity) => new CelQuantity(a.value.plus(b.value)),
  );
  define(
    'kubernetes.Quantity.sub(kubernetes.Quantity): kubernetes.Quantity',
    (a: CelQuantity, b: CelQuantity) => new CelQuantity(Quantity.ofNanos(a.value.nanos - b.value.nanos)),
  );
  define(
    'kubernetes.Quantity.add(int): kubernetes.Quantity',
    (a: CelQuantity, b: bigint) => new CelQuantity(Quantity.ofNanos(a.value.nanos + b * 1_000_000_000n)),
  );
  define(
    'kubernetes.Quantity.sub(int): kubernetes.Quantity',
    (a: CelQuantity, b: bigint) => new CelQuantity(Quantity.ofNanos(a.value.nanos - b * 1_000_000_000n)),
  );
}

function parseIp(given: string): Ip | undefined {
  if (isIpv4(given) && !given.split('.').some((p) => p.length > 1 && p.startsWith('0'))) {
    return new Ip(
      given.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n),
      4,
      given,
    );
  }
  if (!isIpv6(given) || given.includes('.')) return undefined;
  const [head = '', tail] = given.split('::');
  const groups = (half: string) => (half === '' ? [] : half.split(':'));
  const front = groups(head);
  const back = tail === undefined ? [] : groups(tail);
  const all = [...front, ...Array<string>(8 - front.length - back.length).fill('0'), ...back];
  return new Ip(
    all.reduce((sum, group) => sum * 65536n + BigInt(Number.parseInt(group, 16)), 0n),
    6,
    given,
  );
}

function parseCidr(given: string): Cidr | undefined {
  if (!isCidr(given)) return undefined;
  const [address = '', prefix] = given.split('/');
  const ip = parseIp(address);
  return ip === undefined ? undefined : new Cidr(ip, Number(prefix));
}

function registerNetwork(define: Define, bad: Bad): void {
  const ip = (given: string) => parseIp(given) ?? bad(`'${given}' is no IP address`);
  const cidr = (given: string) => parseCidr(given) ?? bad(`'${given}' is no address range`);
  const network = (range: Cidr) => {
    const host = BigInt((range.ip.family === 4 ? 32 : 128) - range.prefix);
    return range.ip.bits >> host;
  };
  const contains = (range: Cidr, address: Ip) => {
    const host = BigInt((range.ip.family === 4 ? 32 : 128) - range.prefix);
    return range.ip.family === address.family && address.bits >> host === network(range);
  };
  const within = (address: string, ...ranges: string[]) =>
    ranges.some((range) => contains(parseCidr(range)!, parseIp(address)!));
  define('isIP(string): bool', (given: string) => parseIp(given) !== undefined);
  define('ip(string): net.IP', ip);
  define('string(net.IP): string', (address: Ip) => address.text);
  define('net.IP.family(): int', (address: Ip) => BigInt(address.family));
  define('net.IP.isUnspecified(): bool', (address: Ip) => address.bits === 0n);
  define('net.IP.isLoopback(): bool', ({ text: t, family }: Ip) =>
    family === 4 ? within(t, '127.0.0.0/8') : within(t, '::1/128'),
  );
  define('net.IP.isLinkLocalUnicast(): bool', ({ text: t, family }: Ip) =>
    family === 4 ? within(t, '169.254.0.0/16') : within(t, 'fe80::/10'),
  );
  define('net.IP.isLinkLocalMulticast(): bool', ({ text: t, family }: Ip) =>
    family === 4 ? within(t, '224.0.0.0/24') : within(t, 'ff02::/16'),
  );
  define(
    'net.IP.isGlobalUnicast(): bool',
    ({ text: t, family, bits }: Ip) =>
      bits !== 0n &&
      !within(
        t,
        ...(family === 4
          ? ['127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '255.255.255.255/32']
          : ['::1/128', 'fe80::/10', 'ff00::/8']),
      ),
  );
  define('isCIDR(string): bool', (given: string) => parseCidr(given) !== undefined);
  define('cidr(string): net.CIDR', cidr);
  define('net.CIDR.ip(): net.IP', (range: Cidr) => range.ip);
  define('net.CIDR.prefixLength(): int', (range: Cidr) => BigInt(range.prefix));
  define('net.CIDR.containsIP(net.IP): bool', contains);
  define('net.CIDR.containsIP(string): bool', (range: Cidr, given: string) => contains(range, ip(given)));
  define(
    'net.CIDR.containsCIDR(net.CIDR): bool',
    (range: Cidr, other: Cidr) => other.prefix >= range.prefix && contains(range, other.ip),
  );
  define(
    'net.CIDR.containsCIDR(string): bool',
    (range: Cidr, given: string) => cidr(given).prefix >= range.prefix && contains(range, cidr(given).ip),
  );
}

class Formats {}
class Sets {}

function registerFormats(define: Define, cel: CelModule): void {
  const prefix = (check: (name: string) => string | undefined) => (name: string) => check(name.replace(/-$/, 'a'));
  const named: Record<string, (text: string) => string | undefined> = {
    dns1123Label: label,
    dns1123Subdomain: subdomain,
    dns1035Label: label1035,
    qualifiedName,
    labelValue,
    configMapKey: configKey,
    dns1123LabelPrefix: prefix(label),
    dns1123SubdomainPrefix: prefix(subdomain),
    dns1035LabelPrefix: prefix(label1035),
    uri: (t) => formatProblem('uri', t),
    uuid: (t) => formatProblem('uuid', t),
    byte: (t) => formatProblem('byte', t),
    date: (t) => formatProblem('date', t),
    datetime: (t) => formatProblem('datetime', t),
  };
  const optional = cel as unknown as { Optional: { of(value: unknown): unknown; none(): unknown } };
  const find = (name: string) => {
    const problem = Object.hasOwn(named, name) ? named[name] : undefined;
    return problem === undefined ? optional.Optional.none() : optional.Optional.of(new Format(problem));
  };
  define('kubernetes.Formats.named(string): optional<kubernetes.NamedFormat>', (_: unknown, name: string) =>
    find(name),
  );
  for (const [name, problem] of Object.entries(named))
    define(`kubernetes.Formats.${name}(): kubernetes.NamedFormat`, () => new Format(problem));
  define('kubernetes.NamedFormat.validate(string): optional<list<string>>', (format: Format, value: string) => {
    const problem = format.problem(value);
    return problem === undefined ? optional.Optional.none() : optional.Optional.of([problem]);
  });
}

const SEMVER = /^v?(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

function registerSemver(define: Define, bad: Bad): void {
  const parse = (given: string): Semver | undefined => {
    const match = SEMVER.exec(given);
    if (match === null || given.startsWith('v') || match.slice(1, 4).some((n) => n!.length > 1 && n!.startsWith('0')))
      return undefined;
    return new Semver([BigInt(match[1]!), BigInt(match[2]!), BigInt(match[3]!)], match[4]?.split('.') ?? []);
  };
  define('isSemver(string): bool', (given: string) => parse(given) !== undefined);
  define('semver(string): kubernetes.Semver', (given: string) => parse(given) ?? bad(`'${given}' is no version`));
  define('kubernetes.Semver.major(): int', (v: Semver) => v.parts[0]);
  define('kubernetes.Semver.minor(): int', (v: Semver) => v.parts[1]);
  define('kubernetes.Semver.patch(): int', (v: Semver) => v.parts[2]);
  define('kubernetes.Semver.isGreaterThan(kubernetes.Semver): bool', (a: Semver, b: Semver) => order(a, b) > 0);
  define('kubernetes.Semver.isLessThan(kubernetes.Semver): bool', (a: Semver, b: Semver) => order(a, b) < 0);
  define('kubernetes.Semver.compareTo(kubernetes.Semver): int', (a: Semver, b: Semver) => BigInt(order(a, b)));
}

function order(a: Semver, b: Semver): number {
  for (let i = 0; i < 3; i++) if (a.parts[i] !== b.parts[i]) return a.parts[i]! < b.parts[i]! ? -1 : 1;
  if (a.pre.length === 0 || b.pre.length === 0) return Math.sign(b.pre.length - a.pre.length);
  for (let i = 0; i < Math.max(a.pre.length, b.pre.length); i++) {
    const [x, y] = [a.pre[i], b.pre[i]];
    if (x === undefined || y === undefined) return x === undefined ? -1 : 1;
    if (x === y) continue;
    const [nx, ny] = [/^\d+$/.test(x), /^\d+$/.test(y)];
    if (nx && ny) return BigInt(x) < BigInt(y) ? -1 : 1;
    if (nx !== ny) return nx ? -1 : 1;
    return x < y ? -1 : 1;
  }
  return 0;
}
