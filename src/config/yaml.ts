/** The parts of `yaml` that are used, by name: the package is CommonJS, and a bundle of it alone has no names. */
export { isNode, isSeq, LineCounter, parseDocument, Parser } from 'yaml';
