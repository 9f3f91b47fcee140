/**
 * Formats that custom resource schemas may use; others are ignored, as the API server ignores them.
 * Facts: k8s.io/apiextensions-apiserver pkg/apiserver/validation/formats.go, k8s.io/kube-openapi pkg/validation/strfmt.
 */
const FORMATS: Record<string, { readonly valid: (text: string) => boolean; readonly means: string }> = {
  uri: { valid: isUri, means: 'is no URI' },
  email: { valid: (t) => /^[^\s@<>]+@[^\s@<>]+$|<[^\s@<>]+@[^\s@<>]+>$/.test(t), means: 'is no e-mail address' },
  hostname: { valid: isHostname, means: 'is no host name' },
  ipv4: { valid: isIpv4, means: 'is no IPv4 address' },
  ipv6: { valid: isIpv6, means: 'is no IPv6 address' },
  cidr: { valid: isCidr, means: 'is no address range such as 10.0.0.0/8' },
  mac: {
    valid: (t) =>
      /^([0-9A-Fa-f]{2}([:-])[0-9A-Fa-f]{2}(\2[0-9A-Fa-f]{2}){4}((\2[0-9A-Fa-f]{2}){2})?|([0-9A-Fa-f]{4}\.){2}[0-9A-Fa-f]{4})$/.test(
        t,
      ),
    means: 'is no MAC address',
  },
  uuid: {
    valid: (t) => /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i.test(t),
    means: 'is no UUID',
  },
  hexcolor: { valid: (t) => /^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/.test(t), means: 'is no color such as #FFFFFF' },
  byte: { valid: isBase64, means: 'is not base64' },
  date: { valid: isDate, means: 'is no date such as 2006-01-02' },
  datetime: { valid: isDateTime, means: 'is no time such as 2006-01-02T15:04:05Z' },
  duration: { valid: (t) => isDuration(t), means: "is no duration such as '90s' or '1h30m'" },
  k8sshortname: {
    valid: (t) => t.length <= 63 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(t),
    means: 'is no RFC 1123 label',
  },
  k8slongname: {
    valid: (t) => t.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(t),
    means: 'is no RFC 1123 subdomain',
  },
};

/** Why `text` does not have the format, or `undefined`. */
export function formatProblem(format: string, text: string): string | undefined {
  const known = FORMATS[format.replaceAll('-', '')];
  return known === undefined || known.valid(text) ? undefined : known.means;
}

function isUri(text: string): boolean {
  if (text === '' || [...text].some((c) => c <= ' ' || c === '\x7f')) return false;
  return text.startsWith('/') || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(text) || text === '*';
}

function isHostname(text: string): boolean {
  if (Buffer.byteLength(text) > 255 || text.split('.').some((part) => Buffer.byteLength(part) > 63)) return false;
  const letter = 'a-zA-Z0-9\\p{S}\\p{L}';
  return new RegExp(
    `^([${letter}](-?[${letter}]{0,62})?|([${letter}]([-${letter}]{0,61}[${letter}])?\\.)+[a-zA-Z\\p{L}]{2,63})$`,
    'u',
  ).test(text);
}

export function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^\d{1,10}$/.test(part) && Number(part) <= 255);
}

export function isIpv6(text: string): boolean {
  if (!text.includes(':') || text.length > 45) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = (half: string) => (half === '' ? [] : half.split(':'));
  let count = 0;
  for (const [h, half] of halves.entries()) {
    const list = groups(half);
    for (const [i, group] of list.entries()) {
      if (group.includes('.')) {
        if (h !== halves.length - 1 || i !== list.length - 1 || !isIpv4(group)) return false;
        count += 2;
      } else if (!/^[0-9a-fA-F]{1,4}$/.test(group)) return false;
      else count++;
    }
  }
  return halves.length === 2 ? count <= 7 : count === 8;
}

export function isCidr(text: string): boolean {
  const match = /^([^/]+)\/(\d{1,3})$/.exec(text);
  if (match === null) return false;
  const [, address = '', bits = ''] = match;
  return isIpv4(address) ? Number(bits) <= 32 : isIpv6(address) && Number(bits) <= 128;
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
}

function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function isDateTime(text: string): boolean {
  const [date = '', time] = text.toLowerCase().split('t');
  const match = time === undefined ? null : /^(\d{2}):(\d{2}):(\d{2})(.\d+)?(z|[+-]\d{2}:\d{2})$/.exec(time);
  return match !== null && isDate(date) && Number(match[1]) <= 23 && Number(match[2]) <= 59 && Number(match[3]) <= 59;
}

const GO_DURATION = /^[-+]?((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+$/;

/** A span as Go's time.ParseDuration reads it; days and weeks are unknown to it. */
export function isGoDuration(text: string): boolean {
  return /^[-+]?0$/.test(text) || (text.length <= 64 && GO_DURATION.test(text));
}

/** Seconds of a Go duration, `undefined` where it is none. */
export function goDurationSeconds(text: string): number | undefined {
  if (!isGoDuration(text)) return undefined;
  const unit: Record<string, number> = { ns: 1e-9, us: 1e-6, µs: 1e-6, μs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };
  let total = 0;
  for (const [, amount, name] of text.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g))
    total += Number(amount) * unit[name!]!;
  return text.startsWith('-') ? -total : total;
}

const SCALA_UNIT =
  'd|day|days|h|hour|hours|m|min|minute|minutes|s|sec|second|seconds|ms|milli|millis|millisecond|milliseconds|us|µs|micro|micros|microsecond|microseconds|ns|nano|nanos|nanosecond|nanoseconds|w|week|weeks|hr|hrs|mins|secs|wk|wks|millisec|millisecs|microsecs';
const SCALA_DURATION = new RegExp(`^\\s*((\\d+)\\s*(${SCALA_UNIT}))`, 'i');

function isDuration(text: string): boolean {
  return isGoDuration(text) || SCALA_DURATION.test(text);
}
