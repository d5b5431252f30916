import { enableCompileCache } from './compileCache.js';

enableCompileCache();
void import('../lsp/lookAtBuffer.js');
