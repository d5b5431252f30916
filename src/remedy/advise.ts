import { posix } from 'node:path';
import type { Judged } from '../judge/judgeDocument.js';
import type { Shipment } from '../model/document.js';
import type { FindingCommit, FindingFix, FindingStatus } from '../model/finding.js';
import { exampleChange, exampleNotes, exampleReplacement } from './exampleChange.js';
import { readVariable } from './readVariable.js';
import { MESSAGE_PATH, HEADER_PATH, REFS_PATH, TAG_PATH } from '../model/textPlaces.js';
import { exposureHints, type JudgedExposure } from './exposure.js';
import { hostOf } from './hosts.js';
import type { Store } from './store.js';
import { createSecret } from './rewrite/kubernetes.js';
import { amendCommit, rewriteCommit, stopAtCommit, type UnpushedCommit } from './unpushed.js';
import { typedPath } from '../text/shellPath.js';
import { fitsSecret, serverName } from './variables.js';

/** What the advice depends on besides the finding. */
export interface Situation {
  readonly status: FindingStatus;
  /** Set where the finding is in a commit already. */
  readonly commit: FindingCommit | undefined;
  /** Set where that commit is known to be on no remote. */
  readonly unpushed?: UnpushedCommit | undefined;
  readonly store: Store;
  /** Where the user is, relative to the root: commands are typed there. */
  readonly folder: string;
  /** The user is about to commit: the last step is to stage and commit again. */
  readonly staged: boolean;
  /** How far out it is, where that was looked up. */
  readonly exposure?: JudgedExposure | undefined;
}

/** The part of an exposure that a finding shows. */
export { shownExposure } from './exposure.js';

/** What to do next, in order: plain sentences, commands behind a colon. Whoever does just that can commit. */
export function advise(judged: Judged, situation: Situation): string[] {
  const { unpushed, commit } = situation;
  if (judged.path === REFS_PATH)
    return ['Give the branch another name (a tag: make it anew under one): git branch -m NEW_NAME'];
  if (commit && [MESSAGE_PATH, HEADER_PATH, TAG_PATH].includes(judged.path))
    return [...outAlready(judged, situation), ...(unpushed ? rewriteCommit(judged.path, unpushed) : [])];
  return [...(unpushed ? stopAtCommit(unpushed) : []), ...adviseFile(judged, situation)];
}

function adviseFile(judged: Judged, situation: Situation): string[] {
  const path = typedPath(situation.folder, judged.path);
  const out = outAlready(judged, situation);
  switch (judged.rule.id) {
    case 'pictify/env-file':
      return adviseEnvFile(judged, path, situation);
    case 'pictify/gitignore-missing':
      return adviseIgnore(judged, path, situation);
    case 'pictify/browser-exposed':
      return [
        `On line ${judged.start.line}, rename ${judged.match} to ${serverName(judged.match)}, so that no bundler publishes it; in your .env too.`,
        'Read it in server code only (a route handler, an API route, a server function) and let the browser ask that.',
        ...commitAgain(path, situation),
      ];
    case 'pictify/live-key-in-development':
      return [
        'Use a pk_test_ key here, and keep the live one in the production store only.',
        ...commitAgain(path, situation),
      ];
    case 'pictify/test-key-in-production':
      return ['Give production a pk_live_ key from its secret store.', ...commitAgain(path, situation)];
    case 'pictify/k8s-secret':
      return [
        ...out,
        ...change(judged),
        `Make the Secret in the cluster instead: ${createSecret(variableOf(judged), entryOf(judged))}`,
        'Where manifests must be complete, commit a SealedSecret, an ExternalSecret, or a file that SOPS encrypted.',
        ...commitAgain(path, situation),
      ];
    default:
      return isOutOfPlace(judged)
        ? [...out, ...takeOut(judged, judged.path, situation)]
        : [...out, ...replaceLiteral(judged, situation), ...commitAgain(path, situation)];
  }
}

