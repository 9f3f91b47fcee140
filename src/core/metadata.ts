import { fields, mapOf, type Shape } from './properties';

/** What a user says of an object's own name, labels and annotations. */
export const metadataProperties = {
  name: 'text',
  namespace: 'text',
  labels: mapOf('text'),
  annotations: mapOf('text'),
} as const satisfies Record<string, Shape>;

export const metadataShape = fields(metadataProperties);
