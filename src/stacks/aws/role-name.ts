import { fail } from '../../core/errors';
import type { AwsStack } from './stack';

/** The name, where IAM takes it. */
export function checkRoleName(stack: AwsStack, name: string, id?: string): string {
  if (name.length > 64) {
    fail(stack, `role '${name}' has ${name.length} characters, 64 are allowed: choose shorter names`, id);
  }
  return name;
}
