import type { Finding } from './finding.js';

/** Another vendor's publishable key: told on request, never a leak. */
export function isPublic({ severity, kind }: Pick<Finding, 'severity' | 'kind'>): boolean {
  return severity === 'info' && /^(?:other-public|stripe-publishable|clerk-publishable)$/.test(kind);
}
