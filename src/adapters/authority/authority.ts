import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TrustedIssuer } from '../../credential/trust-list.ts';
import { UserError } from '../../foundation/user-error.ts';
import type { Signer } from '../../model/signer.ts';
import { fileSigner } from '../keys/file-signer.ts';
import { pkcs11Signer } from '../keys/pkcs11-signer.ts';
import { loadSigner, type NoteSigner } from '../register/note-signer.ts';
import { type AuthorityFile, authoritySchema, type KeyPlace } from './authority-schema.ts';

/** A certification body's folder: authority.json, keys/, register/, serials/, jobs/ and public/. */
export type Authority = {
  readonly folder: string;
  readonly file: AuthorityFile;
  readonly register: string;
  readonly publicFolder: string;
};

/** Reads an authority's folder. Refused: `AUTHORITY_MISSING`, `AUTHORITY_INVALID`. */
export function openAuthority(folder: string): Authority {
  const path = join(folder, 'authority.json');
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new UserError('AUTHORITY_MISSING', 'no authority.json that can be read', folder, 'make one with: iqs authority init');
  }
  const parsed = authoritySchema.safeParse(content);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new UserError(
      'AUTHORITY_INVALID',
      issue?.message ?? 'not as it should be',
      `${path} ${issue?.path.join('/') ?? ''}`,
      'put back the file as init wrote it',
    );
  }
  return { folder, file: parsed.data, register: join(folder, 'register'), publicFolder: join(folder, 'public') };
}

/** The signer of a key; the private half stays where it is. */
export const signerAt = ({ folder }: Pick<Authority, 'folder'>, place: KeyPlace): Promise<Signer> =>
  place.kind === 'file' ? fileSigner(join(folder, place.path)) : pkcs11Signer(place);

/** The key that signs now: the newest. */
export const currentSigner = (authority: Authority): Promise<Signer> =>
  signerAt(authority, (authority.file.keys.at(-1) as AuthorityFile['keys'][number]).place);

export const logSigner = ({ folder, file }: Authority): Promise<NoteSigner> => loadSigner(join(folder, file.log.path), file.origin, 'log');

/** Compromises by thumbprint, as the register recorded them. */
export type Compromises = ReadonlyMap<string, { readonly at: string; readonly index: number }>;

/** The issuer as the trust list names it. */
export async function issuerOf(authority: Authority, compromises: Compromises): Promise<TrustedIssuer> {
  const { base, name, body, codePrefix, training, keys } = authority.file;
  const listed = await Promise.all(
    keys.map(async ({ kid, from, until, place }) => ({
      kid,
      jwk: (await signerAt(authority, place)).jwk,
      from,
      until,
      compromised: compromises.get(kid) ?? null,
    })),
  );
  return {
    id: `${base}issuers/${body.toLowerCase()}/`,
    name,
    body,
    codePrefix,
    statusLists: `${base}status/${body.toLowerCase()}/`,
    training,
    keys: listed,
  };
}