/** What is published comes first: mending the file helps nobody before that. */
function outAlready(judged: Judged, { status, commit, unpushed, exposure }: Situation): string[] {
  const page = judged.rule.revoke;
  // How a commit that is not pushed is mended is told step by step.
  if (unpushed && exposure?.where !== 'published') return [];
  if (exposure && exposure.where !== 'staged') return exposureHints(exposure, page);
  if (status === 'known' || commit)
    return [
      `It is in the history: revoke it${page === undefined ? '' : ` (${page})`} and use a new one. Taking it out of the files does not undo the leak.`,
    ];
  return [];
}

function adviseEnvFile(judged: Judged, path: string, situation: Situation): string[] {
  const template = judged.evidence.find((each) => each.says === 'template-with-value');
  if (template)
    return [
      `Put a placeholder in the place of the value of ${template.what}: ${template.what}=your_value_here`,
      ...commitAgain(path, situation),
    ];
  return [
    ...takeOut(judged, judged.match, situation),
    ...(situation.status === 'known' || (situation.commit && !situation.unpushed)
      ? ['Its values are in the history: replace each of them at its provider.']
      : []),
  ];
}

/**
 * What tools keep a person's credentials in, key files, histories of shells and records of a browser's traffic: no
 * program of the repository reads its settings there.
 */
const PERSONAL_FILE =
  /(?:^|\/)(?:\.aws\/(?:credentials|config)|\.pypirc|[._]netrc|\.git-credentials|\.docker\/config\.json|\.dockercfg|\.kube\/config|[^/]*kubeconfig[^/]*|\.terraformrc|terraform\.rc|id_(?:rsa|dsa|ecdsa|ed25519)|[^/]+\.(?:ppk|p8|har)|\.(?:bash|zsh|psql|mysql|node_repl|python)_history)$/;

/** Logs, environment files and personal files hold what they hold; it is the file that must not be in git. */
function isOutOfPlace({ rule, language, path, start }: Judged): boolean {
  // A file that begins with a key is the key; so is a service account's.
  if (rule.id === 'google/service-account' || (rule.id.startsWith('private-key/') && start.line === 1)) return true;
  return (
    PERSONAL_FILE.test(path) ||
    language === 'log' ||
    (language === 'dotenv' && !/example|sample|template|dist|default|schema/i.test(posix.basename(path)))
  );
}

/** @param entry what git's ignore file is told */
function takeOut({ origin, path: name }: Judged, entry: string, situation: Situation): string[] {
  const path = typedPath(situation.folder, name);
  const ignoreFile = typedPath(situation.folder, '.gitignore');
  if (origin?.kind === 'worktree' && origin.shipped)
    return origin.shipped.flatMap((shipment) => leaveOut(shipment, situation));
  if (origin?.kind === 'worktree' && !origin.tracked)
    return [
      `Git does not track this file; keep it so: ${appendLines([entry], ignoreFile)}`,
      `Or delete it, where nobody needs it: rm -- ${path}`,
    ];
  const ignoreIt = `${appendLines([entry], ignoreFile)} && git add ${ignoreFile}`;
  if (origin?.kind === 'buffer')
    return [
      `Keep the file out of git: ${ignoreIt}`,
      `Where git tracks it already, take it out; it stays on your disk: git rm --cached -- ${path}`,
      'Commit that.',
    ];
  const isCommitted = situation.unpushed ? amendCommit(situation.unpushed) : 'Commit that.';
  return [
    `Take the file out of git; it stays on your disk: git rm --cached -- ${path}`,
    `Keep it out for good: ${ignoreIt}`,
    situation.staged ? 'Commit again: git commit' : isCommitted,
  ];
}

/** How a file stays out of what is published. */
function leaveOut({ in: place, path, ignoreFiles }: Shipment, { folder }: Situation): string[] {
  if (place === 'npm package')
    return [
      `Let "files" in package.json name only what the package needs, and not ${path}. What goes in says: npm pack --dry-run`,
    ];
  return (ignoreFiles ?? ['.dockerignore']).map(
    (file) => `Keep it out of the Docker build context: ${appendLines([path], typedPath(folder, file))}`,
  );
}

