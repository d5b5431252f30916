import { decodeBase64 } from './base64.js';
import { hasLetterAndDigit, isMixed } from './characters.js';

/** Words that passwords in examples, compose files and test set-ups are made of. */
const TRIVIAL =
  /^(?:(?:my|your|the|a|is|this|not|no|real|some|super|strong|very|new|old|db|database|user|username|admin|root|guest|test|tests|testing|dev|develop|local|demo|example|sample|dummy|fake|default|custom|placeholder|change|change[-_]?me|changeit|replace[-_]?me|foo|bar|baz|qwerty|letmein|hunter|welcome|correct|horse|battery|staple|password|passwd|passw0rd|p[a@]ssw[o0]rd|pass|pwd|pw|passphrase|secret|secrets|token|key|api|access|here|postgres|postgresql|mysql|mariadb|mongo|mongodb|redis|rabbitmq|rabbit|amqp|docker|app|prisma|supabase|odoo|keycloak|grafana|airflow|wordpress|django|rails|laravel|auth|basic|hello|world|x{3,}|\*{2,}|\d{1,8}|redacted|masked|hidden|removed|none|null|undefined|string|value|text|todo|s3cr3t|s3cret|hogehoge|geheim|passwort|senha|contrase[nñ]a|motdepasse|parola)[-_.:!@#$ ]{0,3}){1,6}$/i;

/** Parts that a template, a variable or a mask leaves in a text. */
const TEMPLATE =
  /[<>{}[\]()]|\$[A-Za-z_({]|%[sdv(]|^%[A-Za-z_]+%$|\*{3}|•|\.\.\.|…|\xe2\x80|^[$:@]|__[A-Za-z_]+__|process\.env|ENV\[/;

const PRIVATE_HOST =
  /^(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[?::1\]?|host\.docker\.internal|(?:.*\.)?(?:example|test|invalid|localhost|local)|(?:.*\.)?example\.(?:com|org|net|io|edu)|(?:your|my|some|the)[-_.].*|(?:my|your|some)(?:host|server|db|database|domain|site|app|project|cluster|company|org)(?:[-.].*)?|.*(?:your|example|placeholder|xxxx).*|host|hostname|server|servername|domain\.(?:com|tld)|host\.(?:com|tld)|site\.com|foo|bar)$/i;

/** Whether a password is one that examples and local set-ups use: common words, a template, a mask, no password at all. */
export function isTrivialPassword(password: string): boolean {
  const plain = decode(password);
  return (
    TEMPLATE.test(plain) || TRIVIAL.test(plain.slice(0, 64)) || /^(.)\1*$/.test(plain) || /^[A-Z_]{3,}$/.test(plain)
  );
}

/** Whether `user:password` in base64 is no login that works: a trivial password, or no login at all. */
export function isTrivialLogin(base64: string): boolean {
  const entry = decodeBase64(base64).toString('latin1');
  const split = entry.indexOf(':');
  const password = entry.slice(split + 1);
  return split <= 0 || !/^[ -~]+$/.test(entry) || password.length < 6 || isTrivialPassword(password);
}

/** Whether a host is reached from this machine only, or stands for some host in an example. */
export function isPlaceholderHost(host: string): boolean {
  return TEMPLATE.test(host) || PRIVATE_HOST.test(host);
}

/**
 * Whether the parts of a connection URL read as a login that works somewhere: a host that others can reach, and a
 * password that is neither trivial nor a template. A host of one label (a service of a compose file) or with a private
 * address needs a password that looks made at random.
 *
 * @param groups `secret` is the password; `user` and `host` as they stand in the URL.
 */
export function isLiveLogin(secret: string, groups: Readonly<Record<string, string | undefined>>): boolean {
  const host = groups['host'] ?? '';
  const user = groups['user'] ?? '';
  const password = decode(secret);
  if (password.length < 6 || isPlaceholderHost(host) || isTrivialPassword(secret)) return false;
  // `https://cdn.corp.io%2Fpath:more@host`: an address, and no name of a user.
  if (TEMPLATE.test(user) || /[/\s]/.test(decode(user)) || password.toLowerCase() === user.toLowerCase()) return false;
  if (!host.includes('.') || /^(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\./.test(host)) {
    return (
      password.length >= (isMixed(password) ? 10 : 12) && hasLetterAndDigit(password) && new Set(password).size >= 8
    );
  }
  return true;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
