import { fail } from '../../core/errors';
import type { AzureStack } from './stack';

/** Fails where Azure takes no storage account of that name. */
export function checkAccount(stack: AzureStack, id: string, name: string): void {
  if (!/^[a-z0-9]{3,24}$/.test(name)) {
    fail(stack, `account '${name}' may only have lower-case letters and digits, 3 to 24 of them`, id);
  }
}
