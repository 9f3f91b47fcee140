import './peers';

export { type EksPoolProps, EksStack, type EksStackProps } from './eks';
