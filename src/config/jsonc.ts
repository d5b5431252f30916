/** The parts of `jsonc-parser` that are used, by name: the package is CommonJS, and a bundle of it alone has no names. */
export { applyEdits, findNodeAtLocation, modify, parse, parseTree, printParseErrorCode } from 'jsonc-parser';
