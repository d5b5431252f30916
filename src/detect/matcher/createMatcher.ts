export { createTableMatcher as createMatcher } from './createTableMatcher.js';
