import { apiKey } from '@better-auth/api-key';
import { passkey } from '@better-auth/passkey';
import { sso } from '@better-auth/sso';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { organization, twoFactor } from 'better-auth/plugins';
import { createAccessControl } from 'better-auth/plugins/access';
import type { Kysely } from 'kysely';
import { authHooks } from './auth-hooks.ts';
import type { AuthParts } from './auth-parts.ts';
import { linkTo } from './link-to.ts';
import { openClientSecrets } from './open-client-secrets.ts';
import { ownCalls } from './own-calls.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { recoveryCodeLength, recoveryCodes } from './recovery-codes.ts';
import { resolveProviderUser } from './resolve-provider-user.ts';
import type { SignInConfig } from './sign-in-config.ts';
import { longestPassword, shortestPassword } from './weak-password.ts';

const minute = 60;
const hour = 60 * minute;

const resetHours = 1;
export const invitationHours = 72;
/** A factor is added, and another session ended, only in a session that began within these minutes. */
export const freshMinutes = 15;

/** Endpoints that make a session which a second factor stands behind. */
const strongPaths: ReadonlySet<string> = new Set([
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
  '/passkey/verify-authentication',
]);

/** The header in which our own handler tells the library the address it saw; whatever a client puts there is dropped. */
export const addressHeader = 'x-iqs-address';

/** Roles as the library's tables name them: an administrator is its `admin`, who alone may change members. */
const access = createAccessControl({
  organization: ['update'],
  member: ['create', 'update', 'delete'],
  invitation: ['create', 'cancel'],
});
const plain = access.newRole({});
const administrator = access.newRole({ member: ['create', 'update', 'delete'], invitation: ['create', 'cancel'] });

/** better-auth with our tables, our limits and our rules; it is reached only through sign-in's own handler and calls. */
export function createAuth<Tables>(db: Kysely<Tables>, parts: AuthParts) {
  const { config } = parts;
  const https = config.baseUrl.startsWith('https:');
  return betterAuth({
    appName: config.productName,
    baseURL: config.baseUrl,
    basePath: '/auth',
    secret: config.secret,
    // Kysely's own type of the tables does not matter to the library.
    database: { db: db.withPlugin(openClientSecrets(config.secret)) as never, type: 'postgres', transaction: true },
    trustedOrigins: [...(config.internalIssuers ?? [])],
    // One limiter: ours counts by account too, backs off, and is shared by several servers.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // Its lines name users and addresses; what matters is in the audit.
    logger: { disabled: true },
    user: { modelName: 'auth_user', additionalFields: { language: { type: 'string', required: false, input: false } } },
    account: { modelName: 'auth_account', encryptOAuthTokens: true, accountLinking: { disableImplicitLinking: true } },
    verification: { modelName: 'auth_verification', storeIdentifier: 'hashed' },
    session: {
      modelName: 'auth_session',
      expiresIn: (config.idleMinutes ?? 30) * minute,
      updateAge: minute,
      freshAge: freshMinutes * minute,
      additionalFields: { strong: { type: 'boolean', required: true, defaultValue: false, input: false } },
    },
    emailAndPassword: passwords(parts),
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => ({
            data: { ...session, strong: session['strong'] === true || strongPaths.has(context?.path ?? '') },
          }),
        },
      },
    },
    hooks: { before: authHooks(parts) },
    advanced: {
      useSecureCookies: false,
      cookiePrefix: https ? '__Host-iqs' : 'iqs',
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure: https, path: '/' },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      disableCSRFCheck: false,
      disableOriginCheck: false,
    },
    plugins: [secondFactor(config), organisations(), passkeys(config), tokens(), providers(), ownCalls()],
  });
}

export type Auth = ReturnType<typeof createAuth>;

const languageOf = (user: object): string | null => ('language' in user && typeof user.language === 'string' ? user.language : null);

type Addressee = { readonly email: string };

const passwords = ({ config, post }: AuthParts) => ({
  enabled: true,
  // Accounts come from invitations only.
  disableSignUp: true,
  minPasswordLength: shortestPassword,
  maxPasswordLength: longestPassword,
  password: { hash: hashPassword, verify: verifyPassword },
  resetPasswordTokenExpiresIn: resetHours * hour,
  revokeSessionsOnPasswordReset: true,
  sendResetPassword: async ({ user, token }: { readonly user: Addressee; readonly token: string }) => {
    const url = linkTo(config, 'reset', token);
    post({ to: user.email, ...config.write({ kind: 'password-reset', url, hours: resetHours }, languageOf(user)) });
  },
  onPasswordReset: async ({ user }: { readonly user: Addressee }) =>
    post({ to: user.email, ...config.write({ kind: 'password-changed' }, languageOf(user)) }),
});

const secondFactor = ({ secret, productName }: SignInConfig) =>
  twoFactor({
    issuer: productName,
    allowPasswordless: true,
    twoFactorCookieMaxAge: 5 * minute,
    backupCodeOptions: { length: recoveryCodeLength, storeBackupCodes: recoveryCodes(secret).store },
    schema: { twoFactor: { modelName: 'auth_two_factor' } },
  });

const organisations = () =>
  organization({
    ac: access,
    roles: {
      admin: administrator,
      applicant: plain,
      evaluator: plain,
      reviewer: plain,
      'decision-maker': plain,
      'surveillance-officer': plain,
      'scheme-owner': plain,
    },
    creatorRole: 'admin',
    allowUserToCreateOrganization: false,
    membershipLimit: 10_000,
    invitationExpiresIn: invitationHours * hour,
    cancelPendingInvitationsOnReInvite: true,
    requireEmailVerificationOnInvitation: true,
    disableOrganizationDeletion: true,
    schema: {
      organization: { modelName: 'auth_organisation', additionalFields: { kind: { type: 'string', required: true, input: true } } },
      member: { modelName: 'auth_member' },
      invitation: { modelName: 'auth_invitation' },
    },
  });

const passkeys = ({ baseUrl, productName }: SignInConfig) =>
  passkey({
    rpID: new URL(baseUrl).hostname,
    rpName: productName,
    origin: baseUrl,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    // The library asks for the person's presence only; a passkey that stands for two factors must have checked the person (PIN, finger).
    registration: {
      afterVerification: async ({ verification }) => {
        if (verification.registrationInfo?.userVerified !== true) throw new APIError('BAD_REQUEST', { code: 'PASSKEY_REFUSED' });
      },
    },
    authentication: {
      afterVerification: async ({ verification }) => {
        if (!verification.authenticationInfo.userVerified) throw new APIError('BAD_REQUEST', { code: 'PASSKEY_REFUSED' });
      },
    },
    schema: { passkey: { modelName: 'auth_passkey' } },
  });

/** A year, also one of 366 days. */
export const longestTokenDays = 366;

const tokens = () =>
  apiKey({
    defaultPrefix: 'iqs_',
    requireName: true,
    maximumNameLength: 80,
    rateLimit: { enabled: false },
    keyExpiration: { minExpiresIn: 1, maxExpiresIn: longestTokenDays },
    schema: { apikey: { modelName: 'auth_token' } },
  });

const providers = () =>
  sso({
    modelName: 'auth_provider',
    providersLimit: 100,
    // Who may come in is decided by invitation; a provider vouches for an account, it does not make one.
    disableImplicitSignUp: true,
    organizationProvisioning: { disabled: true },
    domainVerification: { enabled: true, tokenPrefix: 'iqs' },
    resolveUser: resolveProviderUser,
  });
