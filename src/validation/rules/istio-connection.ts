import { checkDuration, type Tell } from './istio-values';
import { given, number, record, text } from './read';

type Fields = Record<string, unknown>;

const HTTP = [
  'http1MaxPendingRequests',
  'http2MaxRequests',
  'maxRequestsPerConnection',
  'maxRetries',
  'maxConcurrentStreams',
];

/** Limits of the connections to a destination. */
export function checkConnectionPool(pool: Fields, path: string, tell: Tell): void {
  if (!given(pool.http) && !given(pool.tcp)) {
    tell(path, 'needs http or tcp');
    return;
  }
  const http = record(pool.http);
  const tcp = record(pool.tcp);
  for (const field of HTTP) notNegative(http[field], `${path}.http.${field}`, tell);
  notNegative(tcp.maxConnections, `${path}.tcp.maxConnections`, tell);
  if (http.h2UpgradePolicy === 'UPGRADE' && http.useClientProtocol === true)
    tell(`${path}.http.useClientProtocol`, 'may not be true where h2UpgradePolicy is UPGRADE');
  checkDuration(http.idleTimeout, `${path}.http.idleTimeout`, tell);
  for (const field of ['connectTimeout', 'maxConnectionDuration'])
    checkDuration(tcp[field], `${path}.tcp.${field}`, tell);
  // Zero turns the timeout off, and so does what rounds to it.
  if (!/^[-+]?[0.]+(ns|us|µs|ms|s|m|h)?$/.test(text(tcp.idleTimeout)))
    checkDuration(tcp.idleTimeout, `${path}.tcp.idleTimeout`, tell);
  const keepalive = record(tcp.tcpKeepalive);
  for (const field of ['time', 'interval']) checkDuration(keepalive[field], `${path}.tcp.tcpKeepalive.${field}`, tell);
}

function notNegative(value: unknown, path: string, tell: Tell): void {
  const count = number(value);
  if (count !== undefined && count < 0) tell(path, `${count} is negative`);
}

/** When destinations are put aside. */
export function checkOutliers(outlier: Fields, path: string, tell: Tell): void {
  for (const field of ['maxEjectionPercent', 'minHealthPercent']) {
    const share = number(outlier[field]);
    if (share !== undefined && (share < 0 || share > 100)) tell(`${path}.${field}`, `${share} is no percentage`);
  }
  for (const field of ['baseEjectionTime', 'interval']) checkDuration(outlier[field], `${path}.${field}`, tell);
  if (outlier.splitExternalLocalOriginErrors !== true && (number(outlier.consecutiveLocalOriginFailures) ?? 0) > 0)
    tell(`${path}.consecutiveLocalOriginFailures`, 'needs splitExternalLocalOriginErrors: true');
}
