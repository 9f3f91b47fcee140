export { admittedAtOnce } from './admitted';
export type * from './document';
export { fit } from './fit';
export { readFitDocument } from './read';
