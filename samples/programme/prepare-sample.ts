import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { initAuthority } from '../../src/adapters/authority/init-authority.ts';
import { base32 } from './base32.ts';

/** What the sample people sign in with: made at the first start, other on each machine. */
export type SampleAccess = { readonly password: string; readonly totp: string };

/** Room for the certificates that the sample has from before its first start. */
const daysBefore = 500;

/** The sample's keys and register, and what its people sign in with, made once. */
export async function prepareSample(home: string, isNew: boolean): Promise<SampleAccess> {
  const file = join(home, 'sign-in.json');
  if (!isNew) return JSON.parse(readFileSync(file, 'utf8')) as SampleAccess;
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const access = { password: passphrase(), totp: base32(Buffer.from(randomBytes(10).toString('hex'))) };
  writeFileSync(file, JSON.stringify(access), { mode: 0o600 });
  const authority = join(home, 'authority');
  if (!existsSync(authority))
    await initAuthority(authority, {
      name: 'Training Certification Body',
      body: 'TRAIN',
      base: 'https://register.example/',
      training: true,
      issuerKey: null,
      now: `${new Date(Date.now() - daysBefore * 86_400_000).toISOString().slice(0, 10)}T00:00:00Z`,
    });
  return access;
}

/** Four groups that can be typed, 64 bits together. */
const passphrase = (): string => (randomBytes(10).toString('hex').match(/.{5}/g) ?? []).join('-');
