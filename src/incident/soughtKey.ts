import { redact } from '../text/redact.js';
import { encodeUtf32 } from '../text/utf32.js';

/** A text that would give the key away, and how it is made. */
interface Form {
  readonly via: readonly string[];
  readonly bytes: Buffer;
}

export interface LiteralPlace {
  /** Byte offset. */
  readonly offset: number;
  readonly via: readonly string[];
}

/** Literal copies that are told of one document. */
const MOST_PLACES = 50;

/** The key that an incident is about. The one object that holds it; what it gives out does not. */
export class SoughtKey {
  readonly #secret: string;
  readonly #forms: readonly Form[];
  /** Redacted. */
  readonly match: string;

  constructor(secret: string) {
    this.#secret = secret;
    this.match = redact(secret);
    this.#forms = formsOf(secret);
  }

  /** Whether a rule's match is this key, as it is or in base64. */
  readonly is = (secret: string): boolean =>
    secret === this.#secret ||
    (secret.length > this.#secret.length &&
      secret.length < this.#secret.length * 2 + 8 &&
      Buffer.from(secret, 'base64').toString('utf8').trim() === this.#secret);

  /** The fingerprint that a rule gives it. */
  fingerprint(make: (rule: string, secret: string) => string, rule: string): string {
    return make(rule, this.#secret);
  }

  /** Runs a function of the caller's own on the key: for the rules that judge it. */
  lend<Result>(use: (secret: string) => Result): Result {
    return use(this.#secret);
  }

  isIn(bytes: Buffer): boolean {
    return this.#forms.some((form) => bytes.includes(form.bytes));
  }

  /** Where it stands, plain or in one of the usual encodings, whatever is round it. */
  placesIn(bytes: Buffer): LiteralPlace[] {
    const places: LiteralPlace[] = [];
    for (const form of this.#forms)
      for (let at = bytes.indexOf(form.bytes); at !== -1; at = bytes.indexOf(form.bytes, at + form.bytes.length)) {
        places.push({ offset: at, via: form.via });
        if (places.length >= MOST_PLACES) return places;
      }
    return places;
  }

  /** Takes it out of a text that others wrote. */
  mask(text: string): string {
    if (!this.isIn(Buffer.from(text, 'utf8'))) return text;
    let masked = text;
    for (const { bytes, via } of this.#forms)
      if (!via.some((each) => each.startsWith('UTF-')))
        masked = masked.replaceAll(bytes.toString('latin1'), this.match);
    return masked;
  }
}

function formsOf(secret: string): Form[] {
  const bytes = Buffer.from(secret, 'utf8');
  const forms: Form[] = [
    { via: [], bytes },
    { via: ['UTF-16'], bytes: Buffer.from(secret, 'utf16le') },
    { via: ['UTF-16'], bytes: Buffer.from(secret, 'utf16le').swap16() },
    { via: ['UTF-32'], bytes: encodeUtf32(secret, 'little') },
    { via: ['UTF-32'], bytes: encodeUtf32(secret, 'big') },
    { via: ['hex'], bytes: Buffer.from(bytes.toString('hex')) },
    { via: ['hex'], bytes: Buffer.from(bytes.toString('hex').toUpperCase()) },
    { via: ['percent'], bytes: Buffer.from(encodeURIComponent(secret)) },
  ];
  // Inside of something longer base64 has three phases; what does not depend on the neighbours is looked for.
  for (const phase of [0, 1, 2]) {
    const encoded = Buffer.concat([Buffer.alloc(phase), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const middle = encoded.slice([0, 2, 3][phase], (bytes.length + phase) % 3 === 0 ? undefined : -1);
    forms.push({ via: ['base64'], bytes: Buffer.from(middle) });
    forms.push({ via: ['base64'], bytes: Buffer.from(middle.replaceAll('+', '-').replaceAll('/', '_')) });
  }
  const seen = new Set<string>();
  return forms.filter((form) => {
    const text = form.bytes.toString('latin1');
    return !seen.has(text) && seen.add(text);
  });
}
