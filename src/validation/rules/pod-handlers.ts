import type { Fields, PodReport } from './pod-rules';
import { given, list, number, record, records, text } from './read';

type Tell = (path: string, message: string) => void;

/** Why a name is none of a port. Fact: k8s.io/apimachinery pkg/util/validation IsValidPortName. */
export function portName(name: string): string | undefined {
  const fits = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name) && /[a-z]/.test(name) && !name.includes('--');
  if (fits && name.length <= 15) return undefined;
  return `'${name}' must be at most 15 lower-case letters, digits and single '-', with a letter`;
}

/** A port by number or name. */
export function checkPortOrName(port: unknown, path: string, tell: Tell): void {
  if (typeof port === 'number') {
    if (port < 1 || port > 65535) tell(path, `${port} must be from 1 to 65535`);
  } else if (typeof port === 'string') {
    const wrong = portName(port);
    if (wrong !== undefined) tell(path, wrong);
  }
}

const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'] as const;

/** The one handler of a probe or hook, of those that are possible. */
function checkHandler(handlers: Fields, path: string, possible: readonly string[], tell: Tell): void {
  const present = HANDLERS.filter((handler) => possible.includes(handler) && given(handlers[handler]));
  if (present.length === 0) tell(path, `needs one of ${possible.join(', ')}`);
  for (const handler of present.slice(1)) tell(`${path}.${handler}`, `does not go with ${present[0]}`);
  const [first] = present;
  if (first === undefined) return;
  const below = `${path}.${first}`;
  const handler = record(handlers[first]);
  if (first === 'exec' && list(handler.command).length === 0) tell(`${below}.command`, 'is required');
  if (first === 'httpGet' || first === 'tcpSocket') checkPortOrName(handler.port, `${below}.port`, tell);
  if (first === 'grpc') {
    const port = number(handler.port);
    if (port !== undefined && (port < 1 || port > 65535)) tell(`${below}.port`, `${port} must be from 1 to 65535`);
  }
  for (const [i, { name }] of records(handler.httpHeaders).entries()) {
    if (!/^[-A-Za-z0-9]+$/.test(text(name)))
      tell(`${below}.httpHeaders[${i}].name`, `'${text(name)}' must be letters, digits and '-'`);
  }
}

const SECONDS = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'];

export function checkProbe(probe: Fields, path: string, kind: string, report: PodReport): void {
  const tell: Tell = (at, message) => report('pod/probe', at, message);
  checkHandler(probe, path, HANDLERS.slice(0, 4), tell);
  for (const field of SECONDS) {
    const value = number(probe[field]);
    if (value !== undefined && value < 0) tell(`${path}.${field}`, `${value} is negative`);
  }
  const successes = number(probe.successThreshold);
  if (kind !== 'readinessProbe' && successes !== undefined && successes > 1)
    tell(`${path}.successThreshold`, `${successes} must be 1`);
  if (!given(probe.terminationGracePeriodSeconds)) return;
  const grace = number(probe.terminationGracePeriodSeconds);
  if (kind === 'readinessProbe') tell(`${path}.terminationGracePeriodSeconds`, 'may not be set on a readiness probe');
  else if (grace !== undefined && grace <= 0)
    tell(`${path}.terminationGracePeriodSeconds`, `${grace} must be more than 0`);
}

/** Hooks after the start and before the end of a container. */
export function checkLifecycle(lifecycle: Fields, path: string, grace: number, report: PodReport): void {
  const tell: Tell = (at, message) => report('pod/lifecycle', at, message);
  for (const hook of ['postStart', 'preStop']) {
    if (!given(lifecycle[hook])) continue;
    const handlers = record(lifecycle[hook]);
    checkHandler(handlers, `${path}.${hook}`, ['exec', 'httpGet', 'tcpSocket', 'sleep'], tell);
    const seconds = number(record(handlers.sleep).seconds);
    if (seconds !== undefined && (seconds < 0 || seconds > grace))
      tell(`${path}.${hook}.sleep`, `${seconds} must be from 0 to terminationGracePeriodSeconds, ${grace}`);
  }
}
