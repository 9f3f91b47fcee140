/** Whether JavaScript puts a member of this name before those that are not. */
export function isArrayIndex(key: string): boolean {
  const first = key.charCodeAt(0);
  if (!(first >= 0x30 && first <= 0x39)) return false;
  const number = Number(key);
  return Number.isInteger(number) && number < 4294967295 && String(number) === key;
}
