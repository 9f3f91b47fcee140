import type { Subject } from './rule';

export const knativeRules = {
  'knative/name': 'The name of a service is a host label.',
  'knative/revision-name': "The name of a revision begins with its service's name.",
  'knative/autoscaling-annotations': 'Autoscaling annotations stand on the template, with values in their ranges.',
  'knative/networking-annotations': 'Networking annotations of a template are those that a revision knows.',
  'knative/feature-flag': 'Fields behind a feature flag are used only where config-features enables it.',
  'knative/field': 'Fields that Knative does not pass on to pods are left out.',
  'knative/containers': 'There is a container, and if there are several one of them has the port.',
  'knative/container': 'A container has an image, a name that is free, and variables that Knative does not set.',
  'knative/port': 'There is one port, called h2c or http1 if at all, and not one that Knative needs.',
  'knative/probe': 'A probe has one handler, on the port of the container, with values in their ranges.',
  'knative/volumes': 'Volumes are of kinds that are enabled, mounted, and mounted at free absolute paths.',
  'knative/limits': 'Timeouts and concurrency are in the ranges of the installation.',
  'knative/traffic': 'Traffic adds up to 100 percent over valid targets.',
  'knative/rollout-duration': 'A rollout takes whole seconds.',
  'knative/owner-label': 'A label that names the owner goes with a reference to it.',
  'knative/service-account': 'The service account has a valid name.',
} as const;

export type Ids = keyof typeof knativeRules;
export type Knative = Subject<Ids>;
export type Fields = Record<string, unknown>;
