import type { Membership } from '../../model/organisation.ts';

/** What a token may be used for; a person in a browser has all of them. */
export const scopes = ['cases:read', 'cases:write', 'evidence:write', 'register:read', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** Who stands behind a token. */
export type Caller = {
  readonly person: string;
  readonly name: string;
  readonly memberships: readonly Membership[];
  readonly scopes: readonly Scope[];
  /** The token was made by who had shown a second factor. */
  readonly strong: boolean;
};
