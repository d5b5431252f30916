import { vendors } from '../../rules/vendors.js';
import type { Evidence, Exposure, Finding, Verification } from '../model/finding.js';
import { isPublic } from '../model/isPublic.js';
import type { Judged } from '../judge/judgeDocument.js';

/** One sentence that says what was found. */
export function messageOf(judged: Judged): string {
  const through = judged.via.length === 0 ? '' : ` (seen through ${judged.via.join(', then ')})`;
  if (judged.outcome === 'public') return `${publicVendor(judged)} key, public by design${through}.`;
  switch (judged.rule.id) {
    case 'pictify/live-key':
      return `Pictify live API key${through}: whoever reads this file gets full access to the account.`;
    case 'pictify/test-key':
      return `Pictify test API key${through}: a secret too, bound to the account.`;
    case 'pictify/token':
      return `Pictify API token without prefix${through}: it opens the account like a live key.`;
    case 'pictify/env-file': {
      const template = judged.evidence.find((each) => each.says === 'template-with-value');
      return template
        ? `A template with a real value: ${template.what} holds no placeholder.`
        : `An environment file ${whereTo(judged)}: ${judged.match}.`;
    }
    case 'pictify/gitignore-missing': {
      const open = judged.evidence.filter((each) => each.says === 'not-ignored').map((each) => each.what);
      if (judged.evidence.some((each) => each.says === 'ignored-on-disk'))
        return `What keeps ${open.join(' and ')} out of git stands on disk only: it is not committed.`;
      const link = judged.evidence.find((each) => each.says === 'ignore-link');
      const why = link === undefined ? '' : `: ${link.what} is a symbolic link, and git follows none`;
      return `Nothing here keeps ${open.join(' and ')} out of git${why}.`;
    }
    case 'pictify/browser-exposed':
      return `${judged.match} is published: bundlers copy it into what browsers download.`;
    case 'pictify/k8s-secret': {
      const where = judged.evidence.find((each) => each.says === 'kubernetes')?.what;
      return `Pictify key in a Secret manifest${where === undefined ? '' : ` (${where})`}${through}: base64 is no encryption.`;
    }
    default:
      return `${judged.rule.title}${through}.`;
  }
}

function whereTo({ origin }: Judged): string {
  const shipped = origin?.kind === 'worktree' ? origin.shipped : undefined;
  return shipped ? `goes into the ${[...new Set(shipped.map((each) => each.in))].join(' and the ')}` : 'is committed';
}

function publicVendor(judged: Judged): string {
  const label = vendorLabel(judged.evidence);
  return label === undefined ? "Another vendor's publishable" : `${label} publishable`;
}

function vendorLabel(evidence: readonly Evidence[]): string | undefined {
  const id = evidence.map((each) => each.says).find((says) => vendors.some((vendor) => vendor.id === says));
  return vendors.find((vendor) => vendor.id === id)?.label;
}

const RUNGS: Readonly<Record<Evidence['rung'], string>> = {
  structure: 'its form',
  content: 'what it is made of',
  statement: 'the statement',
  block: 'the block round it',
  sibling: 'a key beside it',
  file: 'the file',
  path: 'the path',
  default: 'no evidence',
};

/** What is said of ignore files names no product. */
const IGNORE_FACTS: Readonly<Record<string, string>> = {
  'not-ignored': 'no ignore file in git keeps it out',
  'ignore-link': 'a symbolic link, which git does not follow',
  'ignored-on-disk': 'keeps it out, as it stands on disk',
};

/** A reason in plain words: `the statement names Pictify: PICTIFY_API_KEY (line 3)`. */
export function evidenceText(evidence: Evidence): string {
  const line = evidence.line === undefined ? '' : ` (line ${evidence.line})`;
  const rung = RUNGS[evidence.rung];
  const told = IGNORE_FACTS[evidence.says];
  if (told !== undefined) return `${told}: ${evidence.what}`;
  switch (evidence.rung) {
    case 'structure':
    case 'content':
      return `${rung}: ${evidence.what}${line}`;
    case 'sibling':
      return `a secret of the same pair stands beside it: ${evidence.what}…${line}`;
    case 'default':
      return evidence.what;
    default:
      return `${rung} ${claimOf(evidence.says)}: ${evidence.what}${line}`;
  }
}

