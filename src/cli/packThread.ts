import { enableCompileCache } from './compileCache.js';

enableCompileCache();
void import('../scan/threads/lookAtPack.js');
