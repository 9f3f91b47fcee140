/** `canaryPercent: promote()`: all traffic to the newest revision. */
export function promote(): 100 {
  return 100;
}

/** `canaryPercent: rollback()`: all traffic back to the revision that served before; the newest one waits without any. */
export function rollback(): 0 {
  return 0;
}
