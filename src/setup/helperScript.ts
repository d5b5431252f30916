import { shellWord } from '../text/shellPath.js';

/** Name of the script that the hooks read; it stands beside them. */
export const HELPER_NAME = 'pictify-scan.sh';

/** Where the script stands for hook tools that have no folder of their own. */
export const TOOL_HELPER = `.config/${HELPER_NAME}`;

const FIRST_LINE = '# pictify-scan for git hooks. Made by `pictify-scan init`, removed by `pictify-scan uninstall`.';

/**
 * The script that finds node and the scanner and starts it: POSIX sh only, no process of its own on
 * the usual way. A hook reads it (`.`), so that it can hand the hook's standard input on; hook tools
 * run it with the hook's name.
 *
 * @param packageFolder where package.json is, relative to the repository's top.
 */
export function helperScript(packageFolder: string): string {
  return SCRIPT.replace('@PACKAGE@', () => shellWord(packageFolder));
}

/** Is that text, byte for byte, what this version's init writes for some folder? */
export function isHelperScript(text: string): boolean {
  return text === helperScript(packageOf(text) ?? '.');
}

/** Did some init write that text, whatever its version and later edits? */
export function looksLikeHelper(text: string): boolean {
  return text.startsWith(FIRST_LINE);
}

/** The folder that a helper script names. */
function packageOf(text: string): string | undefined {
  const quoted = /^pictify_scan_package='((?:[^']|'\\'')*)'$/m.exec(text)?.[1];
  return quoted?.replaceAll("'\\''", "'");
}

