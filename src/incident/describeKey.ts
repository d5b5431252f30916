import { ObjectBatch } from '../git/objectBatch.js';
import { serverName } from '../remedy/variables.js';
import { MESSAGE_PATH, TAG_PATH } from '../model/textPlaces.js';
import type { Engine } from '../scan/engine.js';
import type { Run } from '../scan/run.js';
import { diskReader } from '../sources/diskReader.js';
import type { FoundKey } from './findKey.js';
import type { Copy, IncidentKey, Scope } from './model.js';
import type { SoughtKey } from './soughtKey.js';

/** The places that are read again to see what the program calls the key. */
const MOST_NAMED = 50;

/** What the rules and the program call the key. */
export interface SeenAs {
  readonly names: readonly string[];
  readonly fingerprints: ReadonlySet<string>;
}

/** Names that the key is assigned to, in files and in commits, and the fingerprints that reports give it there. */
export async function seenAs(run: Run, engine: Engine, key: SoughtKey, scope: Scope): Promise<SeenAs> {
  const names: string[] = [];
  const fingerprints = new Set<string>();
  const look = (path: string, bytes: Buffer): void => {
    for (const { name, fingerprint } of engine.judgementsOf({ path, bytes, origin: { kind: 'buffer' } }, key.is)) {
      if (name !== undefined) names.push(name);
      fingerprints.add(fingerprint);
    }
  };
  const disk = diskReader(run.root);
  const copies = new Set(scope.copies.filter(isFile).map(({ path }) => path));
  for (const path of [...copies].slice(0, MOST_NAMED)) {
    const bytes = await Promise.resolve(disk(path)).catch(() => undefined);
    if (bytes) look(path, bytes);
  }
  const events = scope.events.filter(
    ({ line, path }) => line !== null && path !== MESSAGE_PATH && path !== TAG_PATH && !/[\n\\]/.test(path),
  );
  if (events.length === 0) return { names, fingerprints };
  const batch = new ObjectBatch(run.git);
  for (const { commit, path } of events.slice(0, MOST_NAMED))
    batch.request(
      Buffer.from(`${commit.id}:${path}`, 'utf8').toString('latin1'),
      ({ bytes, offset }) => {
        if (offset === 0) look(path, bytes);
      },
      () => {},
    );
  await batch.finish();
  return { names, fingerprints };
}

function isFile({ where, via }: Copy): boolean {
  return where !== 'git-directory' && where !== 'staged' && !via.includes('file name');
}

const NAME = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/** The key as the report shows it. */
export function describeKey(
  engine: Engine,
  { key, rule, kind }: FoundKey,
  { names, fingerprints }: SeenAs,
): IncidentKey {
  const fingerprint = (id: string): string => key.fingerprint((each, secret) => engine.fingerprint(each, secret), id);
  const id = rule?.id ?? 'pictify/token';
  const usual = rule?.variable ?? (id.startsWith('pictify/') ? 'PICTIFY_API_KEY' : undefined);
  const word = usual?.split('_')[0] ?? '';
  const counted = new Map<string, number>();
  for (const name of names.flatMap((each) => [each, serverName(each)]))
    if (NAME.test(name) && name.includes(word)) counted.set(name, (counted.get(name) ?? 0) + 1);
  const own = [...counted].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name);
  const variables = [
    ...new Set([
      ...own.toSorted((a, b) => Number(serverName(a) !== a) - Number(serverName(b) !== b)),
      ...(usual === undefined ? [] : [usual]),
    ]),
  ];
  return {
    match: key.match,
    kind,
    title: rule?.title ?? 'A secret of no form that a rule knows',
    rule: id,
    fingerprint: fingerprint(id),
    otherFingerprints: [...fingerprints].filter((each) => each !== fingerprint(id)).toSorted(),
    revoke:
      rule?.revoke ??
      (id.startsWith('pictify/') ? 'Pictify dashboard > Settings > API Keys' : "its provider's dashboard"),
    variables: variables.slice(0, 10),
  };
}
