import type { Signer } from '../model/signer.ts';
import type { LintedComponent } from './lint-component.ts';
import { signJws } from './sign-jws.ts';
import type { SigningToken } from './signing-token.ts';

/** The only way to an issuer's signature under a component statement: what was linted, with a token that was used up for it. RangeError where the signer has another key. */
export function signComponent({ prepared }: LintedComponent, _token: SigningToken, signer: Signer): Promise<string> {
  if (signer.kid !== prepared.kid) throw new RangeError(`a statement for key ${prepared.kid}, signer of key ${signer.kid}`);
  return signJws(prepared.toSign, signer);
}
