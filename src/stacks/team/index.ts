export { TeamStack, type TeamStackProps } from './team';
