/** The name under which findings in a commit's message are listed. */
export const MESSAGE_PATH = 'COMMIT_MESSAGE';
/** The same for what stands above it: names, and what a merged tag or a tool wrote there. */
export const HEADER_PATH = 'COMMIT_HEADER';
/** The same for the message of a tag. */
export const TAG_PATH = 'TAG_MESSAGE';
/** The same for names of refs. */
export const REFS_PATH = 'REF_NAMES';
