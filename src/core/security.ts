import type { SecurityContext } from '../generated/core';
import { InvalidValue, isRecord, shown } from './values';

/**
 * `restricted` is what Pod Security's level of that name asks of every container; an image whose user is root also needs
 * `runAsUser`. A SecurityContext of one's own is taken as it is.
 */
export type Security = 'restricted' | SecurityContext;

/** To add to it: `{ ...restricted, runAsUser: 1000 }`. Source: k8s.io/pod-security-admission policy/check_*.go. */
export const restricted: SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** Throws InvalidValue for what is neither. */
export function checkSecurity(security: unknown): void {
  if (security !== 'restricted' && !isRecord(security))
    throw new InvalidValue(`${shown(security)} is neither 'restricted' nor a security context`);
}

export function securityContext(security: Security | undefined): SecurityContext | undefined {
  return security === 'restricted' ? restricted : security;
}
