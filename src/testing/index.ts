export { type KindOrName, type ManifestObject, Manifests, type Pattern } from './manifests';
export { absent, Capture } from './match';
