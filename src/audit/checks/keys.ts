import type { KeyPlace, LocalFiles } from '../localKeys.js';
import type { AuditPlace, AuditResult } from '../model.js';
import { count, listed, PASS_NOTHING } from '../words.js';

/** Production and development: other keys, of the right class. Keys are compared by keyed hashes. */
export function checkSeparation({ keys }: LocalFiles): AuditResult {
  const development = keys.filter(({ environment }) => environment === 'development');
  const production = keys.filter(({ environment }) => environment === 'production');
  const open = keys.filter(({ environment }) => environment === undefined);
  const shared = development.filter(({ key }) => production.some((other) => other.key === key));
  const places: AuditPlace[] = [
    ...shared.map(({ path, line, match, key }) => ({
      path,
      line,
      text: `${match} is in ${listed(production.filter((other) => other.key === key).map(placeOf))} as well`,
    })),
    ...development
      .filter(({ class: kind }) => kind !== 'test')
      .map(({ path, line, match, class: kind }) => ({
        path,
        line,
        text: `${match}, a ${kind === 'live' ? 'live key' : 'key of full access'}, where development happens`,
      })),
    ...production
      .filter(({ class: kind }) => kind === 'test')
      .map(({ path, line, match }) => ({
        path,
        line,
        text: `${match}, a test key (100 watermarked renders a day), where production runs`,
      })),
  ];
  const evidence = [
    ...describe('Development', development),
    ...describe('Production', production),
    ...describe('Nothing says what these are for', open),
    ...(keys.length === 0 ? ['No key is on this machine: not in files, not in ignored environment files.'] : []),
  ];
  if (places.length > 0)
    return {
      status: 'fail',
      says: shared.length > 0 ? 'One key serves development and production.' : 'A key is of the wrong class.',
      evidence,
      places,
      next: [
        'Create a test key for development (Settings > API Keys), and put it where the live key is now.',
        ...(shared.length > 0 ? ['Change the live key: it was on machines of development.'] : []),
      ],
    };
  const doubtful = open.filter(({ key }) => production.some((other) => other.key === key));
  if (doubtful.length > 0)
    return {
      ...PASS_NOTHING,
      status: 'unknown',
      says: `${listed(doubtful.map(placeOf))} ${doubtful.length === 1 ? 'has' : 'have'} production's key, and nothing says what for.`,
      evidence,
      next: ['Where that is a machine of development, put a test key there.'],
    };
  if (development.length > 0 && production.length > 0)
    return {
      ...PASS_NOTHING,
      status: 'pass',
      says: 'The keys of development and production here are different, and of the right class.',
      evidence,
    };
  return {
    ...PASS_NOTHING,
    status: 'unknown',
    says: 'The keys of one side at least are not on this machine, so they cannot be compared.',
    evidence,
    next: ['Keep it so, and compare by the dashboard: a live key for production, test keys for everything else.'],
  };
}

/** Least privilege: a key for each service. */
export function checkPrivilege({ keys, services }: LocalFiles): AuditResult {
  const users = new Map<string, KeyPlace[]>();
  for (const place of keys) users.set(place.key, [...(users.get(place.key) ?? []), place]);
  // What stands in the root is often a copy for all; two packages with one key are two services.
  const shared = [...users.values()].filter(
    (places) => new Set(places.map(({ service }) => service).filter((service) => service !== '')).size > 1,
  );
  const evidence = [
    services.length === 0
      ? 'There are no packages but the root.'
      : `${count(services.length, 'package')}: ${listed(services.toSorted())}.`,
    `${count(users.size, 'key')} on this machine.`,
  ];
  if (shared.length > 0)
    return {
      status: 'fail',
      says: `${count(shared.length, 'key')} ${shared.length === 1 ? 'serves' : 'serve'} several services.`,
      evidence,
      places: shared.flatMap((places) =>
        places.map(({ path, line, match, service }) => ({
          path,
          line,
          text: `${match} serves ${service === '' ? 'the root' : service}, and ${count(places.length - 1, 'place')} more`,
        })),
      ),
      next: ['Create a key for each service (Settings > API Keys), so that one can be revoked without the others.'],
    };
  if (services.length < 2 || users.size === 0)
    return {
      ...PASS_NOTHING,
      status: 'unknown',
      says: users.size === 0 ? 'No key is on this machine to compare.' : 'There are no two services here to compare.',
      evidence,
    };
  return { ...PASS_NOTHING, status: 'pass', says: 'No key on this machine serves two services.', evidence };
}

function describe(what: string, places: readonly KeyPlace[]): string[] {
  if (places.length === 0) return [];
  return [`${what}: ${listed(places.map((place) => `${placeOf(place)} (${place.class}, ${place.where})`))}.`];
}

function placeOf({ path, line }: KeyPlace): string {
  return `${path}:${line}`;
}
