import { checkExpression, checkRegex } from './istio-match';
import { authorityChanges, checkDuration, corsHeader, type Tell } from './istio-values';
import { at, given, list, number, record, records, text, word } from './read';

type Fields = Record<string, unknown>;

const GRPC_STATUS = new Set(
  'OK CANCELLED UNKNOWN INVALID_ARGUMENT DEADLINE_EXCEEDED NOT_FOUND ALREADY_EXISTS PERMISSION_DENIED RESOURCE_EXHAUSTED FAILED_PRECONDITION ABORTED OUT_OF_RANGE UNIMPLEMENTED INTERNAL UNAVAILABLE DATA_LOSS UNAUTHENTICATED'.split(
    ' ',
  ),
);

export function checkFault(fault: Fields, path: string, tell: Tell): void {
  if (!given(fault.abort) && !given(fault.delay)) tell(path, 'needs abort or delay');
  for (const kind of ['abort', 'delay']) {
    const share = number(at(fault, kind, 'percentage', 'value'));
    if (share !== undefined && (share < 0 || share > 100 || (share > 0 && share < 0.0001)))
      tell(`${path}.${kind}.percentage.value`, `${share} must be 0, or from 0.0001 to 100`);
  }
  const abort = record(fault.abort);
  const status = number(abort.httpStatus);
  if (status !== undefined && (status < 200 || status > 600))
    tell(`${path}.abort.httpStatus`, `${status} must be from 200 to 599`);
  const grpc = abort.grpcStatus;
  if (typeof grpc === 'string' && !GRPC_STATUS.has(grpc))
    tell(`${path}.abort.grpcStatus`, `'${grpc}' is no status of gRPC, such as NOT_FOUND`);
  if (given(abort.http2Error)) tell(`${path}.abort.http2Error`, 'is not possible yet');
  const delay = record(fault.delay);
  checkDuration(delay.fixedDelay, `${path}.delay.fixedDelay`, tell);
  if (given(delay.exponentialDelay)) tell(`${path}.delay.exponentialDelay`, 'is not possible yet');
}

export function checkRedirect(redirect: Fields, path: string, tell: Tell): void {
  const leads = ['uri', 'authority', 'scheme'].some((field) => text(redirect[field]) !== '');
  if (!leads && !given(redirect.port) && !given(redirect.derivePort))
    tell(path, 'needs uri, authority, scheme or port');
  const code = number(redirect.redirectCode) ?? 0;
  if (code !== 0 && (code < 300 || code > 399)) tell(`${path}.redirectCode`, `${code} must be a 3xx code`);
  const scheme = text(redirect.scheme);
  if (scheme !== '' && scheme !== 'http' && scheme !== 'https')
    tell(`${path}.scheme`, `'${scheme}' is neither http nor https`);
  const port = number(redirect.port) ?? 0;
  if (port > 65535) tell(`${path}.port`, `${port} must be from 1 to 65535`);
}

const LARGEST_BODY = 1024 * 1024;

export function checkDirectResponse(response: Fields, path: string, tell: Tell): void {
  const status = number(response.status) ?? 0;
  if (status < 200 || status > 600) tell(`${path}.status`, `${status} must be from 200 to 599`);
  const { string, bytes } = record(response.body);
  if (Buffer.byteLength(text(string)) > LARGEST_BODY) tell(`${path}.body`, 'has more than 1 MiB');
  if (text(bytes) !== '' && !/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text(bytes)))
    tell(`${path}.body.bytes`, 'is not base64');
  if (Buffer.byteLength(text(bytes), 'base64') > LARGEST_BODY) tell(`${path}.body`, 'has more than 1 MiB');
}

