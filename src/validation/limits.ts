import type { Json } from './finding';
import type { Report } from './metadata';

/** What etcd takes in one request. */
const LARGEST_OBJECT = 1.5 * 1024 * 1024;
/** What all annotations of an object may have together; `kubectl apply` keeps the whole object in one. */
const LARGEST_APPLIED = 256 * 1024;
/** Below this many values no size limit can be near. */
const SMALL = 2000;

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
  } else if (bytes > LARGEST_APPLIED) {
    report({
      rule: 'limits/client-side-apply',
      severity: 'warning',
      path: '',
      message: `has ${bytes} bytes, more than the ${LARGEST_APPLIED} that client-side apply can keep: use kubectl apply --server-side`,
    });
  }
}
