// Tells of most documents in which nothing is that nothing is in them: the engine of createQuietLook.ts.

export { aheadsAt, aheadsOfAt, foundAt, foundCount, lengthsAt, looksQuiet, reserveQuiet } from './quiet';
export { build, reserve } from './scan';
