import { defineRules } from '../../src/model/rule.js';
import { STEP, assigned } from '../checks/assigned.js';

export default defineRules({
  provider: 'figma',
  source: 'https://www.figma.com/developers/api#access-tokens',
  rules: [
    {
      id: 'figma/access-token',
      title: 'Figma access token',
      description: 'Reads files, comments and libraries as its owner.',
      kind: 'figma-token',
      severity: 'error',
      keywords: ['figd_', 'figo_', 'figu_', 'figor_'],
      pattern: /(?<![A-Za-z0-9_])(?<secret>fig(?:d|o|u|or)_[A-Za-z0-9_-]{38,44})(?![A-Za-z0-9_-])/,
      minEntropy: 4,
      variable: 'FIGMA_TOKEN',
      revoke: 'https://www.figma.com/settings > Security > Personal access tokens',
      examples: (s) => ({
        leak: [`FIGMA_TOKEN=figd_${s.urlSafe(39)}a`, `-H 'X-Figma-Token: figd_${s.urlSafe(39)}7'`],
        safe: ['FIGMA_TOKEN=figd_your-token', `figd_${s.alnum(12)}`],
      }),
    },
    {
      id: 'figma/old-access-token',
      title: 'Figma access token (old form)',
      description: 'Reads files, comments and libraries as its owner.',
      kind: 'figma-token',
      severity: 'error',
      keywords: ['figma'],
      window: { before: 16, after: 160, lines: true },
      // The owner's number and a UUID, as the API's header carries it.
      pattern: assigned(
        `figma${STEP}(?:token|key|pat)[\\w.-]{0,8}`,
        '\\d{3,12}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
      ),
      minEntropy: 3,
      variable: 'FIGMA_TOKEN',
      revoke: 'https://www.figma.com/settings > Security > Personal access tokens',
      examples: (s) => ({
        leak: [`FIGMA_TOKEN=${s.digits(5)}-${s.uuid()}`, `-H 'X-Figma-Token: ${s.digits(6)}-${s.uuid()}'`],
        safe: ['X-Figma-Token: 12345-xxxxxxxx-xxxx', `figma_file_id = ${s.digits(5)}-${s.uuid()}`],
      }),
    },
  ],
});
