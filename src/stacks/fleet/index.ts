import { poolsOf } from '../../constructs/gpu';
import { addSynthCheck } from '../../core/app';

// Loaded where there is a pool to judge by: most programs of one team have none.
addSynthCheck((objects, app) =>
  poolsOf(app).length === 0
    ? { problems: [], warnings: [] }
    : (require('./check') as typeof import('./check')).checkFit(objects, app),
);
