// Inflates alone: the engine of direct/inflater.ts, which is started at every commit. What stands below BASE (layout.ts)
// is its caller's.

export { inflateUpTo } from './inflate';
