import { createSampler } from '../../rules/sampler.js';
import { scanText, type Report } from '../../src/index.js';

/** The keys in the file of `realReport`: ours, a silenced one, another vendor's. */
export function realSecrets(): readonly string[] {
  const sampler = createSampler(7);
  return [sampler.key('live'), sampler.key('live'), sampler.key('test'), sampler.key('live')];
}

/** What the library says of a file with keys of ours, of another vendor, and a silenced one. */
export async function realReport(): Promise<Report> {
  const [first, second, test, stripe] = realSecrets();
  return scanText(
    [
      `const pictify = new Pictify({ apiKey: '${first}' });`,
      `const again = '${second}'; // pictify`,
      `const test = '${test}'; // pictify-scan-disable-line pictify/test-key -- a fixture`,
      `const stripe = Stripe('${stripe}');`,
    ].join('\n'),
    { path: 'src/api client.js' },
  );
}
