import { defineRules } from '../../src/model/rule.js';
import { vendorKey } from '../checks/assigned.js';
import { isMixed } from '../checks/characters.js';

export default defineRules({
  provider: 'cloudinary',
  source: 'https://cloudinary.com/documentation/how_to_integrate_cloudinary',
  rules: [
    {
      id: 'cloudinary/url',
      title: 'Cloudinary URL',
      description: 'Uploads, changes and deletes every file of the product environment.',
      kind: 'cloudinary-url',
      severity: 'error',
      keywords: ['cloudinary://'],
      pattern: /cloudinary:\/\/\d{15}:(?<secret>[A-Za-z0-9_-]{27})@[a-z0-9-]{2,60}/i,
      minEntropy: 3.8,
      validate: isMixed,
      variable: 'CLOUDINARY_URL',
      revoke: 'https://console.cloudinary.com/settings/api-keys',
      examples: (s) => ({
        leak: [
          `CLOUDINARY_URL=cloudinary://${s.digits(15)}:${s.urlSafe(26)}a@shop`,
          `cloudinary.config("cloudinary://${s.digits(15)}:${s.urlSafe(26)}7@shop-media")`,
        ],
        safe: [
          'CLOUDINARY_URL=cloudinary://<api_key>:<api_secret>@<cloud>',
          `cloudinary://${s.digits(15)}:secret@shop`,
        ],
      }),
    },
    {
      id: 'cloudinary/api-secret',
      title: 'Cloudinary API secret',
      description: 'Signs uploads and calls the Admin API. The cloud name and the API key beside it are public.',
      kind: 'cloudinary-api-secret',
      severity: 'error',
      keywords: ['cloudinary'],
      window: { before: 16, after: 240, lines: true },
      pattern: vendorKey('cloudinary', 'secret', '[A-Za-z0-9_-]{27}'),
      minEntropy: 3.8,
      validate: isMixed,
      variable: 'CLOUDINARY_API_SECRET',
      revoke: 'https://console.cloudinary.com/settings/api-keys',
      examples: (s) => ({
        leak: [`CLOUDINARY_API_SECRET=${s.alnum(24)}aB7`, `cloudinary.config({ api_secret: '${s.alnum(24)}cD4' })`],
        safe: [`CLOUDINARY_API_KEY=${s.digits(15)}`, 'CLOUDINARY_API_SECRET=your_api_secret'],
      }),
    },
  ],
});
