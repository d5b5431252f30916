import { secretVendors, vendors, type Vendor } from '../../rules/vendors.js';
import type { Confidence, Evidence } from '../model/finding.js';
import type { Verdict } from '../model/rule.js';

/** A `pk_live_`/`pk_test_` key taken apart. */
export interface PrefixedKey {
  readonly mode: 'live' | 'test';
  readonly body: string;
}

export function prefixedKey(secret: string): PrefixedKey | undefined {
  const match = /^pk_(live|test)_(.*)$/s.exec(secret);
  const [, mode, body] = match ?? [];
  return mode === undefined || body === undefined ? undefined : { mode: mode as 'live' | 'test', body };
}

/**
 * Whose key it is. Structure that proves comes first; then the nearest rung that says anything wins;
 * shapes tip the scale where nothing else does; with no evidence at all it is Pictify's, which is
 * what this tool guards.
 *
 * @param evidence as `gatherEvidence` gives it, nearest first
 */
export function attribute(key: PrefixedKey, evidence: readonly Evidence[]): Verdict {
  const structure = provenByStructure(key.body);
  if (structure) return structure;
  for (const rung of ['statement', 'block'] as const) {
    const onRung = evidence.filter((each) => each.rung === rung);
    const verdict = decideRung(key, onRung, evidence);
    if (verdict) return verdict;
  }
  const sibling = evidence.find((each) => each.rung === 'sibling');
  if (sibling && !evidence.some((each) => each.says === 'pictify' && each.rung !== 'path' && each.rung !== 'file')) {
    return other('other-public', 'medium', [sibling]);
  }
  return decideFile(key, evidence) ?? decidePath(key, evidence) ?? decideShape(key, evidence);
}

/** Clerk's body is base64 of a host that ends in `$`; Stripe's of today begins `51` and has `00` before its last 8. */
function provenByStructure(body: string): Verdict | undefined {
  const host = clerkHost(body);
  if (host !== undefined) {
    return other('clerk-publishable', 'high', [
      { rung: 'structure', says: 'clerk', what: 'its body is base64 of a host name ending in $', weight: 10 },
    ]);
  }
  if (/^51[A-Za-z0-9]{87}00[A-Za-z0-9]{8}$/.test(body)) {
    return other('stripe-publishable', 'high', [
      {
        rung: 'structure',
        says: 'stripe',
        what: `it begins 51, is ${body.length} long and has 00 before its last 8`,
        weight: 10,
      },
    ]);
  }
  return undefined;
}

function clerkHost(body: string): string | undefined {
  if (!/^[A-Za-z0-9+/_-]{12,120}={0,2}$/.test(body)) return undefined;
  const decoded = Buffer.from(body, 'base64').toString('latin1');
  const host = /^([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6})\$$/i.exec(decoded)?.[1];
  return host;
}

function decideRung(key: PrefixedKey, onRung: readonly Evidence[], all: readonly Evidence[]): Verdict | undefined {
  const first = onRung.find((each) => each.says !== 'public-name' && each.says !== 'secret');
  const strong = onRung[0]?.rung === 'statement' || (first?.weight ?? 0) >= 6;
  if (first?.says === 'pictify')
    return pictify(key, strong ? 'high' : 'medium', onRung.filter((each) => each.says === 'pictify').slice(0, 3));
  if (first) return ofVendor(key, first, strong ? 'high' : 'medium', onRung);
  const publicName = onRung.find((each) => each.says === 'public-name');
  if (publicName) return decidePublicName(key, publicName, all);
  const bearer = onRung.find((each) => each.says === 'secret');
  if (bearer && !all.some((each) => each.rung === 'block' && each.says !== 'pictify'))
    return pictify(key, 'medium', [bearer]);
  return undefined;
}

/** "publishable" says public, unless Pictify is what the file is about and no other vendor is. */
function decidePublicName(key: PrefixedKey, publicName: Evidence, all: readonly Evidence[]): Verdict {
  const vendor = all.find((each) => each.says !== 'pictify' && vendorOf(each.says));
  const ours = all.find((each) => each.says === 'pictify' && each.rung !== 'path');
  if (ours && !vendor) return pictify(key, 'medium', [ours]);
  return other(vendor ? kindOf(vendor.says) : 'other-public', 'medium', vendor ? [publicName, vendor] : [publicName]);
}

