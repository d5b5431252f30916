import type { Judged } from '../judge/judgeDocument.js';
import type { FindingCommit, FindingStatus } from '../model/finding.js';
import { readVariable } from './readVariable.js';
import { exposureHints, type Exposure } from './exposure.js';
import type { Store } from './store.js';

/** What the advice depends on besides the finding. */
export interface Situation {
  readonly status: FindingStatus;
  /** Set where the finding is in a commit already. */
  readonly commit: FindingCommit | undefined;
  readonly store: Store;
  /** The user is about to commit: the last step is to stage and commit again. */
  readonly staged: boolean;
  /** How far out it is, where that was looked up. */
  readonly exposure?: Exposure | undefined;
}

/** What to do next, in order: plain sentences, commands behind a colon. */
export function advise(judged: Judged, situation: Situation): string[] {
  const path = shellPath(judged.path);
  switch (judged.rule.id) {
    case 'pictify/env-file':
      return adviseEnvFile(judged, path, situation);
    case 'pictify/gitignore-missing':
      return adviseIgnore(judged, path, situation);
    case 'pictify/browser-exposed':
      return [
        `Rename the variable so that no bundler publishes it: ${serverName(judged.match)}.`,
        'Read it in server code only (a route handler, an API route, a server function) and let the browser call that.',
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
        'Take the value out of the manifest. Make the Secret in the cluster instead: kubectl create secret generic pictify --from-literal=api-key="$PICTIFY_API_KEY"',
        'Where manifests must be complete, commit a SealedSecret, an ExternalSecret, or a file that SOPS encrypted.',
        ...commitAgain(path, situation),
        ...revoke(judged, situation),
      ];
    default:
      return [...replaceLiteral(judged, situation), ...commitAgain(path, situation), ...revoke(judged, situation)];
  }
}

function adviseEnvFile(judged: Judged, path: string, situation: Situation): string[] {
  const template = judged.evidence.find((each) => each.says === 'template-with-value');
  if (template)
    return [
      `Put a placeholder in the place of the value of ${template.what}, for example: ${template.what}=your_value_here`,
      ...commitAgain(path, situation),
    ];
  return [
    `Take the file out of git; it stays on your disk: git rm --cached ${path}`,
    `Keep it out for good: echo '${judged.match}' >> .gitignore && git add .gitignore`,
    ...(situation.staged ? ['Commit again.'] : ['Commit that.']),
    ...(situation.status === 'known' || situation.commit
      ? ['Its values are in the history: replace each of them at its provider.']
      : []),
  ];
}

function adviseIgnore(judged: Judged, path: string, situation: Situation): string[] {
  const negated = judged.path !== '.gitignore';
  return [
    negated
      ? `Add these lines at the end of ${path}, behind any line that begins with !: .env and .env.*`
      : `Keep environment files out: printf '.env\\n.env.*\\n!.env.example\\n' >> ${path}`,
    `Stage the mend: git add ${path}`,
    ...(situation.staged ? ['Commit again.'] : []),
  ];
}

function replaceLiteral(judged: Judged, { store }: Situation): string[] {
  const variable = variableOf(judged);
  const what = judged.rule.on === 'text' && judged.rule.shows ? 'it' : 'the key';
  const reading = readVariable(judged.language, variable);
  const where = `line ${judged.start.line}`;
  switch (judged.language) {
    case 'markdown':
    case 'text':
    case 'html':
    case 'sql':
    case 'patch':
      return [`On ${where}, put a placeholder in the place of ${what}, for example: ${placeholderOf(judged)}`];
    case 'log':
      return [
        `Take the log out of the repository, and mask keys where it is written: git rm --cached ${shellPath(judged.path)}`,
      ];
    case 'dockerfile':
      return [
        `On ${where}, take ${what} out: an ENV or ARG stays readable in the image's layers.`,
        `Hand it over when the container starts: docker run --env-file .env … (or at build time: RUN --mount=type=secret,id=${variable.toLowerCase()})`,
      ];
    case 'dotenv':
      return [
        `On ${where}, put a placeholder in the place of ${what}, for example: ${variable}=${placeholderOf(judged)}`,
        'Keep the real value in a .env that git ignores.',
      ];
    default:
      break;
  }
  if (!reading) {
    return [
      `On ${where}, take ${what} out of the file, and let the program read ${variable} from its environment.`,
      ...keepIn(store, variable),
    ];
  }
  const quotes = reading.unquoted && judged.hardCoded ? ', its quotes included,' : '';
  const needs = reading.needs === undefined ? '' : ` (the file needs: ${reading.needs})`;
  return [
    `On ${where}, replace ${what}${quotes} with: ${reading.expression}${needs}`,
    ...keepWhere(judged, store, variable),
  ];
}

function keepWhere(judged: Judged, store: Store, variable: string): string[] {
  switch (judged.language) {
    case 'github-workflow':
      return [`Store it as an Actions secret: gh secret set ${variable}`];
    case 'gitlab-ci':
      return [`Store it under Settings > CI/CD > Variables as ${variable}, masked and protected.`];
    case 'terraform':
      return [
        `Declare it: variable "${variable.toLowerCase()}" { sensitive = true } and hand it over: export TF_VAR_${variable.toLowerCase()}=…`,
      ];
    case 'mcp-config':
      return [`Set ${variable} in the environment that starts your editor or agent.`];
    default:
      return keepIn(store, variable);
  }
}

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
      return [
        `Store the value in the cluster and read it by secretKeyRef: kubectl create secret generic pictify --from-literal=api-key="$${variable}"`,
      ];
    case 'dotenv':
    case 'environment':
      return [`Put the value into .env, which git must ignore: ${variable}=…`];
  }
}

function commitAgain(path: string, { staged }: Situation): string[] {
  return staged ? [`Stage the change and commit again: git add ${path} && git commit`] : [];
}

function revoke(judged: Judged, { status, commit }: Situation): string[] {
  const page = judged.rule.revoke;
  if (status === 'known' || commit) {
    return [
      `It is in the history: revoke it${page === undefined ? '' : ` (${page})`} and use a new one. Taking it out of the files does not undo the leak.`,
    ];
  }
  return [];
}

function variableOf(judged: Judged): string {
  const fallback = judged.rule.variable ?? 'SECRET';
  return judged.name !== undefined && /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(judged.name) ? judged.name : fallback;
}

function placeholderOf(judged: Judged): string {
  if (judged.kind === 'pictify-live') return 'pk_live_your_api_key';
  if (judged.kind === 'pictify-test') return 'pk_test_your_api_key';
  return 'your_value_here';
}

function serverName(name: string): string {
  return name.replace(
    /^(?:(?:NEXT|NUXT|EXPO|SNOWPACK|PARCEL|RSBUILD)_PUBLIC|VITE|PUBLIC|REACT_APP|GATSBY|VUE_APP|NG_APP|STORYBOOK|TARO_APP)_/,
    '',
  );
}

/** A path as it can be pasted into a shell. */
export function shellPath(path: string): string {
  return /^[\w./@+,=-]+$/.test(path) && !path.startsWith('-') ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
