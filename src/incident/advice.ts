import { shellPath } from '../text/shellPath.js';
import type { IncidentKey, Reach, Replacement, Rotation, Scope, Step } from './model.js';

/** What to do at once, in the order of the vendor's guide. */
export function planActions(
  key: IncidentKey,
  reach: Reach,
  scope: Scope,
  replacement: Replacement,
  hasLog: boolean,
): Step[] {
  const stores = replacement.stores.map(({ title }) => title);
  const onlyTagged =
    scope.refs.some(({ kind }) => kind === 'tag') &&
    scope.refs.every(
      ({ kind, name }) => kind !== 'remote-branch' && (kind !== 'other' || name.startsWith('refs/notes/')),
    );
  const worst: Readonly<Record<Reach, string>> = {
    published: onlyTagged
      ? 'A tag has it, and tags travel with pushes and fetches: take it for published.'
      : 'It is published: whoever could read the repository may have it.',
    local: 'No remote-tracking branch has it yet, but copies of this folder, backups and tools may.',
    leftover: 'Only leftovers of this clone have it; copies of this folder and backups may.',
    files: 'It is in files of this machine only, in no commit; programs and backups may have read it.',
    nowhere: 'It was not found here. If it was seen anywhere else, it is out all the same.',
  };
  const stopsNow = scope.copies.some(({ where }) => where === 'tracked');
  return [
    {
      title: 'Revoke the key',
      text: `${key.revoke}: delete ${key.match}. ${worst[reach]} Do this first: while it works, nothing else helps. Services that use it stop until step 3 is done.`,
    },
    {
      title: 'Create a new key',
      text: `${key.revoke.replace(/\s*>\s*API Keys$/, ' > API Keys')}: create one, copy it at once (it is shown once), and hand it to nobody but the stores below. Read it into the shell that you run their commands in:`,
      commands: [replacement.prompt],
    },
    {
      title: 'Update what uses it',
      text:
        stores.length === 0
          ? `No store of secrets is named in this repository. Set ${key.variables[0] ?? 'the variable'} wherever the program runs.`
          : `${stores.join(', ')}: the commands stand under "Where the new key has to go".${stopsNow ? ' Take the key out of the files as well:' : ''}`,
      ...(stopsNow && { commands: ['npx pictify-scan fix'] }),
    },
    {
      title: 'Review what was done with it',
      ...(hasLog
        ? { text: 'What the audit log tells stands under "Usage". Look at each new address and agent: whose are they?' }
        : {
            text: 'Export the audit log from the dashboard, and compare the time before and after the first exposure:',
            commands: [`npx pictify-scan incident ${key.fingerprint} --audit-log audit.jsonl --key-id key_…`],
          }),
    },
  ];
}

/** How the key is taken out of the history, and what that cannot do. */
export function planRewriting(key: IncidentKey, reach: Reach, scope: Scope): Step[] {
  const inCommits = scope.events.some(({ at }) => at === 'refs');
  const steps: Step[] = [];
  if (reach === 'published') {
    const url = scope.remotes[0]?.url ?? '';
    const encoded = new Set(scope.events.flatMap(({ via }) => via));
    steps.push(
      {
        title: 'Decide whether it is worth it',
        text: 'Once the key is revoked, its text in old commits opens nothing. Rewriting changes the id of every later commit: everybody clones anew, open pull requests and signed commits break, links to commits die. It cannot reach forks, clones, caches, the pull request refs of a forge (ask its support to remove them), CI logs and artefacts, published packages or images.',
      },
      {
        title: 'Write the key into a file, outside of any command line',
        text: `Paste it where it is asked for; nothing of it is shown or kept in the shell's history.${encoded.size > 0 ? ` It also stands there through ${[...encoded].join(', ')}: add each encoded form as a line of its own, or take those files out whole (--invert-paths --path FILE).` : ''}`,
        commands: [
          `umask 077; printf 'Old key: '; read -rs OLD_KEY; echo`,
          `printf '%s==>REMOVED_KEY\\n' "$OLD_KEY" > ../replacements.txt; unset OLD_KEY`,
        ],
      },
      {
        title: 'Rewrite a fresh mirror',
        text: 'Tell everybody to push what they have, then to stop. git-filter-repo wants a clone of its own:',
        commands: [
          `git clone --mirror ${url === '' ? 'URL' : shellPath(url)} ../rewrite.git`,
          'git -C ../rewrite.git filter-repo --replace-text "$PWD/../replacements.txt" --replace-message "$PWD/../replacements.txt"',
          'rm ../replacements.txt',
        ],
      },
      {
        title: 'Check it, and push it with force',
        text: 'Branch protection has to let a forced push through for that moment. A mirror push replaces every branch and tag.',
        commands: [
          `(cd ../rewrite.git && npx pictify-scan history --all-objects)`,
          `git -C ../rewrite.git push --force --mirror ${url === '' ? 'URL' : shellPath(url)}`,
        ],
      },
    );
  } else if (inCommits) {
    const oldest = scope.events.find(({ at, change }) => at === 'refs' && change === 'added')?.commit;
    steps.push({
      title: 'Mend your commits before you push them',
      text: 'Nobody else has them: rewrite them here. Mark the commit as "edit", take the key out, and go on.',
      commands: [
        oldest === undefined || oldest.parents.length === 0
          ? 'git rebase -i --root'
          : `git rebase -i ${oldest.id.slice(0, 12)}^`,
      ],
    });
  }
  const stash = scope.events.some(({ at }) => at === 'stash');
  if (stash)
    steps.push({
      title: 'Drop the stashes that hold it',
      text: 'Look before you drop.',
      commands: ['git stash list', 'git stash show -p STASH', 'git stash drop STASH'],
    });
  if (inCommits || stash || scope.events.length > 0 || scope.unreachable.count > 0)
    steps.push({
      title: 'Clear what this clone keeps besides',
      text: 'The reflog and unreachable objects keep it for weeks. This also loses every other commit that only the reflog reaches.',
      commands: ['git reflog expire --expire=now --all', 'git gc --prune=now'],
    });
  return steps;
}

