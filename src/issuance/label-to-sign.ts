import { keyIdBytes, protectedHeader, signedBytes } from '../credential/cose-sign1.ts';
import { jwsSigningInput } from '../credential/jws.ts';
import { credentialPayload } from '../credential/label-credential.ts';
import { encodePrinted } from '../credential/printed-statement.ts';
import type { TrustedIssuer } from '../credential/trust-list.ts';
import { fromBase64url } from '../foundation/base64url.ts';
import type { LabelClaims } from '../model/label-claims.ts';

/** Of an issuer, what stands in its statements. */
export type IssuerAddresses = Pick<TrustedIssuer, 'id' | 'statusLists' | 'codePrefix'>;

/** The exact bytes of both statements of a label, as they will be signed. */
export type LabelToSign = {
  readonly claims: LabelClaims;
  /** Of the key that is to sign. */
  readonly kid: string;
  /** Header and payload of the credential. */
  readonly credential: string;
  readonly printedHeader: Uint8Array;
  readonly printedPayload: Uint8Array;
};

/** `claimsDigest`: SHA-256 of `claimsBytes`. Times that do not exist are a RangeError. */
export function labelToSign(claims: LabelClaims, claimsDigest: Uint8Array, kid: string, issuer: IssuerAddresses): LabelToSign {
  return {
    claims,
    kid,
    credential: jwsSigningInput('vc+jwt', kid, credentialPayload(claims, issuer.id, issuer.statusLists)),
    printedHeader: protectedHeader(fromBase64url(kid).subarray(0, keyIdBytes)),
    printedPayload: encodePrinted(claims, claimsDigest),
  };
}

/** What the key signs for the printed code. */
export const printedBytes = ({ printedHeader, printedPayload }: LabelToSign): Uint8Array<ArrayBuffer> =>
  signedBytes(printedHeader, printedPayload);
