import { enableCompileCache } from './compileCache.js';

enableCompileCache();
void import('../scan/threads/lookAtFiles.js');
