import type { Signer } from '../model/signer.ts';
import type { Linted } from './lint-prepared.ts';
import { type SignedLabel, signLabel } from './sign-label.ts';
import type { SigningToken } from './signing-token.ts';

/** The only way to an issuer's signature: what was linted, with a token that was used up for it. */
export function signLinted({ toSign }: Linted, _token: SigningToken, codePrefix: string, signer: Signer): Promise<SignedLabel> {
  return signLabel(toSign, codePrefix, signer);
}
