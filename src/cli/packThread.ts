import { loadFile } from './loadFile.js';
import type * as LookAtPack from '../scan/threads/lookAtPack.js';

loadFile<typeof LookAtPack>('lookAtPack');
