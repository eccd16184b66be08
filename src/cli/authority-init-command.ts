import { initAuthority } from '../adapters/authority/init-authority.ts';
import { UserError } from '../foundation/user-error.ts';
import { exitCodes } from './exit-codes.ts';
import { now } from './now.ts';

export type AuthorityInitFlags = {
  readonly name: string;
  readonly body: string;
  readonly base: string;
  readonly training?: true | undefined;
  readonly pkcs11?: string | undefined;
  readonly token?: string | undefined;
  readonly key?: string | undefined;
  readonly pinVariable: string;
};

/** `iqs authority init DIR`. */
export async function authorityInitCommand(folder: string, flags: AuthorityInitFlags): Promise<number> {
  const { name, body, base, training = false } = flags;
  const authority = await initAuthority(folder, { name, body, base, training, issuerKey: tokenKey(flags), now: now() });
  process.stdout.write(
    [
      `${name}: numbers IQS-${body}-…, codes ${authority.file.codePrefix}…${training ? ', for training: nothing it issues is valid' : ''}`,
      `Private keys: ${folder}/keys, mode 600. Back them up apart from the rest.`,
      `For those who verify: ${folder}/public/trust.json`,
      '',
    ].join('\n'),
  );
  return exitCodes.done;
}

function tokenKey({ pkcs11, token, key, pinVariable }: AuthorityInitFlags): Parameters<typeof initAuthority>[1]['issuerKey'] {
  if (pkcs11 === undefined) return null;
  if (token === undefined || key === undefined)
    throw new UserError('USAGE', 'which token, and which key in it?', '--pkcs11', 'give --token and --key with it');
  return { kind: 'pkcs11', module: pkcs11, token, key, pinVariable };
}