function ofVendor(key: PrefixedKey, evidence: Evidence, confidence: Confidence, onRung: readonly Evidence[]): Verdict {
  const secret = secretVendors.find((vendor) => vendor.id === evidence.says);
  if (secret) {
    if (!secret.body || secret.body.test(key.body))
      return { outcome: 'none', kind: `${secret.id}-secret`, confidence, evidence: [evidence] };
    return pictify(key, 'low', [evidence]);
  }
  const vendor = vendorOf(evidence.says);
  const says = onRung.filter((each) => each.says === evidence.says).slice(0, 3);
  const shape = vendor?.body?.test(key.body) ? [shapeEvidence(vendor, key, 3)] : [];
  return other(kindOf(evidence.says), confidence, [...says, ...shape]);
}

/** The file as a whole counts where it names one side only, or where the body fits one of the sides it names. */
function decideFile(key: PrefixedKey, evidence: readonly Evidence[]): Verdict | undefined {
  const onFile = evidence.filter((each) => each.rung === 'file');
  const ours = onFile.find((each) => each.says === 'pictify');
  const named = onFile.flatMap((each) => {
    const vendor = vendorOf(each.says);
    return vendor ? [{ vendor, evidence: each }] : [];
  });
  const fitting = named.find(({ vendor }) => vendor.body?.test(key.body));
  if (ours) {
    // Both are named: only a shape that Pictify's keys hardly have by chance outweighs our own word.
    if (fitting?.vendor.tips && fitting.evidence.weight > ours.weight)
      return other(kindOf(fitting.vendor.id), 'low', [fitting.evidence, shapeEvidence(fitting.vendor, key, 2)]);
    return pictify(key, named.length === 0 ? 'medium' : 'low', [ours]);
  }
  if (fitting)
    return other(kindOf(fitting.vendor.id), 'medium', [fitting.evidence, shapeEvidence(fitting.vendor, key, 2)]);
  // A vendor whose form nobody knows speaks for itself; one whose form it is not does not.
  const unknown = named.find(({ vendor, evidence: each }) => !vendor.body && each.weight >= 3);
  return unknown ? other(kindOf(unknown.vendor.id), 'low', [unknown.evidence]) : undefined;
}

function decidePath(key: PrefixedKey, evidence: readonly Evidence[]): Verdict | undefined {
  const onPath = evidence.filter((each) => each.rung === 'path');
  const ours = onPath.find((each) => each.says === 'pictify');
  if (ours) return pictify(key, 'medium', [ours]);
  const vendor = onPath.find((each) => vendorOf(each.says));
  return vendor ? other(kindOf(vendor.says), 'medium', [vendor]) : undefined;
}

function decideShape(key: PrefixedKey, evidence: readonly Evidence[]): Verdict {
  const vendor = vendors.find((each) => each.tips && each.body?.test(key.body));
  const bearer = evidence.find((each) => each.says === 'secret');
  if (vendor && !bearer) return other(kindOf(vendor.id), 'low', [shapeEvidence(vendor, key, 1)]);
  return pictify(key, 'medium', [
    { rung: 'default', says: 'pictify', what: 'nothing near names another vendor', weight: 1 },
  ]);
}

function shapeEvidence(vendor: Vendor, key: PrefixedKey, weight: number): Evidence {
  return {
    rung: 'structure',
    says: vendor.id,
    what: `${key.body.length} characters after the prefix, as ${vendor.label}'s have`,
    weight,
  };
}

function vendorOf(id: string): Vendor | undefined {
  return vendors.find((vendor) => vendor.id === id);
}

function kindOf(vendor: string): string {
  return vendor === 'stripe' || vendor === 'clerk' ? `${vendor}-publishable` : 'other-public';
}

function other(kind: string, confidence: Confidence, evidence: readonly Evidence[]): Verdict {
  return { outcome: 'public', kind, confidence, evidence };
}

function pictify(key: PrefixedKey, confidence: Confidence, evidence: readonly Evidence[]): Verdict {
  return { outcome: 'finding', kind: `pictify-${key.mode}`, confidence, evidence };
}
