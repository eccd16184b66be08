import { APIError, addOAuthServerContext, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api';
import type { AuthParts } from './auth-parts.ts';
import { challengedPerson } from './challenged-person.ts';
import { recoveryCodes } from './recovery-codes.ts';
import { nonceHeader, nonceKey } from './resolve-provider-user.ts';
import { weakPassword } from './weak-password.ts';

type Middleware = Parameters<typeof createAuthMiddleware>[0] extends (context: infer C) => unknown ? C : never;
type Context = Middleware & { readonly body?: Record<string, unknown> };

// A code of an authenticator application is good for its own half minute and one on each side.
export const codeLifeSeconds = 120;

/** Changes what proves who a person is: only in a session that was itself signed in with a factor, once there is one. */
const factorPaths: ReadonlySet<string> = new Set([
  '/two-factor/enable',
  '/two-factor/disable',
  '/two-factor/generate-backup-codes',
  '/passkey/generate-register-options',
  '/passkey/verify-registration',
  '/passkey/delete-passkey',
  '/change-password',
]);

/** Our rules that the library has no option for. They hold for requests and for calls alike. */
export const authHooks = (parts: AuthParts) =>
  createAuthMiddleware(async (context) => {
    const { path } = context;
    if (factorPaths.has(path)) await needStrongSession(context as Context);
    if (path === '/passkey/delete-passkey') await needFreshSession(context as Context);
    if (path === '/change-password' || path === '/reset-password') await judgePassword(context as Context, parts);
    if (path === '/two-factor/verify-totp') await spendCode(context as Context, parts);
    if (path === '/two-factor/verify-backup-code') {
      return { context: { body: { code: recoveryCodes(parts.config.secret).digest(String(context.body?.code)) } } };
    }
    if (path === '/sign-in/sso') {
      await addOAuthServerContext({ [nonceKey]: context.headers?.get(nonceHeader) ?? null });
      return { context: { body: { providerId: await provenProvider(context as Context) } } };
    }
    return undefined;
  });

/** The library takes the first provider that names the domain; ours is the one that has proven it, so that nobody stands in another's way. */
async function provenProvider(context: Context): Promise<string> {
  const domain = String(context.body?.['email']).split('@').pop()?.toLowerCase() ?? '';
  const provider = await context.context.adapter.findOne<{ readonly providerId: string }>({
    model: 'ssoProvider',
    where: [
      { field: 'domain', value: domain },
      { field: 'domainVerified', value: true },
    ],
  });
  if (provider === null) throw new APIError('NOT_FOUND', { code: 'NO_PROVIDER' });
  return provider.providerId;
}

/** Else whoever has the password alone could enrol a factor of his own beside the person's passkey. */
async function needStrongSession(context: Context): Promise<void> {
  const found = await getSessionFromCtx(context as never);
  if (found === null) throw new APIError('UNAUTHORIZED', { code: 'NOT_SIGNED_IN' });
  const { session, user } = found as unknown as { readonly session: { readonly strong?: boolean }; readonly user: FactorUser };
  if (session.strong === true) return;
  const passkeys = await context.context.adapter.count({ model: 'passkey', where: [{ field: 'userId', value: user.id }] });
  if (user.twoFactorEnabled === true || passkeys > 0) throw new APIError('FORBIDDEN', { code: 'SECOND_FACTOR_NEEDED' });
}

/** The library asks it of enrolling a passkey only. Threat: whoever finds a browser left open takes the factors away one by one. */
async function needFreshSession(context: Context): Promise<void> {
  const began = (await getSessionFromCtx(context as never))?.session.createdAt;
  if (began === undefined || Date.now() - new Date(began).getTime() > context.context.sessionConfig.freshAge * 1000)
    throw new APIError('FORBIDDEN', { code: 'SIGN_IN_AGAIN' });
}

type FactorUser = { readonly id: string; readonly name: string; readonly email: string; readonly twoFactorEnabled?: boolean };

async function judgePassword(context: Context, { config, knownPasswords }: AuthParts): Promise<void> {
  const password = String(context.body?.['newPassword'] ?? '');
  const user = context.path === '/reset-password' ? await resetting(context) : ((await getSessionFromCtx(context as never))?.user ?? null);
  const fault = weakPassword(password, knownPasswords, [config.productName, user?.name ?? '', user?.email ?? '']);
  if (fault !== null) throw new APIError('BAD_REQUEST', { code: fault });
}

async function resetting(context: Context): Promise<FactorUser | null> {
  const { internalAdapter } = context.context;
  const found = await internalAdapter.findVerificationValue(`reset-password:${String(context.body?.['token'])}`);
  return found === null ? null : internalAdapter.findUserById(found.value);
}

/** The code is spent before it is judged: of two requests with the same code one is answered (ASVS 5.0, 6.5.1). */
async function spendCode(context: Context, { limits }: AuthParts): Promise<void> {
  const user = (await getSessionFromCtx(context as never))?.user.id ?? (await challengedPerson(context as never));
  if (user === null) return;
  const code = String(context.body?.['code']).slice(0, 16);
  if (!(await limits.once(`${user}:${code}`, codeLifeSeconds))) throw new APIError('UNAUTHORIZED', { code: 'CODE_USED' });
}