function adviseIgnore(judged: Judged, path: string, situation: Situation): string[] {
  const onDisk = judged.evidence
    .filter((each) => each.says === 'ignored-on-disk')
    .map((each) => typedPath(situation.folder, each.what));
  if (onDisk.length > 0)
    return [
      situation.staged
        ? `Stage what is on disk and commit again: git add ${onDisk.join(' ')} && git commit`
        : `Stage what is on disk, and commit that: git add ${onDisk.join(' ')}`,
    ];
  const isLink = judged.evidence.some((each) => each.says === 'ignore-link');
  return [
    ...(isLink
      ? [`Put the file itself in the place of the link: cp ${path} ${path}.new && mv ${path}.new ${path}`]
      : []),
    `Keep environment files out: ${appendLines(['.env', '.env.*', '!.env.example'], path)}`,
    ...(situation.staged
      ? [`Stage that and commit again: git add ${path} && git commit`]
      : [`Stage that: git add ${path}`]),
  ];
}

/** Begins with a line feed: the last line of the file may have none. */
function appendLines(lines: readonly string[], path: string): string {
  return String.raw`printf '%s\n' '' ${lines.map((line) => `'${line.replaceAll("'", String.raw`'\''`)}'`).join(' ')} >> ${path}`;
}

/** The change as a replacement within one line, where that is all of it. */
export function plainFix(judged: Judged): FindingFix | undefined {
  const isOther = /^pictify\/(?:env-file|gitignore-missing|browser-exposed|.*-in-(?:development|production))$/;
  if (judged.outcome !== 'finding' || judged.rule.on !== 'text' || isOther.test(judged.rule.id)) return undefined;
  // There the file has to go, not the key; and an import elsewhere in the file is a change of its own.
  if (isOutOfPlace(judged) || readVariable(judged.language, variableOf(judged), judged.path)?.needs) return undefined;
  return exampleReplacement(judged, variableOf(judged), placeholderOf(judged));
}

/** What the line has to become: the change that `fix` would make. */
function change(judged: Judged): string[] {
  const line = judged.start.line;
  const what = judged.rule.on === 'text' && judged.rule.shows ? 'it' : 'the key';
  const example = exampleChange(judged, variableOf(judged), placeholderOf(judged));
  switch (example?.kind) {
    case 'line':
      return [`Change line ${line} to: ${example.line}`];
    case 'delete':
      return [`Delete line ${line}.`];
    case 'part':
      return [`On line ${line}, replace ${example.old} with: ${example.new}`];
    case 'refused':
      return [`On line ${line}, take ${what} out by hand: ${example.why}.`];
    default:
      return [`On line ${line}, take ${what} out of the file.`];
  }
}

function replaceLiteral(judged: Judged, situation: Situation): string[] {
  const variable = variableOf(judged);
  const { language } = judged;
  if (BUILT_FILE.test(judged.path))
    return [
      'This file is built: take the key out of what it is made from, and build again.',
      'If the old build was published, every visitor had the key: replace it.',
    ];
  const host = hostOf(judged.path);
  if (host) return [...change(judged), host.store(variable)];
  switch (language) {
    case 'markdown':
    case 'text':
    case 'sql':
    case 'patch':
      return change(judged);
    case 'html':
    case 'css':
      return [...change(judged), 'What stands here every visitor can read: let your server make the call.'];
    case 'dotenv':
      return [...change(judged), 'Keep the real value in a .env that git ignores.'];
    case 'dockerfile':
      return changeDockerfile(judged, variable);
    default:
      break;
  }
  const changes = change(judged);
  // A comment, or what a notebook's cell is shown as, gets words in the place of the value.
  if (changes.some((each) => each.includes(placeholderOf(judged)))) return changes;
  const needs = readVariable(language, variable, judged.path)?.needs;
  return [
    ...changes,
    ...(needs === undefined ? [] : [`At the top of the file there must be, once: ${needs}`]),
    ...keepWhere(judged, situation.store, variable),
  ];
}

