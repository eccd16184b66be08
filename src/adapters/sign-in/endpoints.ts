import type { SignInAction } from './sign-in-config.ts';

/**
 * The library's endpoints that may be asked over HTTP, and the fields of a body that get through to them. All others answer 404: organisations, tokens and
 * providers are managed by calls, where who may do it is asked; sessions are never handed to scripts.
 */
export type Endpoint = {
  readonly method: 'GET' | 'POST';
  readonly fields: readonly string[];
  /** What attempts are counted by, besides the address. */
  readonly counts: 'email' | 'challenge' | 'address' | 'nothing';
  readonly action: SignInAction | null;
};

const post = (fields: readonly string[], counts: Endpoint['counts'], action: SignInAction | null): Endpoint => ({
  method: 'POST',
  fields,
  counts,
  action,
});
const get = (counts: Endpoint['counts'], action: SignInAction | null): Endpoint => ({ method: 'GET', fields: [], counts, action });

const endpoints: Readonly<Record<string, Endpoint>> = {
  '/sign-in/email': post(['email', 'password'], 'email', 'sign-in'),
  '/sign-in/sso': post(['email', 'callbackURL', 'errorCallbackURL'], 'address', null),
  '/sign-out': post([], 'nothing', 'sign-out'),
  '/two-factor/verify-totp': post(['code'], 'challenge', 'second-factor'),
  '/two-factor/verify-backup-code': post(['code'], 'challenge', 'second-factor'),
  '/two-factor/enable': post(['password'], 'challenge', 'factor-enrol'),
  '/two-factor/disable': post(['password'], 'challenge', 'factor-remove'),
  '/two-factor/generate-backup-codes': post(['password'], 'challenge', 'recovery-codes'),
  '/passkey/generate-register-options': get('nothing', null),
  '/passkey/verify-registration': post(['response', 'name'], 'address', 'factor-add'),
  '/passkey/generate-authenticate-options': get('nothing', null),
  '/passkey/verify-authentication': post(['response'], 'address', 'sign-in'),
  '/passkey/list-user-passkeys': get('nothing', null),
  '/passkey/delete-passkey': post(['id'], 'nothing', 'factor-remove'),
  '/change-password': post(['currentPassword', 'newPassword'], 'challenge', 'password-change'),
  '/request-password-reset': post(['email'], 'address', 'password-reset-asked'),
  '/reset-password': post(['token', 'newPassword'], 'address', 'password-reset'),
};

/** An endpoint by its path below /auth; null: not one of ours. */
export function endpointOf(path: string): Endpoint | null {
  if (/^\/sso\/callback\/[A-Za-z0-9-]{1,64}$/.test(path)) return get('address', 'sign-in');
  return Object.hasOwn(endpoints, path) ? (endpoints[path] ?? null) : null;
}
