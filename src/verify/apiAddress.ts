import { Problem } from '../model/errors.js';

/** Where Pictify's API is. */
export const PICTIFY_API = 'https://api.pictify.io';
/** The variable by which Pictify's own programs are told of another address. */
export const ADDRESS_VARIABLE = 'PICTIFY_BASE_URL';

const WAY = `Give the address of Pictify's API, such as ${PICTIFY_API}, with --api-url or in ${ADDRESS_VARIABLE}.`;

/**
 * Checks the address that keys are sent to. It comes from the command line or the environment, never from
 * a file of the repository.
 *
 * @throws Problem `usage` unless it is https, or this machine itself
 */
export function parseApiAddress(text: string): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new Problem('usage', 'The address of the API is no address.', WAY);
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new Problem('usage', 'The address of the API holds more than host and path.', WAY);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))
    throw new Problem('usage', `${url.origin} is not asked: keys are sent over https only.`, WAY);
  return url;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

/**
 * Where a single answer about a key is got for the least: the list of templates, one of them. It renders
 * nothing and counts against no quota.
 */
export function cheapestRead(address: URL): URL {
  const url = new URL(address);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/templates`;
  url.search = '?page=1&limit=1';
  return url;
}
