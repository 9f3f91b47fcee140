export { type PlatformBase, PlatformStack, type PlatformStackProps } from './platform';
