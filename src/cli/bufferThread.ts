import { loadFile } from './loadFile.js';
import type * as LookAtBuffer from '../lsp/lookAtBuffer.js';

loadFile<typeof LookAtBuffer>('lookAtBuffer');
