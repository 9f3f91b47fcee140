/** Deeper than any manifest, and shallow enough for every walk over it. */
export const DEEPEST = 400;
