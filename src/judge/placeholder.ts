import type { Evidence } from '../model/finding.js';

/** How sure it is: `certain` never is a key; `sample` reads like one that somebody made up (`abc123xyz`). */
export interface Placeholder {
  readonly degree: 'certain' | 'sample';
  readonly evidence: Evidence;
}

/** Long enough that a random key does not hold one of them by chance. */
const LONG_WORDS =
  /example|sample|foobar|lorem|ipsum|placeholder|change_?me|replace_?(?:me|with|this)?|insert|redacted|your_?|dummy|notareal|not_?real|notused|fake_?|goes_?here|enter_?your|put_?your|api_?key_?here|secret_?here|removed|obfuscated|masked|hidden|deleted|undefined|truncated|remplacer|exemple|ejemplo|esempio|beispiel|cambiar|alterar|ersetzen|platzhalter|substitua|colocar|insira|sua_|suachave|tuclave|(?:^|[_-])tu_|votre_?|ihr_?(?:key|schl)|dein_?|mettre_|chave|clave|schluessel|llave|chiave|cle_(?:api|ici)|_ici|_aqui|_hier|_here/i;
/** Short ones count where they stand alone between `_`, `-` or the ends. */
const SHORT_WORDS =
  /(?:^|[_-])(?:your?|my|mine|some|this|that|the|key|keys|token|secret|here|foo|bar|baz|qux|test|testing|todo|tbd|xxx|fake|mock|stub|none|null|nil|abc|demo|temp|real|live|prod|dev|api|goes|user|name|value|hash|string|random|invalid|wrong|bad|old|new|expired|revoked)(?=$|[_-]|\d{0,4}$)/i;

const LONGEST_WITH_WORDS = 160;

/** A body of this length is a whole key: what stands round it is markup or a sentence, not the rest of it. */
const WHOLE = 16;

/** What stands where the rest of a key would: dots, a mask, the beginning of a template. */
const CUT = /^(?:\.{2,}|…|\xe2\x80\xa6|\*{2,}|•|\xe2\x80\xa2|\[\.\.\.\]|<(?!\/)|\$\{|\{\{|#\{|%[sdv({]|\$\()/;

function isCutOff(body: string, before: string, after: string): boolean {
  if (body.length < WHOLE) return CUT.test(after.replace(/^\s{1,2}/, ''));
  // <code>key</code>, key<br>, **key**
  return CUT.test(after) && !after.startsWith('<') && !(after.startsWith('**') && before.endsWith('**'));
}

/**
 * Whether the changing part of a key is a stand-in, judged by what it is made of.
 *
 * @param body the key without its prefix
 * @param before up to some characters before the key, on its line
 * @param after up to some characters behind the key
 */
export function placeholderIn(body: string, before: string, after: string): Placeholder | undefined {
  const certain = (what: string): Placeholder => ({
    degree: 'certain',
    evidence: { rung: 'content', says: 'placeholder', what, weight: 10 },
  });
  if (isCutOff(body, before, after)) return certain('it is cut off or masked');
  if (body.length < WHOLE && /(?:\$\{|\{\{|<)[^}>\s]{0,40}$/.test(before)) return certain('it is inside a template');
  if (body === '') return certain('nothing follows the prefix');
  if (/^[xX*#•.0_-]{3,}$/.test(body) || longestRun(body) >= Math.max(5, body.length / 8))
    return certain('one character is repeated');
  // Long values (certificates, JSON in base64) hold any short word by chance.
  if (body.length > LONGEST_WITH_WORDS) return undefined;
  if (/x{4,}|X{4,}|\*{3,}/.test(body)) return certain('it is masked');
  const word = LONG_WORDS.exec(body)?.[0];
  if (word !== undefined) return certain(`it says "${word.replace(/[_-]/g, ' ').trim()}"`);
  // A random body of some length has a digit or both cases.
  if (!/[0-9]/.test(body) && (body === body.toLowerCase() || body === body.toUpperCase()))
    return certain('it is made of words');
  if (wordsOnly(body)) return certain('it is made of words');
  if (new Set(body).size <= Math.min(6, Math.max(3, body.length / 8)))
    return certain('it has hardly any different characters');
  if (isRepetition(body)) return certain('it repeats itself');
  const share = Math.max(runShare(body), interleavedShare(body));
  if (runShare(body) >= 0.9 && body.length >= 16) return certain('it only counts up');
  if (share >= 0.6)
    return {
      degree: 'sample',
      evidence: { rung: 'content', says: 'placeholder', what: 'it counts up like abc123', weight: 5 },
    };
  const short = SHORT_WORDS.exec(body)?.[0];
  if (short !== undefined && (body.length < 24 || share > 0.2)) {
    return {
      degree: 'sample',
      evidence: { rung: 'content', says: 'placeholder', what: `it says "${short.replace(/[_-]/g, '')}"`, weight: 4 },
    };
  }
  return undefined;
}

function longestRun(body: string): number {
  let longest = 0;
  for (let index = 0, from = 0; index < body.length; index += 1) {
    if (body[index] !== body[from]) from = index;
    longest = Math.max(longest, index - from + 1);
  }
  return longest;
}

/** Parts between `_` and `-` that are each a word, perhaps with a number behind: `live_key_2`, `Bearer-Token`. */
function wordsOnly(body: string): boolean {
  const parts = body.split(/[_-]/).filter((part) => part !== '');
  if (parts.length < 2) return false;
  return (
    parts.every((part) => part.length <= 12 && /^(?:(?:[A-Z]?[a-z]*|[A-Z]*)\d{0,4}|\d{1,10})$/.test(part)) &&
    parts.filter((part) => /^[A-Za-z]{3,}/.test(part)).length >= 2
  );
}

/** `abcabcabcabc`, `12121212`. */
function isRepetition(body: string): boolean {
  if (body.length < 8) return false;
  for (let period = 1; period <= Math.min(8, body.length / 2); period += 1) {
    let same = 0;
    for (let index = period; index < body.length; index += 1) if (body[index] === body[index - period]) same += 1;
    if (same === body.length - period) return true;
  }
  return false;
}

/** Share of characters that stand in runs of at least three neighbours: `abc`, `123`, `xyz`, `qwerty`. */
function runShare(body: string): number {
  const lower = body.toLowerCase();
  let covered = 0;
  let from = 0;
  for (let index = 1; index <= lower.length; index += 1) {
    if (index < lower.length && follows(lower[index - 1] ?? '', lower[index] ?? '')) continue;
    if (index - from >= 3) covered += index - from;
    from = index;
  }
  return covered / body.length;
}

/** `a1b2c3d4`: two runs in turn. */
function interleavedShare(body: string): number {
  if (body.length < 8) return 0;
  const turns = [0, 1].map((parity) => [...body].filter((_, index) => index % 2 === parity).join(''));
  return Math.min(...turns.map(runShare));
}

const KEYBOARD = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

function follows(left: string, right: string): boolean {
  const step = right.charCodeAt(0) - left.charCodeAt(0);
  if (step === 1 || (step === -1 && /[0-9]/.test(left)) || (left === '9' && right === '0')) return true;
  return KEYBOARD.some((row) => row.includes(left + right));
}