/** Two keys that overlap, for the files of this repository that read the variable. */
export function planRotation(key: IncidentKey, replacement: Replacement): Rotation {
  const variable = key.variables[0] ?? 'SECRET';
  const readers = replacement.readers.filter((each) => each.variable === variable);
  const files = [...new Set(readers.map(({ path }) => path))];
  const examples = [
    ...new Map(
      readers.flatMap((reader) => {
        const language = EXAMPLES[reader.how];
        return language
          ? [[language.name, { language: language.name, path: reader.path, code: language.code(variable) }] as const]
          : [];
      }),
    ).values(),
  ];
  return {
    variable,
    files,
    examples,
    text: [
      `A key that got out is revoked at once. For the next planned change, two keys overlap and nothing stops: let the program read ${variable}_NEW and, where that is missing or refused with 401, ${variable}_OLD.`,
      files.length === 0
        ? `No file here reads ${variable}; the program that uses the key has to.`
        : `Here that is ${files.length === 1 ? 'one file' : `${files.length} files`}: ${files.slice(0, 10).join(', ')}${files.length > 10 ? ` and ${files.length - 10} more` : ''}.`,
      `Then: create the new key, set ${variable}_NEW beside ${variable}_OLD in each store, deploy, watch until the old key's "last used" stands still, revoke it, and drop ${variable}_OLD.`,
    ],
  };
}

const EXAMPLES: Readonly<
  Record<string, { readonly name: string; readonly code: (variable: string) => readonly string[] }>
> = {
  'process.env': {
    name: 'JavaScript',
    code: (variable) => [
      `const keys = [process.env.${variable}_NEW, process.env.${variable}_OLD].filter(Boolean);`,
      'async function withKey(call) {',
      '  for (const [index, key] of keys.entries()) {',
      '    try {',
      '      return await call(key);',
      '    } catch (error) {',
      '      if (error.status !== 401 || index === keys.length - 1) throw error;',
      '    }',
      '  }',
      '}',
    ],
  },
  'os.environ': { name: 'Python', code: (variable) => python(variable) },
  'os.getenv': { name: 'Python', code: (variable) => python(variable) },
  ENV: {
    name: 'Ruby',
    code: (variable) => [
      `keys = [ENV["${variable}_NEW"], ENV["${variable}_OLD"]].compact`,
      'def with_key(keys)',
      '  keys.each_with_index do |key, index|',
      '    return yield(key)',
      '  rescue Unauthorized',
      '    raise if index == keys.length - 1',
      '  end',
      'end',
    ],
  },
  'os.Getenv': {
    name: 'Go',
    code: (variable) => [
      `for _, key := range []string{os.Getenv("${variable}_NEW"), os.Getenv("${variable}_OLD")} {`,
      '	if key == "" {',
      '		continue',
      '	}',
      '	if response, err = call(key); err == nil && response.StatusCode != 401 {',
      '		break',
      '	}',
      '}',
    ],
  },
};

function python(variable: string): readonly string[] {
  return [
    `keys = [key for key in (os.environ.get("${variable}_NEW"), os.environ.get("${variable}_OLD")) if key]`,
    'def with_key(call):',
    '    for index, key in enumerate(keys):',
    '        response = call(key)',
    '        if response.status_code != 401 or index == len(keys) - 1:',
    '            return response',
  ];
}
