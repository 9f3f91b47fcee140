export type { Role } from './members';
export { type Email, type PodSecurityLevel, Profile, type ProfileProps, type ProfileReference } from './profile';
export type { Quota } from './quota';
