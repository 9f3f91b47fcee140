import type { Fields, Knative } from './knative-rules';
import { given, number, record } from './read';

export function checkProbe(
  report: Knative['report'],
  probe: Fields,
  path: string,
  field: 'livenessProbe' | 'readinessProbe',
  /** Name of the port of the container that serves; nothing for the ones beside it. */
  port: string | undefined,
): void {
  const rule = 'knative/probe';
  const handlers = ['httpGet', 'tcpSocket', 'exec', 'grpc'].filter((handler) => given(probe[handler]));
  if (handlers.length > 1) report(rule, path, `has ${handlers.join(' and ')}, only one handler is possible`);
  if (handlers.length === 0 && (field === 'livenessProbe' || port === undefined))
    report(rule, `${path}.httpGet`, 'is required, or one of tcpSocket, exec, grpc');
  for (const handler of ['httpGet', 'tcpSocket']) {
    const given = record(probe[handler]).port;
    if (port === undefined && handlers.includes(handler) && (given === 0 || given === ''))
      report(rule, `${path}.${handler}.port`, 'is required beside the container that serves');
    else if (port !== undefined && typeof given === 'string' && given !== '' && given !== port)
      report(rule, `${path}.${handler}.port`, `'${given}' must be the port of the container`);
  }
  if (field === 'livenessProbe') return;
  for (const [name, least] of [
    ['periodSeconds', 0],
    ['initialDelaySeconds', 0],
    ['successThreshold', 0],
  ] as const) {
    const value = number(probe[name]);
    if (value !== undefined && value < least) report(rule, `${path}.${name}`, `${value} is less than ${least}`);
  }
  if (!probe.periodSeconds) {
    for (const name of ['failureThreshold', 'timeoutSeconds'])
      if (probe[name]) report(rule, `${path}.${name}`, 'must be left out unless periodSeconds is given');
  } else {
    for (const name of ['failureThreshold', 'timeoutSeconds']) {
      const value = number(probe[name]);
      if (value !== undefined && value < 0) report(rule, `${path}.${name}`, `${value} is less than 1`);
    }
  }
}
