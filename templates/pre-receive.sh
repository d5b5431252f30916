#!/bin/sh
# Refuses a push that would bring a secret in. For a server's bare repository:
#
#   cp node_modules/pictify-scan/templates/pre-receive.sh /srv/git/project.git/hooks/pre-receive
#   chmod +x /srv/git/project.git/hooks/pre-receive
#
# Everything that is pushed is looked at while git still holds it in quarantine: what is refused is
# thrown away. A scanner that cannot run refuses too; nothing passes unseen.

# Where the scanner is, and a config that no push can change. Without one, the config in the branch as it
# was before the push judges.
scanner=${PICTIFY_SCAN:-pictify-scan}
config=${PICTIFY_SCAN_CONFIG:-}

refuse() {
  printf 'pictify-scan: nothing was checked, so the push is refused: %s\n' "$1" >&2
  printf 'pictify-scan: only the people who run this server can mend that.\n' >&2
  exit 2
}

command -v "$scanner" >/dev/null 2>&1 || refuse "$scanner was not found on the server."

# The refs come on standard input.
if [ -n "$config" ]; then
  "$scanner" push --no-color --config="$config" >&2
else
  "$scanner" push --no-color >&2
fi
status=$?

case $status in
  0) exit 0 ;;
  1)
    printf 'pictify-scan: the push is refused, and the server has kept nothing of it.\n' >&2
    printf 'pictify-scan: a later commit that takes a secret out is no mend: rewrite the commits, then push again.\n' >&2
    exit 1
    ;;
  *) refuse "the scanner ended with $status." ;;
esac
