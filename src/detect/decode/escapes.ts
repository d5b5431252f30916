import { joinRegions, type DecodedText, type Region } from './decodedText.js';

/** An encoding in which single characters are written as sequences that begin with `marker`. */
interface EscapeSyntax {
  readonly via: string;
  /** Byte that every sequence begins with. */
  readonly marker: number;
  /** Whether a sequence can go on like this behind its marker: the cheap look. */
  readonly canFollow: (byte: number) => boolean;
  /** Sticky, matches one sequence; `decode` gives its character, or `undefined` where it is none of ours. */
  readonly sequence: RegExp;
  readonly decode: (sequence: string) => string | undefined;
}

const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  lowbar: '_',
  UnderBar: '_',
  hyphen: '-',
  dash: '-',
  equals: '=',
  quot: '"',
  apos: "'",
  amp: '&',
  colon: ':',
  period: '.',
  sol: '/',
  plus: '+',
};

const SYNTAXES: readonly EscapeSyntax[] = [
  {
    via: 'percent-encoding',
    marker: 0x25,
    // Printable ASCII is %20 to %7E.
    canFollow: (byte) => byte >= 0x32 && byte <= 0x37,
    sequence: /%[0-9A-Fa-f]{2}/y,
    decode: (sequence) => ascii(Number.parseInt(sequence.slice(1), 16)),
  },
  {
    via: 'escape sequences',
    marker: 0x5c,
    canFollow: (byte) => byte === 0x75 || byte === 0x78 || (byte >= 0x30 && byte <= 0x33),
    sequence: /\\(?:u\{0{0,4}[0-9A-Fa-f]{2}\}|u00[0-9A-Fa-f]{2}|x[0-9A-Fa-f]{2}|[0-3][0-7]{2})/y,
    decode: (sequence) => {
      const digits = sequence.replace(/[^0-9A-Fa-f]/g, '');
      return ascii(/^\\[0-3]/.test(sequence) ? Number.parseInt(digits, 8) : Number.parseInt(digits, 16));
    },
  },
  {
    via: 'HTML entities',
    marker: 0x26,
    canFollow: (byte) => byte === 0x23 || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a),
    sequence: /&(?:#0{0,4}\d{2,3}|#[xX]0{0,4}[0-9A-Fa-f]{2}|[A-Za-z]{3,8});/y,
    decode: (sequence) => {
      const body = sequence.slice(1, -1);
      if (/^#[xX]/.test(body)) return ascii(Number.parseInt(body.slice(2), 16));
      if (body.startsWith('#')) return ascii(Number.parseInt(body.slice(1), 10));
      return NAMED_ENTITIES[body];
    },
  },
];

/** How far a region reaches round an escape: to white space, or this many bytes. */
const REACH = 512;
const BOUNDARY = /[\s<>]/;

/** Text in which characters are escaped: `pk%5Flive%5F…`, `\u0070k_…`, `pk&#95;live…`. */
export function decodeEscapes(bytes: Buffer): DecodedText[] {
  return SYNTAXES.map((syntax) => joinRegions(syntax.via, [...regions(bytes, syntax)])).filter(
    (text) => text !== undefined,
  );
}

function* regions(bytes: Buffer, syntax: EscapeSyntax): Iterable<Region> {
  let floor = 0;
  for (let at = bytes.indexOf(syntax.marker); at !== -1; at = bytes.indexOf(syntax.marker, Math.max(at + 1, floor))) {
    // The cheap look first: most `%`, `\` and `&` begin no sequence.
    if (!startsSequence(bytes, at, syntax)) continue;
    const from = Math.max(floor, at - REACH);
    const text = bytes.toString('latin1', from, Math.min(bytes.length, at + 2 * REACH));
    let start = at - from;
    while (start > 0 && !BOUNDARY.test(text[start - 1] ?? '')) start -= 1;
    const region = decodeRegion(text, start, from, syntax);
    floor = from + region.end;
    yield region.region;
  }
}

function startsSequence(bytes: Buffer, at: number, syntax: EscapeSyntax): boolean {
  if (!syntax.canFollow(bytes[at + 1] ?? 0)) return false;
  const text = bytes.toString('latin1', at, at + 12);
  syntax.sequence.lastIndex = 0;
  const match = syntax.sequence.exec(text);
  return match !== null && syntax.decode(match[0]) !== undefined;
}

function decodeRegion(
  text: string,
  start: number,
  base: number,
  syntax: EscapeSyntax,
): { region: Region; end: number } {
  let decoded = '';
  const offsets: number[] = [];
  let at = start;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (BOUNDARY.test(character)) break;
    offsets.push(base + at);
    syntax.sequence.lastIndex = at;
    const sequence = syntax.sequence.exec(text)?.[0];
    const plain = sequence === undefined ? undefined : syntax.decode(sequence);
    decoded += plain ?? character;
    at += plain === undefined ? 1 : (sequence?.length ?? 1);
  }
  offsets.push(base + at);
  return {
    end: at,
    region: {
      bytes: Buffer.from(decoded, 'latin1'),
      outer: (span) => ({ start: offsets[span.start] ?? base + start, end: offsets[span.end] ?? base + at }),
    },
  };
}

/** Printable ASCII only: nothing else can be part of a secret. */
function ascii(code: number): string | undefined {
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : undefined;
}
