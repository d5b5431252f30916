import type { Verification } from '../model/finding.js';

/** What came back, as far as it says something about a key. */
export interface Answer {
  readonly status: number;
  /** The body's first bytes as text. */
  readonly body: string;
}

/** What an answer says, or that it is worth asking again. */
export type Reading = Verification | 'again';

/**
 * Reads an answer of Pictify's API, by its documentation:
 *
 * ```
 * 200 {"templates":[…],"pagination":{…}}
 * 401 {"type":"https://docs.pictify.io/errors/invalid-api-key","title":"Invalid API Key","status":401,…}
 * 401 {"message":"Invalid Request"}                (the published backend)
 * 403 {"title":"Forbidden","status":403,…}         ("valid API key but insufficient permissions")
 * 429 with Retry-After, 5xx
 * ```
 *
 * Only Pictify's own 401 means revoked: a page of a proxy or a login screen says nothing about the key,
 * nor does the 401 for a request that arrived without one.
 */
export function readAnswer({ status, body }: Answer): Reading {
  const data = parseObject(body);
  if (status === 429 || status >= 500) return 'again';
  if (status === 200 && data && Array.isArray(data['templates'])) return { state: 'works', why: 'accepted', status };
  if (status === 401 && isErrorOfApi(data, status))
    return typeName(data) === 'missing-authorization' || typeName(data) === 'missing-auth'
      ? { state: 'unknown', why: 'no-key-arrived', status }
      : { state: 'revoked', why: 'rejected', status };
  if (status === 403 && isErrorOfApi(data, status)) return { state: 'works', why: 'no-permission', status };
  if (status >= 300 && status < 400) return { state: 'unknown', why: 'redirect', status };
  return { state: 'unknown', why: 'unexpected-answer', status };
}

type Fields = Readonly<Record<string, unknown>>;

function parseObject(body: string): Fields | undefined {
  try {
    const data: unknown = JSON.parse(body);
    return typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as Fields) : undefined;
  } catch {
    return undefined;
  }
}

/** An error as the documentation describes it (RFC 9457), or as the published backend writes it. */
function isErrorOfApi(data: Fields | undefined, status: number): data is Fields {
  if (!data) return false;
  return data['status'] === status || (typeof data['message'] === 'string' && data['templates'] === undefined);
}

function typeName(data: Fields): string {
  const { type } = data;
  return typeof type === 'string' ? type.slice(type.lastIndexOf('/') + 1) : '';
}
