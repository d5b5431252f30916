import type { GitObject } from '../git/batchParser.js';
import type { ObjectRequests } from '../git/objectBatch.js';
import { PieceTracker } from '../git/pieceTracker.js';
import type { Document, DocumentStart, Origin } from '../model/document.js';
import type { ChangedFile } from '../sources/changes.js';

/** Asks a batch for blobs and hands each on as a document: once for every path that has it. */
export class BlobReader {
  readonly #batch: ObjectRequests;
  readonly #paths = new Map<string, ChangedFile[]>();
  readonly #onDocument: (document: Document, file: ChangedFile) => void;
  readonly #commit: string | undefined;

  /** @param commit the commit whose blobs they are; `undefined` for the index */
  constructor(
    batch: ObjectRequests,
    commit: string | undefined,
    onDocument: (document: Document, file: ChangedFile) => void,
  ) {
    this.#batch = batch;
    this.#commit = commit;
    this.#onDocument = onDocument;
  }

  request(file: ChangedFile): void {
    const { oid } = file;
    if (oid === undefined) return;
    const asked = this.#paths.get(oid);
    if (asked) {
      asked.push(file);
      return;
    }
    this.#paths.set(oid, [file]);
    const tracker = new PieceTracker();
    this.#batch.request(oid, (object) => this.#deliver(object, tracker));
  }

  #deliver(object: GitObject, tracker: PieceTracker): void {
    const start = tracker.start(object);
    for (const file of this.#paths.get(object.name) ?? []) {
      this.#onDocument(
        { path: file.path, bytes: object.bytes, origin: this.#origin(file, object.oid), ...(start && { start }) },
        file,
      );
    }
  }

  #origin(file: ChangedFile, oid: string): Origin {
    const change = file.change === 'modified' || file.change === 'type-changed' ? file.change : 'added';
    return this.#commit === undefined
      ? { kind: 'index', oid, change }
      : { kind: 'commit', oid, change, commit: this.#commit };
  }
}

/** Reads blobs (by id, each once) and hands each on, large ones in pieces: `start` is where a later piece begins. */
export async function readWhole(
  batch: ObjectRequests,
  oids: Iterable<string>,
  onBlob: (oid: string, bytes: Buffer, start: DocumentStart | undefined) => void,
): Promise<void> {
  const wanted = new Set(oids);
  for (const oid of wanted) {
    const tracker = new PieceTracker();
    batch.request(
      oid,
      (object) => onBlob(oid, object.bytes, tracker.start(object)),
      () => {},
    );
  }
  await batch.finish();
}
