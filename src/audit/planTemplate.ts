import { constants } from 'node:fs';
import { mkdir, open, realpath } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { Problem } from '../model/errors.js';

/** Where the template goes, from the root. */
export const PLAN_FILE = 'docs/incident-response.md';

/** A plan along the steps of Pictify's guide; what only its users know is left to be filled in. */
export const PLAN_TEMPLATE = `# A Pictify API key leaked: what we do

Who sees a key where it should not be begins with step 1 and tells the others meanwhile. Nobody is blamed for a leak
that is told at once.

| role | who | how to reach |
|---|---|---|
| Decides, and speaks for us | [fill in: name] | [fill in: contact] |
| Can revoke and create keys (Admin) | [fill in: two names] | [fill in: contact] |
| Knows the services that use keys | [fill in: name] | [fill in: contact] |

## At once

1. **Revoke the key**: Settings > API Keys, … > Revoke. What uses it stops working until step 3.
2. **Create a new one** there. It is shown once.
3. **Put it where the old one was**: [fill in: secret store and services, and the command for each]. Check that they work.
4. **Look at the audit log**: \`npx pictify-scan incident FINGERPRINT --audit-log audit.jsonl --key-id KEY_ID\`

The fingerprint is in the report that found the key; \`npx pictify-scan incident --stdin\` asks for the key instead.

## Then

- **Scope**: which templates, images and webhooks could be read or changed? Which commits, branches, forks, packages and
  images hold the key? (\`incident\` lists them.)
- **Use**: requests from new addresses or agents, at night, far more than usual, many errors. Keep the log.
- **Source**: how did it get out? Was the hook there, and was it skipped?
- **Telling**: [fill in: whom we tell, and within which time: customers, data protection, insurance]
- **History**: take the key out of the commits only once it is revoked; who cloned before has it still.

## So that it does not come again

- \`npx pictify-scan doctor\`: is the guard on for everybody?
- \`npx pictify-scan audit\`: storage, separate keys, rotation, unused keys, watching, who can create keys.
- What did this take, and what would have made it shorter? Write it down here, with the date.

Last tried out: [fill in: date]. Next time: [fill in: date, within a year]
`;

/**
 * Writes the template. Nothing that is there is overwritten, and no link is followed out of the repository.
 *
 * @throws Problem `write`
 */
export async function writePlan(root: string): Promise<string> {
  const path = join(root, PLAN_FILE);
  try {
    await mkdir(dirname(path), { recursive: true });
    const folder = await realpath(dirname(path));
    if (!`${folder}${sep}`.startsWith(`${await realpath(resolve(root))}${sep}`))
      throw new Problem('write', `${dirname(PLAN_FILE)} leads out of the repository.`, 'Write the plan by hand.');
    const handle = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o666);
    try {
      await handle.writeFile(PLAN_TEMPLATE);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof Problem) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw code === 'EEXIST'
      ? new Problem('write', `${PLAN_FILE} is there already; nothing was written.`, 'Fill in what is missing there.')
      : new Problem('write', `${PLAN_FILE} could not be written (${code}).`, 'Check the permissions.', {
          cause: error,
        });
  }
  return PLAN_FILE;
}