function claimOf(says: string): string {
  if (says === 'public-name') return 'calls it public';
  if (says === 'secret') return 'uses it as a secret';
  return `names ${says === 'pictify' ? 'Pictify' : (vendors.find((vendor) => vendor.id === says)?.label ?? says)}`;
}

/**
 * Why this matters although others publish theirs, or it looks like something else: for forms that mislead. Of a
 * publishable key, why it is taken for one.
 */
export function whyText(judged: Pick<Finding, 'rule' | 'kind' | 'severity' | 'evidence'>): string | undefined {
  if (isPublic(judged)) {
    // Of a name that stands in several places near, one is enough.
    const nearest = judged.evidence.filter(
      ({ rung }, index) => judged.evidence.findIndex((each) => each.rung === rung) === index,
    );
    return `Taken for ${vendorLabel(judged.evidence) ?? 'another vendor'}'s because ${nearest.map(evidenceText).join(', and ')}.`;
  }
  const about = /^pictify\/(live-key|test-key|k8s-secret|token|webhook-secret)$/.exec(judged.rule)?.[1];
  if (about === undefined) return undefined;
  const told = judged.evidence.filter((each) => each.says === 'pictify' || each.says === 'secret').map(evidenceText)[0];
  const by = told === undefined ? '' : ` Taken for Pictify's because ${told}.`;
  if (about === 'token') return `64 hex digits are a hash elsewhere; here they are used as a Pictify key.${by}`;
  if (about === 'webhook-secret') return `Stripe and Svix use the prefix whsec_ too; this one is Pictify's.${by}`;
  const prefix = judged.kind === 'pictify-test' ? 'pk_test_' : 'pk_live_';
  return `Stripe's and Clerk's pk_ keys are public; a Pictify ${prefix} key is a server-side secret.${by}`;
}

/** How far out a secret is, in one sentence. */
export function exposureText(exposure: Exposure): string {
  const place = exposurePlace(exposure);
  return exposure.isCut
    ? `${place} Not every file of the commits was looked into; for that: pictify-scan history`
    : place;
}

function exposurePlace({ where, commits, refs, remotes, stash, reflog }: Exposure): string {
  switch (where) {
    case 'staged':
      return 'Not yet: it is staged, but in no commit that was looked at.';
    case 'local':
      return `In ${commits.count === 1 ? 'a commit' : `${commits.count} commits`} of yours that ${commits.count === 1 ? 'is' : 'are'} not pushed: ${names(commits.ids, commits.count)}.`;
    case 'leftover':
      return `On this machine only: ${names([...stash, ...reflog])}.`;
    case 'published':
      return `Out already: on ${names(refs)}${remotes.length === 0 ? '' : ` (${remotes.length === 1 ? 'remote' : 'remotes'} ${names(remotes)})`}.`;
  }
}

const VERIFICATION_WORDS: Readonly<Record<Verification['why'], string>> = {
  accepted: 'It works: Pictify accepts it. Revoke it now.',
  'no-permission': 'It works: Pictify knows it, and refuses only what was asked for. Revoke it now.',
  rejected: 'Pictify rejects it: it is invalid or revoked.',
  'rate-limited': 'Not known: Pictify asked to wait. Try again later.',
  'server-error': 'Not known: Pictify has a problem of its own. Try again later.',
  timeout: 'Not known: no answer came in time.',
  network: 'Not known: Pictify could not be reached.',
  redirect: 'Not known: the answer is a redirect, and the key was not sent there. Check the address of the API.',
  'no-key-arrived': 'Not known: the request arrived without the key. Something between here and Pictify took it out.',
  'unexpected-answer': "Not known: the answer is none of Pictify's. Check the address of the API.",
  unproven:
    "Not asked: nothing near says that it is Pictify's, and another product's key is not sent there. Name it PICTIFY_API_KEY, or use --unproven.",
  'no-pictify-form': 'Not asked: it does not look like a Pictify key.',
  'not-at-hand': 'Not asked: its value was not read in this run.',
};

/** What Pictify says of a key, in one or two sentences. */
export function verificationText({ why, status }: Verification): string {
  return `${VERIFICATION_WORDS[why]}${status === undefined ? '' : ` (status ${status})`}`;
}

function names(list: readonly string[], count = list.length): string {
  return count <= 5 ? list.join(', ') : `${list.slice(0, 5).join(', ')} and ${count - 5} more`;
}
