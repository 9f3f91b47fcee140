import { containers } from './containers';
import { controlFlow } from './control-flow';
import { python } from './python';
import type { Programs } from './types';

export const programs: Programs = { ...containers, ...python, ...controlFlow };
