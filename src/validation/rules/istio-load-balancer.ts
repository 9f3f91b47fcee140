import { checkDuration, type Tell } from './istio-values';
import { given, list, number, record, records, text } from './read';

type Fields = Record<string, unknown>;

/** How requests are spread over a destination. */
export function checkLoadBalancer(balancer: Fields, path: string, tell: Tell): void {
  if (given(balancer.consistentHash)) checkHash(record(balancer.consistentHash), `${path}.consistentHash`, tell);
  if (given(balancer.localityLbSetting))
    checkLocality(record(balancer.localityLbSetting), `${path}.localityLbSetting`, tell);
  if (!given(balancer.warmup)) return;
  const warmup = record(balancer.warmup);
  if (!given(warmup.duration)) tell(`${path}.warmup.duration`, 'is required');
  else checkDuration(warmup.duration, `${path}.warmup.duration`, tell);
  const least = number(warmup.minimumPercent);
  if (least !== undefined && least > 100) tell(`${path}.warmup.minimumPercent`, `${least} is more than 100`);
  const aggression = number(warmup.aggression);
  if (aggression !== undefined && aggression < 1) tell(`${path}.warmup.aggression`, `${aggression} is less than 1`);
}

function checkHash(hash: Fields, path: string, tell: Tell): void {
  const cookie = record(hash.httpCookie);
  if (given(hash.httpCookie) && text(cookie.name) === '') tell(`${path}.httpCookie.name`, 'is required');
  const names = new Set<string>();
  for (const [i, attribute] of records(cookie.attributes).entries()) {
    const name = text(attribute.name);
    const below = `${path}.httpCookie.attributes[${i}].name`;
    if (name === '') tell(below, 'is required');
    else if (names.has(name)) tell(below, `'${name}' is used twice`);
    names.add(name);
  }
  const ring = number(hash.minimumRingSize) ?? 0;
  if (ring !== 0 && (given(hash.ringHash) || given(hash.maglev)))
    tell(path, 'has minimumRingSize beside ringHash or maglev');
  if (!given(hash.maglev)) return;
  const size = number(record(hash.maglev).tableSize) ?? 0;
  if (size === 0 || size >= 5000011 || !isPrime(size))
    tell(`${path}.maglev.tableSize`, `${size} must be a prime number below 5000011`);
}

/** As Envoy counts primes: 1 is one. */
function isPrime(value: number): boolean {
  if (value !== 0 && value < 4) return true;
  if (value % 2 === 0) return false;
  for (let factor = 3; factor * factor <= value; factor += 2) if (value % factor === 0) return false;
  return true;
}

const TOPOLOGY = ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone', 'topology.istio.io/subzone'];

function checkLocality(setting: Fields, path: string, tell: Tell): void {
  const distribute = records(setting.distribute);
  const failover = records(setting.failover);
  if (distribute.length > 0 && failover.length > 0) {
    tell(path, 'has distribute and failover, only one is possible');
    return;
  }
  const priorities = list(setting.failoverPriority);
  const place = failover.length > 0 ? priorities.findIndex((label) => TOPOLOGY.includes(String(label))) : -1;
  if (place >= 0) {
    tell(`${path}.failoverPriority[${place}]`, `'${String(priorities[place])}' does not go with failover`);
    return;
  }
  const from: [string, string][] = [];
  for (const [i, { from: source, to }] of distribute.entries()) {
    const below = `${path}.distribute[${i}]`;
    from.push([text(source), `${below}.from`]);
    let total = 0;
    for (const [locality, share] of Object.entries(record(to))) {
      const weight = number(share) ?? 0;
      total += weight;
      if (weight >= 1 && weight <= 100) continue;
      tell(`${below}.to.${locality}`, `${weight} must be from 1 to 100`);
      return;
    }
    if (total !== 100) {
      tell(`${below}.to`, `adds up to ${total}, not to 100`);
      return;
    }
    checkLocalities(
      Object.keys(record(to)).map((locality) => [locality, `${below}.to.${locality}`]),
      tell,
    );
  }
  checkLocalities(from, tell);
  for (const [i, { from: source, to }] of failover.entries()) {
    const below = `${path}.failover[${i}]`;
    if (text(source) === text(to)) tell(`${below}.to`, `'${text(to)}' must be another region than from`);
    for (const [field, region] of [
      ['from', text(source)],
      ['to', text(to)],
    ] as const) {
      if (/[*/]/.test(region)) tell(`${below}.${field}`, `'${region}' must be a region alone, without '/' and '*'`);
    }
  }
}

/** Localities `region/zone/subzone`, of which none covers another. */
function checkLocalities(localities: readonly (readonly [string, string])[], tell: Tell): void {
  const before: string[][] = [];
  for (const [locality, path] of localities) {
    const stars = locality.split('*').length - 1;
    if (stars > 1 || (stars === 1 && !locality.endsWith('*'))) {
      tell(path, `'${locality}' may have one '*', at its end`);
      return;
    }
    const [region = '', zone, ...rest] = locality.split('/');
    const parts = [region, ...(zone === undefined ? [] : [zone]), ...(rest.length > 0 ? [rest.join('/')] : [])];
    if (parts.some((part) => part === '')) {
      tell(path, `'${locality}' has an empty part`);
      return;
    }
    if (before.some((other) => overlap(other, parts))) {
      tell(path, `'${locality}' overlaps with one before`);
      return;
    }
    before.push(parts);
  }
}

function overlap(before: readonly string[], after: readonly string[]): boolean {
  if (before.length === 1 && before[0] === '*') return true;
  for (let i = 0; i < before.length; i++) {
    // What is left out covers everything below, in both; only what stood before may be a star.
    if (i >= after.length) return true;
    if (before[i] === '*' && i > 0) return true;
    if (before[i] !== after[i]) return false;
  }
  return true;
}