export function checkRewrite(rewrite: Fields, path: string, tell: Tell): void {
  const regex = given(rewrite.uriRegexRewrite) ? record(rewrite.uriRegexRewrite) : undefined;
  if (text(rewrite.uri) !== '' && regex !== undefined) {
    tell(path, 'has uri and uriRegexRewrite, only one is possible');
    return;
  }
  if (text(rewrite.uri) === '' && regex === undefined && text(rewrite.authority) === '')
    tell(path, 'needs uri, uriRegexRewrite or authority');
  if (regex === undefined) return;
  const missing = ['match', 'rewrite'].filter((field) => text(regex[field]) === '');
  for (const field of missing) tell(`${path}.uriRegexRewrite.${field}`, 'is required');
  if (missing.length === 0) checkExpression(text(regex.match), `${path}.uriRegexRewrite.match`, tell);
}

/** The authority may be changed in one place only. */
export function checkAuthority(route: Fields, path: string, tell: Tell): void {
  const [first, second] = authorityChanges(route);
  if (second !== undefined) tell(`${path}.${second}`, `changes the authority, as ${first} does`);
}

const RETRY_ON = new Set(
  '5xx gateway-error reset reset-before-request connect-failure retriable-4xx refused-stream retriable-status-codes retriable-headers envoy-ratelimited http3-post-connect-failure cancelled deadline-exceeded internal resource-exhausted unavailable'.split(
    ' ',
  ),
);
/** Codes that Go has a name for, by their first and last. */
const CODES = [
  [100, 103],
  [200, 208],
  [226, 226],
  [300, 305],
  [307, 308],
  [400, 418],
  [421, 426],
  [428, 429],
  [431, 431],
  [451, 451],
  [500, 508],
  [510, 511],
] as const;

export function checkRetries(retries: Fields, path: string, tell: Tell): void {
  const attempts = number(retries.attempts) ?? 0;
  if (attempts < 0) tell(`${path}.attempts`, `${attempts} is negative`);
  const described =
    given(retries.perTryTimeout) || text(retries.retryOn) !== '' || given(retries.retryRemoteLocalities);
  if (attempts === 0 && described) tell(`${path}.attempts`, 'must be more than 0 where retries are described');
  for (const field of ['perTryTimeout', 'backoff']) checkDuration(retries[field], `${path}.${field}`, tell);
  for (const condition of text(retries.retryOn) === '' ? [] : text(retries.retryOn).split(',')) {
    const code = /^[-+]?\d{1,18}$/.test(condition) ? Number(condition) : 0;
    if (!RETRY_ON.has(condition) && !CODES.some(([first, last]) => code >= first && code <= last))
      tell(`${path}.retryOn`, `'${condition}' is no condition that Envoy knows`);
  }
}

const METHODS = new Set('GET HEAD POST PUT PATCH DELETE CONNECT OPTIONS TRACE *'.split(' '));

export function checkCors(cors: Fields, path: string, tell: Tell): void {
  for (const [i, method] of list(cors.allowMethods).entries())
    if (!METHODS.has(word(method))) tell(`${path}.allowMethods[${i}]`, `'${word(method)}' is no HTTP method`);
  for (const [i, origin] of records(cors.allowOrigins).entries()) {
    if (!['exact', 'prefix', 'regex'].some((field) => text(origin[field]) !== ''))
      tell(`${path}.allowOrigins[${i}]`, 'needs exact, prefix or regex');
    checkRegex(origin, `${path}.allowOrigins[${i}]`, tell);
  }
  for (const field of ['allowHeaders', 'exposeHeaders']) {
    for (const [i, name] of list(cors[field]).entries()) {
      const wrong = typeof name === 'string' ? corsHeader(name) : undefined;
      if (wrong !== undefined) tell(`${path}.${field}[${i}]`, wrong);
    }
  }
  checkDuration(cors.maxAge, `${path}.maxAge`, tell);
  if (/\d(ms|us|µs|ns)|\.\d*[1-9]\d*s/.test(text(cors.maxAge)))
    tell(`${path}.maxAge`, `'${text(cors.maxAge)}' must be whole seconds`);
}
