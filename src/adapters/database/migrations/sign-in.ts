import type { Migration } from '../migration.ts';

/**
 * Sign-in (docs/adr/0027-sign-in.md). The first part is what better-auth 1.7.6 with its plugins compiles for our options, column by column; a test asks it
 * that nothing is missing. The second part is ours: what may be there once only, an organisation's first invitation, and the counts of attempts.
 */
export const signIn: Migration = {
  id: 'sign-in',
  sql: `
CREATE TABLE "auth_user" (
  "id" text not null primary key,
  "name" text not null,
  "email" text not null unique,
  "emailVerified" boolean not null,
  "image" text,
  "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamptz default CURRENT_TIMESTAMP not null,
  "twoFactorEnabled" boolean,
  "language" text
);
CREATE TABLE "auth_session" (
  "id" text not null primary key,
  "expiresAt" timestamptz not null,
  "token" text not null unique,
  "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references "auth_user" ("id") on delete cascade,
  "activeOrganizationId" text,
  "strong" boolean not null
);
CREATE TABLE "auth_account" (
  "id" text not null primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references "auth_user" ("id") on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamptz not null
);
CREATE TABLE "auth_verification" (
  "id" text not null primary key,
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
  "updatedAt" timestamptz default CURRENT_TIMESTAMP not null
);
CREATE TABLE "auth_two_factor" (
  "id" text not null primary key,
  "secret" text not null,
  "backupCodes" text not null,
  "userId" text not null references "auth_user" ("id") on delete cascade,
  "verified" boolean,
  "failedVerificationCount" integer,
  "lockedUntil" timestamptz
);
CREATE TABLE "auth_organisation" (
  "id" text not null primary key,
  "name" text not null,
  "slug" text not null unique,
  "logo" text,
  "createdAt" timestamptz not null,
  "metadata" text,
  "kind" text not null
);
CREATE TABLE "auth_member" (
  "id" text not null primary key,
  "organizationId" text not null references "auth_organisation" ("id") on delete cascade,
  "userId" text not null references "auth_user" ("id") on delete cascade,
  "role" text not null,
  "createdAt" timestamptz not null
);
CREATE TABLE "auth_invitation" (
  "id" text not null primary key,
  "organizationId" text not null references "auth_organisation" ("id") on delete cascade,
  "email" text not null,
  "role" text,
  "status" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz default CURRENT_TIMESTAMP not null,
  "inviterId" text not null references "auth_user" ("id") on delete cascade
);
CREATE TABLE "auth_passkey" (
  "id" text not null primary key,
  "name" text,
  "publicKey" text not null,
  "userId" text not null references "auth_user" ("id") on delete cascade,
  "credentialID" text not null,
  "counter" integer not null,
  "deviceType" text not null,
  "backedUp" boolean not null,
  "transports" text,
  "createdAt" timestamptz,
  "aaguid" text
);
CREATE TABLE "auth_token" (
  "id" text not null primary key,
  "configId" text not null,
  "name" text,
  "start" text,
  "referenceId" text not null,
  "prefix" text,
  "key" text not null,
  "refillInterval" integer,
  "refillAmount" integer,
  "lastRefillAt" timestamptz,
  "enabled" boolean,
  "rateLimitEnabled" boolean,
  "rateLimitTimeWindow" integer,
  "rateLimitMax" integer,
  "requestCount" integer,
  "remaining" integer,
  "lastRequest" timestamptz,
  "expiresAt" timestamptz,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null,
  "permissions" text,
  "metadata" text
);
CREATE TABLE "auth_provider" (
  "id" text not null primary key,
  "issuer" text not null,
  "oidcConfig" text,
  "samlConfig" text,
  "userId" text not null references "auth_user" ("id") on delete cascade,
  "providerId" text not null unique,
  "organizationId" text,
  "domain" text not null,
  "domainVerified" boolean
);
CREATE INDEX "auth_session_userId_idx" on "auth_session" ("userId");
CREATE INDEX "auth_account_userId_idx" on "auth_account" ("userId");
CREATE INDEX "auth_verification_identifier_idx" on "auth_verification" ("identifier");
CREATE INDEX "auth_two_factor_secret_idx" on "auth_two_factor" ("secret");
CREATE INDEX "auth_two_factor_userId_idx" on "auth_two_factor" ("userId");
CREATE INDEX "auth_member_organizationId_idx" on "auth_member" ("organizationId");
CREATE INDEX "auth_member_userId_idx" on "auth_member" ("userId");
CREATE INDEX "auth_invitation_organizationId_idx" on "auth_invitation" ("organizationId");
CREATE INDEX "auth_invitation_email_idx" on "auth_invitation" ("email");
CREATE INDEX "auth_passkey_userId_idx" on "auth_passkey" ("userId");
CREATE INDEX "auth_passkey_credentialID_idx" on "auth_passkey" ("credentialID");
CREATE INDEX "auth_token_configId_idx" on "auth_token" ("configId");
CREATE INDEX "auth_token_referenceId_idx" on "auth_token" ("referenceId");
CREATE INDEX "auth_token_key_idx" on "auth_token" ("key");
CREATE UNIQUE INDEX auth_account_once ON auth_account ("providerId", "accountId");
CREATE UNIQUE INDEX auth_member_once ON auth_member ("organizationId", "userId");
CREATE UNIQUE INDEX auth_passkey_once ON auth_passkey ("credentialID");
CREATE UNIQUE INDEX auth_provider_domain_once ON auth_provider (domain) WHERE "domainVerified";
CREATE UNIQUE INDEX auth_token_once ON auth_token (key);
ALTER TABLE auth_organisation ADD CONSTRAINT auth_organisation_kind CHECK (kind IN ('maker', 'laboratory', 'body'));
ALTER TABLE auth_invitation ALTER COLUMN "inviterId" DROP NOT NULL;
CREATE TABLE auth_limit (
  key varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);
CREATE INDEX auth_limit_expire ON auth_limit (expire);
`,
};