const SCRIPT = `${FIRST_LINE}
# A hook stops when the scan finds something, and also when the scan cannot start.
#
#   in a hook:      . "\${0%/*}/${HELPER_NAME}" || exit 1
#   in a hook tool: sh ${TOOL_HELPER} pre-commit

# Folder of package.json, seen from the top of the repository, where git starts hooks.
pictify_scan_package=@PACKAGE@

# Runs the scanner for the hook $1 with the hook's own arguments; its status is the scanner's.
pictify_scan() (
  hook=$1
  shift
  case $hook in
    pre-commit | pre-merge-commit) set -- staged ;;
    pre-push) set -- push "$@" ;;
    commit-msg) set -- message "$@" ;;
    *) refuse "it knows no hook '$hook'." 'Run pictify-scan doctor.' ;;
  esac

  if bin=$(find_scanner); then
    node=$(find_node) || refuse 'node was not found.' \\
      'Install Node.js 20.19 or newer. If your git client does not see it, add its folder to PATH in ~/.config/husky/init.sh.'
    # Node.js 20 reads these certificates at each start, which can take longer than the scan; hooks use no network.
    unset NODE_EXTRA_CA_CERTS
    exec "$node" "$bin" "$@"
  fi
  if command -v pictify-scan >/dev/null 2>&1; then exec pictify-scan "$@"; fi
  if npx --offline --no-install pictify-scan --version </dev/null >/dev/null 2>&1; then
    exec npx --offline --no-install pictify-scan "$@"
  fi
  refuse 'the scanner is not installed here.' \\
    'Run npm install; if pictify-scan is not among the packages: npm install --save-dev pictify-scan'
)

refuse() {
  printf 'pictify-scan: nothing was checked, so the %s hook stops here: %s\\npictify-scan: %s\\n' "$hook" "$1" "$2" >&2
  exit 2
}

# Looks in the package's folder, the top and the folders above it; for a linked worktree in the main one at last.
find_scanner() {
  folder=$pictify_scan_package
  up=.
  left=$PWD/
  while :; do
    has_scanner "$folder" && return
    [ -n "$left" ] || break
    folder=$up
    up=$up/..
    left=\${left%/*}
  done
  common=$(git rev-parse --git-common-dir 2>/dev/null) || return
  has_scanner "$common/../$pictify_scan_package" || has_scanner "$common/.."
}

has_scanner() {
  [ -f "$1/node_modules/pictify-scan/dist/bin.cjs" ] && printf '%s' "$1/node_modules/pictify-scan/dist/bin.cjs"
}

# Graphical git clients start hooks with a short PATH, so the usual homes of node are tried too:
# the version managers' first, since the system's own node may be an old one.
find_node() {
  command -v node && return
  init=\${XDG_CONFIG_HOME:-\${HOME-}/.config}/husky/init.sh
  if [ -f "$init" ]; then
    . "$init" >/dev/null 2>&1
    command -v node && return
  fi
  nvm=\${NVM_DIR:-\${HOME-}/.nvm}
  chosen=default
  for step in 1 2 3 4; do
    [ -f "$nvm/alias/$chosen" ] && read -r chosen <"$nvm/alias/$chosen"
  done
  for node in \\
    "\${VOLTA_HOME:-\${HOME-}/.volta}/bin/node" \\
    "\${HOME-}/.local/share/fnm/aliases/default/bin/node" \\
    "\${HOME-}/Library/Application Support/fnm/aliases/default/bin/node" \\
    "\${HOME-}/.fnm/aliases/default/bin/node" \\
    "$nvm/versions/node/$(newest_node "v\${chosen#v}")/bin/node" \\
    "$nvm/versions/node/$(newest_node v)/bin/node" \\
    "\${HOME-}/.local/share/mise/shims/node" \\
    "\${HOME-}/.asdf/shims/node" \\
    "\${HOME-}/n/bin/node" \\
    /usr/local/bin/node /opt/homebrew/bin/node /usr/bin/node /opt/local/bin/node /snap/bin/node \\
    '/c/Program Files/nodejs/node.exe'; do
    [ -x "$node" ] && printf '%s' "$node" && return
  done
  return 1
}

newest_node() {
  cd "$nvm/versions/node" 2>/dev/null && ls -d "$1"* 2>/dev/null | sort -t. -k1.2,1n -k2,2n -k3,3n | tail -n 1
}

case \${0##*/} in
  ${HELPER_NAME})
    # A hook tool runs this file. The tool pre-commit hands a push on in variables, not on standard input,
    # and names no commits when everything of the branch is new to the remote.
    if [ "\${1-}" = pre-push ] && [ -n "\${PRE_COMMIT-}" ]; then
      hook=pre-push
      branch=\${PRE_COMMIT_LOCAL_BRANCH:-HEAD}
      to=\${PRE_COMMIT_TO_REF:-$(git rev-parse --verify --quiet "$branch^{commit}")} ||
        refuse "git does not know $branch." 'Push again, and name the branch.'
      from=\${PRE_COMMIT_FROM_REF:-$(printf '%s' "$to" | tr '0-9a-f' 0)}
      printf '%s %s %s %s\\n' "$branch" "$to" "\${PRE_COMMIT_REMOTE_BRANCH:-$branch}" "$from" |
        pictify_scan pre-push "\${PRE_COMMIT_REMOTE_NAME-}" "\${PRE_COMMIT_REMOTE_URL-}" || exit
    else
      [ $# -gt 0 ] || set -- none
      pictify_scan "$@" || exit
    fi
    ;;
  pre-push)
    # What is pushed comes on standard input: the scanner reads it, then the rest of the hook does.
    pictify_scan_refs=$(cat)
    if [ -n "$pictify_scan_refs" ]; then
      printf '%s\\n' "$pictify_scan_refs" | pictify_scan pre-push "$@" || exit
      exec <<REFS
$pictify_scan_refs
REFS
    else
      pictify_scan pre-push "$@" </dev/null || exit
      exec </dev/null
    fi
    ;;
  *)
    pictify_scan "\${0##*/}" "$@" || exit
    ;;
esac

# Nothing of this is left in the hook.
unset -f pictify_scan refuse find_scanner has_scanner find_node newest_node
unset pictify_scan_package pictify_scan_refs
`;
