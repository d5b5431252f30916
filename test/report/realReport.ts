import { createSampler } from '../../rules/sampler.js';
import { scanText, type Report } from '../../src/index.js';

/** What the library says of a file with keys of ours, of other vendors, and silenced ones. */
export async function realReport(): Promise<Report> {
  const sampler = createSampler(7);
  return scanText(
    [
      `const pictify = new Pictify({ apiKey: '${sampler.key('live')}' });`,
      `const again = '${sampler.key('live')}'; // pictify`,
      `const test = '${sampler.key('test')}'; // pictify-scan-disable-line pictify/test-key -- a fixture`,
      `const stripe = Stripe('${sampler.key('live')}');`,
    ].join('\n'),
    { path: 'src/api client.js' },
  );
}
