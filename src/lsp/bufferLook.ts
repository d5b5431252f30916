import type { Finding } from '../model/finding.js';

/** A look at a large buffer, as it is asked for in another thread. */
export interface BufferLook {
  readonly root: string;
  /** Relative to the root. */
  readonly path: string;
  readonly text: string;
  /** So many candidates are judged. */
  readonly most: number;
  /** Changes when what the engine is made from does. */
  readonly stamp: string;
}

/** What a look at a buffer found. */
export interface BufferFindings {
  readonly found: readonly Finding[];
  /** There is more in it than the editor is told. */
  readonly isCut: boolean;
}
