import { loadFile } from './loadFile.js';
import type * as LookAtFiles from '../scan/threads/lookAtFiles.js';

loadFile<typeof LookAtFiles>('lookAtFiles');
