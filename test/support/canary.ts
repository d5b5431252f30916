import { randomInt } from 'node:crypto';
import { createSampler } from '../../rules/sampler.js';

/** A key that no other run has, and a token without prefix. The seed makes a failure repeatable. */
export function createCanary(seed = randomInt(1, 2 ** 31)): {
  readonly key: string;
  readonly token: string;
  readonly seed: number;
} {
  const sampler = createSampler(seed);
  return { key: sampler.key('live', 32), token: sampler.hex(64), seed };
}

/** Where a text gives a secret away: whole in some encoding, or more than a third of it in one run. */
export function leaksIn(text: string, secret: string): string[] {
  const bytes = Buffer.from(secret);
  const forms: readonly (readonly [string, string])[] = [
    ['plain', secret],
    ['reversed', [...secret].reverse().join('')],
    ['hex', bytes.toString('hex')],
    ['base64', bytes.toString('base64').replace(/=+$/, '')],
    // Inside of something longer, base64 has two other phases; what does not depend on the neighbours is looked for.
    ['base64, second phase', Buffer.from(` ${secret}`).toString('base64').slice(2, -4)],
    ['base64, third phase', Buffer.from(`  ${secret}`).toString('base64').slice(3, -4)],
    ['percent', [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')],
    ['spaced', [...secret].join(' ')],
    ['UTF-16', [...secret].join('\0')],
  ];
  const lower = text.toLowerCase();
  const found = forms.filter(([, form]) => lower.includes(form.toLowerCase())).map(([name]) => name);
  const third = Math.floor(secret.length / 3);
  for (let at = 0; at + third < secret.length; at += 1) {
    const run = secret.slice(at, at + third + 1);
    const index = text.indexOf(run);
    if (index !== -1)
      return [...found, `more than a third: ${JSON.stringify(text.slice(Math.max(0, index - 60), index + 60))}`];
  }
  return found;
}
