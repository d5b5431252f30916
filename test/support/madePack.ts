import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PACKED } from '../../src/git/pack/entryHeader.js';
import { PackFile } from '../../src/git/pack/packFile.js';

/** An entry of a pack, right or wrong. */
export interface MadeEntry {
  /** See `PACKED`. */
  readonly kind: number;
  /** As its header says. */
  readonly size: number;
  /** Place of what it is made from. */
  readonly base?: number;
  /** What stands behind the header. */
  readonly stream: Buffer;
}

/** Writes a pack as it is asked for; nothing is checked. Gone when it is disposed of. */
export function makePack(entries: readonly MadeEntry[]): PackFile & Disposable {
  const hashBytes = 20;
  const header = Buffer.from('PACK\0\0\0\x02\0\0\0\0', 'latin1');
  header.writeUInt32BE(entries.length, 8);
  const parts: Buffer[] = [header];
  const offsets = new Float64Array(entries.length);
  const oids = entries.map(() => randomBytes(hashBytes));
  let at = header.length;
  for (const [place, { kind, size, base, stream }] of entries.entries()) {
    offsets[place] = at;
    const reference =
      kind === PACKED.deltaByOffset
        ? writeDistance(at - (base === undefined ? 0 : (offsets[base] as number)))
        : kind === PACKED.deltaByName
          ? (oids[base ?? 0] as Buffer)
          : Buffer.alloc(0);
    const entry = Buffer.concat([writeHeader(kind, size), reference, stream]);
    parts.push(entry);
    at += entry.length;
  }
  const checksum = randomBytes(hashBytes);
  const folder = mkdtempSync(join(tmpdir(), 'pack-'));
  const file = join(folder, 'made.pack');
  writeFileSync(file, Buffer.concat([...parts, checksum]));
  const order = [...oids.keys()].toSorted((a, b) => Buffer.compare(oids[a] as Buffer, oids[b] as Buffer));
  const fanout = Buffer.alloc(8 + 256 * 4);
  for (let first = 0; first < 256; first += 1)
    fanout.writeUInt32BE(oids.filter((oid) => (oid[0] as number) <= first).length, 8 + first * 4);
  const pack = PackFile.of({
    file,
    tables: {
      hashBytes,
      fanout,
      oids: Buffer.concat(order.map((place) => oids[place] as Buffer)),
      offsets,
      names: Uint32Array.from(oids.keys(), (place) => order.indexOf(place)),
      places: Uint32Array.from(order),
      checksum,
    },
  });
  const dispose = (): void => {
    pack.close();
    rmSync(folder, { recursive: true });
  };
  return Object.assign(pack, { [Symbol.dispose]: dispose });
}

function writeHeader(kind: number, size: number): Buffer {
  const bytes = [(kind << 4) | (size & 15)];
  for (let rest = Math.floor(size / 16); rest > 0; rest = Math.floor(rest / 128)) {
    bytes[bytes.length - 1] = (bytes.at(-1) as number) | 0x80;
    bytes.push(rest & 127);
  }
  return Buffer.from(bytes);
}

/** A distance backwards, as deltas by offset have it. */
function writeDistance(distance: number): Buffer {
  const bytes = [distance & 127];
  for (let rest = Math.floor(distance / 128); rest > 0; rest = Math.floor(rest / 128)) {
    rest -= 1;
    bytes.unshift((rest & 127) | 128);
  }
  return Buffer.from(bytes);
}
