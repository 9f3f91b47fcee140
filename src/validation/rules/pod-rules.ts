export const podRules = {
  'pod/containers': 'A pod has a container.',
  'pod/container-name': 'Containers have host labels as names, each its own.',
  'pod/image': 'A container has an image.',
  'pod/env': 'Environment variables have names, and one source that exists.',
  'pod/ports': 'Ports are numbers from 1 to 65535, with names of their own.',
  'pod/resources': 'Requests do not exceed limits, and nothing is negative.',
  'pod/extended-resources': 'Extended resources are whole, and requested as they are limited.',
  'pod/volumes': 'Volumes have names of their own and one source, which is complete.',
  'pod/volume-mounts': 'Mounts are of volumes of the pod, at paths of their own.',
  'pod/probe': 'A probe has one handler and values in their ranges.',
  'pod/lifecycle': 'A hook of the lifecycle has one handler, which sleeps no longer than the pod may end.',
  'pod/restart-policy': 'The restart policy is one that the owner of the pod allows.',
  'pod/scheduling': 'Selectors, tolerations, affinities and spread constraints are complete.',
  'pod/security': 'Users and groups exist, and profiles are complete.',
  'pod/network': 'Hosts, name servers and aliases of a pod are names and addresses.',
  'pod/names': 'Service accounts, secrets and classes have valid names.',
} as const;

export type PodIds = keyof typeof podRules;
export type PodReport = (rule: PodIds, path: string, message: string) => void;
export type Fields = Record<string, unknown>;
