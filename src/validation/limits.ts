import { DEEPEST } from './depth';
import { isRecord, type Json } from './finding';
import type { Report } from './metadata';

/** What etcd takes in one request. */
const LARGEST_OBJECT = 1.5 * 1024 * 1024;
/** What all annotations of an object may have together; `kubectl apply` keeps the whole object in one. */
const LARGEST_APPLIED = 256 * 1024;
/** Below this many values no size limit can be near. */
const SMALL = 2000;

/**
 * Whether the object may be walked at all: it holds itself nowhere and is not too deep.
 * Returns how many values it has, or the reason why it may not.
 */
export function measure(object: unknown): number | 'too deep' {
  let count = 0;
  const walk = (value: unknown, depth: number): boolean => {
    if (depth > DEEPEST) return false;
    count++;
    if (typeof value === 'string') count += value.length >> 7;
    if (typeof value !== 'object' || value === null) return true;
    if (Array.isArray(value)) {
      for (const item of value) if (!walk(item, depth + 1)) return false;
    } else {
      for (const key in value) if (!walk((value as Json)[key], depth + 1)) return false;
    }
    return true;
  };
  return walk(object, 0) ? count : 'too deep';
}

/** Objects that the API server, or `kubectl apply` on the client's side, does not take for their size. */
export function checkSize(object: Json, values: number, report: Report): void {
  if (values < SMALL) return;
  const bytes = Buffer.byteLength(JSON.stringify(object));
  if (bytes > LARGEST_OBJECT) {
    report({
      rule: 'limits/object-size',
      severity: 'error',
      path: '',
      message: `has ${bytes} bytes, at most ${LARGEST_OBJECT} are stored`,
    });
  } else if (bytes > LARGEST_APPLIED && isRecord(object)) {
    report({
      rule: 'limits/client-side-apply',
      severity: 'warning',
      path: '',
      message: `has ${bytes} bytes, more than the ${LARGEST_APPLIED} that client-side apply can keep: use kubectl apply --server-side`,
    });
  }
}
