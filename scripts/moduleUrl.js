// Stands for import.meta.url in files that are CommonJS in dist/.
import { pathToFileURL } from 'node:url';

export const moduleUrl = pathToFileURL(__filename).href;