/** What a build needs, and what a container needs, get their values in different ways. */
function changeDockerfile(judged: Judged, variable: string): string[] {
  const changed = change(judged);
  const { frame } = judged;
  if (frame && /^\s*(?:ARG|RUN)\s/i.test(frame.lines[frame.caret.line - frame.firstLine] ?? '')) {
    const notes = exampleNotes(judged, variable, placeholderOf(judged));
    if (notes.length > 0) return [...changed, ...notes];
    const id = variable.toLowerCase();
    return [
      ...changed,
      `Hand it over when the image is built, as a secret, which the image does not keep: docker build --secret id=${id},env=${variable} .`,
    ];
  }
  // The comment in the place of an ENV says how, where that is by another name than the image's.
  if (changed.some((each) => each.includes('docker run --env ')))
    return [...changed, 'Not when it is built: what ENV and ARG set can be read from the image.'];
  return [
    ...changed,
    'Hand it over when the container starts: docker run --env-file .env … (what ENV and ARG set can be read from the image).',
  ];
}

/** Made by a bundler or a minifier: the next build undoes what is changed there. */
const BUILT_FILE =
  /(?:[.-]min\.(?:js|css)|\.bundle\.js|\.(?:js|css)\.map|(?:^|\/)(?:dist|build|out|\.next)\/[^\n]*\.[cm]?js)$/;

function keepWhere(judged: Judged, store: Store, variable: string): string[] {
  switch (judged.language) {
    case 'github-workflow':
      return [`Store it as an Actions secret: gh secret set ${variable}`];
    case 'gitlab-ci':
      return [`Store it under Settings > CI/CD > Variables as ${variable}, masked and protected.`];
    case 'terraform':
      return [
        `Declare it, once: variable "${variable.toLowerCase()}" { sensitive = true } and hand it over: export TF_VAR_${variable.toLowerCase()}=…`,
      ];
    case 'mcp-config':
      return [`Set ${variable} in the environment that starts your editor or agent.`];
    case 'kubernetes':
      return [`Make the Secret in the cluster: ${createSecret(variable, entryOf(judged))}`];
    default:
      return keepIn(store, variable);
  }
}

/** The value comes from standard input or a file: what is on a command line, others can see. */
function keepIn(store: Store, variable: string): string[] {
  switch (store) {
    case 'aws-secrets-manager':
      return [
        `Store the value in AWS Secrets Manager: aws secretsmanager create-secret --name ${variable} --secret-string file:///dev/stdin`,
      ];
    case 'google-secret-manager':
      return [`Store the value in Secret Manager: gcloud secrets create ${variable} --data-file=-`];
    case 'vault':
      return [`Store the value in Vault: vault kv put secret/${variable.toLowerCase()} value=-`];
    case 'kubernetes':
      return [`Store the value in the cluster and read it by secretKeyRef: ${createSecret(variable)}`];
    case 'dotenv':
    case 'environment':
      return [`Put the value into .env, which git must ignore: ${variable}=…`];
  }
}

function commitAgain(path: string, { staged, unpushed }: Situation): string[] {
  if (unpushed) return [amendCommit(unpushed, `git add -A -- ${path}`)];
  return staged ? [`Stage the change and commit again: git add -A -- ${path} && git commit`] : [];
}

/** The entry of a manifest's `data` that goes: workloads read it by that name, and go on doing so. */
function entryOf(judged: Judged): string | undefined {
  const { language, name } = judged;
  if (language !== 'kubernetes' || name === undefined || !/^[\w.-]+$/.test(name)) return undefined;
  const goes = exampleChange(judged, variableOf(judged), placeholderOf(judged))?.kind === 'delete';
  return goes ? name : undefined;
}

function variableOf(judged: Judged): string {
  const usual = judged.rule.variable ?? (judged.rule.id.startsWith('pictify/') ? 'PICTIFY_API_KEY' : 'SECRET');
  const own = judged.name === undefined ? undefined : serverName(judged.name);
  return own !== undefined && fitsSecret(own, usual) ? own : usual;
}

function placeholderOf(judged: Judged): string {
  if (judged.kind === 'pictify-live' || judged.match.startsWith('pk_live_')) return 'pk_live_your_key';
  if (judged.kind === 'pictify-test' || judged.match.startsWith('pk_test_')) return 'pk_test_your_key';
  return 'your_value_here';
}
