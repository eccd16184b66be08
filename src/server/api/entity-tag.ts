import { UserError } from '../../foundation/user-error.ts';

/** The ETag of a case: its version. */
export const entityTag = (version: number): string => `"${version}"`;

/**
 * The version that an If-Match header (RFC 9110, 13.1.1) wants a case to have; undefined: any. Refused: what is no entity tag (`IF_MATCH_MALFORMED`), and one that no case
 * of ours can have (`VERSION_CONFLICT`), weak ones included.
 */
export function expectedVersion(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  if (!/^\s*(?:W\/)?"[\x21\x23-\x7e]*"\s*$/.test(header))
    throw new UserError('IF_MATCH_MALFORMED', 'no entity tag', header.slice(0, 100), 'send the ETag of the case as it was given');
  const version = /^\s*"(0|[1-9]\d{0,8})"\s*$/.exec(header)?.[1];
  if (version === undefined)
    throw new UserError(
      'VERSION_CONFLICT',
      'the case is not at this version',
      header.slice(0, 100),
      'read the case again and look whether the act still fits',
    );
  return Number(version);
}

/** Whether an If-None-Match header (RFC 9110, 13.1.2) names the tag: then there is nothing new to send. */
export const isKnown = (tag: string, header: string | undefined): boolean =>
  header !== undefined && header.split(',').some((each) => each.trim() === '*' || each.trim().replace(/^W\//, '') === tag);
